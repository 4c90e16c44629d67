// SPDX-License-Identifier: MIT
/// @file
/// The table [outreach] of a configuration.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "libprofile/profile/outreach.hpp"
#include "libprofile/profile/toml_table.hpp"

namespace libprofile::tools {

/// None where the file has no such table.
/// @param base   What the path of a file of visits starts from.
/// @param allow  As in `io::ReadOptions`.
/// @throws InputError  for a key that is not known, a value outside its range, or visits that cannot be read.
[[nodiscard]] std::optional<profile::Outreach> read_outreach(profile::TomlTable& file,
                                                             const std::filesystem::path& base,
                                                             const std::vector<std::string>& allow);

}  // namespace libprofile::tools
