// SPDX-License-Identifier: MIT
/// @file
/// What the operating system refused, as an error with a remedy.
#pragma once

#include <filesystem>
#include <string_view>

namespace libprofile::core {

/// Throws `InputError` "path: cannot be <done>: <why>: <remedy>".
///
/// @param done   A participle: "written", "read".
/// @param error  A value of `errno`.
[[noreturn]] void fail_file(const std::filesystem::path& path, std::string_view done, int error);

}  // namespace libprofile::core
