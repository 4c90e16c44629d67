// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <cstddef>

#include "libprofile/core/instruction_set.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/hotspots/detail/density_rows.hpp"
#include "libprofile/hotspots/detail/gaussian_boxes.hpp"

namespace libprofile::hotspots::detail {
namespace {

using geography::RasterFrame;

constexpr std::size_t kRowsPerTask = 4;

/// The kernel's shape from squared distance over squared bandwidth, without branches.
template <Kernel kKernel>
LIBPROFILE_INLINE double shape(double t_squared) {
  if constexpr (kKernel == Kernel::uniform) {
    return t_squared <= 1.0 ? 1.0 : 0.0;
  } else if constexpr (kKernel == Kernel::triangular) {
    const double left = 1.0 - std::sqrt(t_squared);
    return left > 0.0 ? left : 0.0;
  } else {
    const double left = 1.0 - t_squared;
    const double q = left > 0.0 ? left : 0.0;
    return kKernel == Kernel::epanechnikov ? q : (kKernel == Kernel::quartic ? q * q : q * q * q);
  }
}

/// First cell whose centre is at or beyond `x_m`, less one for rounding, kept within the row.
LIBPROFILE_INLINE std::size_t column_before(const RasterFrame& frame, double x_m, double shift) {
  const double at = (x_m - frame.x_min_m) / frame.cell_m + shift;
  const double most = static_cast<double>(frame.columns);
  return static_cast<std::size_t>(at > 0.0 ? (at < most ? at : most) : 0.0);
}

template <Kernel kKernel>
LIBPROFILE_INLINE void row_body(const PointRows& points, const RasterFrame& frame, double bandwidth_m, std::size_t row,
                                double* out) {
  const PointRun run = points.around(row, row);
  const double y = frame.y_of(row);
  const bool own = !points.radius.empty();
  for (std::size_t k = run.begin; k < run.end; ++k) {
    const double radius = own ? points.radius[k] : bandwidth_m;
    const double squared = radius * radius;
    const double dy = points.y[k] - y;
    if (dy * dy > squared) {
      continue;
    }
    const double half = std::sqrt(squared - dy * dy);
    const std::size_t begin = column_before(frame, points.x[k] - half, -1.0);
    const std::size_t end = column_before(frame, points.x[k] + half, 2.0);
    const double weight = own ? points.weight[k] / squared : points.weight[k];
    for (std::size_t column = begin; column < end; ++column) {
      const double dx = points.x[k] - (frame.x_min_m + (static_cast<double>(column) + 0.5) * frame.cell_m);
      out[column] += weight * shape<kKernel>((dx * dx + dy * dy) / squared);
    }
  }
}

template <Kernel kKernel>
void row_baseline(const PointRows& points, const RasterFrame& frame, double bandwidth_m, std::size_t row, double* out) {
  row_body<kKernel>(points, frame, bandwidth_m, row, out);
}
template <Kernel kKernel>
LIBPROFILE_AVX2 void row_avx2(const PointRows& points, const RasterFrame& frame, double bandwidth_m, std::size_t row,
                              double* out) {
  row_body<kKernel>(points, frame, bandwidth_m, row, out);
}
template <Kernel kKernel>
LIBPROFILE_AVX512 void row_avx512(const PointRows& points, const RasterFrame& frame, double bandwidth_m,
                                  std::size_t row, double* out) {
  row_body<kKernel>(points, frame, bandwidth_m, row, out);
}

template <Kernel kKernel>
std::vector<double> all_rows(const PointRows& points, const RasterFrame& frame, double bandwidth_m) {
  const auto one_row = core::choose(row_baseline<kKernel>, row_avx2<kKernel>, row_avx512<kKernel>);
  std::vector<double> values(frame.cells(), 0.0);
  core::parallel_for(
      frame.rows,
      [&](std::size_t row) { one_row(points, frame, bandwidth_m, row, values.data() + row * frame.columns); },
      kRowsPerTask);
  return values;
}

}  // namespace

std::vector<double> splat_rows(const PointRows& points, const RasterFrame& frame, Kernel kernel, double bandwidth_m) {
  switch (kernel) {
    case Kernel::uniform:
      return all_rows<Kernel::uniform>(points, frame, bandwidth_m);
    case Kernel::triangular:
      return all_rows<Kernel::triangular>(points, frame, bandwidth_m);
    case Kernel::epanechnikov:
      return all_rows<Kernel::epanechnikov>(points, frame, bandwidth_m);
    case Kernel::triweight:
      return all_rows<Kernel::triweight>(points, frame, bandwidth_m);
    default:
      return all_rows<Kernel::quartic>(points, frame, bandwidth_m);
  }
}

std::vector<double> density_rows(const PointRows& points, const RasterFrame& frame, Kernel kernel, double bandwidth_m,
                                 double truncation_sd) {
  if (kernel == Kernel::gaussian && suits_gaussian_boxes(points, frame, bandwidth_m, truncation_sd)) {
    return gaussian_boxes(points, frame, bandwidth_m, truncation_sd);
  }
  if (kernel == Kernel::gaussian) {
    return gaussian_rows(points, frame, bandwidth_m, truncation_sd);
  }
  const bool is_wide = bandwidth_m >= kLeastSweptCells * frame.cell_m && points.radius.empty();
  return is_wide && kernel != Kernel::triangular ? sweep_rows(points, frame, kernel, bandwidth_m)
                                                 : splat_rows(points, frame, kernel, bandwidth_m);
}

}  // namespace libprofile::hotspots::detail
