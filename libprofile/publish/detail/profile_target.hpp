// SPDX-License-Identifier: MIT
/// @file
/// Whether a profile may be written to a folder.
#pragma once

#include <filesystem>

#include "libprofile/publish/write_profile.hpp"

namespace libprofile::publish::detail {

/// What is at the target now: nothing or an empty folder, or an older profile and nothing else.
enum class Occupancy { free, profile };

/// @param target  As `core::resolved_folder` gives it.
/// @throws InputError  where its parent is absent, or it is a file, a folder that is not empty and not to be replaced,
///     or one to be replaced that holds files which its manifest does not name.
[[nodiscard]] Occupancy require_writable_target(const std::filesystem::path& target, Existing existing);

}  // namespace libprofile::publish::detail
