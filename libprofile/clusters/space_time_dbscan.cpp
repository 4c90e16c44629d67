// SPDX-License-Identifier: MIT
#include "libprofile/clusters/space_time_dbscan.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string>
#include <tuple>

#include "libprofile/clusters/detail/number_sets.hpp"
#include "libprofile/clusters/detail/point_group.hpp"
#include "libprofile/clusters/detail/time_slices.hpp"
#include "libprofile/clusters/detail/union_find.hpp"
#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"

namespace libprofile::clusters {
namespace {

using detail::SlicePoint;
using detail::TimeRange;
using detail::TimeSlice;
using detail::TimeSlices;
using geography::CellRun;
using geography::OccupiedCell;

constexpr std::size_t kCellsPerTask = 64;

double squared_distance(const SlicePoint& a, const SlicePoint& b) {
  const double dx = b.x - a.x;
  const double dy = b.y - a.y;
  return dx * dx + dy * dy;
}

class Clusterer {
 public:
  Clusterer(const TimeSlices& slices, const SpaceTimeDbscanOptions& options)
      : slices_(slices),
        radius_squared_(options.radius_m * options.radius_m),
        lag_days_(options.lag_days),
        min_points_(static_cast<std::size_t>(options.min_points)),
        is_core_(slices.points(), 0),
        sets_(slices.cells()) {}

  std::vector<std::int32_t> run() {
    for_cells([&](const TimeSlice& slice, std::uint32_t k) { find_core(slice, slice.index.cells()[k]); });
    for_cells([&](const TimeSlice& slice, std::uint32_t k) { join(slice, k); });
    label_of_cell_ = detail::number_sets(first_core_ids(), sets_);
    std::vector<std::int32_t> labels(slices_.points(), kNoise);
    for_cells([&](const TimeSlice& slice, std::uint32_t k) {
      const CellRun points = slice.index.cells()[k].points;
      for (std::uint32_t position = points.begin; position < points.end; ++position) {
        labels[slice.id[position]] =
            is_core(slice, position) ? label_of_cell_[slice.first_cell + k] : label_of_border(slice, position);
      }
    });
    return labels;
  }

 private:
  template <class Visit>
  void for_cells(Visit&& visit) {
    core::parallel_for(
        slices_.cells(),
        [&](std::size_t cell) {
          const TimeSlice& slice = slices_.of_cell(static_cast<std::uint32_t>(cell));
          visit(slice, static_cast<std::uint32_t>(cell) - slice.first_cell);
        },
        kCellsPerTask);
  }

  [[nodiscard]] bool is_core(const TimeSlice& slice, std::uint32_t position) const {
    return is_core_[slice.first_position + position] != 0;
  }

  /// Calls `visit(slice, position, squared distance, lag)` for each neighbour until it returns false.
  template <class Visit>
  void for_neighbours(const TimeSlice& slice, const SlicePoint& at, Visit&& visit) const {
    slices_.for_slices_around(slice, [&](const TimeSlice& there) {
      if (detail::days_between({at.time, at.time}, there.range) > lag_days_) {
        return true;
      }
      const std::int32_t row = there.index.row_of(at.y);
      const std::int32_t column = there.index.column_of(at.x);
      for (const std::int32_t step : std::array<std::int32_t, 2 * detail::kReach + 1>{0, -1, 1, -2, 2}) {
        const CellRun run = there.index.run(row + step, column - detail::kReach, column + detail::kReach);
        for (std::uint32_t other = run.begin; other < run.end; ++other) {
          const SlicePoint point = detail::point_at(there, other);
          const double distance = squared_distance(at, point);
          const double lag = std::abs(point.time - at.time);
          if (distance <= radius_squared_ && lag <= lag_days_ && !visit(there, other, distance, lag)) {
            return false;
          }
        }
      }
      return true;
    });
  }

  void find_core(const TimeSlice& slice, const OccupiedCell& cell) {
    const bool all = cell.points.end - cell.points.begin >= min_points_;
    for (std::uint32_t position = cell.points.begin; position < cell.points.end; ++position) {
      std::size_t near = 0;
      if (!all) {
        for_neighbours(slice, detail::point_at(slice, position),
                       [&](const TimeSlice&, std::uint32_t, double, double) { return ++near < min_points_; });
      }
      is_core_[slice.first_position + position] = all || near >= min_points_ ? 1 : 0;
    }
  }

