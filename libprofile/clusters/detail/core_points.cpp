// SPDX-License-Identifier: MIT
#include "libprofile/clusters/detail/core_points.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

#include "libprofile/clusters/detail/near_lanes.hpp"
#include "libprofile/clusters/detail/point_group.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/core/progress.hpp"

namespace libprofile::clusters::detail {
namespace {

using geography::CellIndex;
using geography::CellRun;
using geography::OccupiedCell;

constexpr std::uint32_t kPointsBetweenLooks = 256;
/// Cells are this much narrower than the radius over √2, so that rounding of a cell number (2^-22 at most) never puts
/// points that are too far apart into one cell.
constexpr double kNarrow = 1.0 - 1e-6;

class Finder {
 public:
  Finder(const CellIndex& index, double radius_m, double min_points, std::span<const double> weights)
      : index_(index),
        radius_squared_(radius_m * radius_m),
        min_points_(min_points),
        weight_(weights.size()),
        add_near_(add_near()),
        is_core_(index.size(), 0) {
    for (std::size_t k = 0; k < weights.size(); ++k) {
      weight_[k] = weights[index.id(static_cast<std::uint32_t>(k))];
    }
  }

  std::vector<std::uint8_t> find() {
    core::parallel_blocks(index_.cells().size(), cells_per_task(index_), [&](std::size_t begin, std::size_t end) {
      PointGroup group;
      for (std::size_t k = begin; k < end; ++k) {
        decide(index_.cells()[k], group);
      }
      decide_group(group);
    });
    return std::move(is_core_);
  }

 private:
  /// All points of a cell are neighbours of one another: together they may be enough.
  void decide(const OccupiedCell& cell, PointGroup& group) {
    const CellRun points = cell.points;
    if (weighs_enough(points)) {
      std::fill(is_core_.begin() + points.begin, is_core_.begin() + points.end, std::uint8_t{1});
      return;
    }
    for (std::uint32_t position = points.begin; position < points.end; ++position) {
      if (!group.has_room_for(cell)) {
        decide_group(group);
      }
      group.add(cell, position);
    }
  }

  [[nodiscard]] bool weighs_enough(CellRun points) const {
    if (weight_.empty()) {
      return static_cast<double>(points.end - points.begin) >= min_points_;
    }
    double sum = 0.0;
    for (std::uint32_t position = points.begin; position < points.end; ++position) {
      sum += weight_[position];
    }
    return sum >= min_points_;
  }

  /// Too few points around all of a group make none of them core, at no distance computed.
  [[nodiscard]] bool may_be_enough(const PointGroup& group) const {
    if (!weight_.empty()) {
      return true;
    }
    std::size_t points = 0;
    group.for_rows_around(index_, [&](CellRun run) {
      points += run.end - run.begin;
      return static_cast<double>(points) < min_points_;
    });
    return static_cast<double>(points) >= min_points_;
  }

  /// With a wide radius a group has very many others around: work is stopped between groups, not only between tasks.
  void decide_group(PointGroup& group) {
    cancellation_.throw_if_cancelled();
    if (may_be_enough(group)) {
      count_around(group);
    }
    group.clear();
  }

  void count_around(const PointGroup& group) {
    Surroundings at;
    at.sum = all_lanes(std::numeric_limits<double>::infinity());
    for (std::size_t lane = 0; lane < group.size(); ++lane) {
      at.x[lane] = index_.x(group[lane]);
      at.y[lane] = index_.y(group[lane]);
      at.sum[lane] = 0.0;
    }
    const Others others{index_.x_data(), index_.y_data(), weight_.empty() ? nullptr : weight_.data()};
    group.for_rows_around(index_, [&](CellRun run) {
      bool is_open = true;
      for (std::uint32_t begin = run.begin; begin < run.end && is_open; begin += kPointsBetweenLooks) {
        add_near_(others, begin, std::min(run.end, begin + kPointsBetweenLooks), radius_squared_, at);
        is_open = std::any_of(at.sum.begin(), at.sum.end(), [&](double sum) { return sum < min_points_; });
      }
      return is_open;
    });
    for (std::size_t lane = 0; lane < group.size(); ++lane) {
      is_core_[group[lane]] = at.sum[lane] >= min_points_ ? 1 : 0;
    }
  }

  const CellIndex& index_;
  double radius_squared_;
  double min_points_;
  std::vector<double> weight_;
  AddNear* add_near_;
  std::vector<std::uint8_t> is_core_;
  core::CancellationToken cancellation_ = core::current_cancellation();
};

}  // namespace

double cell_side(double radius_m) {
  return radius_m / std::sqrt(2.0) * kNarrow;
}

std::vector<std::uint8_t> find_core_points(const CellIndex& index, double radius_m, double min_points,
                                           std::span<const double> weights) {
  return Finder(index, radius_m, min_points, weights).find();
}

}  // namespace libprofile::clusters::detail
