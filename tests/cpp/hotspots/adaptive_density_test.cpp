// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/adaptive_density.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>
#include <numeric>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"

#include "support/dbscan_by_definition.hpp"
#include "support/density_by_definition.hpp"

using namespace libprofile::hotspots;
using libprofile::InvalidArgument;
using libprofile::geography::Extent;
using libprofile::geography::PlanarView;
namespace support = libprofile::testing;

TEST_CASE("points whose pilots are alike get the bandwidth asked for", "[hotspots][hand]") {
  const std::vector<double> xy{50, 50, 950, 950};
  const AdaptiveDensityOptions options{.bandwidth_m = 100, .cell_m = 20, .extent = Extent{0, 0, 1000, 1000}};
  const auto adaptive = adaptive_density(PlanarView(xy), {}, options);
  CHECK(adaptive.bandwidth_m[0] == Approx(100));
  CHECK(adaptive.bandwidth_m[1] == Approx(100));
  const auto fixed = kernel_density(PlanarView(xy), {}, {.bandwidth_m = 100, .cell_m = 20, .extent = options.extent});
  CHECK(support::greatest_difference(adaptive.surface.values, fixed.values) < 1e-12);
}

TEST_CASE("four times the pilot gives half the bandwidth", "[hotspots][hand]") {
  // Weights 1 and 4 far apart, centred in cells: pilots 1 : 4, geometric mean by weight 4^(4/5).
  const std::vector<double> xy{50, 50, 950, 950};
  const auto found = adaptive_density(PlanarView(xy), std::vector{1.0, 4.0}, {.bandwidth_m = 100, .cell_m = 20});
  CHECK(found.bandwidth_m[0] / found.bandwidth_m[1] == Approx(2.0));
  CHECK(found.bandwidth_m[1] == Approx(100 * std::sqrt(std::pow(4.0, 0.8) / 4.0)));
}

TEST_CASE("each point spread by its own bandwidth gives the surface", "[hotspots][oracle]") {
  const auto seed = GENERATE(range(1U, 21U));
  const auto kernel = GENERATE(Kernel::uniform, Kernel::triangular, Kernel::quartic, Kernel::gaussian);
  const auto xy = support::clustered_points(seed, 80, seed % 2 == 0);
  const auto found = adaptive_density(
      PlanarView(xy), {},
      {.bandwidth_m = 70, .pilot_m = 90.0, .cell_m = 25, .kernel = kernel, .extent = Extent{100, 100, 800, 900}});
  std::vector<double> expected(found.surface.values.size(), 0.0);
  for (std::size_t i = 0; i < 80; ++i) {
    const std::vector<double> one{xy[2 * i], xy[2 * i + 1]};
    const auto of_point = support::density_by_definition(PlanarView(one), {}, found.surface.frame, to_string(kernel),
                                                         found.bandwidth_m[i]);
    std::transform(expected.begin(), expected.end(), of_point.begin(), expected.begin(), std::plus<>());
  }
  CHECK(support::greatest_difference(found.surface.values, expected) < 1e-12);
  CHECK(*std::max_element(found.bandwidth_m.begin(), found.bandwidth_m.end()) <= 350.0);
}

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

/// 0 where x + y is beyond `limit` cells, and in a hole.
std::vector<std::uint8_t> cut_mask(const libprofile::geography::RasterFrame& frame, std::size_t limit) {
  std::vector<std::uint8_t> mask(frame.cells());
  for (std::size_t cell = 0; cell < mask.size(); ++cell) {
    const std::size_t row = cell / frame.columns;
    const std::size_t column = cell % frame.columns;
    const bool is_hole = row >= 5 && row < 9 && column >= 6 && column < 8;
    mask[cell] = row + column < limit && !is_hole ? 1 : 0;
  }
  return mask;
}

/// Share of a kernel's sum over all cells of the lattice that falls on the mask.
double mass_by_definition(const libprofile::geography::RasterFrame& frame, const std::vector<std::uint8_t>& mask,
                          std::size_t cell, double bandwidth_m, Kernel kernel) {
  const int reach = static_cast<int>((kernel == Kernel::gaussian ? 8.0 : 1.0) * bandwidth_m / frame.cell_m);
  double whole = 0.0;
  double on_mask = 0.0;
  for (int down = -reach; down <= reach; ++down) {
    for (int across = -reach; across <= reach; ++across) {
      const double value = support::kernel_by_definition(
          to_string(kernel), std::sqrt(1.0 * down * down + 1.0 * across * across) * frame.cell_m, bandwidth_m);
      const int row = static_cast<int>(cell / frame.columns) + down;
      const int column = static_cast<int>(cell % frame.columns) + across;
      const bool is_inside =
          row >= 0 && column >= 0 && row < static_cast<int>(frame.rows) && column < static_cast<int>(frame.columns);
      whole += value;
      on_mask +=
          is_inside && mask[static_cast<std::size_t>(row) * frame.columns + static_cast<std::size_t>(column)] != 0
              ? value
              : 0.0;
    }
  }
  return on_mask / whole;
}

}  // namespace

