// SPDX-License-Identifier: MIT
#include "libprofile/geography/least_distances.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <limits>
#include <utility>

#include "libprofile/core/instruction_set.hpp"

namespace libprofile::geography {
namespace {

constexpr std::size_t kLanes = EightPoints::kLanes;

/// Eight numbers that compilers keep in vector registers, as wide as the instruction set has them.
using Eight [[gnu::vector_size(kLanes * sizeof(double))]] = double;

LIBPROFILE_INLINE double larger(double a, double b) {
  return a > b ? a : b;
}

/// A bit for each point of a block that is no further from the box than `reach`.
LIBPROFILE_INLINE std::uint32_t near_box(const BlockBox& box, const OthersOfBlock& others, double reach) {
  const double x_min = box.x_min;
  const double x_max = box.x_max;
  const double y_min = box.y_min;
  const double y_max = box.y_max;
  alignas(64) std::array<double, PointBlocks::kPoints> gap;
  for (std::size_t k = 0; k < PointBlocks::kPoints; ++k) {
    const double dx = larger(larger(x_min - others.x[k], others.x[k] - x_max), 0.0);
    const double dy = larger(larger(y_min - others.y[k], others.y[k] - y_max), 0.0);
    gap[k] = dx * dx + dy * dy;
  }
  std::uint32_t near = 0;
  for (std::size_t k = 0; k < PointBlocks::kPoints; ++k) {
    near |= static_cast<std::uint32_t>(gap[k] <= reach) << k;
  }
  return near;
}

template <std::size_t kRows>
LIBPROFILE_INLINE double lower_body(const EightPoints& points, const OthersOfBlock& others, double reach,
                                    double* least) {
  Eight x;
  Eight y;
  std::array<Eight, kRows> row;
  std::memcpy(&x, points.x, sizeof x);
  std::memcpy(&y, points.y, sizeof y);
  std::memcpy(row.data(), least, sizeof row);
  const Eight none{};
  const Eight number = Eight{0, 1, 2, 3, 4, 5, 6, 7} + static_cast<double>(others.self);
  for (auto near = near_box(points.box, others, reach) & others.which; near != 0; near &= near - 1) {
    const auto k = static_cast<std::size_t>(std::countr_zero(near));
    const Eight dx = others.x[k] - x;
    const Eight dy = others.y[k] - y;
    const Eight squared = dx * dx + dy * dy;
    Eight left = number == none + static_cast<double>(k) ? none + std::numeric_limits<double>::infinity() : squared;
    for (Eight& least_so_far : row) {
      const Eight before = least_so_far;
      least_so_far = left < before ? left : before;
      left = left < before ? before : left;
    }
  }
  std::memcpy(least, row.data(), sizeof row);
  double greatest = row[kRows - 1][0];
  for (std::size_t lane = 1; lane < kLanes; ++lane) {
    greatest = larger(greatest, row[kRows - 1][lane]);
  }
  return greatest;
}

template <std::size_t kRows>
double baseline(const EightPoints& points, const OthersOfBlock& others, double reach, double* least) {
  return lower_body<kRows>(points, others, reach, least);
}
template <std::size_t kRows>
LIBPROFILE_AVX2 double avx2(const EightPoints& points, const OthersOfBlock& others, double reach, double* least) {
  return lower_body<kRows>(points, others, reach, least);
}
template <std::size_t kRows>
LIBPROFILE_AVX512 double avx512(const EightPoints& points, const OthersOfBlock& others, double reach, double* least) {
  return lower_body<kRows>(points, others, reach, least);
}

template <std::size_t... kBefore>
LowerLeast* chosen(std::size_t rows, std::index_sequence<kBefore...>) {
  const std::array<LowerLeast*, kMostLeast> kernels{
      core::choose(baseline<kBefore + 1>, avx2<kBefore + 1>, avx512<kBefore + 1>)...};
  return kernels[rows - 1];
}

}  // namespace

LowerLeast* lower_least(std::size_t rows) {
  return chosen(rows, std::make_index_sequence<kMostLeast>{});
}

}  // namespace libprofile::geography
