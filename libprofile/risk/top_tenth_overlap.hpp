// SPDX-License-Identifier: MIT
/// @file
/// Whether the places with the most events are the same in two periods.
#pragma once

#include <cstddef>
#include <span>

#include "libprofile/risk/concentration_by_chance.hpp"

namespace libprofile::risk {

struct TopTenthOverlap {
  /// Places in a top tenth, ⌈places / 10⌉, and how many of those of the first period are in that of the second as well.
  /// Places as high as the last of the tenth share what is left of it, so the number need not be whole.
  std::size_t places = 0;
  double shared = 0.0;
  /// Shared by chance where the two periods have nothing to do with each other: exact (hypergeometric).
  ChanceRange if_unrelated;
  /// Probability that at least as many are shared where they have nothing to do with each other.
  double p_unrelated = 1.0;
  /// Shared where no place changed: the events of both periods together, dealt out between them at random.
  ChanceRange if_unchanged;
  /// Probability that at most as many are shared where no place changed.
  double p_unchanged = 1.0;
};

/// Compares the top tenth of places of two periods with what chance gives at either end: no memory, and no change.
///
/// @param first, second  Events of each place in each period: whole numbers from 0. Their sum is below 2^32.
/// @param options        `replicates` is that of `if_unchanged`.
/// @throws InvalidArgument  for no place, a value outside its range, arguments of different lengths, a period without
/// an
///   event, or an option outside its range.
///
/// Time O(places log places + replicates (events + places)). The same for any number of threads.
[[nodiscard]] TopTenthOverlap top_tenth_overlap(std::span<const double> first, std::span<const double> second,
                                                const ByChanceOptions& options = {});

}  // namespace libprofile::risk
