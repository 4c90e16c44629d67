// SPDX-License-Identifier: MIT
#include "libprofile/risk/detail/parabola.hpp"

#include <cmath>

#include <catch2/catch.hpp>

#include "libprofile/risk/detail/spatial_model.hpp"

using namespace libprofile::risk::detail;
using Eigen::Matrix2d;
using Eigen::Vector2d;

namespace {

/// A log likelihood that is a parabola over the log deviation and the share.
struct Likelihood {
  Vector2d top{-0.5, 0.9};
  Matrix2d precision = (Matrix2d() << 400.0, -150.0, -150.0, 2000.0).finished();

  double operator()(const Vector2d& at) const {
    const Vector2d away(at[0] - top[0], share_from(at[1]) - top[1]);
    return -0.5 * away.dot(precision * away);
  }
};

double log_prior(const Hyperparameters& at) {
  return log_uniform_share_prior(at[1]);
}

double posterior(const Likelihood& likelihood, const Vector2d& at) {
  return likelihood(at) + log_prior({at[0], at[1]});
}

/// As fits around the middle tell it: the two together are not among them.
Slope slope_at(const Likelihood& likelihood, const Vector2d& middle, double reach) {
  Slope slope;
  for (Eigen::Index k = 0; k < 2; ++k) {
    const Vector2d step = reach * Vector2d::Unit(k);
    const double below = posterior(likelihood, middle - step);
    const double above = posterior(likelihood, middle + step);
    slope.gradient[k] = (above - below) / (2.0 * reach);
    slope.precision(k, k) = -(above - 2.0 * posterior(likelihood, middle) + below) / (reach * reach);
  }
  return slope;
}

Parabola parabola_at(const Likelihood& likelihood, const Vector2d& middle) {
  constexpr double kReach = 1e-3;
  return {middle, {kReach, kReach}, slope_at(likelihood, middle, kReach), log_prior};
}

}  // namespace

TEST_CASE("two middles are enough for a likelihood that is a parabola over the share", "[risk][oracle]") {
  const Likelihood likelihood;
  const Vector2d first(-0.8, 1.2);
  const Vector2d second(-0.6, 1.7);
  Parabola parabola = parabola_at(likelihood, second);
  parabola.twist_from(parabola_at(likelihood, first));
  const Vector2d found = second + parabola.step(log_prior, 12.0);
  // The highest of a fine lattice around it.
  Vector2d best = found;
  for (int i = -40; i <= 40; ++i) {
    for (int j = -40; j <= 40; ++j) {
      const Vector2d at = found + Vector2d(5e-4 * i, 5e-3 * j);
      best = posterior(likelihood, at) > posterior(likelihood, best) ? at : best;
    }
  }
  CHECK(std::abs(best[0] - found[0]) <= 5e-3);
  CHECK(std::abs(best[1] - found[1]) <= 2e-2);
  // And it knows how curved the posterior is there.
  const Slope there = slope_at(likelihood, found, 1e-3);
  const Vector2d precision = parabola.precision_at(found, log_prior);
  CHECK(precision[0] == Approx(there.precision(0, 0)).epsilon(0.01));
  CHECK(precision[1] == Approx(there.precision(1, 1)).epsilon(0.05));
}

TEST_CASE("a parabola that opens upward leads uphill, one step and no more", "[risk][edge]") {
  const Slope slope{{3.0, -2.0}, -Matrix2d::Identity()};
  const Parabola parabola({0.0, 0.0}, {0.1, 0.1}, slope, log_prior);
  const Vector2d step = parabola.step(log_prior, 12.0);
  CHECK(step[0] == 1.0);
  CHECK(step[1] < -0.9);
  CHECK(step[1] > -1.1);
  CHECK(parabola.step(log_prior, 0.5)[1] >= -0.5);
}