  /// Joins a cell with the cells of its core points' core neighbours. Each pair is met from both sides: from one is
  /// enough.
  void join(const TimeSlice& slice, std::uint32_t k) {
    const std::uint32_t cell = slice.first_cell + k;
    const CellRun points = slice.index.cells()[k].points;
    for (std::uint32_t position = points.begin; position < points.end; ++position) {
      if (!is_core(slice, position)) {
        continue;
      }
      const SlicePoint at = detail::point_at(slice, position);
      slices_.for_slices_around(slice, [&](const TimeSlice& there) {
        if (there.number >= slice.number && detail::days_between({at.time, at.time}, there.range) <= lag_days_) {
          join_around(cell, at, there);
        }
        return true;
      });
    }
  }

  void join_around(std::uint32_t cell, const SlicePoint& at, const TimeSlice& there) {
    const std::int32_t row = there.index.row_of(at.y);
    const std::int32_t column = there.index.column_of(at.x);
    const auto& cells = there.index.cells();
    for (std::int32_t r = row - detail::kReach; r <= row + detail::kReach; ++r) {
      const CellRun run = there.index.run(r, column - detail::kReach, column + detail::kReach);
      if (run.begin == run.end) {
        continue;
      }
      // Cells are in the order of their points.
      auto other = std::partition_point(cells.begin(), cells.end(),
                                        [&](const OccupiedCell& one) { return one.points.end <= run.begin; });
      for (; other != cells.end() && other->points.begin < run.end; ++other) {
        const std::uint32_t number = there.first_cell + static_cast<std::uint32_t>(other - cells.begin());
        if (sets_.find(cell) != sets_.find(number) && has_core_neighbour(at, there, other->points)) {
          sets_.join(cell, number);
        }
      }
    }
  }

  [[nodiscard]] bool has_core_neighbour(const SlicePoint& at, const TimeSlice& there, CellRun points) const {
    for (std::uint32_t other = points.begin; other < points.end; ++other) {
      const SlicePoint point = detail::point_at(there, other);
      if (is_core(there, other) && squared_distance(at, point) <= radius_squared_ &&
          std::abs(point.time - at.time) <= lag_days_) {
        return true;
      }
    }
    return false;
  }

  [[nodiscard]] std::vector<std::uint32_t> first_core_ids() const {
    std::vector<std::uint32_t> first(slices_.cells(), detail::kNoId);
    for (const TimeSlice& slice : slices_.all()) {
      for (std::uint32_t k = 0; k < slice.index.cells().size(); ++k) {
        const CellRun points = slice.index.cells()[k].points;
        for (std::uint32_t position = points.begin; position < points.end; ++position) {
          if (is_core(slice, position)) {
            first[slice.first_cell + k] = std::min(first[slice.first_cell + k], slice.id[position]);
          }
        }
      }
    }
    return first;
  }

  [[nodiscard]] std::int32_t label_of_border(const TimeSlice& slice, std::uint32_t position) const {
    std::tuple<double, double, std::int32_t> nearest{std::numeric_limits<double>::infinity(), 0.0, kNoise};
    for_neighbours(slice, detail::point_at(slice, position),
                   [&](const TimeSlice& there, std::uint32_t other, double distance, double lag) {
                     if (is_core(there, other) && distance <= std::get<0>(nearest)) {
                       nearest = std::min(nearest, {distance, lag, label_of_cell_[cell_of(there, other)]});
                     }
                     return true;
                   });
    return std::get<2>(nearest);
  }

  [[nodiscard]] static std::uint32_t cell_of(const TimeSlice& slice, std::uint32_t position) {
    const auto& cells = slice.index.cells();
    const auto cell = std::partition_point(cells.begin(), cells.end(),
                                           [&](const OccupiedCell& one) { return one.points.end <= position; });
    return slice.first_cell + static_cast<std::uint32_t>(cell - cells.begin());
  }

  const TimeSlices& slices_;
  double radius_squared_;
  double lag_days_;
  std::size_t min_points_;
  std::vector<std::uint8_t> is_core_;
  detail::UnionFind sets_;
  std::vector<std::int32_t> label_of_cell_;
};

}  // namespace

void validate(const SpaceTimeDbscanOptions& options) {
  require(options.radius_m > 0.0 && std::isfinite(options.radius_m), "radius_m", options.radius_m,
          "finite and above 0");
  require(options.lag_days > 0.0 && std::isfinite(options.lag_days), "lag_days", options.lag_days,
          "finite and above 0");
  require(options.min_points >= 1, "min_points", options.min_points, "at least 1");
}

std::vector<std::int32_t> space_time_dbscan(geography::PlanarView points, std::span<const double> times_days,
                                            const SpaceTimeDbscanOptions& options) {
  validate(options);
  require(times_days.size() == points.size(), "times_days.size()", times_days.size(),
          "the number of points (" + std::to_string(points.size()) + ")");
  const TimeSlices slices(points, times_days, options.radius_m, options.lag_days);
  return Clusterer(slices, options).run();
}

}  // namespace libprofile::clusters
