// SPDX-License-Identifier: MIT
#include "libprofile/clusters/detail/core_distances.hpp"

#include <algorithm>
#include <limits>

#include "libprofile/core/parallel.hpp"

namespace libprofile::clusters::detail {
namespace {

constexpr std::size_t kPointsPerTask = 256;
/// Cells are this much wider than half the radius, so that rounding never puts a neighbour three cells away.
constexpr double kWiden = 1.0 + 1e-6;

}  // namespace

double near_side(double radius_m) {
  return radius_m / 2.0 * kWiden;
}

std::vector<double> squared_core_distances(const geography::CellIndex& index, double radius_m, std::size_t min_points) {
  std::vector<double> core(index.size(), std::numeric_limits<double>::infinity());
  core::parallel_blocks(index.size(), kPointsPerTask, [&](std::size_t begin, std::size_t end) {
    std::vector<double> near;
    for (std::size_t k = begin; k < end; ++k) {
      near.clear();
      for_near(index, static_cast<std::uint32_t>(k), radius_m * radius_m,
               [&](std::uint32_t, double distance) { near.push_back(distance); });
      if (near.size() >= min_points) {
        const auto nth = near.begin() + static_cast<std::ptrdiff_t>(min_points - 1);
        std::nth_element(near.begin(), nth, near.end());
        core[k] = *nth;
      }
    }
  });
  return core;
}

}  // namespace libprofile::clusters::detail
