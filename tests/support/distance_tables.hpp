// SPDX-License-Identifier: MIT
/// @file
/// Tables of incidents by distance for tests of their gate.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>

#include "libprofile/disclosure/protect_distances.hpp"

namespace libprofile::testing {

/// Nothing is known to lie in anything else, and nothing bounds a band.
inline disclosure::DistanceTable without_bounds(disclosure::DistanceTable table) {
  const std::size_t types = table.types.size();
  const std::size_t bands = table.bands.size();
  table.reach.assign(types * types * bands, static_cast<std::uint8_t>(bands - 1));
  table.least.assign(types * (bands - 1), 0);
  table.most.assign(types * (bands - 1), std::numeric_limits<std::int64_t>::max());
  return table;
}

}  // namespace libprofile::testing
