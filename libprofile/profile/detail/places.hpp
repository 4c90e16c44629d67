// SPDX-License-Identifier: MIT
/// @file
/// Counted incidents as distinct places with weights.
#pragma once

#include <cstdint>
#include <vector>

#include "libprofile/profile/detail/selection.hpp"

namespace libprofile::profile::detail {

/// Distinct points, ascending by x, then y, and what each stands for: the same for any order of the records.
struct Places {
  std::vector<double> xy_m;
  std::vector<double> weights;
  /// The unit that each lies in; from `places_of_cells` alone.
  std::vector<std::int32_t> unit{};
};

/// Coincident incidents as one place. A record weighs 1; where persons are counted, 1 over the records of its person in
/// its unit, so that a person weighs 1 in each unit (to a millionth), as in the counts of units.
///
/// Time O(n) where records are counted, O(n log n) where persons are.
[[nodiscard]] Places places_of(const Selection& selection, geography::CountOf count_of);

/// The same, but where persons are counted 1 over the records of its person in its unit and category, so that all of
/// them add up to what the counts of units and categories do.
[[nodiscard]] Places places_of_cells(const Selection& selection, geography::CountOf count_of);

}  // namespace libprofile::profile::detail
