// SPDX-License-Identifier: MIT
/// @file
/// What a conditional permutation test compares: a place's sum over its neighbours.
#pragma once

#include <cmath>
#include <cstddef>
#include <span>

#include "libprofile/hotspots/detail/neighbour_rows.hpp"
#include "libprofile/hotspots/detail/tails.hpp"

namespace libprofile::hotspots::detail {

inline constexpr std::size_t kMostColumns = 64;

/// Σj wij xj, or Σj wij Σc (xic - xjc)² over columns c of values.
enum class PermutedTerm { lag, difference };

struct PermutedStatistic {
  PermutedTerm term = PermutedTerm::lag;
  /// One column for lags, at most `kMostColumns` for differences; each as long as there are places.
  std::span<const std::span<const double>> columns;

  /// What place j adds where it is a neighbour of place i, before weighting.
  [[nodiscard]] double term_of(std::size_t i, std::size_t j) const {
    if (term == PermutedTerm::lag) {
      return columns.front()[j];
    }
    double sum = 0.0;
    for (const auto column : columns) {
      const double difference = column[i] - column[j];
      sum += difference * difference;
    }
    return sum;
  }

  [[nodiscard]] Bounds observed(std::size_t i, const NeighbourRows& rows) const {
    const auto neighbours = rows.neighbours_of(i);
    double sum = 0.0;
    double scale = 0.0;
    for (std::size_t t = 0; t < neighbours.size(); ++t) {
      const double addend = rows.weight(i, t) * term_of(i, neighbours[t]);
      sum += addend;
      scale += std::abs(addend);
    }
    return bounds_of(sum, scale);
  }
};

}  // namespace libprofile::hotspots::detail
