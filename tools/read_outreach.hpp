// SPDX-License-Identifier: MIT
/// @file
/// The table [outreach] of a configuration.
#pragma once

#include <optional>

#include "libprofile/profile/outreach.hpp"
#include "libprofile/profile/toml_table.hpp"

namespace libprofile::tools {

/// None where the file has no such table.
/// @throws InputError  for a key that is not known, or a value outside its range.
[[nodiscard]] std::optional<profile::Outreach> read_outreach(profile::TomlTable& file);

}  // namespace libprofile::tools
