// SPDX-License-Identifier: MIT
/// @file
/// Points sorted into slices of time, and in each into the cells of a grid.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "libprofile/geography/cell_index.hpp"

namespace libprofile::clusters::detail {

struct TimeRange {
  double first = std::numeric_limits<double>::infinity();
  double last = -std::numeric_limits<double>::infinity();

  void add(double time);
};

/// Days between two ranges; 0 where they meet.
[[nodiscard]] double days_between(const TimeRange& a, const TimeRange& b);

struct TimeSlice {
  std::int64_t number;
  TimeRange range;
  geography::CellIndex index;
  /// By position in `index`: input index and time.
  std::vector<std::uint32_t> id;
  std::vector<double> time;
  /// Positions and cells of the slices before.
  std::uint32_t first_position;
  std::uint32_t first_cell;
};

/// A point of a slice, by its position there.
struct SlicePoint {
  double x;
  double y;
  double time;
};

/// Slices are a hair narrower than the lag, cells than the radius over √2: all points of a cell of a slice are
/// neighbours.
class TimeSlices {
 public:
  /// How many slices away the neighbours of a point can be.
  static constexpr std::int64_t kReach = 2;

  /// @throws InvalidArgument  for a coordinate or time that is not finite, and for slices or cells too narrow.
  TimeSlices(geography::PlanarView points, std::span<const double> times_days, double radius_m, double lag_days);

  [[nodiscard]] const std::vector<TimeSlice>& all() const { return slices_; }
  [[nodiscard]] std::size_t points() const { return points_; }
  [[nodiscard]] std::size_t cells() const { return cells_; }

  /// The slice that holds a cell, counted over all slices.
  [[nodiscard]] const TimeSlice& of_cell(std::uint32_t cell) const;

  /// Calls `visit(slice)` for the slice of that number and those up to `kReach` around it, itself first; stops once it
  /// returns false.
  template <class Visit>
  void for_slices_around(const TimeSlice& slice, Visit&& visit) const {
    if (!visit(slice)) {
      return;
    }
    const auto at = static_cast<std::size_t>(&slice - slices_.data());
    for (std::size_t k = at + 1; k < slices_.size() && slices_[k].number - slice.number <= kReach; ++k) {
      if (!visit(slices_[k])) {
        return;
      }
    }
    for (std::size_t k = at; k > 0 && slice.number - slices_[k - 1].number <= kReach; --k) {
      if (!visit(slices_[k - 1])) {
        return;
      }
    }
  }

 private:
  std::vector<TimeSlice> slices_;
  std::size_t points_ = 0;
  std::size_t cells_ = 0;
};

[[nodiscard]] inline SlicePoint point_at(const TimeSlice& slice, std::uint32_t position) {
  return {slice.index.x(position), slice.index.y(position), slice.time[position]};
}

}  // namespace libprofile::clusters::detail
