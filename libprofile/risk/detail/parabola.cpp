// SPDX-License-Identifier: MIT
#include "libprofile/risk/detail/parabola.hpp"

#include <algorithm>
#include <cmath>

#include "libprofile/risk/detail/spatial_model.hpp"

namespace libprofile::risk::detail {

using Eigen::Matrix2d;
using Eigen::Vector2d;

Parabola::Parabola(const Vector2d& middle, const Vector2d& reach, const Slope& slope, const LogPrior& log_prior)
    : middle_(middle), share_(share_from(middle[1])), slope_(slope) {
  const double below = log_prior({middle[0], middle[1] - reach[1]});
  const double above = log_prior({middle[0], middle[1] + reach[1]});
  const double here = log_prior({middle[0], middle[1]});
  slope_.gradient[1] -= (above - below) / (2.0 * reach[1]);
  slope_.precision(1, 1) += (above - 2.0 * here + below) / (reach[1] * reach[1]);
  const double pace = share_ * share_from(-middle[1]);
  slope_.gradient[1] /= pace;
  slope_.precision(1, 1) = slope_.precision(1, 1) / (pace * pace) + slope_.gradient[1] * (1.0 - 2.0 * share_) / pace;
}

void Parabola::twist_from(const Parabola& before) {
  constexpr double kClosest = 0.95;
  Matrix2d& precision = slope_.precision;
  const Vector2d moved(middle_[0] - before.middle_[0], share_ - before.share_);
  const Vector2d between = 0.5 * (before.slope_.precision.diagonal() + precision.diagonal());
  const Vector2d rest = before.slope_.gradient - slope_.gradient - between.cwiseProduct(moved);
  const double bound = kClosest * std::sqrt(std::max(0.0, precision(0, 0) * precision(1, 1)));
  const bool is_far = moved.cwiseAbs2().dot(precision.diagonal().cwiseAbs()) > 1.0;
  const double twist =
      is_far ? (rest[0] * moved[1] + rest[1] * moved[0]) / moved.squaredNorm() : before.slope_.precision(0, 1);
  precision(0, 1) = precision(1, 0) = std::clamp(twist, -bound, bound);
}

Vector2d Parabola::precision_at(const Vector2d& at, const LogPrior& log_prior) const {
  constexpr double kStep = 0.1;
  const double there = share_from(at[1]);
  const double pace = there * share_from(-at[1]);
  const Vector2d moved(at[0] - middle_[0], there - share_);
  const double uphill = slope_.gradient[1] - slope_.precision.row(1) * moved;
  const double prior =
      log_prior({at[0], at[1] - kStep}) + log_prior({at[0], at[1] + kStep}) - 2.0 * log_prior({at[0], at[1]});
  return {slope_.precision(0, 0),
          pace * (slope_.precision(1, 1) * pace - uphill * (1.0 - 2.0 * there)) - prior / (kStep * kStep)};
}

double Parabola::best_deviation(double share_moved) const {
  constexpr double kLongest = 1.0;
  const double uphill = slope_.gradient[0] - slope_.precision(0, 1) * share_moved;
  const double step = slope_.precision(0, 0) > 0.0 ? uphill / slope_.precision(0, 0) : std::copysign(kLongest, uphill);
  return std::clamp(step, -kLongest, kLongest);
}

double Parabola::gain(double logit, const LogPrior& log_prior) const {
  const double moved = share_from(logit) - share_;
  const Vector2d step(best_deviation(moved), moved);
  return slope_.gradient.dot(step) - 0.5 * step.dot(slope_.precision * step) + log_prior({middle_[0], logit});
}

Vector2d Parabola::step(const LogPrior& log_prior, double farthest) const {
  constexpr int kEachSide = 200;
  constexpr double kFinest = 1e-5;
  const double longest = slope_.precision(1, 1) > 0.0 ? 3.0 : 1.0;
  double logit = middle_[1];
  // The best of many logits, then of many near it, and so on.
  for (double step = longest / kEachSide; step > kFinest; step /= 0.5 * kEachSide) {
    const double around = logit;
    double best = gain(logit, log_prior);
    for (int k = -kEachSide; k <= kEachSide; ++k) {
      const double next = std::clamp(around + k * step, -farthest, farthest);
      const double gained = gain(next, log_prior);
      if (gained > best) {
        best = gained;
        logit = next;
      }
    }
  }
  return {best_deviation(share_from(logit) - share_), logit - middle_[1]};
}

}  // namespace libprofile::risk::detail
