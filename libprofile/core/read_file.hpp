// SPDX-License-Identifier: MIT
/// @file
/// The bytes of a whole file.
#pragma once

#include <filesystem>
#include <string>

namespace libprofile::core {

/// @throws InputError  naming the file and the remedy where it cannot be read or is no file on disk.
[[nodiscard]] std::string read_file(const std::filesystem::path& path);

}  // namespace libprofile::core
