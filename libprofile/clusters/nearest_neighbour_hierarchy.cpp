// SPDX-License-Identifier: MIT
#include "libprofile/clusters/nearest_neighbour_hierarchy.hpp"

#include <cmath>
#include <limits>
#include <queue>
#include <utility>

#include "libprofile/clusters/detail/core_distances.hpp"
#include "libprofile/clusters/labels.hpp"
#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/core/progress.hpp"
#include "libprofile/geography/cell_index.hpp"
#include "libprofile/geography/extent.hpp"

namespace libprofile::clusters {
namespace {

using geography::CellIndex;
using geography::PlanarView;

constexpr std::size_t kPointsPerTask = 256;
/// sqrt((4 - pi) / (4 pi)): the standard error of a mean nearest-neighbour distance, in units of sqrt(area) / n.
const double kStandardError = std::sqrt((4.0 - std::acos(-1.0)) / (4.0 * std::acos(-1.0)));

/// z with a share `level` of the normal distribution above it.
double upper_quantile(double level) {
  double low = 0.0;
  double high = 40.0;
  for (int step = 0; step < 80; ++step) {
    const double middle = (low + high) / 2.0;
    (std::erfc(middle / std::sqrt(2.0)) / 2.0 > level ? low : high) = middle;
  }
  return high;
}

class Grouping {
 public:
  Grouping(PlanarView items, double threshold_m, std::int32_t min_points)
      : index_(items, detail::near_side(threshold_m)),
        threshold_squared_(threshold_m * threshold_m),
        min_points_(static_cast<std::uint32_t>(min_points)),
        open_(items.size()),
        label_(items.size(), kNoise) {
    core::parallel_for(
        open_.size(),
        [&](std::size_t k) {
          detail::for_near(index_, static_cast<std::uint32_t>(k), threshold_squared_,
                           [&](std::uint32_t, double) { ++open_[k]; });
        },
        kPointsPerTask);
  }

  NearestNeighbourOrder run() {
    NearestNeighbourOrder order;
    // Most open neighbours first, of equal ones the first in input order. Entries whose number fell since are put back.
    using Entry = std::pair<std::uint32_t, std::uint32_t>;
    const auto after = [this](const Entry& a, const Entry& b) {
      return a.first < b.first || (a.first == b.first && index_.id(a.second) > index_.id(b.second));
    };
    std::priority_queue<Entry, std::vector<Entry>, decltype(after)> seeds(after);
    for (std::uint32_t position = 0; position < open_.size(); ++position) {
      seeds.emplace(open_[position], position);
    }
    const auto token = core::current_cancellation();
    while (!seeds.empty() && seeds.top().first >= min_points_) {
      token.throw_if_cancelled();
      const auto [count, position] = seeds.top();
      seeds.pop();
      if (label_[position] != kNoise) {
        continue;
      }
      if (count != open_[position]) {
        seeds.emplace(open_[position], position);
        continue;
      }
      take(position, order);
    }
    order.labels.resize(label_.size());
    for (std::uint32_t position = 0; position < label_.size(); ++position) {
      order.labels[index_.id(position)] = label_[position];
    }
    return order;
  }

 private:
  void take(std::uint32_t seed, NearestNeighbourOrder& order) {
    std::vector<std::uint32_t> members;
    detail::for_near(index_, seed, threshold_squared_, [&](std::uint32_t other, double) {
      if (label_[other] == kNoise) {
        members.push_back(other);
      }
    });
    double x = 0.0;
    double y = 0.0;
    for (const std::uint32_t member : members) {
      label_[member] = static_cast<std::int32_t>(order.sizes.size());
      x += index_.x(member);
      y += index_.y(member);
      detail::for_near(index_, member, threshold_squared_, [&](std::uint32_t other, double) { --open_[other]; });
    }
    const auto size = static_cast<double>(members.size());
    order.sizes.push_back(static_cast<std::uint32_t>(members.size()));
    order.centres_xy_m.insert(order.centres_xy_m.end(), {x / size, y / size});
  }

  CellIndex index_;
  double threshold_squared_;
  std::uint32_t min_points_;
  /// By position: items within the threshold that are in no cluster yet, itself included.
  std::vector<std::uint32_t> open_;
  std::vector<std::int32_t> label_;
};

double area_of(PlanarView points, const NearestNeighbourOptions& options) {
  if (options.area_m2) {
    return *options.area_m2;
  }
  const geography::Extent extent = geography::extent_of(points);
  return (extent.x_max_m - extent.x_min_m) * (extent.y_max_m - extent.y_min_m);
}

double first_threshold_m(PlanarView points, double area_m2, const NearestNeighbourOptions& options) {
  if (options.threshold_m) {
    return *options.threshold_m;
  }
  require(area_m2 > 0.0 && std::isfinite(area_m2), "area of the rectangle around the points, m2", area_m2,
          "above 0: give area_m2 or threshold_m");
  const double threshold_m = chance_threshold_m(points.size(), area_m2, options.level);
  require(threshold_m > 0.0, "points.size()", points.size(), "more, for a threshold from chance: give threshold_m");
  return threshold_m;
}

}  // namespace

void validate(const NearestNeighbourOptions& options) {
  const double threshold_m = options.threshold_m.value_or(1.0);
  const double area_m2 = options.area_m2.value_or(1.0);
  require(threshold_m > 0.0 && std::isfinite(threshold_m), "threshold_m", threshold_m, "finite and above 0");
  require(options.level > 0.0 && options.level <= 0.5, "level", options.level, "above 0 and at most 0.5");
  require(area_m2 > 0.0 && std::isfinite(area_m2), "area_m2", area_m2, "finite and above 0");
  require(options.min_points >= 2, "min_points", options.min_points, "at least 2");
}

double chance_threshold_m(std::size_t points, double area_m2, double level) {
  const auto n = static_cast<double>(points);
  return 0.5 * std::sqrt(area_m2 / n) - upper_quantile(level) * kStandardError * std::sqrt(area_m2) / n;
}

std::vector<NearestNeighbourOrder> nearest_neighbour_hierarchy(PlanarView points,
                                                               const NearestNeighbourOptions& options) {
  validate(options);
  std::vector<NearestNeighbourOrder> orders;
  if (points.empty()) {
    return orders;
  }
  // Names a coordinate that is not finite before the area is measured.
  static_cast<void>(CellIndex(points, std::numeric_limits<double>::max()));
  const double area_m2 = area_of(points, options);
  double threshold_m = first_threshold_m(points, area_m2, options);
  std::vector<double> centres;
  for (PlanarView items = points; threshold_m > 0.0;) {
    orders.push_back(Grouping(items, threshold_m, options.min_points).run());
    orders.back().threshold_m = threshold_m;
    centres = orders.back().centres_xy_m;
    items = PlanarView(centres);
    if (items.size() < static_cast<std::size_t>(options.min_points) || !(area_m2 > 0.0)) {
      break;
    }
    threshold_m = chance_threshold_m(items.size(), area_m2, options.level);
  }
  return orders;
}

}  // namespace libprofile::clusters
