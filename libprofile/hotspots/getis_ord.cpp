// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/getis_ord.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <vector>

#include "libprofile/core/parallel.hpp"
#include "libprofile/hotspots/detail/checked_inputs.hpp"
#include "libprofile/hotspots/detail/conditional_permutation.hpp"
#include "libprofile/hotspots/detail/lag_moments.hpp"
#include "libprofile/hotspots/detail/local_result.hpp"
#include "libprofile/hotspots/detail/normal_p.hpp"
#include "libprofile/hotspots/detail/scaled_values.hpp"
#include "libprofile/hotspots/detail/value_pool.hpp"

namespace libprofile::hotspots {
namespace {

/// Sums over the surroundings of a place. Values are measured from the mean of all.
struct Surroundings {
  double weight = 0.0;
  double weight_squared = 0.0;
  double deviation = 0.0;
  double value = 0.0;
  bool is_island = true;
};

Surroundings surroundings(std::size_t i, std::span<const double> values, const geography::Weights& weights, double mean,
                          bool star) {
  const auto neighbours = weights.neighbours_of(i);
  const auto w = weights.values_of(i);
  double own = 0.0;
  double largest = 0.0;
  double weight = 0.0;
  double weight_squared = 0.0;
  double deviation = 0.0;
  double value = 0.0;
  const auto add = [&](double times, double x) {
    weight += times;
    weight_squared += times * times;
    deviation += times * (x - mean);
    value += times * x;
  };
  for (std::size_t k = 0; k < neighbours.size(); ++k) {
    // Its own weight is added last, or not at all.
    const bool is_own = neighbours[k] == i;
    own = is_own ? w[k] : own;
    const double times = is_own ? 0.0 : w[k];
    largest = std::max(largest, times);
    add(times, values[neighbours[k]]);
  }
  if (star) {
    add(own > 0.0 ? own : largest, values[i]);
  }
  return {weight, weight_squared, deviation, value, !(largest > 0.0)};
}

/// Writes entry i from the surroundings of place i and the values that could have been there.
void standardise(const Surroundings& sums, const detail::Pool& pool, Alternative alternative, std::size_t i,
                 LocalStatistic& result) {
  const detail::RowSums row{sums.weight, sums.weight_squared};
  const double variance = pool.is_constant ? 0.0 : detail::dealt_variance(row, pool.size, pool.variance);
  const bool can_differ = variance > 0.0;
  result.z[i] = can_differ ? (sums.deviation - sums.weight * pool.mean_deviation) / std::sqrt(variance) : 0.0;
  result.p[i] = can_differ ? detail::normal_p(result.z[i], alternative) : 1.0;
  result.expected[i] = sums.weight / pool.size;
  if (pool.total != 0.0) {
    result.statistic[i] = sums.value / pool.total;
    result.variance[i] = variance / (pool.total * pool.total);
  }
}

/// Gi* and Gi have the same options as all local statistics, and one of their own.
LocalOptions common(const GetisOrdOptions& options) {
  return {options.permutations, options.alternative, options.draws,   options.stop_after, options.correction,
          options.level,        options.seed,        options.minimum, options.base};
}

}  // namespace

void validate(const GetisOrdOptions& options, std::size_t places) {
  validate(common(options), places);
}

LocalStatistic getis_ord(std::span<const double> raw, const geography::Weights& weights, const GetisOrdOptions& given) {
  const LocalOptions options = common(given);
  validate(options, raw.size());
  detail::require_finite(raw, "values");
  detail::require_links(weights, raw.size());
  const detail::ScaledValues scaled(raw);
  const std::span<const double> values = scaled.values();
  LocalStatistic result = detail::make_local_result(values.size());
  const detail::ValuePool pool(values);
  core::parallel_for(values.size(), [&](std::size_t i) {
    const Surroundings sums = surroundings(i, values, weights, pool.mean(), given.star);
    if (!sums.is_island) {
      standardise(sums, given.star ? pool.all() : pool.without(i), options.alternative, i, result);
      result.label[i] = LocalLabel::none;
      if (detail::is_too_few(options, i)) {
        detail::leave_out(LocalLabel::too_few, i, result);
      }
    }
  });
  std::vector<detail::Tails> tails;
  if (options.permutations > 0) {
    const std::array<std::span<const double>, 1> columns{values};
    const detail::PermutationPlan plan{options.permutations, options.draws, core::Stream::getis_ord, options.seed,
                                       options.stop_after};
    tails = detail::permutation_tails({detail::PermutedTerm::lag, columns}, detail::NeighbourRows(weights), plan);
  }
  const auto label = [&](std::size_t i) { return result.z[i] > 0.0 ? LocalLabel::hot : LocalLabel::cold; };
  detail::finish(tails, options, label, result);
  return result;
}

}  // namespace libprofile::hotspots
