// SPDX-License-Identifier: MIT
#include "libprofile/risk/detail/clustered_survival.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

#include "libprofile/risk/detail/normal_quantile.hpp"
#include "libprofile/risk/wilson_interval.hpp"

namespace libprofile::risk::detail {
namespace {

constexpr double kNotGiven = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinite = std::numeric_limits<double>::infinity();

/// Sums over clusters of (gone + at risk × A)², A the part that grows with each step: kept as three sums, so that a
/// step costs nothing and a member that leaves a few additions.
class ClusterSquares {
 public:
  ClusterSquares(std::span<const std::uint32_t> cluster, std::size_t clusters)
      : gone_(clusters, 0.0), at_risk_(clusters, 0.0) {
    for (const std::uint32_t one : cluster) {
      at_risk_[one] += 1.0;
    }
    for (const double members : at_risk_) {
      risk_squares_ += members * members;
    }
  }

  /// A member leaves for good with its part.
  void leave(std::uint32_t cluster, double part) {
    double& gone = gone_[cluster];
    double& members = at_risk_[cluster];
    risk_squares_ += 1.0 - 2.0 * members;
    products_ += (gone + part) * (members - 1.0) - gone * members;
    gone_squares_ += part * (2.0 * gone + part);
    gone += part;
    members -= 1.0;
  }

  [[nodiscard]] double sum(double grown) const {
    return std::max(0.0, gone_squares_ + grown * (2.0 * products_ + grown * risk_squares_));
  }

 private:
  std::vector<double> gone_;
  std::vector<double> at_risk_;
  double gone_squares_ = 0.0;
  double products_ = 0.0;
  double risk_squares_ = 0.0;
};

struct Watch {
  double time = 0.0;
  bool is_cut_off = false;
  std::uint32_t cluster = 0;
};

std::vector<Watch> in_order(std::span<const double> time, std::span<const std::uint8_t> happened,
                            std::span<const std::uint32_t> cluster) {
  std::vector<Watch> order;
  order.reserve(time.size());
  for (std::size_t i = 0; i < time.size(); ++i) {
    order.push_back({time[i], happened[i] == 0, cluster[i]});
  }
  std::sort(order.begin(), order.end(), [](const Watch& a, const Watch& b) {
    return std::tie(a.time, a.is_cut_off, a.cluster) < std::tie(b.time, b.is_cut_off, b.cluster);
  });
  return order;
}

/// The last step at or before a time; none is the number of steps.
std::size_t step_at(const SurvivalCurve& curve, double time) {
  const auto after = std::upper_bound(curve.time.begin(), curve.time.end(), time);
  return after == curve.time.begin() ? curve.time.size() : static_cast<std::size_t>(after - curve.time.begin()) - 1;
}

Interval limits(const SurvivalCurve& curve, std::size_t step, double z) {
  const double log_survival = std::log1p(-curve.share[step]);
  const double spread = z * std::sqrt(curve.log_variance[step]) / -log_survival;
  return {-std::expm1(log_survival * std::exp(-spread)), -std::expm1(log_survival * std::exp(spread))};
}

}  // namespace

SurvivalCurve survival_curve(std::span<const double> time, std::span<const std::uint8_t> happened,
                             std::span<const std::uint32_t> cluster, std::size_t clusters) {
  const std::vector<Watch> order = in_order(time, happened, cluster);
  ClusterSquares squares(cluster, clusters);
  SurvivalCurve curve;
  curve.watched = order.empty() ? -1.0 : order.back().time;
  auto at_risk = static_cast<double>(order.size());
  double survival = 1.0;
  double grown = 0.0;
  for (std::size_t k = 0; k < order.size();) {
    const double now = order[k].time;
    std::size_t events = 0;
    const std::size_t begin = k;
    for (; k < order.size() && order[k].time == now; ++k) {
      events += order[k].is_cut_off ? 0U : 1U;
    }
    const auto left = at_risk - static_cast<double>(events);
    const double before = grown;
    grown += events > 0 && left > 0.0 ? static_cast<double>(events) / (at_risk * left) : 0.0;
    for (std::size_t m = begin; m < k; ++m) {
      squares.leave(order[m].cluster, m < begin + events ? before - 1.0 / at_risk : grown);
    }
    if (events > 0) {
      survival *= left / at_risk;
      curve.time.push_back(now);
      curve.share.push_back(1.0 - survival);
      curve.log_variance.push_back(left > 0.0 ? squares.sum(grown) : kInfinite);
    }
    at_risk -= static_cast<double>(k - begin);
  }
  return curve;
}

Estimated share_by(const SurvivalCurve& curve, double time, std::size_t informative, double level) {
  const std::size_t step = step_at(curve, time);
  const double share = step < curve.time.size() ? curve.share[step] : 0.0;
  if (curve.watched < time && share < 1.0) {
    return {kNotGiven, {kNotGiven, kNotGiven}};
  }
  if (share > 0.0 && share < 1.0) {
    return {share, limits(curve, step, central_normal_quantile(level))};
  }
  if (informative == 0) {
    return {share, {kNotGiven, kNotGiven}};
  }
  const auto clusters = static_cast<double>(informative);
  return {share, wilson_interval(share * clusters, clusters, level)};
}

Estimated time_of(const SurvivalCurve& curve, double share, double level) {
  if (curve.time.empty()) {
    return {kNotGiven, {kNotGiven, kNotGiven}};
  }
  const double z = central_normal_quantile(level);
  Estimated found{kInfinite, {kInfinite, kInfinite}};
  for (std::size_t step = curve.time.size(); step-- > 0;) {
    const bool is_all = !(curve.share[step] < 1.0);
    const Interval range = is_all ? Interval{kNotGiven, kNotGiven} : limits(curve, step, z);
    if (curve.share[step] >= share) {
      found.estimate = curve.time[step];
    }
    if (range.upper >= share || is_all) {
      found.interval.lower = curve.time[step];
    }
    if (range.lower >= share) {
      found.interval.upper = curve.time[step];
    }
  }
  return found;
}

}  // namespace libprofile::risk::detail
