// SPDX-License-Identifier: MIT
/// @file
/// Which level of the hierarchy tables by area, and the maps of large profiles, are given at.
#pragma once

#include <cstddef>
#include <optional>

#include "libprofile/geography/area_set.hpp"

namespace libprofile::profile::detail {

/// The coarsest level that has more than one group (the last one where none has); empty where there are no levels.
[[nodiscard]] std::optional<std::size_t> area_level(const geography::AreaSet& areas);

}  // namespace libprofile::profile::detail
