// SPDX-License-Identifier: MIT
/// @file
/// Whether a profile may be written to a folder.
#pragma once

#include <filesystem>

#include "libprofile/publish/write_profile.hpp"

namespace libprofile::publish::detail {

/// The folder as an absolute path without links, trailing slash or "..".
///
/// @throws InputError  for the root of the file system and an empty path.
[[nodiscard]] std::filesystem::path profile_target(const std::filesystem::path& directory);

/// What is at the target now: nothing or an empty folder, or an older profile and nothing else.
enum class Occupancy { free, profile };

/// @throws InputError  where it is a file, a folder that is not empty and not to be replaced, or one to be replaced
/// that
///     holds files which its manifest does not name.
[[nodiscard]] Occupancy require_writable_target(const std::filesystem::path& target, Existing existing);

}  // namespace libprofile::publish::detail
