// SPDX-License-Identifier: MIT
/// @file
/// Where the disc of each point crosses a row of a raster, and the tiles that the row is cut into.
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

/// Points whose chords are found before any of them is added.
inline constexpr std::size_t kChunk = 512;

/// Where the chords of a chunk of points begin and end, in columns, and their s.
struct Chords {
  std::array<double, kChunk> s;
  std::array<std::int32_t, kChunk> begin;
  std::array<std::int32_t, kChunk> end;
};

/// A row is cut into tiles about as wide as a chord: coordinates within one are small, and so are powers of them. A
/// tile has a slot more than columns, for chords that end with it.
class Tiles {
 public:
  Tiles(const geography::RasterFrame& frame, double bandwidth_m) {
    while (static_cast<double>(width()) * frame.cell_m < 2.0 * bandwidth_m + 2.0 * frame.cell_m &&
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

/// Chords of points [first, first + n). Rounding may take or give a cell at a kernel's rim, where it is 0.
LIBPROFILE_INLINE void find_chords(const Sweep& sweep, std::size_t first, std::size_t n, double y, Chords& chords) {
  const double* px = sweep.points.x.data() + first;
  const double* py = sweep.points.y.data() + first;
  const double squared = sweep.bandwidth_m * sweep.bandwidth_m;
  const double per_squared = 1.0 / squared;
  const double per_cell = 1.0 / sweep.frame.cell_m;
  const double x_first = sweep.frame.x_min_m + 0.5 * sweep.frame.cell_m;
  const double columns = static_cast<double>(sweep.frame.columns);
  for (std::size_t k = 0; k < n; ++k) {
    const double dy = py[k] - y;
    const double left = squared - dy * dy;
    const double chord = left > 0.0 ? left : 0.0;
    const double half = std::sqrt(chord);
    double begin = (px[k] - half - x_first) * per_cell;
    double end = (px[k] + half - x_first) * per_cell;
    begin = begin > -1.0 ? begin : -1.0;
    end = end > -1.0 ? end : -1.0;
    begin = begin < columns - 1.0 ? begin : columns - 1.0;
    end = end < columns - 1.0 ? end : columns - 1.0;
    chords.s[k] = chord * per_squared;
    // Truncation of what is not negative: the cell after a beginning, one past the last before an end.
    chords.begin[k] = static_cast<std::int32_t>(begin + 1.0);
    chords.end[k] = static_cast<std::int32_t>(end + 1.0);
  }
}

/// The uniform kernel is not 0 at its rim: its chords are moved to exactly the centres within the bandwidth.
LIBPROFILE_INLINE void settle_rim(const Sweep& sweep, std::size_t first, std::size_t n, double y, Chords& chords) {
  const double squared = sweep.bandwidth_m * sweep.bandwidth_m;
  for (std::size_t k = 0; k < n; ++k) {
    const double dy = sweep.points.y[first + k] - y;
    const auto is_within = [&](std::int32_t column) {
      const double dx = sweep.points.x[first + k] - sweep.frame.x_of(static_cast<std::size_t>(column));
      return dx * dx + dy * dy <= squared;
    };
    const auto columns = static_cast<std::int32_t>(sweep.frame.columns);
    std::int32_t& begin = chords.begin[k];
    std::int32_t& end = chords.end[k];
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
