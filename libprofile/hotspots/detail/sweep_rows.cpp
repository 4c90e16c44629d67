// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include "libprofile/core/instruction_set.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/hotspots/detail/chord_terms.hpp"
#include "libprofile/hotspots/detail/density_rows.hpp"
#include "libprofile/hotspots/detail/row_chords.hpp"

namespace libprofile::hotspots::detail {
namespace {

using geography::RasterFrame;

constexpr std::size_t kRowsPerTask = 8;
/// A cell below this share of the greatest weight that its sweep carried is computed anew: subtraction may have left
/// fewer digits than its neighbours have.
constexpr double kCancelled = 1e-3;

template <int kPower>
LIBPROFILE_INLINE void add_chords(const Sweep& sweep, std::size_t first, std::size_t n, const Chords& chords,
                                  Terms<kPower>* slots) {
  const Tiles& tiles = sweep.tiles;
  const double per_bandwidth = 1.0 / sweep.bandwidth_m;
  for (std::size_t k = 0; k < n; ++k) {
    if (chords.begin[k] >= chords.end[k]) {
      continue;
    }
    const auto begin = static_cast<std::size_t>(chords.begin[k]);
    const auto end = static_cast<std::size_t>(chords.end[k]);
    const double x = sweep.points.x[first + k];
    const double weight = sweep.points.weight[first + k];
    std::size_t tile = tiles.tile_of(begin);
    auto terms = terms_of<kPower>(weight, chords.s[k], (x - sweep.middle_of(tile)) * per_bandwidth);
    slots[tiles.first_slot(tile) + begin - tiles.first_column(tile)].add(terms);
    for (const std::size_t last = tiles.tile_of(end - 1); tile < last;) {
      ++tile;
      terms = terms_of<kPower>(weight, chords.s[k], (x - sweep.middle_of(tile)) * per_bandwidth);
      slots[tiles.first_slot(tile)].add(terms);
    }
    slots[tiles.first_slot(tile) + end - tiles.first_column(tile)].subtract(terms);
  }
}

/// One cell by the definition, over the points of the rows around.
template <int kPower>
LIBPROFILE_INLINE double cell_anew(const Sweep& sweep, std::size_t row, std::size_t column) {
  const PointRows& points = sweep.points;
  const double x = sweep.frame.x_of(column);
  const double y = sweep.frame.y_of(row);
  const double squared = sweep.bandwidth_m * sweep.bandwidth_m;
  const auto count = static_cast<std::int64_t>(points.row_begin.size()) - 1;
  const std::int64_t middle = static_cast<std::int64_t>(row) - points.first_row;
  const std::int64_t from = std::clamp<std::int64_t>(middle - points.reach_rows, 0, count);
  const std::int64_t to = std::clamp<std::int64_t>(middle + points.reach_rows + 1, 0, count);
  double sum = 0.0;
  for (std::int64_t r = from; r < to; ++r) {
    const double* end = points.x.data() + points.row_begin[static_cast<std::size_t>(r) + 1];
    const double* at = points.x.data() + points.row_begin[static_cast<std::size_t>(r)];
    for (at = std::lower_bound(at, end, x - sweep.bandwidth_m); at < end && *at <= x + sweep.bandwidth_m; ++at) {
      const auto k = static_cast<std::size_t>(at - points.x.data());
      const double dx = *at - x;
      const double dy = points.y[k] - y;
      const double left = 1.0 - (dx * dx + dy * dy) / squared;
      const double q = left > 0.0 ? left : 0.0;
      sum += points.weight[k] * (kPower == 1 ? q : (kPower == 2 ? q * q : q * q * q));
    }
  }
  return sum;
}

/// Runs along a tile, turns coefficients into values, and leaves the slots empty for the next row.
template <int kPower>
LIBPROFILE_INLINE void run_tile(const Sweep& sweep, std::size_t tile, std::size_t row, Terms<kPower>* slots,
                                double* out) {
  const Tiles& tiles = sweep.tiles;
  const std::size_t first = tiles.first_column(tile);
  const std::size_t last = std::min(first + tiles.width(), sweep.frame.columns);
  const double middle = sweep.middle_of(tile);
  const double per_bandwidth = 1.0 / sweep.bandwidth_m;
  Terms<kPower>* here = slots + tiles.first_slot(tile);
  Terms<kPower> run;
  double most = 0.0;
  for (std::size_t column = first; column < last; ++column, ++here) {
    run.add(*here);
    *here = {};
    if (run.count() == 0.0) {
      // Nothing is under way: what rounding left goes.
      run = {};
      most = 0.0;
      continue;
    }
    const double weight = std::abs(run.value[Terms<kPower>::kCoefficients - 1]);
    most = weight > most ? weight : most;
    out[column] = run.at((sweep.frame.x_of(column) - middle) * per_bandwidth);
    if (kPower > 0 && out[column] < kCancelled * most) {
      out[column] = cell_anew<kPower>(sweep, row, column);
    }
  }
  *here = {};
}

template <int kPower>
LIBPROFILE_INLINE void row_body(const Sweep& sweep, std::size_t row, Chords& chords, Terms<kPower>* slots,
                                double* out) {
  const PointRun run = sweep.points.around(row, row);
  const double y = sweep.frame.y_of(row);
  for (std::size_t first = run.begin; first < run.end; first += kChunk) {
    const std::size_t n = std::min(kChunk, run.end - first);
    find_chords(sweep, first, n, y, chords);
    if constexpr (kPower == 0) {
      settle_rim(sweep, first, n, y, chords);
    }
    add_chords<kPower>(sweep, first, n, chords, slots);
  }
  for (std::size_t tile = 0; sweep.tiles.first_column(tile) < sweep.frame.columns; ++tile) {
    run_tile<kPower>(sweep, tile, row, slots, out);
  }
}

template <int kPower>
void row_baseline(const Sweep& sweep, std::size_t row, Chords& chords, Terms<kPower>* slots, double* out) {
  row_body<kPower>(sweep, row, chords, slots, out);
}
template <int kPower>
LIBPROFILE_AVX2 void row_avx2(const Sweep& sweep, std::size_t row, Chords& chords, Terms<kPower>* slots, double* out) {
  row_body<kPower>(sweep, row, chords, slots, out);
}
template <int kPower>
LIBPROFILE_AVX512 void row_avx512(const Sweep& sweep, std::size_t row, Chords& chords, Terms<kPower>* slots,
                                  double* out) {
  row_body<kPower>(sweep, row, chords, slots, out);
}

template <Kernel kKernel>
std::vector<double> all_rows(const PointRows& points, const RasterFrame& frame, double bandwidth_m) {
  constexpr int kPower = power_of(kKernel);
  const auto one_row = core::choose(row_baseline<kPower>, row_avx2<kPower>, row_avx512<kPower>);
  const Sweep sweep{points, frame, Tiles(frame, bandwidth_m), bandwidth_m};
  std::vector<double> values(frame.cells(), 0.0);
  core::parallel_blocks(frame.rows, kRowsPerTask, [&](std::size_t begin, std::size_t end) {
    Chords chords;
    std::vector<Terms<kPower>> slots(sweep.tiles.slots());
    for (std::size_t row = begin; row < end; ++row) {
      one_row(sweep, row, chords, slots.data(), values.data() + row * frame.columns);
    }
  });
  return values;
}

}  // namespace

std::vector<double> sweep_rows(const PointRows& points, const RasterFrame& frame, Kernel kernel, double bandwidth_m) {
  switch (kernel) {
    case Kernel::uniform:
      return all_rows<Kernel::uniform>(points, frame, bandwidth_m);
    case Kernel::epanechnikov:
      return all_rows<Kernel::epanechnikov>(points, frame, bandwidth_m);
    case Kernel::triweight:
      return all_rows<Kernel::triweight>(points, frame, bandwidth_m);
    default:
      return all_rows<Kernel::quartic>(points, frame, bandwidth_m);
  }
}

}  // namespace libprofile::hotspots::detail
