// SPDX-License-Identifier: MIT
/// @file
/// How much of each sum one contributor makes up.
#pragma once

#include <cstdint>
#include <vector>

#include "libprofile/geography/area_set.hpp"
#include "libprofile/geography/counting.hpp"

namespace libprofile::geography {

/// The most that one contributor adds to the sum over categories of each unit, each group of each level, and
/// everything: outer index as the levels of a released table (units, then levels nearest first, then everything).
///
/// A contributor is `columns.contributor`, or the person where that is empty. Where persons are counted, one person
/// adds one for each unit and category that they are in; a record without a contributor contributes alone. Records
/// without a unit or category are left out. Empty where neither column is there.
///
/// Time O(n log n).
[[nodiscard]] std::vector<std::vector<std::int64_t>> largest_in_margins(const CountColumns& columns,
                                                                        const AreaSet& units, CountOf count_of);

}  // namespace libprofile::geography
