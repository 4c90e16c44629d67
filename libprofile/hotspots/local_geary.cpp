// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/local_geary.hpp"

#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string>
#include <vector>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/hotspots/detail/checked_inputs.hpp"
#include "libprofile/hotspots/detail/conditional_permutation.hpp"
#include "libprofile/hotspots/detail/difference_moments.hpp"
#include "libprofile/hotspots/detail/lag_moments.hpp"
#include "libprofile/hotspots/detail/local_result.hpp"
#include "libprofile/hotspots/detail/scaled_values.hpp"
#include "libprofile/hotspots/detail/value_pool.hpp"

namespace libprofile::hotspots {
namespace {

/// Less the mean, over the standard deviation (n - 1); all 0 where all values are equal.
std::vector<double> standardised(std::span<const double> raw) {
  const detail::ScaledValues scaled(raw);
  const std::span<const double> values = scaled.values();
  const detail::ValuePool pool(values);
  const detail::Pool all = pool.all();
  std::vector<double> z(values.size(), 0.0);
  if (!all.is_constant && values.size() > 1) {
    const double deviation = std::sqrt(all.variance * all.size / (all.size - 1.0));
    for (std::size_t i = 0; i < values.size(); ++i) {
      z[i] = (values[i] - pool.mean()) / deviation;
    }
  }
  return z;
}

bool is_constant(std::span<const double> values) {
  return detail::ValuePool(detail::ScaledValues(values).values()).all().is_constant;
}

class Geary {
 public:
  Geary(std::span<const std::span<const double>> columns, const geography::Weights& weights,
        const LocalOptions& options)
      : weights_(weights), rows_(weights), options_(options) {
    for (const auto column : columns) {
      z_.push_back(standardised(column));
    }
    columns_.assign(z_.begin(), z_.end());
  }

  [[nodiscard]] LocalStatistic result() const {
    LocalStatistic result = detail::make_local_result(rows_.size());
    if (rows_.size() < 2) {
      return result;
    }
    const detail::SquaredDifferences differences(columns_);
    core::parallel_for(rows_.size(), [&](std::size_t i) {
      if (!rows_.is_island(i)) {
        detail::write(standing(i, differences.of(i)), options_.alternative, i, result);
        if (detail::is_too_few(options_, i)) {
          detail::leave_out(LocalLabel::too_few, i, result);
        }
      }
    });
    std::vector<detail::Tails> tails;
    if (options_.permutations > 0) {
      const detail::PermutationPlan plan{options_.permutations, options_.draws, core::Stream::local_geary,
                                         options_.seed, options_.stop_after};
      tails = detail::permutation_tails({detail::PermutedTerm::difference, columns_}, rows_, plan);
    }
    detail::finish(
        tails, options_, [&](std::size_t i) { return label(i, result.z[i]); }, result);
    return result;
  }

 private:
  [[nodiscard]] detail::Standing standing(std::size_t i, const detail::DifferenceMoments& moments) const {
    const auto columns = static_cast<double>(columns_.size());
    const detail::PermutedStatistic statistic{detail::PermutedTerm::difference, columns_};
    const detail::RowSums row = detail::row_sums(weights_, i);
    const auto neighbours = rows_.neighbours_of(i);
    double sum = 0.0;
    for (std::size_t t = 0; t < neighbours.size(); ++t) {
      sum += rows_.values_of(i)[t] * statistic.term_of(i, neighbours[t]);
    }
    const double variance = detail::dealt_variance(row, static_cast<double>(rows_.size()) - 1.0, moments.variance);
    return {sum / columns, row.weight * moments.mean / columns, variance / (columns * columns)};
  }

  [[nodiscard]] LocalLabel label(std::size_t i, double z) const {
    if (z > 0.0) {
      return LocalLabel::different;
    }
    if (columns_.size() > 1) {
      return LocalLabel::similar;
    }
    const detail::PermutedStatistic lag{detail::PermutedTerm::lag, columns_};
    const detail::Bounds around = lag.observed(i, rows_);
    if (columns_[0][i] > 0.0 && around.at_least > 0.0) {
      return LocalLabel::high_high;
    }
    return columns_[0][i] < 0.0 && around.at_most < 0.0 ? LocalLabel::low_low : LocalLabel::similar;
  }

  const geography::Weights& weights_;
  detail::NeighbourRows rows_;
  const LocalOptions& options_;
  std::vector<std::vector<double>> z_;
  std::vector<std::span<const double>> columns_;
};

}  // namespace

LocalStatistic local_geary(std::span<const double> values, const geography::Weights& weights,
                           const LocalOptions& options) {
  validate(options, values.size());
  detail::require_finite(values, "values");
  detail::require_links(weights, values.size());
  const std::array<std::span<const double>, 1> columns{values};
  LocalStatistic result = Geary(columns, weights, options).result();
  if (is_constant(values)) {
    for (auto* column : {&result.statistic, &result.expected, &result.variance}) {
      column->assign(values.size(), std::numeric_limits<double>::quiet_NaN());
    }
  }
  return result;
}

LocalStatistic local_geary(std::span<const std::span<const double>> columns, const geography::Weights& weights,
                           const LocalOptions& options) {
  require(!columns.empty() && columns.size() <= detail::kMostColumns, "columns.size()", columns.size(), "1 to 64");
  validate(options, columns[0].size());
  detail::require_links(weights, columns[0].size());
  for (std::size_t c = 0; c < columns.size(); ++c) {
    const std::string name = "columns[" + std::to_string(c) + "]";
    detail::require_values(columns[c], columns[0].size(), name);
    require(columns[c].size() < 2 || !is_constant(columns[c]), name, columns[c].empty() ? 0.0 : columns[c][0],
            "values that are not all equal");
  }
  return Geary(columns, weights, options).result();
}

}  // namespace libprofile::hotspots
