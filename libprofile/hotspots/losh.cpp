// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/losh.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string_view>
#include <vector>

#include <boost/math/special_functions/gamma.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/hotspots/detail/checked_inputs.hpp"
#include "libprofile/hotspots/detail/conditional_permutation.hpp"
#include "libprofile/hotspots/detail/dealt_losh.hpp"
#include "libprofile/hotspots/detail/lag_moments.hpp"
#include "libprofile/hotspots/detail/local_result.hpp"
#include "libprofile/hotspots/detail/local_squares.hpp"
#include "libprofile/hotspots/detail/mainland.hpp"
#include "libprofile/hotspots/detail/scaled_values.hpp"
#include "libprofile/hotspots/detail/value_pool.hpp"

namespace libprofile::hotspots {
namespace {

constexpr double kNotGiven = std::numeric_limits<double>::quiet_NaN();

/// Values of the mainland, measured from their mean: values far from 0 would lose their digits in local means.
std::vector<double> deviations(std::span<const double> values, const detail::Mainland& mainland) {
  std::vector<double> deviation(mainland.place.size());
  for (std::size_t k = 0; k < deviation.size(); ++k) {
    deviation[k] = values[mainland.place[k]];
  }
  const double mean = detail::ValuePool(deviation).mean();
  for (double& value : deviation) {
    value -= mean;
  }
  return deviation;
}

/// 2 H / V is chi-square distributed with 2 / V degrees of freedom.
double chi_square_p(double statistic, double variance, Alternative alternative) {
  const double less = boost::math::gamma_p(1.0 / variance, statistic / variance);
  const double greater = boost::math::gamma_q(1.0 / variance, statistic / variance);
  switch (alternative) {
    case Alternative::greater:
      return greater;
    case Alternative::less:
      return less;
    case Alternative::two_sided:
      break;
  }
  return std::min(1.0, 2.0 * std::min(less, greater));
}

void write_place(std::size_t k, const detail::Mainland& mainland, std::span<const double> squares,
                 const detail::Pool& pool, const LocalOptions& options, LocalStatistic& result) {
  const std::size_t i = mainland.place[k];
  const detail::Surroundings around = detail::surroundings(mainland.weights, k, squares);
  const double mean = pool.total / pool.size;
  const double scale = mean * around.weight;
  const double variance =
      pool.is_constant ? 0.0 : detail::dealt_variance({around.weight, around.weight_squared}, pool.size, pool.variance);
  detail::write({around.sum / scale, 1.0, variance / (scale * scale)}, options.alternative, i, result);
  if (result.variance[i] > 0.0) {
    result.p[i] = chi_square_p(result.statistic[i], result.variance[i], options.alternative);
  }
  if (!(mean > 0.0)) {
    result.statistic[i] = result.expected[i] = result.variance[i] = kNotGiven;
  }
  if (detail::is_too_few(options, i)) {
    detail::leave_out(LocalLabel::too_few, i, result);
  }
}

/// Tails of the residuals of all places, dealt out around each.
std::vector<detail::Tails> residual_tails(std::span<const double> squares, const detail::Mainland& mainland,
                                          const LocalOptions& options) {
  const std::array<std::span<const double>, 1> columns{squares};
  const detail::PermutationPlan plan{options.permutations, options.draws, core::Stream::losh, options.seed,
                                     options.stop_after};
  const detail::NeighbourRows rows(mainland.weights);
  return detail::permutation_tails({detail::PermutedTerm::lag, columns}, rows, plan);
}

void require_shared_draws(const LocalOptions& options) {
  require(options.draws == Draws::shared, "draws", std::string_view("independent"),
          "shared where values are dealt out: each dealing is of the whole map");
}

}  // namespace

LocalStatistic losh(std::span<const double> values, const geography::Weights& weights, const LocalOptions& options,
                    Permuted permuted) {
  validate(options, values.size());
  if (permuted == Permuted::values) {
    require_shared_draws(options);
  }
  detail::require_finite(values, "values");
  detail::require_links(weights, values.size());
  const detail::Mainland mainland = detail::mainland_of(weights);
  const std::vector<double> deviation = deviations(detail::ScaledValues(values).values(), mainland);
  detail::LocalSquares local(mainland.weights);
  const std::span<const double> squares = local.of(deviation);
  const detail::Pool pool = detail::ValuePool(squares).all();
  LocalStatistic result = detail::make_local_result(values.size());
  core::parallel_for(squares.size(), [&](std::size_t k) { write_place(k, mainland, squares, pool, options, result); });
  std::vector<detail::Tails> tails(options.permutations > 0 ? values.size() : 0);
  if (options.permutations > 0) {
    const auto found = permuted == Permuted::values
                           ? detail::dealt_losh_tails(deviation, mainland.weights, options.permutations, options.seed)
                           : residual_tails(squares, mainland, options);
    for (std::size_t k = 0; k < found.size(); ++k) {
      tails[mainland.place[k]] = found[k];
    }
  }
  const auto label = [&](std::size_t i) { return result.z[i] > 0.0 ? LocalLabel::varied : LocalLabel::uniform; };
  detail::finish(tails, options, label, result);
  return result;
}

}  // namespace libprofile::hotspots
