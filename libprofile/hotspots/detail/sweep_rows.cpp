// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include "libprofile/core/instruction_set.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/hotspots/detail/density_rows.hpp"

namespace libprofile::hotspots::detail {
namespace {

using geography::RasterFrame;

constexpr std::size_t kRowsPerTask = 8;
constexpr std::size_t kChunk = 512;
/// A cell below this share of the greatest weight that its sweep carried is computed anew: subtraction may have left
/// fewer digits than its neighbours have.
constexpr double kCancelled = 1e-3;

/// p of (1 - t²)^p.
constexpr int power_of(Kernel kernel) {
  return kernel == Kernel::uniform ? 0 : kernel == Kernel::epanechnikov ? 1 : kernel == Kernel::quartic ? 2 : 3;
}

/// Coefficients of a polynomial of degree 2p in u, then the number of points; padded to a power of two.
template <int kPower>
struct Terms {
  static constexpr int kCoefficients = 2 * kPower + 1;
  static constexpr int kSlots = kPower == 0 ? 2 : (kPower == 1 ? 4 : 8);
  double value[kSlots] = {};

  LIBPROFILE_INLINE void add(const Terms& other) {
    for (int k = 0; k < kSlots; ++k) {
      value[k] += other.value[k];
    }
  }
  LIBPROFILE_INLINE void subtract(const Terms& other) {
    for (int k = 0; k < kSlots; ++k) {
      value[k] -= other.value[k];
    }
  }
  [[nodiscard]] LIBPROFILE_INLINE double count() const { return value[kCoefficients]; }
  [[nodiscard]] LIBPROFILE_INLINE double at(double u) const {
    double sum = value[kCoefficients - 1];
    for (int k = kCoefficients - 2; k >= 0; --k) {
      sum = sum * u + value[k];
    }
    return sum;
  }
};

/// w (a + b u - u²)^p with a = s - c², b = 2 c: the kernel along a row, s = 1 - dy², of a point at c.
template <int kPower>
LIBPROFILE_INLINE Terms<kPower> terms_of(double w, double s, double c) {
  Terms<kPower> terms;
  const double a = s - c * c;
  const double b = c + c;
  auto& v = terms.value;
  if constexpr (kPower == 0) {
    v[0] = w;
  } else if constexpr (kPower == 1) {
    v[0] = w * a;
    v[1] = w * b;
    v[2] = -w;
  } else if constexpr (kPower == 2) {
    v[0] = w * (a * a);
    v[1] = w * (2.0 * a * b);
    v[2] = w * (b * b - 2.0 * a);
    v[3] = w * (-2.0 * b);
    v[4] = w;
  } else {
    v[0] = w * (a * a * a);
    v[1] = w * (3.0 * a * a * b);
    v[2] = w * (3.0 * a * (b * b - a));
    v[3] = w * (b * (b * b - 6.0 * a));
    v[4] = w * (3.0 * (a - b * b));
    v[5] = w * (3.0 * b);
    v[6] = -w;
  }
  v[Terms<kPower>::kCoefficients] = 1.0;
  return terms;
}

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
  Tiles(const RasterFrame& frame, double bandwidth_m) {
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
  const RasterFrame& frame;
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
