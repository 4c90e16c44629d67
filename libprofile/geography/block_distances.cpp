// SPDX-License-Identifier: MIT
#include "libprofile/geography/block_distances.hpp"

#include <array>
#include <cstddef>

#include "libprofile/core/instruction_set.hpp"

namespace libprofile::geography {
namespace {

constexpr std::size_t kPoints = PointBlocks::kPoints;
static_assert(kPoints <= 32, "a bit for each point");

LIBPROFILE_INLINE std::uint32_t distances_body(const double* block_x, const double* block_y, double x, double y,
                                               double bound, double* squared_m2) {
  for (std::size_t k = 0; k < kPoints; ++k) {
    const double dx = block_x[k] - x;
    const double dy = block_y[k] - y;
    squared_m2[k] = dx * dx + dy * dy;
  }
  std::uint32_t near = 0;
  for (std::size_t k = 0; k < kPoints; ++k) {
    near |= static_cast<std::uint32_t>(squared_m2[k] <= bound) << k;
  }
  return near;
}

LIBPROFILE_INLINE double larger(double a, double b) {
  return a > b ? a : b;
}

LIBPROFILE_INLINE std::uint32_t gaps_body(const double* block_x, const double* block_y, const BlockBox& box,
                                          const double* bounds, double* left_out) {
  const double x_min = box.x_min;
  const double x_max = box.x_max;
  const double y_min = box.y_min;
  const double y_max = box.y_max;
  alignas(64) std::array<double, kPoints> gap;
  for (std::size_t k = 0; k < kPoints; ++k) {
    const double dx = larger(larger(x_min - block_x[k], block_x[k] - x_max), 0.0);
    const double dy = larger(larger(y_min - block_y[k], block_y[k] - y_max), 0.0);
    gap[k] = dx * dx + dy * dy;
  }
  std::uint32_t near = 0;
  for (std::size_t k = 0; k < kPoints; ++k) {
    near |= static_cast<std::uint32_t>(gap[k] <= bounds[k]) << k;
  }
  for (std::size_t k = 0; k < kPoints; ++k) {
    const double out = gap[k] <= bounds[k] ? left_out[k] : gap[k];
    left_out[k] = out < left_out[k] ? out : left_out[k];
  }
  return near;
}

std::uint32_t distances_baseline(const double* bx, const double* by, double x, double y, double bound, double* out) {
  return distances_body(bx, by, x, y, bound, out);
}
LIBPROFILE_AVX2 std::uint32_t distances_avx2(const double* bx, const double* by, double x, double y, double bound,
                                             double* out) {
  return distances_body(bx, by, x, y, bound, out);
}
LIBPROFILE_AVX512 std::uint32_t distances_avx512(const double* bx, const double* by, double x, double y, double bound,
                                                 double* out) {
  return distances_body(bx, by, x, y, bound, out);
}

std::uint32_t gaps_baseline(const double* bx, const double* by, const BlockBox& box, const double* bounds,
                            double* out) {
  return gaps_body(bx, by, box, bounds, out);
}
LIBPROFILE_AVX2 std::uint32_t gaps_avx2(const double* bx, const double* by, const BlockBox& box, const double* bounds,
                                        double* out) {
  return gaps_body(bx, by, box, bounds, out);
}
LIBPROFILE_AVX512 std::uint32_t gaps_avx512(const double* bx, const double* by, const BlockBox& box,
                                            const double* bounds, double* out) {
  return gaps_body(bx, by, box, bounds, out);
}

}  // namespace

BlockGaps* block_gaps() {
  return core::choose(gaps_baseline, gaps_avx2, gaps_avx512);
}

BlockDistances* block_distances() {
  return core::choose(distances_baseline, distances_avx2, distances_avx512);
}

}  // namespace libprofile::geography
