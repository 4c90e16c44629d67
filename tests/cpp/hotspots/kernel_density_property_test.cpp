// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/instruction_set.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/hotspots/kernel_density.hpp"

#include "support/dbscan_by_definition.hpp"
#include "support/density_by_definition.hpp"
#include "support/random_points.hpp"

using namespace libprofile::hotspots;
using libprofile::InvalidArgument;
using libprofile::core::InstructionSet;
using libprofile::geography::Extent;
using libprofile::geography::PlanarView;
namespace support = libprofile::testing;

using support::kKernels;
using support::random_weights;
using support::sum_of;

TEST_CASE("wide sweeps and Gaussians of many points are the same for any threads and instruction set",
          "[hotspots][property]") {
  const auto kernel = GENERATE(from_range(kKernels));
  const auto xy_m = support::clustered_points(7, 6000, false);
  const KernelDensityOptions options{.bandwidth_m = 60, .cell_m = 10, .kernel = kernel};
  const auto first = kernel_density(PlanarView(xy_m), {}, options);
  for (const int threads : {1, 2, 8}) {
    const libprofile::core::ThreadLimit limit(threads);
    CHECK(kernel_density(PlanarView(xy_m), {}, options).values == first.values);
  }
  for (const auto set : {InstructionSet::baseline, InstructionSet::avx2, InstructionSet::avx512}) {
    const libprofile::core::InstructionSetLimit limit(set);
    CHECK(kernel_density(PlanarView(xy_m), {}, options).values == first.values);
  }
}

TEST_CASE("the same bytes for any threads, instruction set and order of the points", "[hotspots][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  auto xy_m = support::clustered_points(seed, 3000, seed % 2 == 0);
  auto weights = random_weights(seed, 3000);
  const auto kernel = GENERATE(from_range(kKernels));
  const double cell_m = GENERATE(9.0, 40.0);
  const KernelDensityOptions options{.bandwidth_m = 90, .cell_m = cell_m, .kernel = kernel};
  const auto first = kernel_density(PlanarView(xy_m), weights, options);
  for (const int threads : {1, 2, 8}) {
    const libprofile::core::ThreadLimit limit(threads);
    CHECK(kernel_density(PlanarView(xy_m), weights, options).values == first.values);
  }
  for (const auto set : {InstructionSet::baseline, InstructionSet::avx2, InstructionSet::avx512}) {
    const libprofile::core::InstructionSetLimit limit(set);
    CHECK(kernel_density(PlanarView(xy_m), weights, options).values == first.values);
  }
  for (std::size_t i = 0; i < 1500; ++i) {
    std::swap_ranges(xy_m.begin() + 2 * i, xy_m.begin() + 2 * i + 2, xy_m.begin() + 2 * (2999 - i));
    std::swap(weights[i], weights[2999 - i]);
  }
  CHECK(kernel_density(PlanarView(xy_m), weights, options).values == first.values);
}

TEST_CASE("a surface scaled to count sums to the points inside, and has the same shape", "[hotspots][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const auto xy_m = support::random_points(seed, 500);
  const auto kernel = GENERATE(from_range(kKernels));
  KernelDensityOptions options{.bandwidth_m = 80, .cell_m = 20, .kernel = kernel};
  const auto density = kernel_density(PlanarView(xy_m), {}, options);
  CHECK(sum_of(density.values) * 0.0004 == Approx(500).epsilon(0.01));
  options.scale = DensityScale::count;
  const auto count = kernel_density(PlanarView(xy_m), {}, options);
  CHECK(sum_of(count.values) == Approx(500).epsilon(1e-12));
  options.extent = Extent{0, 0, 500, 1000};
  double west = 0.0;
  for (std::size_t i = 0; i < 500; ++i) {
    west += xy_m[2 * i] <= 500.0 ? 1.0 : 0.0;
  }
  CHECK(sum_of(kernel_density(PlanarView(xy_m), {}, options).values) == Approx(west).epsilon(1e-12));
  options.cell_m = 250;
  options.bandwidth_m = 0.001;
  if (kernel != Kernel::gaussian) {
    CHECK_THROWS_WITH(kernel_density(PlanarView(xy_m), {}, options), Catch::Contains("cell_m"));
  }
}

TEST_CASE("a uniform spread is flat to its edge where edges are corrected", "[hotspots][property]") {
  std::vector<double> xy_m;
  for (int row = 0; row < 50; ++row) {
    for (int column = 0; column < 50; ++column) {
      xy_m.push_back(10.0 + 20.0 * column);
      xy_m.push_back(10.0 + 20.0 * row);
    }
  }
  const auto kernel = GENERATE(from_range(kKernels));
  KernelDensityOptions options{.bandwidth_m = 100, .cell_m = 20, .kernel = kernel, .extent = Extent{0, 0, 1000, 1000}};
  const auto plain = kernel_density(PlanarView(xy_m), {}, options);
  CHECK(plain.values[0] < 0.5 * 2500);
  options.edge_correction = EdgeCorrection::mask_mass;
  const auto corrected = kernel_density(PlanarView(xy_m), {}, options);
  const double middle = corrected.values[25 * 50 + 25];
  // Five standard deviations from the edge a Gaussian still feels it.
  CHECK(middle == Approx(plain.values[25 * 50 + 25]).epsilon(kernel == Kernel::gaussian ? 2e-6 : 1e-9));
  for (const double value : corrected.values) {
    CHECK(value == Approx(middle).epsilon(1e-9));
  }
}

TEST_CASE("ground outside the mask is NaN, and points there are left out", "[hotspots][property]") {
  const std::vector<double> xy_m{25, 25, 75, 25};
  std::vector<std::uint8_t> mask(100, 0);
  for (std::size_t cell = 0; cell < 100; ++cell) {
    mask[cell] = cell % 10 < 5 ? 1 : 0;
  }
  const auto raster = kernel_density(PlanarView(xy_m), {},
                                     {.bandwidth_m = 30,
                                      .cell_m = 10,
                                      .extent = Extent{0, 0, 100, 100},
                                      .scale = DensityScale::count,
                                      .edge_correction = EdgeCorrection::mask_mass},
                                     mask);
  double sum = 0.0;
  for (std::size_t cell = 0; cell < 100; ++cell) {
    CHECK(std::isnan(raster.values[cell]) == (mask[cell] == 0));
    sum += mask[cell] != 0 ? raster.values[cell] : 0.0;
  }
  CHECK(sum == Approx(1.0));
}
