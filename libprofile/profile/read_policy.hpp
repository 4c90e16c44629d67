// SPDX-License-Identifier: MIT
/// @file
/// The policy of a configuration: a tier, and what [policy] makes stricter.
#pragma once

#include <string>

#include "libprofile/disclosure/policy.hpp"
#include "libprofile/profile/toml_table.hpp"

namespace libprofile::profile {

/// @param file  The whole configuration; without a table [policy] the floor of the tier is the policy.
/// @throws InputError       for an unknown key or a value of another kind, with its line.
/// @throws InvalidArgument  for an unknown tier or window, or a field outside its range.
/// @throws DisclosureError  for a field below the floor of its tier, or fields that contradict each other.
[[nodiscard]] disclosure::Policy read_policy(TomlTable& file, const std::string& tier);

}  // namespace libprofile::profile
