// SPDX-License-Identifier: MIT
#include "libprofile/risk/detail/mixing_prior.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>
#include <vector>

#include "libprofile/core/parallel.hpp"
#include "libprofile/risk/detail/sparse_cholesky.hpp"
#include "libprofile/risk/detail/spatial_model.hpp"

namespace libprofile::risk::detail {
namespace {

constexpr double kTableStep = 0.25;
/// Logits of the table: from -8 to 8. Beyond, the logarithm of the distance goes on in a straight line.
constexpr double kTableEnd = 8.0;
constexpr auto kTableSize = static_cast<std::size_t>(2.0 * kTableEnd / kTableStep) + 1;

double logit_at(std::size_t k) {
  return -kTableEnd + kTableStep * static_cast<double>(k);
}

/// Logarithms of distances, and their slopes over the logit by differences of fourth order.
struct Table {
  std::vector<double> log_distance;

  [[nodiscard]] double slope(std::size_t k) const {
    k = std::clamp<std::size_t>(k, 2, kTableSize - 3);
    const auto& f = log_distance;
    return (8.0 * (f[k + 1] - f[k - 1]) - (f[k + 2] - f[k - 2])) / (12.0 * kTableStep);
  }

  /// log distance and its slope at a logit.
  [[nodiscard]] std::pair<double, double> at(double logit) const {
    const double inside = std::clamp(logit, -kTableEnd, kTableEnd);
    const auto k = std::min(static_cast<std::size_t>((inside + kTableEnd) / kTableStep), kTableSize - 2);
    const double t = (inside - logit_at(k)) / kTableStep;
    const double slope_here = (1.0 - t) * slope(k) + t * slope(k + 1);
    const double value = (1.0 - t) * log_distance[k] + t * log_distance[k + 1];
    return {value + slope_here * (logit - inside), slope_here};
  }
};

std::size_t parts_with_neighbours(const NeighbourhoodGraph& graph) {
  return static_cast<std::size_t>(
      std::count_if(graph.part_size.begin(), graph.part_size.end(), [](std::size_t size) { return size > 1; }));
}

}  // namespace

double distance_from_independence(const NeighbourhoodGraph& graph, const ScaledIcar& icar, double logit_share) {
  const double share = share_from(logit_share);
  const double rest = share_from(-logit_share);
  // Eigenvalues of (1 - m) I + m C are ((1 - m) q + m) / q, q one of the precision; 1 - m where q is 0.
  SparseMatrix matrix = rest * icar.precision;
  matrix.diagonal().array() += share;
  SparseCholesky factor(graph.factor_pattern);
  [[maybe_unused]] const bool is_definite = factor.factorise(matrix);
  assert(is_definite);
  const auto parts = static_cast<double>(parts_with_neighbours(graph));
  const double log_determinant =
      factor.log_determinant() - icar.log_determinant + parts * (std::log(rest) - std::log(share));
  const double excess = share * (icar.trace_of_covariance - static_cast<double>(graph.size())) - log_determinant;
  return std::sqrt(std::max(excess, 0.0));
}

std::function<double(double)> penalised_mixing_prior(const NeighbourhoodGraph& graph, const ScaledIcar& icar) {
  if (parts_with_neighbours(graph) == 0) {
    return log_uniform_share_prior;
  }
  Table table{std::vector<double>(kTableSize)};
  core::parallel_for(
      kTableSize,
      [&](std::size_t k) { table.log_distance[k] = std::log(distance_from_independence(graph, icar, logit_at(k))); },
      1);
  const double rate = std::log(3.0) / distance_from_independence(graph, icar, 0.0);
  return [table, rate](double logit) {
    const auto [log_distance, slope] = table.at(logit);
    return std::log(rate) - rate * std::exp(log_distance) + log_distance + std::log(slope);
  };
}

}  // namespace libprofile::risk::detail
