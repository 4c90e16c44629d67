// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/detail/gaussian_boxes.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

#include "libprofile/core/instruction_set.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/core/progress.hpp"
#include "libprofile/hotspots/detail/gaussian_series.hpp"

namespace libprofile::hotspots::detail {
namespace {

using geography::RasterFrame;

/// With fewer points a box, following each by itself is quicker.
constexpr std::size_t kLeastPerBox = 16;
constexpr double kMostSdCells = 1e6;
/// Columns of the sums of a band: 32 MB.
constexpr std::size_t kMostRowLength = std::size_t{1} << 17U;

constexpr std::size_t up_to_lanes(std::size_t n) {
  return (n + kLanes - 1) / kLanes * kLanes;
}

/// Columns cut into boxes, with so many on either side of the raster that every point is in one.
struct Boxes {
  RasterFrame frame;
  double sd_m;
  double truncation_sd;
  std::size_t width;  ///< Columns of a box.
  std::size_t reach;  ///< Columns on either side of a box that its points reach.
  std::size_t pad;    ///< Boxes west of the raster.
  std::size_t count;

  Boxes(const RasterFrame& of, double bandwidth_m, double truncation)
      : frame(of),
        sd_m(bandwidth_m),
        truncation_sd(truncation),
        width(static_cast<std::size_t>(2.0 * sd_m / (truncation_sd * frame.cell_m))),
        reach(static_cast<std::size_t>(std::ceil(truncation_sd * sd_m / frame.cell_m))),
        pad(reach / width + 1),
        count(frame.columns / width + 1 + 2 * pad) {}

  [[nodiscard]] double west_m(std::size_t box) const {
    return frame.x_min_m + (static_cast<double>(box) - static_cast<double>(pad)) * width_m();
  }
  [[nodiscard]] double width_m() const { return static_cast<double>(width) * frame.cell_m; }
  /// Columns that the points of a box reach, in whole vectors.
  [[nodiscard]] std::size_t span() const { return up_to_lanes(width + 2 * reach); }
  /// Columns of the sums of a row: the spans of all boxes. The raster's begin at `first_column`.
  [[nodiscard]] std::size_t row_length() const { return count * width + span(); }
  [[nodiscard]] std::size_t first_column() const { return pad * width + reach; }
};

/// exp(-u² / 2) u^k / k! for each column of a span, term by term.
std::vector<double> table_of(const Boxes& boxes) {
  std::vector<double> table(kTerms * boxes.span());
  const double middle = static_cast<double>(boxes.reach) + 0.5 * static_cast<double>(boxes.width) - 0.5;
  for (std::size_t column = 0; column < boxes.width + 2 * boxes.reach; ++column) {
    const double u = (static_cast<double>(column) - middle) * boxes.frame.cell_m / boxes.sd_m;
    double term = std::exp(-0.5 * u * u);
    for (std::size_t k = 0; k < kTerms; ++k) {
      table[k * boxes.span() + column] = term;
      term *= u / static_cast<double>(k + 1);
    }
  }
  return table;
}

LIBPROFILE_INLINE void add_chunk_body(const BoxInBand& at, Chunk& chunk, Series& series) {
  fill_down(at, chunk);
  fill_along(at, chunk);
  add_to_series(chunk, series);
  chunk.n = 0;
}
void add_chunk_baseline(const BoxInBand& at, Chunk& chunk, Series& series) {
  add_chunk_body(at, chunk, series);
}
LIBPROFILE_AVX2 void add_chunk_avx2(const BoxInBand& at, Chunk& chunk, Series& series) {
  add_chunk_body(at, chunk, series);
}
LIBPROFILE_AVX512 void add_chunk_avx512(const BoxInBand& at, Chunk& chunk, Series& series) {
  add_chunk_body(at, chunk, series);
}

/// Adds the series of a box to the sums of a band, where they lie on the raster.
LIBPROFILE_INLINE void finish_box_body(const Boxes& boxes, std::size_t box, const Series& series, const double* table,
                                       double* sums) {
  const std::size_t start = box * boxes.width;
  const std::size_t west = boxes.first_column();
  const std::size_t east = west + boxes.frame.columns;
  const std::size_t from = start < west ? std::min(west - start, boxes.span()) / kLanes * kLanes : 0;
  const std::size_t to = start < east ? up_to_lanes(std::min(east - start, boxes.span())) : 0;
  for (std::size_t row = 0; row < kBand; ++row) {
    add_to_row(series[row], table, boxes.span(), from, to, sums + row * boxes.row_length() + start);
  }
}
void finish_box_baseline(const Boxes& boxes, std::size_t box, const Series& series, const double* table, double* sums) {
  finish_box_body(boxes, box, series, table, sums);
}
LIBPROFILE_AVX2 void finish_box_avx2(const Boxes& boxes, std::size_t box, const Series& series, const double* table,
                                     double* sums) {
  finish_box_body(boxes, box, series, table, sums);
}
LIBPROFILE_AVX512 void finish_box_avx512(const Boxes& boxes, std::size_t box, const Series& series, const double* table,
                                         double* sums) {
  finish_box_body(boxes, box, series, table, sums);
}

/// Points of the rows around a band, box by box: in each row they stand in order of x.
class BoxWalk {
 public:
  BoxWalk(const PointRows& points, std::size_t first_row) : points_(points) {
    const PointRun run = points.around(first_row, first_row + kBand - 1);
    const auto& begin = points.row_begin;
    for (std::size_t r = 0; r + 1 < begin.size(); ++r) {
      if (begin[r] < begin[r + 1] && begin[r] >= run.begin && begin[r + 1] <= run.end) {
        rows_.push_back({begin[r], begin[r + 1]});
      }
    }
  }
  /// Calls `use(position)` for the points west of `x_m` that no call before has handed over.
  template <class Use>
  void west_of(double x_m, Use&& use) {
    for (PointRun& row : rows_) {
      for (; row.begin < row.end && points_.x[row.begin] < x_m; ++row.begin) {
        use(row.begin);
      }
    }
  }

