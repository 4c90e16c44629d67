// SPDX-License-Identifier: MIT
/// @file
/// How often values dealt out anew over all places give a statistic as extreme.
#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <span>
#include <vector>

#include "libprofile/geography/weights.hpp"
#include "libprofile/hotspots/global_statistic.hpp"

namespace libprofile::hotspots::detail {

/// Arrangements that are looked at side by side.
inline constexpr std::size_t kLanes = 8;
using LaneSums = std::array<double, kLanes>;

/// Columns of values, each place's for all lanes together: entry [place * kLanes + lane].
using Dealt = std::vector<std::vector<double>>;

/// A statistic of each lane, and the size of its terms: differences below 1e-12 of it are ties.
struct LaneStatistic {
  std::function<LaneSums(const Dealt&)> of;
  double size = 0.0;
};

/// The p of each statistic. All columns are dealt out by the same arrangement. Empty where no permutations are asked
/// for.
[[nodiscard]] std::vector<double> arrangement_p(const std::vector<std::span<const double>>& columns,
                                                const std::vector<LaneStatistic>& statistics,
                                                const GlobalOptions& options);

/// Σ_{i≠j} wij xi xj.
[[nodiscard]] LaneSums sum_of_products(const geography::Weights& weights, const std::vector<double>& x);

/// Σ_{i≠j} wij (xi − xj)².
[[nodiscard]] LaneSums sum_of_squares(const geography::Weights& weights, const std::vector<double>& x);

/// Σi (Σj wij xj) (Σj wij yj), a place itself among its neighbours where it has a weight.
[[nodiscard]] LaneSums sum_of_lag_products(const geography::Weights& weights, const std::vector<double>& x,
                                           const std::vector<double>& y);

/// Σi ci xi.
[[nodiscard]] LaneSums sum_of_multiples(std::span<const double> multipliers, const std::vector<double>& x);

}  // namespace libprofile::hotspots::detail
