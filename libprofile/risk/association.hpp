// SPDX-License-Identifier: MIT
/// @file
/// How two columns of places go together.
#pragma once

#include <cstddef>
#include <span>

namespace libprofile::risk {

/// How two columns go together over the places that have both; NaN below three, or where either does not vary.
struct Association {
  double pearson;
  /// Of ranks, ties at their mean rank.
  double spearman;
  std::size_t places;
};

/// Correlations of two columns over the places that have both (neither NaN).
///
/// @throws InvalidArgument  for different lengths.
[[nodiscard]] Association association(std::span<const double> first, std::span<const double> second);

}  // namespace libprofile::risk
