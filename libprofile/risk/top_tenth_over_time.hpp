// SPDX-License-Identifier: MIT
/// @file
/// Whether the places with the most events stay the same over several periods.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "libprofile/risk/concentration_by_chance.hpp"

namespace libprofile::risk {

struct TopTenthOverTime {
  /// Places in a top tenth, ⌈places / 10⌉.
  std::size_t places = 0;
  /// Places in the top tenth of each period but the last that are in that of the next as well. Ties at the border count
  /// by their share of what is left.
  std::vector<double> stay;
  /// Their mean, and by chance: where no period has to do with another, where no place changed (the events of all
  /// periods together, dealt out between them at random).
  double mean_stay = 0.0;
  double mean_stay_if_unrelated = 0.0;
  ChanceRange mean_stay_if_unchanged;
  /// Probability that on average at most as many stay where no place changed.
  double p_unchanged = 1.0;
  /// By number of periods, from 0: places that are in the top tenth of exactly so many; by chance, as above.
  std::vector<double> in_periods;
  std::vector<double> in_periods_if_unrelated;
  std::vector<ChanceRange> in_periods_if_unchanged;
};

/// Follows the top tenth of places over periods, against no memory and no change.
///
/// @param counts   Events of each place, period after period: whole numbers from 0, below 2^32 together.
/// @param places   1 to 10^8.
/// @param options  `replicates` is that of draws without change.
/// @throws InvalidArgument  for a value outside its range, fewer than 2 or more than 1,000 periods, a period without an
///   event, or an option outside its range.
///
/// Time O(replicates (events + places × periods)). The same for any number of threads. Two periods are
/// `top_tenth_overlap`, whose range without memory is exact.
[[nodiscard]] TopTenthOverTime top_tenth_over_time(std::span<const double> counts, std::size_t places,
                                                   const ByChanceOptions& options = {});

}  // namespace libprofile::risk
