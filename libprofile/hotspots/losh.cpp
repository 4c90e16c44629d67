// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/losh.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

#include <boost/math/special_functions/gamma.hpp>

#include "libprofile/core/parallel.hpp"
#include "libprofile/hotspots/detail/checked_inputs.hpp"
#include "libprofile/hotspots/detail/conditional_permutation.hpp"
#include "libprofile/hotspots/detail/lag_moments.hpp"
#include "libprofile/hotspots/detail/local_result.hpp"
#include "libprofile/hotspots/detail/mainland.hpp"
#include "libprofile/hotspots/detail/scaled_values.hpp"
#include "libprofile/hotspots/detail/value_pool.hpp"

namespace libprofile::hotspots {
namespace {

constexpr double kNotGiven = std::numeric_limits<double>::quiet_NaN();

/// Sums over a row with the place itself where the row has it.
struct Surroundings {
  double weight = 0.0;
  double weight_squared = 0.0;
  double sum = 0.0;
};

Surroundings surroundings(const geography::Weights& weights, std::size_t i, const std::vector<double>& values) {
  Surroundings sums;
  for (std::size_t k = weights.offsets[i]; k < weights.offsets[i + 1]; ++k) {
    sums.weight += weights.values[k];
    sums.weight_squared += weights.values[k] * weights.values[k];
    sums.sum += weights.values[k] * values[weights.neighbours[k]];
  }
  return sums;
}

/// Squared deviations from the mean around each place.
std::vector<double> residuals(std::span<const double> values, const detail::Mainland& mainland) {
  std::vector<double> deviation(mainland.place.size());
  for (std::size_t k = 0; k < deviation.size(); ++k) {
    deviation[k] = values[mainland.place[k]];
  }
  // Measured from the mean of all, or values far from 0 would lose their digits.
  const double mean = detail::ValuePool(deviation).mean();
  for (double& value : deviation) {
    value -= mean;
  }
  std::vector<double> squares(deviation.size());
  for (std::size_t k = 0; k < squares.size(); ++k) {
    const Surroundings around = surroundings(mainland.weights, k, deviation);
    const double residual = deviation[k] - around.sum / around.weight;
    squares[k] = residual * residual;
  }
  return squares;
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

void write_place(std::size_t k, const detail::Mainland& mainland, const std::vector<double>& squares,
                 const detail::Pool& pool, const LocalOptions& options, LocalStatistic& result) {
  const std::size_t i = mainland.place[k];
  const Surroundings around = surroundings(mainland.weights, k, squares);
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

}  // namespace

LocalStatistic losh(std::span<const double> values, const geography::Weights& weights, const LocalOptions& options) {
  validate(options, values.size());
  detail::require_finite(values, "values");
  detail::require_links(weights, values.size());
  const detail::Mainland mainland = detail::mainland_of(weights);
  const std::vector<double> squares = residuals(detail::ScaledValues(values).values(), mainland);
  const detail::Pool pool = detail::ValuePool(squares).all();
  LocalStatistic result = detail::make_local_result(values.size());
  core::parallel_for(squares.size(), [&](std::size_t k) { write_place(k, mainland, squares, pool, options, result); });
  std::vector<detail::Tails> tails(options.permutations > 0 ? values.size() : 0);
  if (options.permutations > 0) {
    const std::array<std::span<const double>, 1> columns{squares};
    const detail::PermutationPlan plan{options.permutations, options.draws, core::Stream::losh, options.seed,
                                       options.stop_after};
    const detail::NeighbourRows rows(mainland.weights);
    const auto found = detail::permutation_tails({detail::PermutedTerm::lag, columns}, rows, plan);
    for (std::size_t k = 0; k < found.size(); ++k) {
      tails[mainland.place[k]] = found[k];
    }
  }
  const auto label = [&](std::size_t i) { return result.z[i] > 0.0 ? LocalLabel::varied : LocalLabel::uniform; };
  detail::finish(tails, options, label, result);
  return result;
}

}  // namespace libprofile::hotspots
