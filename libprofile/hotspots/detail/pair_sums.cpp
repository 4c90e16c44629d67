// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/detail/pair_sums.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <tuple>

#include "libprofile/core/parallel.hpp"

namespace libprofile::hotspots::detail {
namespace {

using std::numbers::pi;

constexpr std::size_t kPointsPerTask = 64;
/// exp(-r² / 2) and its derivatives are below 1e-17 of their greatest beyond.
constexpr double kReach = 12.0;
/// exp(-r² / 2) is 0 beyond.
constexpr double kUnderflow = 39.0;

double variance_of(const std::vector<double>& values) {
  const double n = static_cast<double>(values.size());
  const double mean =
      values[0] + core::deterministic_sum(values.size(), [&](std::size_t i) { return values[i] - values[0]; }) / n;
  const auto squared = [&](std::size_t i) { return (values[i] - mean) * (values[i] - mean); };
  return core::deterministic_sum(values.size(), squared) / (n - 1.0);
}

/// ∇²ᵐ φ over φ at squared distance u: 2ᵐ m! times a Laguerre polynomial, signs alternating.
double laplacian_factor(int m, double u) {
  return m == 2 ? (u - 8.0) * u + 8.0 : ((u - 18.0) * u + 72.0) * u - 48.0;
}

}  // namespace

PairSums::PairSums(geography::PlanarView points) : x_(points.size()), y_(points.size()) {
  std::vector<std::size_t> order(points.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::tuple(points.x(a), points.y(a)) < std::tuple(points.x(b), points.y(b));
  });
  for (std::size_t k = 0; k < order.size(); ++k) {
    x_[k] = points.x(order[k]);
    y_[k] = points.y(order[k]);
  }
  variance_x_ = variance_of(x_);
  variance_y_ = variance_of(y_);
}

/// Σ term(squared distance) over pairs i < j at most `reach` apart along x.
template <class Term>
double PairSums::over_pairs(double reach, const Term& term) const {
  std::vector<double> of_point(size());
  core::parallel_for(
      size(),
      [&](std::size_t i) {
        double sum = 0.0;
        for (std::size_t j = i + 1; j < size() && x_[j] - x_[i] <= reach; ++j) {
          const double dx = x_[j] - x_[i];
          const double dy = y_[j] - y_[i];
          const double squared = dx * dx + dy * dy;
          sum += squared <= reach * reach ? term(squared) : 0.0;
        }
        of_point[i] = sum;
      },
      kPointsPerTask);
  return core::deterministic_sum(size(), [&](std::size_t i) { return of_point[i]; });
}

double PairSums::laplacian_functional(int m, double g) const {
  const double n = static_cast<double>(size());
  const auto term = [&](double squared) {
    const double u = squared / (g * g);
    return laplacian_factor(m, u) * std::exp(-0.5 * u);
  };
  const double sum = n * laplacian_factor(m, 0.0) + 2.0 * over_pairs(kReach * g, term);
  return sum / (n * n * 2.0 * pi * std::pow(g, 2.0 + 2.0 * m));
}

double PairSums::least_squares(double sd) const {
  const double n = static_cast<double>(size());
  const double per_squared = 1.0 / (sd * sd);
  // The convolution of two Gaussians is one with twice the variance; left out, one with the variance itself.
  const auto term = [&](double squared) {
    const double convolved = std::exp(-0.25 * squared * per_squared);
    return convolved / (4.0 * pi * n * n) - 2.0 * convolved * convolved / (2.0 * pi * n * (n - 1.0));
  };
  const double pairs = 2.0 * over_pairs(kReach * std::numbers::sqrt2 * sd, term);
  return per_squared * (1.0 / (4.0 * pi * n) + pairs);
}

double PairSums::log_likelihood(double sd) const {
  const double n = static_cast<double>(size());
  const double half_per_squared = 0.5 / (sd * sd);
  const double reach = kUnderflow * sd;
  std::vector<double> of_point(size());
  core::parallel_for(
      size(),
      [&](std::size_t i) {
        const auto first = std::lower_bound(x_.begin(), x_.end(), x_[i] - reach) - x_.begin();
        double sum = 0.0;
        for (auto j = static_cast<std::size_t>(first); j < size() && x_[j] - x_[i] <= reach; ++j) {
          const double dx = x_[j] - x_[i];
          const double dy = y_[j] - y_[i];
          sum += j == i ? 0.0 : std::exp(-(dx * dx + dy * dy) * half_per_squared);
        }
        of_point[i] = std::log(sum / (2.0 * pi * sd * sd * (n - 1.0)));
      },
      kPointsPerTask);
  return core::deterministic_sum(size(), [&](std::size_t i) { return of_point[i]; }) / n;
}

}  // namespace libprofile::hotspots::detail
