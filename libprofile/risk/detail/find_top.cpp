// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <utility>

#include <Eigen/Cholesky>
#include <Eigen/LU>

#include "libprofile/risk/detail/hyperparameter_fits.hpp"
#include "libprofile/risk/detail/parabola.hpp"

namespace libprofile::risk::detail {
namespace {

using Eigen::Matrix2d;
using Eigen::Vector2d;

/// Beyond these a standard deviation or a share is zero or everything, and nothing changes any more.
constexpr double kFarthest = 12.0;
/// The farthest that the points of a cross are from its middle; where a standard deviation is less, they are that far,
/// so that the curvature is that of the posterior's middle, not of its tails or of its very top.
constexpr double kWidest = 0.4;
constexpr double kNarrowest = 1e-3;

Vector2d within_reach(const Vector2d& at) {
  return at.cwiseMax(-kFarthest).cwiseMin(kFarthest);
}

Vector2d vector(const Hyperparameters& at) {
  return {at[0], at[1]};
}

/// A middle and its neighbours on each axis, below and above.
struct Cross {
  Evaluated middle;
  std::vector<Evaluated> arms;
  Vector2d reach;
  Slope slope;
  Outlook outlook;
};

bool is_curved(const Matrix2d& precision) {
  constexpr double kLeast = 1e-3;
  return precision(0, 0) > kLeast && precision.determinant() > kLeast * precision.trace();
}

Cross cross_around(const Evaluator& evaluate, Evaluated&& middle, const Vector2d& reach, const Outlook& before) {
  Cross cross{std::move(middle), {}, reach, {}, {}};
  const Vector2d at = vector(cross.middle.at);
  const Vector2d across(reach[0], 0.0);
  const Vector2d along(0.0, reach[1]);
  cross.arms = evaluate({at - across, at + across, at - along, at + along}, before.from(cross.middle));
  cross.outlook = Outlook(cross.middle, cross.arms, reach);
  for (Eigen::Index k = 0; k < 2; ++k) {
    const double below = cross.arms[static_cast<std::size_t>(2 * k)].log_density;
    const double above = cross.arms[static_cast<std::size_t>(2 * k + 1)].log_density;
    cross.slope.gradient[k] = (above - below) / (2.0 * reach[k]);
    cross.slope.precision(k, k) = -(above - 2.0 * cross.middle.log_density + below) / (reach[k] * reach[k]);
  }
  return cross;
}

/// How the two hyperparameters depend on one another, from two corners of the cross.
void twist_by_corners(const Evaluator& evaluate, Cross& cross) {
  const Vector2d at = vector(cross.middle.at);
  const std::vector<Evaluated> corners = evaluate({at - cross.reach, at + cross.reach}, cross.outlook);
  double twist = 2.0 * cross.middle.log_density + corners[0].log_density + corners[1].log_density;
  for (const Evaluated& arm : cross.arms) {
    twist -= arm.log_density;
  }
  Matrix2d& precision = cross.slope.precision;
  precision(0, 1) = precision(1, 0) = -twist / (2.0 * cross.reach[0] * cross.reach[1]);
  if (!is_curved(precision)) {
    const Vector2d alone = precision.diagonal().cwiseMax(1.0);
    precision = alone.asDiagonal();
  }
}

/// The first point along the step, halved until it is, that is no lower; the middle itself where none is.
Evaluated climbed(const Evaluator& evaluate, const Cross& cross, const Vector2d& step) {
  constexpr int kMostHalvings = 6;
  double share = 1.0;
  for (int halving = 0; halving < kMostHalvings; ++halving, share *= 0.5) {
    Evaluated next = std::move(evaluate({within_reach(vector(cross.middle.at) + share * step)}, cross.outlook)[0]);
    if (next.log_density >= cross.middle.log_density) {
      return next;
    }
  }
  return cross.middle;
}

/// One standard deviation on each axis.
Vector2d reach_of(const Vector2d& precision) {
  const auto one = [](double curvature) {
    return curvature > 0.0 ? std::clamp(1.0 / std::sqrt(curvature), kNarrowest, kWidest) : kWidest;
  };
  return {one(precision[0]), one(precision[1])};
}

bool is_alike(const Vector2d& reach, const Vector2d& other) {
  constexpr double kMost = 1.5;
  return (reach.array() <= kMost * other.array()).all() && (other.array() <= kMost * reach.array()).all();
}

}  // namespace

Top find_top(const Evaluator& evaluate) {
  constexpr double kNear = 0.04;
  constexpr int kMostRounds = 60;
  constexpr double kFirstLogit = 1.0;
  const Vector2d first(std::log(evaluate.rough_deviation()), kFirstLogit);
  const LogPrior& log_prior = evaluate.log_prior();
  // Deviations become narrower with the root of the places.
  const double reach = std::clamp(20.0 / std::sqrt(static_cast<double>(evaluate.places())), 0.1, kWidest);
  Cross cross = cross_around(evaluate, std::move(evaluate({first}, {})[0]), {reach, reach}, {});
  Parabola parabola(vector(cross.middle.at), cross.reach, cross.slope, log_prior);
  for (int round = 0; round < kMostRounds; ++round) {
    const Vector2d step = parabola.step(log_prior, kFarthest);
    const bool is_near = step.cwiseAbs2().dot(cross.slope.precision.diagonal().cwiseAbs()) < kNear;
    const bool has_right_reach = is_alike(cross.reach, reach_of(cross.slope.precision.diagonal()));
    if (is_near && has_right_reach) {
      break;
    }
    Evaluated next = is_near ? cross.middle : climbed(evaluate, cross, step);
    const bool has_moved = next.at != cross.middle.at;
    if (!has_moved && has_right_reach) {
      break;
    }
    const Vector2d precision =
        has_moved ? parabola.precision_at(vector(next.at), log_prior) : Vector2d(cross.slope.precision.diagonal());
    cross = cross_around(evaluate, std::move(next), reach_of(precision), cross.outlook);
    const Parabola before =
        std::exchange(parabola, Parabola(vector(cross.middle.at), cross.reach, cross.slope, log_prior));
    parabola.twist_from(before);
  }
  twist_by_corners(evaluate, cross);
  const Vector2d step = cross.slope.precision.ldlt().solve(cross.slope.gradient);
  const double share = std::min(1.0, kWidest / std::max(step.norm(), 1e-12));
  return {within_reach(vector(cross.middle.at) + share * step), cross.slope.precision, std::move(cross.outlook)};
}

}  // namespace libprofile::risk::detail