TEST_CASE("where all bandwidths are alike, edges are corrected as those of a fixed surface", "[hotspots][property]") {
  // Two points in the middles of like corners: their pilots are the same.
  const std::vector<double> xy{50, 50, 950, 950};
  const auto kernel = GENERATE(Kernel::uniform, Kernel::quartic, Kernel::gaussian);
  const Extent extent{0, 0, 1000, 1000};
  // The widest that a point may be is the bandwidth itself, so that cells without a pilot have it as well.
  const auto adaptive = adaptive_density(PlanarView(xy), {},
                                         {.bandwidth_m = 90,
                                          .pilot_m = 2000.0,
                                          .most_ratio = 1.0,
                                          .cell_m = 20,
                                          .kernel = kernel,
                                          .extent = extent,
                                          .edge_correction = EdgeCorrection::mask_mass});
  const auto fixed = kernel_density(PlanarView(xy), {},
                                    {.bandwidth_m = 90,
                                     .cell_m = 20,
                                     .kernel = kernel,
                                     .extent = extent,
                                     .edge_correction = EdgeCorrection::mask_mass});
  CHECK(adaptive.bandwidth_m[0] == Approx(90).epsilon(1e-9));
  // Cells whose own pilot is above the mean have narrower kernels: the two corners' cells alone are compared.
  CHECK(adaptive.surface.values[47 * 50 + 2] == Approx(fixed.values[47 * 50 + 2]).epsilon(1e-6));
  CHECK(adaptive.surface.values[2 * 50 + 47] == Approx(fixed.values[2 * 50 + 47]).epsilon(1e-6));
}

TEST_CASE("edges of adaptive surfaces agree with the definition", "[hotspots][oracle]") {
  const auto seed = GENERATE(range(1U, 21U));
  const auto kernel = GENERATE(Kernel::uniform, Kernel::triangular, Kernel::quartic, Kernel::gaussian);
  const auto xy = support::clustered_points(seed, 60, seed % 2 == 0);
  const auto correction = EdgeCorrection::mask_mass;
  const double bandwidth_m = kernel == Kernel::gaussian ? 45 : 110;
  const KernelDensityOptions pilot_options{.bandwidth_m = 150,
                                           .cell_m = 50,
                                           .kernel = kernel,
                                           .extent = Extent{100, 100, 800, 900},
                                           .edge_correction = correction};
  const auto frame = density_frame(PlanarView(xy), pilot_options);
  const auto mask = cut_mask(frame, 24);
  const auto found = adaptive_density(PlanarView(xy), {},
                                      {.bandwidth_m = bandwidth_m,
                                       .pilot_m = 150.0,
                                       .most_ratio = 2.5,
                                       .cell_m = 50,
                                       .kernel = kernel,
                                       .extent = pilot_options.extent,
                                       .edge_correction = correction},
                                      mask);
  const auto pilot = kernel_density(PlanarView(xy), {}, pilot_options, mask).values;
  // The mean of the pilots of the points on the ground: any of them gives it back.
  std::vector<double> expected(frame.cells(), 0.0);
  double mean = 0.0;
  for (std::size_t i = 0; i < 60; ++i) {
    const auto column = static_cast<int>(std::floor((xy[2 * i] - 100) / 50));
    const auto row = static_cast<int>(std::floor((900 - xy[2 * i + 1]) / 50));
    const bool is_inside = row >= 0 && column >= 0 && row < 16 && column < 14;
    const std::size_t cell = is_inside ? static_cast<std::size_t>(row * 14 + column) : 0;
    REQUIRE(std::isnan(found.bandwidth_m[i]) == !(is_inside && mask[cell] != 0));
    if (std::isnan(found.bandwidth_m[i])) {
      continue;
    }
    const double ratio = found.bandwidth_m[i] / bandwidth_m;
    mean = ratio < 2.5 ? ratio * ratio * pilot[cell] : mean;
    const std::vector<double> one{xy[2 * i], xy[2 * i + 1]};
    const auto of_point =
        support::density_by_definition(PlanarView(one), {}, frame, to_string(kernel), found.bandwidth_m[i]);
    std::transform(expected.begin(), expected.end(), of_point.begin(), expected.begin(), std::plus<>());
  }
  REQUIRE(mean > 0.0);
  double most = 0.0;
  double worst = 0.0;
  for (std::size_t cell = 0; cell < expected.size(); ++cell) {
    REQUIRE(std::isnan(found.surface.values[cell]) == (mask[cell] == 0));
    if (mask[cell] == 0) {
      continue;
    }
    const double wide = pilot[cell] > 0.0 ? std::min(2.5, std::sqrt(mean / pilot[cell])) : 2.5;
    expected[cell] /= mass_by_definition(frame, mask, cell, bandwidth_m * wide, kernel);
    most = std::max(most, expected[cell]);
    worst = std::max(worst, std::abs(expected[cell] - found.surface.values[cell]));
  }
  CHECK(worst < 1e-9 * most);
}

