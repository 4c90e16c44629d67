// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/lee.hpp"

#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/hotspots/detail/arrangements.hpp"
#include "libprofile/hotspots/detail/checked_inputs.hpp"
#include "libprofile/hotspots/detail/statistic_of.hpp"
#include "libprofile/hotspots/detail/two_step_links.hpp"

namespace libprofile::hotspots {
namespace {

using detail::CentredValues;
using detail::TwoStepLinks;

struct Moments {
  double mean = 0.0;
  double variance = 0.0;
};

/// Of Σ vij xi yj, its diagonal included, when the pairs (x, y) are dealt out anew.
Moments moments_of(const CentredValues& x, const CentredValues& y, const TwoStepLinks& links) {
  const std::size_t places = x.deviation.size();
  const auto n = static_cast<double>(places);
  const auto sum = [places](auto&& term) { return core::deterministic_sum(places, term); };
  const auto product = [&](std::size_t i) { return x.deviation[i] * y.deviation[i]; };
  const double together = sum(product);
  const double squared = sum([&](std::size_t i) { return product(i) * product(i); });
  const double spread = sum([&](std::size_t i) {
    const double excess = product(i) - together / n;
    return excess * excess;
  });
  const double on_diagonal = sum([&](std::size_t i) { return links.diagonal[i]; });
  const detail::PairSums values{-together, 0.5 * ((x.squares * y.squares - squared) + (together * together - squared)),
                                squared};
  const detail::LinearSums linear{
      on_diagonal,
      sum([&](std::size_t i) { return std::pow(links.diagonal[i] - on_diagonal / n, 2.0); }),
      sum([&](std::size_t i) { return links.diagonal[i] * links.rows[i]; }),
      spread,
      spread,
  };
  return {detail::pair_mean(n, links.pairs.total, -together) + on_diagonal * together / n,
          detail::arrangement_variance(n, links.pairs, values, linear)};
}

double sum_of_lag_products(const geography::Weights& weights, const CentredValues& x, const CentredValues& y) {
  return core::deterministic_sum(weights.size(), [&](std::size_t i) {
    double x_around = 0.0;
    double y_around = 0.0;
    const auto neighbours = weights.neighbours_of(i);
    for (std::size_t k = 0; k < neighbours.size(); ++k) {
      x_around += weights.values_of(i)[k] * x.deviation[neighbours[k]];
      y_around += weights.values_of(i)[k] * y.deviation[neighbours[k]];
    }
    return x_around * y_around;
  });
}

}  // namespace

GlobalStatistic lee(std::span<const double> x, std::span<const double> y, const geography::Weights& weights,
                    const GlobalOptions& options) {
  validate(options);
  require(options.assumption == Assumption::randomisation, "assumption", std::string_view("normality"),
          "randomisation: Lee's L is given no moments under normality");
  require(y.size() == x.size(), "y.size()", y.size(), "the number of x (" + std::to_string(x.size()) + ")");
  detail::require_finite(x, "x");
  detail::require_finite(y, "y");
  detail::require_weights(weights, x.size());
  const detail::LinkSums degrees = detail::link_sums(weights);
  const CentredValues zx = detail::centred(x);
  const CentredValues zy = detail::centred(y);
  GlobalStatistic result = detail::begin_statistic(x.size(), degrees, zx.is_constant() || zy.is_constant());
  if (result.evidence != Evidence::enough) {
    return result;
  }
  const TwoStepLinks links = detail::two_step_links(weights);
  const auto n = static_cast<double>(x.size());
  const double unit = n / (links.total * std::sqrt(zx.squares * zy.squares));
  const Moments moments = moments_of(zx, zy, links);
  result.statistic = unit * sum_of_lag_products(weights, zx, zy);
  result.expected = unit * moments.mean;
  result.variance = unit * unit * moments.variance;
  detail::standardise(result.statistic - result.expected, options.alternative, result);
  if (result.evidence == Evidence::enough && options.permutations > 0) {
    const auto of = [&](const detail::Dealt& dealt) {
      return detail::sum_of_lag_products(weights, dealt[0], dealt[1]);
    };
    const double size = links.total * std::sqrt(zx.squares * zy.squares) / n;
    result.p_permutation = detail::arrangement_p({zx.deviation, zy.deviation}, {{of, size}}, options)[0];
  }
  return result;
}

}  // namespace libprofile::hotspots
