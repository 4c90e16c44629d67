// SPDX-License-Identifier: MIT
/// @file
/// The arithmetic of `gaussian_boxes`: points into series, series into rows.
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstring>

#include "libprofile/core/instruction_set.hpp"
#include "libprofile/hotspots/detail/exp_of.hpp"

namespace libprofile::hotspots::detail {

inline constexpr std::size_t kLanes = 8;
inline constexpr std::size_t kTerms = 16;
/// Rows that share the terms of a point.
inline constexpr std::size_t kBand = 32;
inline constexpr std::size_t kMiddle = kBand / 2;
inline constexpr std::size_t kChunk = 64;

using Eight [[gnu::vector_size(kLanes * sizeof(double))]] = double;

LIBPROFILE_INLINE void load(const double* from, Eight& to) {
  std::memcpy(&to, from, sizeof(to));
}
LIBPROFILE_INLINE void store(const Eight& from, double* to) {
  std::memcpy(to, &from, sizeof(from));
}

/// Where a box meets a band of rows.
struct BoxInBand {
  double x_middle_m;  ///< Of the box.
  double y_middle_m;  ///< Of the row `kMiddle`.
  double cell_sd;     ///< A cell, in standard deviations.
  double sd_m;
  double truncation_sd;
};

/// A chunk of points of one box: their factors in each row of a band, and their terms along the row.
struct Chunk {
  std::size_t n = 0;
  std::array<double, kChunk> x;
  std::array<double, kChunk> y;
  std::array<double, kChunk> weight;
  std::array<std::array<double, kChunk>, kBand> down;
  std::array<std::array<double, kTerms>, kChunk> along;

  void add(double x_m, double y_m, double of_point) {
    x[n] = x_m;
    y[n] = y_m;
    weight[n] = of_point;
    ++n;
  }
};

/// Σ w exp(-v² / 2) exp(-d² / 2) d^k of the points of one box, for each row of a band.
using Series = std::array<std::array<double, kTerms>, kBand>;

/// exp(-v² / 2) in each row, 0 beyond the truncation: outwards from the middle row by products of ratios, which are
/// themselves products.
LIBPROFILE_INLINE void fill_down(const BoxInBand& at, Chunk& chunk) {
  const double s = at.cell_sd;
  const double step = exp_of(-s * s);
  const double half_step = exp_of(-0.5 * s * s);
  std::array<double, kChunk> v;
  std::array<double, kChunk> north;
  std::array<double, kChunk> south;
  for (std::size_t j = 0; j < kChunk; ++j) {
    v[j] = (chunk.y[j] - at.y_middle_m) / at.sd_m;
    chunk.down[kMiddle][j] = exp_of(-0.5 * (v[j] * v[j]));
    north[j] = exp_of(s * v[j]) * half_step;
    south[j] = exp_of(-s * v[j]) * half_step;
  }
  for (std::size_t row = kMiddle; row-- > 0;) {
    for (std::size_t j = 0; j < kChunk; ++j) {
      chunk.down[row][j] = chunk.down[row + 1][j] * north[j];
      north[j] *= step;
    }
  }
  for (std::size_t row = kMiddle + 1; row < kBand; ++row) {
    for (std::size_t j = 0; j < kChunk; ++j) {
      chunk.down[row][j] = chunk.down[row - 1][j] * south[j];
      south[j] *= step;
    }
  }
  for (std::size_t row = 0; row < kBand; ++row) {
    const double shift = s * (static_cast<double>(row) - static_cast<double>(kMiddle));
    for (std::size_t j = 0; j < kChunk; ++j) {
      const double apart = v[j] + shift;
      chunk.down[row][j] = apart * apart <= at.truncation_sd * at.truncation_sd ? chunk.down[row][j] : 0.0;
    }
  }
}

/// w exp(-d² / 2) d^k of each point.
LIBPROFILE_INLINE void fill_along(const BoxInBand& at, Chunk& chunk) {
  for (std::size_t j = 0; j < kChunk; ++j) {
    const double d = (chunk.x[j] - at.x_middle_m) / at.sd_m;
    chunk.weight[j] *= exp_of(-0.5 * (d * d));
    chunk.x[j] = d;
  }
  for (std::size_t j = 0; j < chunk.n; ++j) {
    const double d = chunk.x[j];
    const double d2 = d * d;
    const double d4 = d2 * d2;
    const double w = chunk.weight[j];
    const std::array<double, kLanes> low{w,      w * d,        w * d2,        w * (d * d2),
                                         w * d4, w * (d * d4), w * (d2 * d4), w * (d * d2 * d4)};
    for (std::size_t k = 0; k < kLanes; ++k) {
      chunk.along[j][k] = low[k];
      chunk.along[j][kLanes + k] = low[k] * (d4 * d4);
    }
  }
}

/// Adds the terms of a chunk to the series of each row: a product of matrices, two rows at a time.
LIBPROFILE_INLINE void add_to_series(const Chunk& chunk, Series& series) {
  for (std::size_t row = 0; row < kBand; row += 2) {
    Eight a;
    Eight b;
    Eight c;
    Eight d;
    load(series[row].data(), a);
    load(series[row].data() + kLanes, b);
    load(series[row + 1].data(), c);
    load(series[row + 1].data() + kLanes, d);
    for (std::size_t j = 0; j < chunk.n; ++j) {
      Eight low;
      Eight high;
      load(chunk.along[j].data(), low);
      load(chunk.along[j].data() + kLanes, high);
      a += chunk.down[row][j] * low;
      b += chunk.down[row][j] * high;
      c += chunk.down[row + 1][j] * low;
      d += chunk.down[row + 1][j] * high;
    }
    store(a, series[row].data());
    store(b, series[row].data() + kLanes);
    store(c, series[row + 1].data());
    store(d, series[row + 1].data() + kLanes);
  }
}

/// Adds the series of one row to the columns [from, to) of `out`, whole vectors. `table` holds exp(-u² / 2) u^k / k!
/// for each column, `stride` columns for each k.
LIBPROFILE_INLINE void add_to_row(const std::array<double, kTerms>& series, const double* table, std::size_t stride,
                                  std::size_t from, std::size_t to, double* out) {
  for (std::size_t column = from; column < to; column += kLanes) {
    Eight sum;
    load(out + column, sum);
    for (std::size_t k = 0; k < kTerms; ++k) {
      Eight term;
      load(table + k * stride + column, term);
      sum += series[k] * term;
    }
    store(sum, out + column);
  }
}

}  // namespace libprofile::hotspots::detail
