// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
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

constexpr std::size_t kChunk = 64;
/// A cell below this share of the greatest weight that its sweep carried is computed anew: subtraction may have left
/// fewer digits than its neighbours have.
constexpr double kCancelled = 1e-3;

/// A point in the westernmost tile that it may reach.
template <int kPower>
struct FirstTile {
  std::size_t tile;
  PointTerms<kPower> terms;
};

template <int kPower>
struct Task {
  std::array<double, kRows> y;
  std::array<Chords, kChunk> chords;
  std::array<FirstTile<kPower>, kChunk> first_tiles;
};

template <int kPower>
LIBPROFILE_INLINE void find_terms(const Sweep& sweep, std::size_t point, std::size_t tile, PointTerms<kPower>& terms) {
  const double c = (sweep.points.x[point] - sweep.middle_of(tile)) * (1.0 / sweep.bandwidth_m);
  terms = PointTerms<kPower>(sweep.points.weight[point], c);
}

template <int kPower>
LIBPROFILE_INLINE void find_first_tile(const Sweep& sweep, std::size_t point, FirstTile<kPower>& first) {
  const double west =
      (sweep.points.x[point] - sweep.bandwidth_m - sweep.frame.x_min_m) * (1.0 / sweep.frame.cell_m) - 1.0;
  const auto columns = static_cast<double>(sweep.frame.columns);
  first.tile = sweep.tiles.tile_of(static_cast<std::size_t>(west > 0.0 ? (west < columns ? west : columns) : 0.0));
  find_terms(sweep, point, first.tile, first.terms);
}

/// Adds what lies in one tile of the chords of a point to the rows of a task, `stride` slots apart. Returns whether
/// they go on beyond it.
template <int kPower>
LIBPROFILE_INLINE bool add_chords(const Sweep& sweep, const Chords& chords, std::size_t tile,
                                  const PointTerms<kPower>& of_point, std::size_t stride, Terms<kPower>* slots) {
  const auto first = static_cast<std::int32_t>(sweep.tiles.first_column(tile));
  const auto last = static_cast<std::int32_t>(sweep.tiles.first_column(tile + 1));
  bool is_more = false;
  // Each tile before has a slot more than columns.
  Terms<kPower>* row = slots + tile;
  for (std::size_t r = 0; r < kRows; ++r, row += stride) {
    const std::int32_t begin = std::max(chords.begin[r], first);
    const std::int32_t end = std::min(chords.end[r], last);
    is_more |= chords.end[r] > last;
    if (begin < end) {
      Terms<kPower> terms;
      of_point.in_row(chords.e[r], terms);
      row[begin].value += terms.value;
      row[end].value -= terms.value;
    }
  }
  return is_more;
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
    run.value += here->value;
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

/// Rows [begin, begin + kRows) of the raster, those beyond its last without effect.
template <int kPower>
LIBPROFILE_INLINE void task_body(const Sweep& sweep, std::size_t begin, std::size_t end, Terms<kPower>* slots,
                                 double* values) {
  Task<kPower> task;
  for (std::size_t r = 0; r < kRows; ++r) {
    task.y[r] = sweep.frame.y_of(begin + r);
  }
  const std::size_t stride = sweep.tiles.slots();
  const PointRun run = sweep.points.around(begin, end - 1);
  for (std::size_t first = run.begin; first < run.end; first += kChunk) {
    const std::size_t n = std::min(kChunk, run.end - first);
    for (std::size_t k = 0; k < n; ++k) {
      find_chords(sweep, first + k, task.y, task.chords[k]);
      if constexpr (kPower == 0) {
        settle_rim(sweep, first + k, task.y, task.chords[k]);
      }
      find_first_tile(sweep, first + k, task.first_tiles[k]);
    }
    for (std::size_t k = 0; k < n; ++k) {
      std::size_t tile = task.first_tiles[k].tile;
      bool is_more = add_chords(sweep, task.chords[k], tile, task.first_tiles[k].terms, stride, slots);
      while (is_more) {
        PointTerms<kPower> terms;
        find_terms(sweep, first + k, ++tile, terms);
        is_more = add_chords(sweep, task.chords[k], tile, terms, stride, slots);
      }
    }
  }
  for (std::size_t row = begin; row < end; ++row) {
    for (std::size_t tile = 0; sweep.tiles.first_column(tile) < sweep.frame.columns; ++tile) {
      run_tile<kPower>(sweep, tile, row, slots + (row - begin) * stride, values + row * sweep.frame.columns);
    }
  }
}

template <int kPower>
void task_baseline(const Sweep& sweep, std::size_t begin, std::size_t end, Terms<kPower>* slots, double* values) {
  task_body<kPower>(sweep, begin, end, slots, values);
}
template <int kPower>
LIBPROFILE_AVX2 void task_avx2(const Sweep& sweep, std::size_t begin, std::size_t end, Terms<kPower>* slots,
                               double* values) {
  task_body<kPower>(sweep, begin, end, slots, values);
}
template <int kPower>
LIBPROFILE_AVX512 void task_avx512(const Sweep& sweep, std::size_t begin, std::size_t end, Terms<kPower>* slots,
                                   double* values) {
  task_body<kPower>(sweep, begin, end, slots, values);
}

template <Kernel kKernel>
std::vector<double> all_rows(const PointRows& points, const RasterFrame& frame, double bandwidth_m) {
  constexpr int kPower = power_of(kKernel);
  const auto task = core::choose(task_baseline<kPower>, task_avx2<kPower>, task_avx512<kPower>);
  const Sweep sweep{points, frame, Tiles(frame, bandwidth_m, kPower), bandwidth_m};
  std::vector<double> values(frame.cells(), 0.0);
  core::parallel_blocks(frame.rows, kRows, [&](std::size_t begin, std::size_t end) {
    std::vector<Terms<kPower>> slots(kRows * sweep.tiles.slots());
    task(sweep, begin, end, slots.data(), values.data());
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
