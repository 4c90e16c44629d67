// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/moran.hpp"

#include <cmath>
#include <cstddef>
#include <vector>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/hotspots/detail/arrangements.hpp"
#include "libprofile/hotspots/detail/checked_inputs.hpp"
#include "libprofile/hotspots/detail/statistic_of.hpp"

namespace libprofile::hotspots {
namespace {

using detail::CentredValues;
using detail::LinkSums;

/// The variance of I, not of its numerator.
double variance_of(const CentredValues& z, const LinkSums& links, Assumption assumption) {
  const auto n = static_cast<double>(z.deviation.size());
  const double by_arrangement = detail::arrangement_variance(n, pairs_of(links), pairs_of(z));
  if (assumption == Assumption::randomisation || by_arrangement == 0.0) {
    const double unit = n / (links.s0 * z.squares);
    return by_arrangement * unit * unit;
  }
  const double expected = -1.0 / (n - 1.0);
  const double squared =
      (n * n * links.s1 - n * links.s2 + 3.0 * links.s0 * links.s0) / ((n - 1.0) * (n + 1.0) * links.s0 * links.s0);
  return squared - expected * expected;
}

/// Σi wij xi of each place j: what is around it, seen from there.
std::vector<double> incoming(const geography::Weights& weights, const std::vector<double>& x) {
  std::vector<double> sums(x.size(), 0.0);
  for (std::size_t i = 0; i < x.size(); ++i) {
    const auto neighbours = weights.neighbours_of(i);
    for (std::size_t k = 0; k < neighbours.size(); ++k) {
      sums[neighbours[k]] += neighbours[k] == i ? 0.0 : weights.values_of(i)[k] * x[i];
    }
  }
  return sums;
}

}  // namespace

GlobalStatistic moran(std::span<const double> values, const geography::Weights& weights, const GlobalOptions& options) {
  validate(options);
  detail::require_finite(values, "values");
  detail::require_weights(weights, values.size());
  const LinkSums links = detail::link_sums(weights);
  const CentredValues z = detail::centred(values);
  GlobalStatistic result = detail::begin_statistic(values.size(), links, z.is_constant());
  if (result.evidence != Evidence::enough) {
    return result;
  }
  const auto n = static_cast<double>(values.size());
  const double products =
      detail::sum_over_links(weights, [&](std::size_t i, std::size_t j) { return z.deviation[i] * z.deviation[j]; });
  result.statistic = n / links.s0 * (products / z.squares);
  result.expected = -1.0 / (n - 1.0);
  result.variance = variance_of(z, links, options.assumption);
  detail::standardise(result.statistic - result.expected, options.alternative, result);
  if (result.evidence == Evidence::enough && options.permutations > 0) {
    const auto of = [&](const detail::Dealt& dealt) { return detail::sum_of_products(weights, dealt[0]); };
    result.p_permutation = detail::arrangement_p({z.deviation}, {{of, links.s0 * z.squares / n}}, options)[0];
  }
  return result;
}

GlobalStatistic moran(std::span<const double> values, std::span<const double> around, const geography::Weights& weights,
                      const GlobalOptions& options) {
  validate(options);
  require(around.size() == values.size(), "around.size()", around.size(),
          std::to_string(values.size()) + ", the number of values");
  detail::require_finite(values, "values");
  detail::require_finite(around, "around");
  detail::require_weights(weights, values.size());
  const LinkSums links = detail::link_sums(weights);
  const CentredValues zx = detail::centred(values);
  const CentredValues zy = detail::centred(around);
  GlobalStatistic result = detail::begin_statistic(values.size(), links, zx.is_constant() || zy.is_constant());
  if (result.evidence != Evidence::enough) {
    return result;
  }
  const auto n = static_cast<double>(values.size());
  const std::vector<double> nearby = incoming(weights, zx.deviation);
  const double unit = n / (links.s0 * std::sqrt(zx.squares * zy.squares));
  const double mean = core::deterministic_sum(values.size(), [&](std::size_t i) { return nearby[i]; }) / n;
  const double squares = core::deterministic_sum(values.size(), [&](std::size_t i) { return nearby[i] * nearby[i]; });
  const double spread =
      core::deterministic_sum(values.size(), [&](std::size_t i) { return (nearby[i] - mean) * (nearby[i] - mean); });
  result.statistic =
      unit * core::deterministic_sum(values.size(), [&](std::size_t i) { return nearby[i] * zy.deviation[i]; });
  result.expected = 0.0;
  result.variance = spread > 1e-24 * squares ? unit * unit * spread * zy.squares / (n - 1.0) : 0.0;
  detail::standardise(result.statistic, options.alternative, result);
  if (result.evidence == Evidence::enough && options.permutations > 0) {
    const auto of = [&](const detail::Dealt& dealt) { return detail::sum_of_multiples(nearby, dealt[0]); };
    result.p_permutation = detail::arrangement_p({zy.deviation}, {{of, std::sqrt(squares * zy.squares)}}, options)[0];
  }
  return result;
}

}  // namespace libprofile::hotspots