 private:
  const PointRows& points_;
  std::vector<PointRun> rows_;
};

class BandSummer {
 public:
  BandSummer(const PointRows& points, const Boxes& boxes)
      : points_(points),
        boxes_(boxes),
        table_(table_of(boxes)),
        token_(core::current_cancellation()),
        add_chunk_(core::choose(add_chunk_baseline, add_chunk_avx2, add_chunk_avx512)),
        finish_box_(core::choose(finish_box_baseline, finish_box_avx2, finish_box_avx512)) {}

  /// The sums of the rows from `first_row` on, `kBand` times `Boxes::row_length`.
  [[nodiscard]] std::vector<double> operator()(std::size_t first_row) const {
    std::vector<double> sums(kBand * boxes_.row_length(), 0.0);
    const double infinity = std::numeric_limits<double>::infinity();
    BoxWalk walk(points_, first_row);
    Chunk chunk{};
    for (std::size_t box = 0; box < boxes_.count; ++box) {
      token_.throw_if_cancelled();
      const BoxInBand at{boxes_.west_m(box) + 0.5 * boxes_.width_m(), boxes_.frame.y_of(first_row + kMiddle),
                         boxes_.frame.cell_m / boxes_.sd_m, boxes_.sd_m, boxes_.truncation_sd};
      Series series{};
      std::size_t used = 0;
      walk.west_of(box + 1 < boxes_.count ? boxes_.west_m(box + 1) : infinity, [&](std::size_t k) {
        chunk.add(points_.x[k], points_.y[k], points_.weight[k]);
        ++used;
        if (chunk.n == kChunk) {
          add_chunk_(at, chunk, series);
        }
      });
      if (chunk.n > 0) {
        add_chunk_(at, chunk, series);
      }
      if (used > 0) {
        finish_box_(boxes_, box, series, table_.data(), sums.data());
      }
    }
    return sums;
  }

 private:
  const PointRows& points_;
  const Boxes& boxes_;
  std::vector<double> table_;
  core::CancellationToken token_;
  void (*add_chunk_)(const BoxInBand&, Chunk&, Series&);
  void (*finish_box_)(const Boxes&, std::size_t, const Series&, const double*, double*);
};

}  // namespace

bool suits_gaussian_boxes(const PointRows& points, const RasterFrame& frame, double bandwidth_m, double truncation_sd) {
  const double sd_cells = bandwidth_m / frame.cell_m;
  const bool can = truncation_sd >= 6.0 && truncation_sd <= 16.0 && points.radius.empty() &&
                   2.0 * sd_cells >= truncation_sd && sd_cells <= kMostSdCells;
  if (!can) {
    return false;
  }
  const Boxes boxes(frame, bandwidth_m, truncation_sd);
  return boxes.row_length() <= kMostRowLength && points.x.size() >= kLeastPerBox * boxes.count;
}

std::vector<double> gaussian_boxes(const PointRows& points, const RasterFrame& frame, double bandwidth_m,
                                   double truncation_sd) {
  const Boxes boxes(frame, bandwidth_m, truncation_sd);
  const BandSummer sum_band(points, boxes);
  std::vector<double> values(frame.cells());
  core::parallel_blocks(frame.rows, kBand, [&](std::size_t begin, std::size_t end) {
    const auto sums = sum_band(begin);
    for (std::size_t row = begin; row < end; ++row) {
      const double* of_row = sums.data() + (row - begin) * boxes.row_length() + boxes.first_column();
      std::copy_n(of_row, frame.columns, values.data() + row * frame.columns);
    }
  });
  return values;
}

}  // namespace libprofile::hotspots::detail
