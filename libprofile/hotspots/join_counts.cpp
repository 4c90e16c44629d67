// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/join_counts.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "libprofile/core/error.hpp"
#include "libprofile/hotspots/detail/arrangements.hpp"
#include "libprofile/hotspots/detail/checked_inputs.hpp"
#include "libprofile/hotspots/detail/link_variances.hpp"
#include "libprofile/hotspots/detail/statistic_of.hpp"

namespace libprofile::hotspots {
namespace {

using detail::CentredValues;
using detail::Dealt;
using detail::LaneSums;
using detail::LinkSums;

void check(std::span<const double> values, const geography::Weights& weights, const GlobalOptions& options) {
  validate(options);
  require(options.assumption == Assumption::randomisation, "assumption", std::string_view("normality"),
          "randomisation: counts of joins have no moments under normality");
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!(values[i] == 0.0 || values[i] == 1.0)) {
      require(false, "values[" + std::to_string(i) + "]", values[i], "0 or 1");
    }
  }
  detail::require_weights(weights, values.size());
}

/// Expectation and variance of ½ Σ wij over pairs of which `pairs` of n (n − 1) count.
void finish(double pairs, double variance, const LinkSums& links, Alternative alternative, GlobalStatistic& result) {
  result.expected = 0.5 * detail::pair_mean(static_cast<double>(result.places), links.s0, pairs);
  result.variance = 0.25 * variance;
  detail::standardise(result.statistic - result.expected, alternative, result);
}

void permute(const std::vector<double>& black, const geography::Weights& weights, double size,
             const GlobalOptions& options, JoinCounts& result) {
  std::vector<double> white(black);
  for (double& colour : white) {
    colour = 1.0 - colour;
  }
  const std::vector<detail::LaneStatistic> statistics{
      {[&](const Dealt& dealt) { return detail::sum_of_products(weights, dealt[0]); }, size},
      {[&](const Dealt& dealt) { return detail::sum_of_squares(weights, dealt[0]); }, size},
      {[&](const Dealt& dealt) { return detail::sum_of_products(weights, dealt[1]); }, size}};
  const auto p = detail::arrangement_p({black, white}, statistics, options);
  const std::array<GlobalStatistic*, 3> counts{&result.bb, &result.bw, &result.ww};
  for (std::size_t k = 0; k < counts.size(); ++k) {
    if (counts[k]->evidence == Evidence::enough) {
      counts[k]->p_permutation = p[k];
    }
  }
}

}  // namespace

JoinCounts join_counts(std::span<const double> values, const geography::Weights& weights,
                       const GlobalOptions& options) {
  check(values, weights, options);
  const LinkSums links = detail::link_sums(weights);
  const CentredValues z = detail::centred_from_zero(values);
  JoinCounts result;
  result.bb = result.bw = result.ww = detail::begin_statistic(values.size(), links, z.is_constant());
  const auto count = [&](auto&& term) { return 0.5 * detail::sum_over_links(weights, term); };
  result.bb.statistic = count([&](std::size_t i, std::size_t j) { return values[i] * values[j]; });
  result.bw.statistic = count([&](std::size_t i, std::size_t j) { return values[i] == values[j] ? 0.0 : 1.0; });
  result.ww.statistic = count([&](std::size_t i, std::size_t j) { return (1.0 - values[i]) * (1.0 - values[j]); });
  if (result.bb.evidence != Evidence::enough) {
    return result;
  }
  const auto n = static_cast<double>(values.size());
  const double black = core::deterministic_sum(values.size(), [&](std::size_t i) { return values[i]; });
  CentredValues turned = z;
  turned.cubes = -z.cubes;
  const auto alternative = options.alternative;
  finish(black * (black - 1.0), detail::product_variance(z, z.mean, links), links, alternative, result.bb);
  finish(2.0 * black * (n - black), detail::square_variance(z, links), links, alternative, result.bw);
  const double white = n - black;
  finish(white * (white - 1.0), detail::product_variance(turned, 1.0 - z.mean, links), links, alternative, result.ww);
  if (options.permutations > 0) {
    permute({values.begin(), values.end()}, weights, links.s0, options, result);
  }
  return result;
}

}  // namespace libprofile::hotspots
