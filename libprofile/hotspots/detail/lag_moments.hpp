// SPDX-License-Identifier: MIT
/// @file
/// Moments of Σj wij yj where the y of all places but i are dealt out at random.
#pragma once

#include <cstddef>
#include <span>

#include "libprofile/hotspots/detail/neighbour_rows.hpp"

namespace libprofile::hotspots::detail {

/// A spread this small beside its terms is rounding.
inline constexpr double kRounding = 1e-12;

struct RowSums {
  double weight = 0.0;
  double weight_squared = 0.0;
};

[[nodiscard]] RowSums row_sums(const geography::Weights& weights, std::size_t i);

/// The variance of Σj wij dj for values d of `size` places with the variance `variance` (divided by `size`) dealt out
/// at random: variance (size Σw² - (Σw)²) / (size - 1). 0 where all arrangements give the same.
[[nodiscard]] double dealt_variance(const RowSums& row, double size, double variance);

}  // namespace libprofile::hotspots::detail
