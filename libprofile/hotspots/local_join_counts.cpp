// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/local_join_counts.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/hotspots/detail/checked_inputs.hpp"
#include "libprofile/hotspots/detail/conditional_permutation.hpp"
#include "libprofile/hotspots/detail/lag_moments.hpp"
#include "libprofile/hotspots/detail/local_result.hpp"
#include "libprofile/hotspots/detail/value_pool.hpp"

namespace libprofile::hotspots {
namespace {

void check_binary(std::span<const double> values, std::size_t places, const std::string& name) {
  require(values.size() == places, name + ".size()", values.size(),
          "the number of places (" + std::to_string(places) + ")");
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!(values[i] == 0.0 || values[i] == 1.0)) {
      require(false, name + "[" + std::to_string(i) + "]", values[i], "0 or 1");
    }
  }
}

detail::Standing standing(std::size_t i, const std::vector<double>& around, const detail::NeighbourRows& rows,
                          const geography::Weights& weights, const detail::ValuePool& pool) {
  const auto neighbours = rows.neighbours_of(i);
  double sum = 0.0;
  for (std::size_t t = 0; t < neighbours.size(); ++t) {
    sum += rows.values_of(i)[t] * around[neighbours[t]];
  }
  const detail::RowSums row = detail::row_sums(weights, i);
  const detail::Pool others = pool.without(i);
  const double variance = others.is_constant ? 0.0 : detail::dealt_variance(row, others.size, others.variance);
  return {sum, row.weight * others.total / others.size, variance};
}

/// Σj wij around_j at the places that have `here`.
LocalStatistic joins(const std::vector<double>& here, const std::vector<double>& around,
                     const geography::Weights& weights, const LocalOptions& options) {
  const detail::NeighbourRows rows(weights);
  const detail::ValuePool pool(around);
  LocalStatistic result = detail::make_local_result(here.size());
  core::parallel_for(here.size(), [&](std::size_t i) {
    if (rows.is_island(i)) {
      return;
    }
    if (here[i] == 0.0) {
      detail::write({}, options.alternative, i, result);
      detail::leave_out(LocalLabel::absent, i, result);
      return;
    }
    detail::write(standing(i, around, rows, weights, pool), options.alternative, i, result);
    if (detail::is_too_few(options, i)) {
      detail::leave_out(LocalLabel::too_few, i, result);
    }
  });
  std::vector<detail::Tails> tails;
  if (options.permutations > 0) {
    const std::array<std::span<const double>, 1> columns{around};
    const detail::PermutationPlan plan{options.permutations, options.draws, core::Stream::local_join_counts,
                                       options.seed, options.stop_after};
    tails = detail::permutation_tails({detail::PermutedTerm::lag, columns}, rows, plan);
  }
  const auto label = [&](std::size_t i) { return result.z[i] > 0.0 ? LocalLabel::joined : LocalLabel::apart; };
  detail::finish(tails, options, label, result);
  return result;
}

}  // namespace

LocalStatistic local_join_counts(std::span<const double> values, const geography::Weights& weights,
                                 const LocalOptions& options) {
  validate(options, values.size());
  check_binary(values, values.size(), "values");
  detail::require_links(weights, values.size());
  const std::vector<double> has(values.begin(), values.end());
  return joins(has, has, weights, options);
}

LocalStatistic local_join_counts(std::span<const double> values, std::span<const double> around,
                                 const geography::Weights& weights, const LocalOptions& options) {
  validate(options, values.size());
  check_binary(values, values.size(), "values");
  check_binary(around, values.size(), "around");
  detail::require_links(weights, values.size());
  std::vector<double> first(values.size());
  std::vector<double> second(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    first[i] = values[i] * (1.0 - around[i]);
    second[i] = around[i] * (1.0 - values[i]);
  }
  return joins(first, second, weights, options);
}

LocalStatistic local_colocation(std::span<const std::span<const double>> columns, const geography::Weights& weights,
                                const LocalOptions& options) {
  require(columns.size() >= 2, "columns.size()", columns.size(), "at least 2: local_join_counts takes one");
  const std::size_t n = columns[0].size();
  validate(options, n);
  detail::require_links(weights, n);
  std::vector<double> all(n, 1.0);
  for (std::size_t c = 0; c < columns.size(); ++c) {
    check_binary(columns[c], n, "columns[" + std::to_string(c) + "]");
    for (std::size_t i = 0; i < n; ++i) {
      all[i] *= columns[c][i];
    }
  }
  return joins(all, all, weights, options);
}

}  // namespace libprofile::hotspots
