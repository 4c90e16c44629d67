// SPDX-License-Identifier: MIT
/// @file
/// Groups of a table or layer of which everybody who is shown has one property.
#pragma once

#include <string>
#include <vector>

#include "libprofile/publish/layer.hpp"

namespace libprofile::publish::detail {

/// In words, what of a table of persons or premises is shown to be alike; empty where nothing is.
///
/// Persons: an attribute (or the attribute within another) whose whole released sum is one value, other than "not
/// stated". Premises: rows of which all released premises have an incident. No number stands in the words.
[[nodiscard]] std::vector<std::string> find_alike(const Layer& layer);

}  // namespace libprofile::publish::detail
