// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include "libprofile/core/instruction_set.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/core/progress.hpp"
#include "libprofile/hotspots/detail/density_rows.hpp"

namespace libprofile::hotspots::detail {
namespace {

using geography::RasterFrame;

/// Rows that share the profile of a point along x.
constexpr std::size_t kBand = 32;
/// Points between looks whether to stop.
constexpr std::size_t kPointsBetweenLooks = 256;

/// exp(-(k + offset)² s² / 2) for cells first … last - 1 of an axis, `centre` in cells, s the cell in standard
/// deviations. Outwards from the cell next to the centre, by products of ratios that are themselves products: exact to
/// a few units in the last place for each cell travelled, and without an exponential a cell.
void profile(double centre, double s, std::int64_t first, std::int64_t last, double* out) {
  const std::int64_t middle = std::clamp(static_cast<std::int64_t>(std::llround(centre)), first, last - 1);
  const double from = static_cast<double>(middle) - centre;
  const double step = std::exp(-s * s);
  const double start = std::exp(-0.5 * s * s * from * from);
  double value = start;
  double ratio = std::exp(-s * s * (from + 0.5));
  for (std::int64_t k = middle; k < last; ++k) {
    out[k - first] = value;
    value *= ratio;
    ratio *= step;
  }
  value = start;
  ratio = std::exp(s * s * (from - 0.5));
  for (std::int64_t k = middle; k-- > first;) {
    value *= ratio;
    ratio *= step;
    out[k - first] = value;
  }
}

/// out += factor × profile.
LIBPROFILE_INLINE void add_body(double factor, const double* along, std::size_t n, double* out) {
  for (std::size_t k = 0; k < n; ++k) {
    out[k] += factor * along[k];
  }
}
void add_baseline(double factor, const double* along, std::size_t n, double* out) {
  add_body(factor, along, n, out);
}
LIBPROFILE_AVX2 void add_avx2(double factor, const double* along, std::size_t n, double* out) {
  add_body(factor, along, n, out);
}
LIBPROFILE_AVX512 void add_avx512(double factor, const double* along, std::size_t n, double* out) {
  add_body(factor, along, n, out);
}

/// Cells of an axis whose centres are at most `reach` cells from `centre`, kept within [least, most).
struct Span {
  std::int64_t first;
  std::int64_t last;
};

Span within(double centre, double reach, std::int64_t least, std::int64_t most) {
  const double low = std::clamp(std::ceil(centre - reach), static_cast<double>(least), static_cast<double>(most));
  const double high = std::clamp(std::floor(centre + reach) + 1.0, low, static_cast<double>(most));
  return {static_cast<std::int64_t>(low), static_cast<std::int64_t>(high)};
}

}  // namespace

std::vector<double> gaussian_rows(const PointRows& points, const RasterFrame& frame, double bandwidth_m,
                                  double truncation_sd) {
  const auto add = core::choose(add_baseline, add_avx2, add_avx512);
  std::vector<double> values(frame.cells(), 0.0);
  const bool own = !points.radius.empty();
  const auto columns = static_cast<std::int64_t>(frame.columns);
  const core::CancellationToken token = core::current_cancellation();
  core::parallel_blocks(frame.rows, kBand, [&](std::size_t begin, std::size_t end) {
    std::vector<double> along(frame.columns);
    std::vector<double> down(kBand);
    const PointRun run = points.around(begin, end - 1);
    for (std::size_t k = run.begin; k < run.end; ++k) {
      if (k % kPointsBetweenLooks == 0) {
        token.throw_if_cancelled();
      }
      const double sd = own ? points.radius[k] / truncation_sd : bandwidth_m;
      const double reach = truncation_sd * sd / frame.cell_m;
      const double x = (points.x[k] - frame.x_min_m) / frame.cell_m - 0.5;
      const double y = (frame.y_max_m - points.y[k]) / frame.cell_m - 0.5;
      const Span across = within(x, reach, 0, columns);
      const Span rows = within(y, reach, static_cast<std::int64_t>(begin), static_cast<std::int64_t>(end));
      if (across.first >= across.last || rows.first >= rows.last) {
        continue;
      }
      const double s = frame.cell_m / sd;
      profile(x, s, across.first, across.last, along.data());
      profile(y, s, rows.first, rows.last, down.data());
      const double weight = own ? points.weight[k] / (sd * sd) : points.weight[k];
      for (std::int64_t row = rows.first; row < rows.last; ++row) {
        add(weight * down[static_cast<std::size_t>(row - rows.first)], along.data(),
            static_cast<std::size_t>(across.last - across.first),
            values.data() + static_cast<std::size_t>(row * columns + across.first));
      }
    }
  });
  return values;
}

}  // namespace libprofile::hotspots::detail
