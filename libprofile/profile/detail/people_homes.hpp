// SPDX-License-Identifier: MIT
/// @file
/// From codes of home areas to districts.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "libprofile/disclosure/policy.hpp"
#include "libprofile/geography/area_set.hpp"

namespace libprofile::profile::detail {

/// Codes of the groups of `area_level`, then "elsewhere"; and which of them each code of a home area is counted as.
struct Homes {
  std::vector<std::string> labels;
  std::vector<std::size_t> of_value;
};

/// Whether there is a level to show, and each of its groups has the residents that the policy asks for.
[[nodiscard]] bool may_show_districts(const geography::AreaSet& areas, const disclosure::Policy& policy);

/// @param home_areas  Codes of an area or of a group up to `area_level`; any other is elsewhere.
[[nodiscard]] Homes homes_of(const std::vector<std::string>& home_areas, const geography::AreaSet& areas);

}  // namespace libprofile::profile::detail
