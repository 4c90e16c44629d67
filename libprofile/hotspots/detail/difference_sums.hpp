// SPDX-License-Identifier: MIT
/// @file
/// Tails of squared differences from the sums that places with equal weights share.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "libprofile/hotspots/detail/neighbour_rows.hpp"
#include "libprofile/hotspots/detail/permuted_statistic.hpp"
#include "libprofile/hotspots/detail/shared_draws.hpp"
#include "libprofile/hotspots/detail/tails.hpp"

namespace libprofile::hotspots::detail {

/// Σt Σc (own_c - x_tc)² = Σc (k own_c² - 2 own_c Σt x_tc) + Σt Σc x_tc²: two or more sums over the first k draws are
/// the same for every place with k neighbours of equal weight.
///
/// They round otherwise than those added up one by one. A place with a permutation so near to the
/// observed sum that rounding could decide has no answer here, so that the tails are those of plain sums.
class DifferenceSums {
 public:
  /// For the places whose weights are all equal. The caller keeps all three.
  DifferenceSums(const PermutedStatistic& statistic, const NeighbourRows& rows, const SharedDraws& draws);

  /// Of a place with equal weights that is no island; none where rounding could decide.
  [[nodiscard]] std::optional<Tails> of(std::size_t i) const;

 private:
  /// For k terms: Σt x_tc of each column, then Σt Σc x_tc², permutations side by side and padded with NaN.
  [[nodiscard]] std::vector<double> sums_of(std::size_t terms) const;

  const PermutedStatistic& statistic_;
  const NeighbourRows& rows_;
  const SharedDraws& draws_;
  std::size_t stride_;
  /// By number of terms; empty where no place has so many.
  std::vector<std::vector<double>> sums_;
  /// The largest size of a value, by column.
  std::vector<double> largest_;
};

}  // namespace libprofile::hotspots::detail
