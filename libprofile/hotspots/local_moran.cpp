// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/local_moran.hpp"

#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>
#include <vector>

#include "libprofile/core/parallel.hpp"
#include "libprofile/hotspots/detail/checked_inputs.hpp"
#include "libprofile/hotspots/detail/conditional_permutation.hpp"
#include "libprofile/hotspots/detail/lag_moments.hpp"
#include "libprofile/hotspots/detail/local_result.hpp"
#include "libprofile/hotspots/detail/scaled_values.hpp"
#include "libprofile/hotspots/detail/value_pool.hpp"

namespace libprofile::hotspots {
namespace {

/// Values less their mean, and their pool.
struct Column {
  explicit Column(std::span<const double> raw) : scaled(raw), pool(scaled.values()), deviation(raw.size()) {
    const std::span<const double> values = scaled.values();
    const detail::Pool all = pool.all();
    for (std::size_t i = 0; i < values.size(); ++i) {
      deviation[i] = all.is_constant ? 0.0 : values[i] - pool.mean();
    }
    const double n = all.size;
    if (n > 1.0 && !all.is_constant) {
      standard_deviation = std::sqrt(all.variance * n / (n - 1.0));
    }
  }

  /// The pool reads them.
  detail::ScaledValues scaled;
  detail::ValuePool pool;
  std::vector<double> deviation;
  /// With n - 1; 0 where all values are equal.
  double standard_deviation = 0.0;
};

struct Lag {
  double sum = 0.0;
  double scale = 0.0;

  /// -1, 0 or 1; 0 where what is left of the terms is rounding.
  [[nodiscard]] int side() const { return std::abs(sum) <= detail::kTie * scale ? 0 : sum > 0.0 ? 1 : -1; }
};

Lag lag(const detail::NeighbourRows& rows, std::size_t i, const std::vector<double>& deviation) {
  Lag lag;
  const auto neighbours = rows.neighbours_of(i);
  const auto w = rows.values_of(i);
  for (std::size_t t = 0; t < w.size(); ++t) {
    const double term = w[t] * deviation[neighbours[t]];
    lag.sum += term;
    lag.scale += std::abs(term);
  }
  return lag;
}

LocalLabel quadrant(double here, const Lag& around) {
  const int side = around.side();
  if (here == 0.0 || side == 0) {
    return LocalLabel::none;
  }
  if (here > 0.0) {
    return side > 0 ? LocalLabel::high_high : LocalLabel::high_low;
  }
  return side > 0 ? LocalLabel::low_high : LocalLabel::low_low;
}

/// The sums around place i times `factor`, which the place itself decides.
detail::Standing standing(double factor, const Lag& lag, const detail::RowSums& row, const detail::Pool& others) {
  const double variance = others.is_constant ? 0.0 : detail::dealt_variance(row, others.size, others.variance);
  return {factor * lag.sum, factor * row.weight * others.mean_deviation, factor * factor * variance};
}

/// Tails of a sum times `factor`: a negative factor turns them round, and with 0 all dealings tie.
detail::Tails times(double factor, detail::Tails tails, std::int32_t permutations) {
  if (factor < 0.0) {
    std::swap(tails.at_least, tails.at_most);
    std::swap(tails.at_least_stopped, tails.at_most_stopped);
  } else if (!(factor > 0.0)) {
    tails = {static_cast<std::uint32_t>(permutations), static_cast<std::uint32_t>(permutations), 0U, 0U};
  }
  return tails;
}

LocalStatistic of_columns(const Column& here, const Column& around, const geography::Weights& weights,
                          const LocalOptions& options) {
  const std::size_t n = here.deviation.size();
  const detail::NeighbourRows rows(weights);
  LocalStatistic result = detail::make_local_result(n);
  const double scale = here.standard_deviation * around.standard_deviation;
  core::parallel_for(n, [&](std::size_t i) {
    if (!rows.is_island(i)) {
      // Values that are all equal have no statistic, and no evidence.
      const double factor = scale > 0.0 ? here.deviation[i] / scale : 0.0;
      const Lag lag_i = lag(rows, i, around.deviation);
      detail::write(standing(factor, lag_i, detail::row_sums(weights, i), around.pool.without(i)), options.alternative,
                    i, result);
      if (!(scale > 0.0)) {
        result.statistic[i] = result.expected[i] = result.variance[i] = std::numeric_limits<double>::quiet_NaN();
      }
      if (detail::is_too_few(options, i)) {
        detail::leave_out(LocalLabel::too_few, i, result);
      }
    }
  });
  std::vector<detail::Tails> tails;
  if (options.permutations > 0) {
    const std::array<std::span<const double>, 1> columns{around.deviation};
    const detail::PermutationPlan plan{options.permutations, options.draws, core::Stream::local_moran, options.seed,
                                       options.stop_after};
    tails = detail::permutation_tails({detail::PermutedTerm::lag, columns}, rows, plan);
    for (std::size_t i = 0; i < n; ++i) {
      tails[i] = times(scale > 0.0 ? here.deviation[i] : 0.0, tails[i], options.permutations);
    }
  }
  const auto label = [&](std::size_t i) { return quadrant(here.deviation[i], lag(rows, i, around.deviation)); };
  detail::finish(tails, options, label, result);
  return result;
}

}  // namespace

LocalStatistic local_moran(std::span<const double> values, const geography::Weights& weights,
                           const LocalOptions& options) {
  validate(options, values.size());
  detail::require_finite(values, "values");
  detail::require_links(weights, values.size());
  const Column column(values);
  return of_columns(column, column, weights, options);
}

LocalStatistic local_moran(std::span<const double> values, std::span<const double> around,
                           const geography::Weights& weights, const LocalOptions& options) {
  validate(options, values.size());
  detail::require_finite(values, "values");
  detail::require_values(around, values.size(), "around");
  detail::require_links(weights, values.size());
  return of_columns(Column(values), Column(around), weights, options);
}

}  // namespace libprofile::hotspots