TEST_CASE("adaptive surfaces of nothing, on a mask", "[hotspots][edges]") {
  const AdaptiveDensityOptions options{
      .cell_m = 50, .extent = Extent{0, 0, 100, 100}, .edge_correction = EdgeCorrection::mask_mass};
  const std::vector<std::uint8_t> mask{1, 0, 1, 1};
  const auto none = adaptive_density({}, {}, options, mask).surface.values;
  CHECK(none[0] == 0.0);
  CHECK(std::isnan(none[1]));
  const std::vector<double> off{75, 75};
  const auto outside = adaptive_density(PlanarView(off), {}, options, mask);
  CHECK(std::isnan(outside.bandwidth_m[0]));
  CHECK(outside.surface.values[2] == 0.0);
  CHECK(adaptive_density({}).surface.frame.cells() == 0);
  CHECK_THROWS_WITH(adaptive_density({}, {}, options, std::vector<std::uint8_t>(3, 1)), Catch::Contains("mask.size()"));
  CHECK_THROWS_WITH(adaptive_density({}, {}, {.cell_m = 50, .extent = options.extent}, mask),
                    Catch::Contains("edge correction"));
  CHECK_THROWS_WITH(adaptive_density({}, {}, {.pilot_m = kNan}), Catch::Contains("pilot_m"));
}

TEST_CASE("the same bytes for any threads and order, and a sum of n where asked", "[hotspots][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  auto xy = support::clustered_points(seed, 1000, seed % 2 == 0);
  const AdaptiveDensityOptions options{.bandwidth_m = 60, .cell_m = 20, .scale = DensityScale::count};
  const auto first = adaptive_density(PlanarView(xy), {}, options).surface.values;
  CHECK(std::accumulate(first.begin(), first.end(), 0.0) == Approx(1000));
  for (const int threads : {1, 2, 8}) {
    const libprofile::core::ThreadLimit limit(threads);
    CHECK(adaptive_density(PlanarView(xy), {}, options).surface.values == first);
  }
  for (std::size_t i = 0; i < 500; ++i) {
    std::swap_ranges(xy.begin() + 2 * i, xy.begin() + 2 * i + 2, xy.begin() + 2 * (999 - i));
  }
  CHECK(adaptive_density(PlanarView(xy), {}, options).surface.values == first);
}

TEST_CASE("no point, one, all in one place, and options outside their range", "[hotspots][edges]") {
  CHECK(adaptive_density({}).surface.values.empty());
  const std::vector<double> xy{5, 5, 5, 5, 5, 5};
  const auto found = adaptive_density(PlanarView(xy), std::vector{1.0, 0.0, 1.0}, {.bandwidth_m = 300});
  CHECK(found.bandwidth_m[0] == Approx(300));
  CHECK(std::isnan(found.bandwidth_m[1]));
  for (const double bad : {0.0, -1.0, std::numeric_limits<double>::quiet_NaN()}) {
    CHECK_THROWS_WITH(adaptive_density(PlanarView(xy), {}, {.bandwidth_m = bad}), Catch::Contains("bandwidth_m"));
    CHECK_THROWS_WITH(adaptive_density(PlanarView(xy), {}, {.pilot_m = bad}), Catch::Contains("pilot_m"));
    CHECK_THROWS_WITH(adaptive_density(PlanarView(xy), {}, {.most_ratio = bad}), Catch::Contains("most_ratio"));
  }
  const std::vector<double> stretched{5, 5, 1e9, 1e9};
  CHECK_THROWS_WITH(adaptive_density(PlanarView(stretched), {}, {.extent = Extent{0, 0, 10, 10}}),
                    Catch::Contains("10^8"));
}
