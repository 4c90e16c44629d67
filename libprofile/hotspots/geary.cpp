// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/geary.hpp"

#include <cstddef>

#include "libprofile/hotspots/detail/arrangements.hpp"
#include "libprofile/hotspots/detail/checked_inputs.hpp"
#include "libprofile/hotspots/detail/link_variances.hpp"
#include "libprofile/hotspots/detail/statistic_of.hpp"

namespace libprofile::hotspots {
namespace {

/// The variance of C, not of its numerator.
double variance_of(const detail::CentredValues& z, const detail::LinkSums& links, Assumption assumption) {
  const auto n = static_cast<double>(z.deviation.size());
  const double by_arrangement = detail::square_variance(z, links);
  if (assumption == Assumption::randomisation || by_arrangement == 0.0) {
    const double unit = (n - 1.0) / (2.0 * links.s0 * z.squares);
    return by_arrangement * unit * unit;
  }
  return ((2.0 * links.s1 + links.s2) * (n - 1.0) - 4.0 * links.s0 * links.s0) /
         (2.0 * (n + 1.0) * links.s0 * links.s0);
}

}  // namespace

GlobalStatistic geary(std::span<const double> values, const geography::Weights& weights, const GlobalOptions& options) {
  validate(options);
  detail::require_finite(values, "values");
  detail::require_weights(weights, values.size());
  const detail::LinkSums links = detail::link_sums(weights);
  const detail::CentredValues z = detail::centred(values);
  GlobalStatistic result = detail::begin_statistic(values.size(), links, z.is_constant());
  if (result.evidence != Evidence::enough) {
    return result;
  }
  const auto n = static_cast<double>(values.size());
  const double squares = detail::sum_over_links(weights, [&](std::size_t i, std::size_t j) {
    const double difference = z.deviation[i] - z.deviation[j];
    return difference * difference;
  });
  result.statistic = (n - 1.0) / (2.0 * links.s0) * (squares / z.squares);
  result.expected = 1.0;
  result.variance = variance_of(z, links, options.assumption);
  detail::standardise(result.statistic - 1.0, options.alternative, result);
  if (result.evidence == Evidence::enough && options.permutations > 0) {
    const auto of = [&](const detail::Dealt& dealt) { return detail::sum_of_squares(weights, dealt[0]); };
    result.p_permutation = detail::arrangement_p({z.deviation}, {{of, 2.0 * links.s0 * z.squares / n}}, options)[0];
  }
  return result;
}

}  // namespace libprofile::hotspots
