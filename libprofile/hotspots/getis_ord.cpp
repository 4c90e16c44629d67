// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/getis_ord.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string>
#include <string_view>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/hotspots/detail/conditional_permutation.hpp"
#include "libprofile/hotspots/detail/value_pool.hpp"
#include "libprofile/hotspots/false_discovery_rate.hpp"

namespace libprofile::hotspots {
namespace {

constexpr double kNotGiven = std::numeric_limits<double>::quiet_NaN();
/// A spread of weights this small beside its terms is rounding.
constexpr double kRounding = 1e-12;

/// Builds the name of an entry only where it is at fault: there may be a million links.
void require_at(bool holds, const char* column, std::size_t position, double value, std::string_view rule) {
  if (!holds) {
    require(false, std::string(column) + "[" + std::to_string(position) + "]", value, rule);
  }
}

void check(std::span<const double> values, const geography::Weights& weights) {
  require(weights.size() == values.size(), "weights.size()", weights.size(), "the number of values");
  for (std::size_t i = 0; i < values.size(); ++i) {
    require_at(std::isfinite(values[i]), "values", i, values[i], "finite");
  }
  for (std::size_t k = 0; k < weights.links(); ++k) {
    require_at(weights.neighbours[k] < values.size(), "weights.neighbours", k, weights.neighbours[k],
               "below the number of places");
    require_at(std::isfinite(weights.values[k]) && weights.values[k] >= 0.0, "weights.values", k, weights.values[k],
               "finite and at least 0");
  }
}

/// Sums over the surroundings of a place. Values are measured from the mean of all.
struct Surroundings {
  double weight = 0.0;
  double weight_squared = 0.0;
  double deviation = 0.0;
  double value = 0.0;
  bool is_island = true;

  void add(double w, double x, double mean) {
    weight += w;
    weight_squared += w * w;
    deviation += w * (x - mean);
    value += w * x;
  }
};

Surroundings surroundings(std::size_t i, std::span<const double> values, const geography::Weights& weights, double mean,
                          bool star) {
  Surroundings sums;
  const auto neighbours = weights.neighbours_of(i);
  const auto w = weights.values_of(i);
  double own = 0.0;
  double largest = 0.0;
  for (std::size_t k = 0; k < neighbours.size(); ++k) {
    if (neighbours[k] == i) {
      own = w[k];
    } else if (w[k] > 0.0) {
      sums.is_island = false;
      largest = std::max(largest, w[k]);
      sums.add(w[k], values[neighbours[k]], mean);
    }
  }
  if (star) {
    sums.add(own > 0.0 ? own : largest, values[i], mean);
  }
  return sums;
}

double normal_p(double z, Alternative alternative) {
  const double scaled = z / std::sqrt(2.0);
  switch (alternative) {
    case Alternative::greater:
      return 0.5 * std::erfc(scaled);
    case Alternative::less:
      return 0.5 * std::erfc(-scaled);
    case Alternative::two_sided:
      break;
  }
  return std::erfc(std::abs(scaled));
}

LocalStatistic make_result(std::size_t n) {
  LocalStatistic result;
  for (auto* column : {&result.statistic, &result.expected, &result.variance, &result.z, &result.p, &result.q}) {
    column->assign(n, kNotGiven);
  }
  result.label.assign(n, LocalLabel::island);
  return result;
}

/// Writes entry i from the surroundings of place i and the values that could have been there.
void standardise(const Surroundings& sums, const detail::Pool& pool, Alternative alternative, std::size_t i,
                 LocalStatistic& result) {
  const double spread = pool.size * sums.weight_squared - sums.weight * sums.weight;
  const bool can_differ = !pool.is_constant && spread > kRounding * pool.size * sums.weight_squared;
  const double variance = can_differ ? pool.variance * spread / (pool.size - 1.0) : 0.0;
  result.z[i] = can_differ ? (sums.deviation - sums.weight * pool.mean_deviation) / std::sqrt(variance) : 0.0;
  result.p[i] = can_differ ? normal_p(result.z[i], alternative) : 1.0;
  result.expected[i] = sums.weight / pool.size;
  if (pool.total != 0.0) {
    result.statistic[i] = sums.value / pool.total;
    result.variance[i] = variance / (pool.total * pool.total);
  }
}

LocalLabel label_of(double z, double q, double level) {
  if (std::isnan(q)) {
    return LocalLabel::island;
  }
  if (q > level || z == 0.0) {
    return LocalLabel::none;
  }
  return z > 0.0 ? LocalLabel::hot : LocalLabel::cold;
}

}  // namespace

void validate(const GetisOrdOptions& options) {
  require(options.permutations >= 0, "permutations", options.permutations, "at least 0");
  require(options.level > 0.0 && options.level < 1.0, "level", options.level, "above 0 and below 1");
}

LocalStatistic getis_ord(std::span<const double> values, const geography::Weights& weights,
                         const GetisOrdOptions& options) {
  validate(options);
  check(values, weights);
  LocalStatistic result = make_result(values.size());
  const detail::ValuePool pool(values);
  core::parallel_for(values.size(), [&](std::size_t i) {
    const Surroundings sums = surroundings(i, values, weights, pool.mean(), options.star);
    if (!sums.is_island) {
      standardise(sums, options.star ? pool.all() : pool.without(i), options.alternative, i, result);
    }
  });
  if (options.permutations > 0) {
    result.p_permutation =
        detail::conditional_permutation_p(values, weights, {options.permutations, options.alternative, options.seed});
  }
  result.q = false_discovery_rate(result.p_permutation.empty() ? result.p : result.p_permutation);
  for (std::size_t i = 0; i < values.size(); ++i) {
    result.label[i] = label_of(result.z[i], result.q[i], options.level);
  }
  return result;
}

}  // namespace libprofile::hotspots
