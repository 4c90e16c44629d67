// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/general_g.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "libprofile/core/error.hpp"
#include "libprofile/hotspots/detail/arrangements.hpp"
#include "libprofile/hotspots/detail/checked_inputs.hpp"
#include "libprofile/hotspots/detail/link_variances.hpp"
#include "libprofile/hotspots/detail/statistic_of.hpp"

namespace libprofile::hotspots {
namespace {

void check(std::span<const double> values, const geography::Weights& weights, const GlobalOptions& options) {
  validate(options);
  require(options.assumption == Assumption::randomisation, "assumption", std::string_view("normality"),
          "randomisation: the general G has no moments under normality");
  detail::require_finite(values, "values");
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!(values[i] >= 0.0)) {
      require(false, "values[" + std::to_string(i) + "]", values[i], "at least 0, as shares of products are compared");
    }
  }
  detail::require_weights(weights, values.size());
}

}  // namespace

GlobalStatistic general_g(std::span<const double> values, const geography::Weights& weights,
                          const GlobalOptions& options) {
  check(values, weights, options);
  const detail::LinkSums links = detail::link_sums(weights);
  const detail::CentredValues z = detail::centred_from_zero(values);
  GlobalStatistic result = detail::begin_statistic(values.size(), links, z.is_constant());
  if (result.evidence != Evidence::enough) {
    return result;
  }
  if (std::count_if(values.begin(), values.end(), [](double x) { return x > 0.0; }) < 2) {
    result.evidence = Evidence::fixed;
    return result;
  }
  const auto n = static_cast<double>(values.size());
  const double largest = *std::max_element(values.begin(), values.end());
  std::vector<double> x(values.begin(), values.end());
  std::for_each(x.begin(), x.end(), [&](double& one) { one /= largest; });
  const double all = n * (n - 1.0) * z.mean * z.mean - z.squares;
  // Measured from the mean, so that z keeps its digits where all values are large and alike.
  const double above = detail::sum_over_links(weights, [&](std::size_t i, std::size_t j) {
    return z.deviation[i] * z.deviation[j] + z.mean * (z.deviation[i] + z.deviation[j]);
  });
  const double expected_above = detail::pair_mean(n, links.s0, -z.squares);
  result.statistic = detail::sum_over_links(weights, [&](std::size_t i, std::size_t j) { return x[i] * x[j]; }) / all;
  result.expected = links.s0 / (n * (n - 1.0));
  result.variance = detail::product_variance(z, z.mean, links) / (all * all);
  detail::standardise((above - expected_above) / all, options.alternative, result);
  if (result.evidence == Evidence::enough && options.permutations > 0) {
    const auto of = [&](const detail::Dealt& dealt) { return detail::sum_of_products(weights, dealt[0]); };
    const double size = links.s0 * (z.mean * z.mean + z.squares / n);
    result.p_permutation = detail::arrangement_p({x}, {{of, size}}, options)[0];
  }
  return result;
}

}  // namespace libprofile::hotspots
