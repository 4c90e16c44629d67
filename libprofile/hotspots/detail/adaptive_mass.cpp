// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/detail/adaptive_mass.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

#include "libprofile/core/parallel.hpp"
#include "libprofile/hotspots/detail/surface_points.hpp"

namespace libprofile::hotspots::detail {
namespace {

using geography::RasterFrame;

/// Where the mask is, and how much of it there is in any rectangle of cells.
class Ground {
 public:
  Ground(const RasterFrame& frame, std::span<const std::uint8_t> mask)
      : rows_(static_cast<std::int64_t>(frame.rows)),
        columns_(static_cast<std::int64_t>(frame.columns)),
        mask_(mask),
        before_((frame.rows + 1) * (frame.columns + 1), 0) {
    const std::size_t stride = frame.columns + 1;
    for (std::size_t row = 0; row < frame.rows; ++row) {
      for (std::size_t column = 0; column < frame.columns; ++column) {
        const std::uint32_t here = mask.empty() || mask[row * frame.columns + column] != 0 ? 1 : 0;
        const std::size_t at = row * stride + column;
        before_[at + stride + 1] = before_[at + stride] + before_[at + 1] - before_[at] + here;
      }
    }
  }
  [[nodiscard]] bool holds(std::int64_t row, std::int64_t column) const {
    return row >= 0 && row < rows_ && column >= 0 && column < columns_ &&
           (mask_.empty() || mask_[static_cast<std::size_t>(row * columns_ + column)] != 0);
  }
  /// Whether every cell at most `reach` rows and columns away is ground.
  [[nodiscard]] bool holds_all_around(std::int64_t row, std::int64_t column, std::int64_t reach) const {
    if (row < reach || column < reach || row + reach >= rows_ || column + reach >= columns_) {
      return false;
    }
    const auto before = [&](std::int64_t r, std::int64_t c) {
      return static_cast<std::int64_t>(before_[static_cast<std::size_t>(r * (columns_ + 1) + c)]);
    };
    const std::int64_t ground = before(row + reach + 1, column + reach + 1) - before(row - reach, column + reach + 1) -
                                before(row + reach + 1, column - reach) + before(row - reach, column - reach);
    return ground == (2 * reach + 1) * (2 * reach + 1);
  }

 private:
  std::int64_t rows_;
  std::int64_t columns_;
  std::span<const std::uint8_t> mask_;
  std::vector<std::uint32_t> before_;
};

/// The kernel of one cell at whole numbers of cells away.
class CellKernel {
 public:
  CellKernel(Kernel kernel, double bandwidth_cells, std::int64_t reach)
      : kernel_(kernel), per_squared_(1.0 / (bandwidth_cells * bandwidth_cells)) {
    for (std::int64_t k = 0; kernel == Kernel::gaussian && k <= reach; ++k) {
      along_.push_back(std::exp(-0.5 * static_cast<double>(k * k) * per_squared_));
    }
  }
  [[nodiscard]] double operator()(std::int64_t rows, std::int64_t columns) const {
    if (kernel_ == Kernel::gaussian) {
      return along_[static_cast<std::size_t>(std::abs(rows))] * along_[static_cast<std::size_t>(std::abs(columns))];
    }
    return kernel_shape(kernel_, static_cast<double>(rows * rows + columns * columns) * per_squared_);
  }

 private:
  Kernel kernel_;
  double per_squared_;
  std::vector<double> along_;
};

double mass_at(const Ground& ground, std::int64_t row, std::int64_t column, std::int64_t reach,
               const CellKernel& kernel) {
  double whole = 0.0;
  double on_ground = 0.0;
  for (std::int64_t r = -reach; r <= reach; ++r) {
    for (std::int64_t c = -reach; c <= reach; ++c) {
      const double value = kernel(r, c);
      whole += value;
      on_ground += ground.holds(row + r, column + c) ? value : 0.0;
    }
  }
  return on_ground / whole;
}

}  // namespace

std::vector<double> adaptive_mass(const RasterFrame& frame, std::span<const std::uint8_t> mask,
                                  std::span<const double> bandwidth_m, Kernel kernel, double truncation_sd) {
  const Ground ground(frame, mask);
  std::vector<double> mass(frame.cells(), std::numeric_limits<double>::quiet_NaN());
  const auto one_cell = [&](std::size_t cell) {
    const double bandwidth_cells = bandwidth_m[cell] / frame.cell_m;
    if (std::isnan(bandwidth_cells)) {
      return;
    }
    const auto reach = static_cast<std::int64_t>(reach_m(kernel, bandwidth_cells, truncation_sd));
    const auto row = static_cast<std::int64_t>(cell / frame.columns);
    const auto column = static_cast<std::int64_t>(cell % frame.columns);
    mass[cell] = ground.holds_all_around(row, column, reach)
                     ? 1.0
                     : mass_at(ground, row, column, reach, CellKernel(kernel, bandwidth_cells, reach));
  };
  core::parallel_for(mass.size(), one_cell, 64);
  return mass;
}

}  // namespace libprofile::hotspots::detail
