// SPDX-License-Identifier: MIT
/// @file
/// Where the kernels of a sweep begin and end along rows of a raster.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include "libprofile/core/instruction_set.hpp"
#include "libprofile/geography/raster.hpp"
#include "libprofile/hotspots/detail/point_rows.hpp"

namespace libprofile::hotspots::detail {

/// Rows of a task: each point finds its chords in all of them at once.
inline constexpr std::size_t kRows = 8;

/// A row is cut into tiles some chords wide: coordinates within one are small, and so are powers of them. A tile has a
/// slot more than columns, for chords that end with it. A chord lies in at most two.
class Tiles {
 public:
  Tiles(const geography::RasterFrame& frame, double bandwidth_m, int power) {
    // The greatest power of a coordinate is 256 at most.
    const double bandwidths = power < 2 ? 8.0 : (power == 2 ? 4.0 : 2.0);
    while (static_cast<double>(width()) * frame.cell_m < bandwidths * bandwidth_m + 2.0 * frame.cell_m &&
           width() < frame.columns) {
      ++shift_;
    }
    count_ = (frame.columns >> shift_) + 1;
  }
  [[nodiscard]] std::size_t width() const { return std::size_t{1} << shift_; }
  [[nodiscard]] std::size_t slots() const { return count_ * (width() + 1); }
  [[nodiscard]] std::size_t tile_of(std::size_t column) const { return column >> shift_; }
  [[nodiscard]] std::size_t first_column(std::size_t tile) const { return tile << shift_; }
  [[nodiscard]] std::size_t first_slot(std::size_t tile) const { return tile * (width() + 1); }

 private:
  std::size_t shift_ = 4;
  std::size_t count_ = 1;
};

struct Sweep {
  const PointRows& points;
  const geography::RasterFrame& frame;
  Tiles tiles;
  double bandwidth_m;

  [[nodiscard]] LIBPROFILE_INLINE double middle_of(std::size_t tile) const {
    const double column = static_cast<double>(tiles.first_column(tile)) + 0.5 * static_cast<double>(tiles.width());
    return frame.x_min_m + column * frame.cell_m;
  }
};

/// Where the chords of a point begin and end in each row of a task, in columns, and the row's squared distance in
/// squared bandwidths.
struct Chords {
  std::array<double, kRows> e;
  std::array<std::int32_t, kRows> begin;
  std::array<std::int32_t, kRows> end;
};

/// Rounding may take or give a cell at a kernel's rim, where it is 0.
LIBPROFILE_INLINE void find_chords(const Sweep& sweep, std::size_t point, const std::array<double, kRows>& rows,
                                   Chords& chords) {
  const double squared = sweep.bandwidth_m * sweep.bandwidth_m;
  const double per_squared = 1.0 / squared;
  const double per_cell = 1.0 / sweep.frame.cell_m;
  const double x = sweep.points.x[point] - (sweep.frame.x_min_m + 0.5 * sweep.frame.cell_m);
  const double y = sweep.points.y[point];
  const double most = static_cast<double>(sweep.frame.columns) - 1.0;
  for (std::size_t r = 0; r < kRows; ++r) {
    const double dy = y - rows[r];
    const double left = squared - dy * dy;
    const double half = std::sqrt(left > 0.0 ? left : 0.0);
    double begin = (x - half) * per_cell;
    double end = (x + half) * per_cell;
    begin = begin > -1.0 ? begin : -1.0;
    end = end > -1.0 ? end : -1.0;
    begin = begin < most ? begin : most;
    end = end < most ? end : most;
    chords.e[r] = dy * dy * per_squared;
    // Truncation of what is not negative: the cell after a beginning, one past the last before an end.
    chords.begin[r] = static_cast<std::int32_t>(begin + 1.0);
    chords.end[r] = static_cast<std::int32_t>(end + 1.0);
  }
}

/// The uniform kernel is not 0 at its rim: its chords are moved to exactly the centres within the bandwidth.
LIBPROFILE_INLINE void settle_rim(const Sweep& sweep, std::size_t point, const std::array<double, kRows>& rows,
                                  Chords& chords) {
  const double squared = sweep.bandwidth_m * sweep.bandwidth_m;
  for (std::size_t r = 0; r < kRows; ++r) {
    const double dy = sweep.points.y[point] - rows[r];
    const auto is_within = [&](std::int32_t column) {
      const double dx = sweep.points.x[point] - sweep.frame.x_of(static_cast<std::size_t>(column));
      return dx * dx + dy * dy <= squared;
    };
    const auto columns = static_cast<std::int32_t>(sweep.frame.columns);
    std::int32_t& begin = chords.begin[r];
    std::int32_t& end = chords.end[r];
    while (begin < end && !is_within(begin)) {
      ++begin;
    }
    while (begin > 0 && is_within(begin - 1)) {
      --begin;
    }
    end = std::max(begin, end);
    while (end > begin && !is_within(end - 1)) {
      --end;
    }
    while (end < columns && is_within(end)) {
      ++end;
    }
  }
}

}  // namespace libprofile::hotspots::detail
