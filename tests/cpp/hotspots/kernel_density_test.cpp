// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/kernel_density.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/instruction_set.hpp"
#include "libprofile/core/parallel.hpp"

#include "support/dbscan_by_definition.hpp"
#include "support/density_by_definition.hpp"
#include "support/random_points.hpp"

using namespace libprofile::hotspots;
using libprofile::InvalidArgument;
using libprofile::core::InstructionSet;
using libprofile::geography::Extent;
using libprofile::geography::PlanarView;
using std::numbers::pi;
namespace support = libprofile::testing;
using support::kKernels;
using support::random_weights;
using support::sum_of;

namespace {

const double kNan = std::numeric_limits<double>::quiet_NaN();

}  // namespace

TEST_CASE("one point at the centre of a cell, worked on paper", "[hotspots][hand]") {
  // Bandwidth 100 m: 1 / h² is 100 to the square kilometre. The cells are 50 m apart, so t² is 0 and 1 / 4.
  const std::vector<double> xy_m{75.0, 75.0};
  const auto row = [&](Kernel kernel) {
    const auto raster = kernel_density(
        PlanarView(xy_m), {}, {.bandwidth_m = 100, .cell_m = 50, .kernel = kernel, .extent = Extent{0, 0, 150, 150}});
    REQUIRE(raster.frame.rows == 3);
    REQUIRE(raster.frame.columns == 3);
    return std::vector<double>{raster.values[4] * pi / 100, raster.values[5] * pi / 100};
  };
  CHECK(row(Kernel::uniform)[0] == Approx(1.0));
  CHECK(row(Kernel::uniform)[1] == Approx(1.0));
  CHECK(row(Kernel::triangular)[0] == Approx(3.0));
  CHECK(row(Kernel::triangular)[1] == Approx(1.5));
  CHECK(row(Kernel::epanechnikov)[0] == Approx(2.0));
  CHECK(row(Kernel::epanechnikov)[1] == Approx(1.5));
  // 3 / π, which QGIS up to 3.42 has 7.25 times too big.
  CHECK(row(Kernel::quartic)[0] == Approx(3.0));
  CHECK(row(Kernel::quartic)[1] == Approx(3.0 * 9 / 16));
  CHECK(row(Kernel::triweight)[0] == Approx(4.0));
  CHECK(row(Kernel::triweight)[1] == Approx(4.0 * 27 / 64));
  CHECK(row(Kernel::gaussian)[0] == Approx(0.5));
  CHECK(row(Kernel::gaussian)[1] == Approx(0.5 * std::exp(-0.125)));
}

TEST_CASE("the first row is the northernmost, the first column the westernmost", "[hotspots][hand]") {
  const std::vector<double> xy_m{5.0, 25.0};
  const auto raster =
      kernel_density(PlanarView(xy_m), {}, {.bandwidth_m = 4, .cell_m = 10, .extent = Extent{0, 0, 20, 30}});
  CHECK(raster.frame.rows == 3);
  CHECK(raster.frame.columns == 2);
  CHECK(raster.values[0] > 0.0);
  CHECK(sum_of(raster.values) == raster.values[0]);
}

TEST_CASE("every kernel integrates to one, with the stated roughness and variance", "[hotspots][hand]") {
  for (const Kernel kernel : kKernels) {
    const double last = kernel == Kernel::gaussian ? 12.0 : 1.0;
    const int steps = 200000;
    double mass = 0.0;
    double roughness = 0.0;
    double variance = 0.0;
    for (int k = 0; k < steps; ++k) {
      const double t = last * (k + 0.5) / steps;
      const double ring = 2.0 * pi * t * last / steps;
      const double value = kernel_constant(kernel) * kernel_shape(kernel, t * t);
      mass += ring * value;
      roughness += ring * value * value;
      variance += ring * value * t * t / 2.0;
    }
    CHECK(mass == Approx(1.0).epsilon(1e-8));
    CHECK(kernel_roughness(kernel) == Approx(roughness).epsilon(1e-8));
    CHECK(kernel_variance(kernel) == Approx(variance).epsilon(1e-8));
    CHECK(kernel_from(to_string(kernel)) == kernel);
  }
  CHECK(kernel_per_gaussian(Kernel::gaussian) == 1.0);
}

TEST_CASE("no point, one, and many in one place", "[hotspots][edges]") {
  const auto kernel = GENERATE(from_range(kKernels));
  const KernelDensityOptions options{.bandwidth_m = 300, .cell_m = 50, .kernel = kernel};
  CHECK(kernel_density({}, {}, options).frame.cells() == 0);
  auto on_extent = options;
  on_extent.extent = Extent{0, 0, 500, 500};
  CHECK(sum_of(kernel_density({}, {}, on_extent).values) == 0.0);
  const std::vector<double> one{430000.0, 390000.0};
  const auto single = kernel_density(PlanarView(one), {}, options);
  CHECK(sum_of(single.values) * 0.0025 == Approx(1.0).epsilon(0.02));
  std::vector<double> hundred;
  for (int k = 0; k < 100; ++k) {
    hundred.insert(hundred.end(), one.begin(), one.end());
  }
  CHECK(support::greatest_difference(kernel_density(PlanarView(hundred), {}, options).values,
                                     kernel_density(PlanarView(one), std::vector{100.0}, options).values) == 0.0);
}

TEST_CASE("a point at exactly the bandwidth counts for the uniform kernel alone", "[hotspots][edges]") {
  const std::vector<double> xy_m{35.0, 45.0};
  for (const double cell_m : {10.0, 2.0}) {
    // The centre at (5, 5) is 50 away: 30, 40.
    const Extent extent{5.0 - cell_m / 2, 5.0 - cell_m / 2, 5.0 + cell_m / 2, 5.0 + cell_m / 2};
    for (const Kernel kernel : kKernels) {
      const auto raster = kernel_density(PlanarView(xy_m), {},
                                         {.bandwidth_m = 50, .cell_m = cell_m, .kernel = kernel, .extent = extent});
      CHECK((raster.values[0] > 0.0) == (kernel == Kernel::uniform || kernel == Kernel::gaussian));
    }
  }
}

TEST_CASE("arguments outside their range are refused by name, rule and a value that works", "[hotspots][edges]") {
  const std::vector<double> xy_m{0, 0, 430000, 390000, 430100, 390100, 430200, 390000};
  const PlanarView points(xy_m);
  for (const double bad : {0.0, -5.0, kNan, HUGE_VAL, 1e300}) {
    CHECK_THROWS_WITH(kernel_density(points, {}, {.bandwidth_m = bad}),
                      Catch::Contains("bandwidth_m") && Catch::Contains("for example 250"));
    CHECK_THROWS_WITH(kernel_density(points, {}, {.cell_m = bad}), Catch::Contains("cell_m"));
    CHECK_THROWS_AS(kernel_density(points, {}, {.extent = Extent{0, 0, bad, 10}}), InvalidArgument);
  }
  CHECK_THROWS_WITH(kernel_density(points, {}, {.truncation_sd = 1}), Catch::Contains("truncation_sd"));
  CHECK_THROWS_WITH(kernel_density(points, std::vector{1.0}), Catch::Contains("weights.size()"));
  CHECK_THROWS_WITH(kernel_density(points, std::vector{1.0, 1.0, -1.0, 1.0}), Catch::Contains("weights[2]"));
  CHECK_THROWS_WITH(kernel_density(points, std::vector{1.0, kNan, 1.0, 1.0}), Catch::Contains("weights[1]"));
  const std::vector<double> without{0, 0, kNan, 1};
  CHECK_THROWS_WITH(kernel_density(PlanarView(without)), Catch::Contains("points[1]"));
  CHECK_THROWS_WITH(kernel_density(points, {}, {.extent = Extent{0, 0, 900, 900}}, std::vector<std::uint8_t>(81, 1)),
                    Catch::Contains("mask"));
}

TEST_CASE("a raster too large is refused with a cell that works, and the point that stretches it",
          "[hotspots][edges]") {
  const std::vector<double> xy_m{430000, 390000, 0, 0, 430100, 390100, 430200, 390000};
  const PlanarView points(xy_m);
  CHECK_THROWS_WITH(kernel_density(points, {}, {.cell_m = 10}),
                    Catch::Contains("10^8") && Catch::Contains("points[1]") && Catch::Contains("cell_m = 10"));
  try {
    (void)kernel_density(points, {}, {.cell_m = 1e-300});
    FAIL("accepted");
  } catch (const InvalidArgument& error) {
    const std::string message = error.what();
    const double works = std::stod(message.substr(message.find("at least ") + 9));
    CHECK(density_frame(points, {.cell_m = works}).cells() <= 100'000'000U);
    CHECK(density_frame(points, {.cell_m = works}).cells() > 50'000'000U);
  }
  CHECK_THROWS_AS(kernel_density(points, {}, {.cell_m = 1, .extent = Extent{0, 0, 1e5, 1e5}}), InvalidArgument);
}

TEST_CASE("every kernel agrees with the definition, swept, splatted and on the way between", "[hotspots][oracle]") {
  const auto seed = GENERATE(range(1U, 41U));
  const double bandwidth_m = GENERATE(7.0, 31.0, 44.0, 97.0, 333.0, 2000.0);
  const bool snapped = seed % 2 == 0;
  const auto xy_m = support::clustered_points(seed, 60 + seed, snapped);
  const auto weights = seed % 3 == 0 ? random_weights(seed, xy_m.size() / 2) : std::vector<double>{};
  for (const Kernel kernel : kKernels) {
    const auto raster = kernel_density(PlanarView(xy_m), weights,
                                       {.bandwidth_m = bandwidth_m,
                                        .cell_m = 10.0 + seed % 4,
                                        .kernel = kernel,
                                        .extent = Extent{200.5, 100, 700, 900}});
    const auto expected =
        support::density_by_definition(PlanarView(xy_m), weights, raster.frame, to_string(kernel), bandwidth_m);
    CAPTURE(to_string(kernel));
    CHECK(support::greatest_difference(raster.values, expected) < 1e-11);
    if (kernel != Kernel::gaussian) {
      CHECK(support::greatest_relative(raster.values, expected, 1e-6) < 1e-8);
    }
    CHECK(std::all_of(raster.values.begin(), raster.values.end(), [](double v) { return v >= 0.0; }));
  }
}

TEST_CASE("a full Gaussian is followed to eight standard deviations", "[hotspots][oracle]") {
  const std::vector<double> xy_m{0.3, 0.2};
  const auto raster = kernel_density(
      PlanarView(xy_m), {},
      {.bandwidth_m = 20, .cell_m = 7, .kernel = Kernel::gaussian, .extent = Extent{-110, -110, 110, 110}});
  const auto expected = support::density_by_definition(PlanarView(xy_m), {}, raster.frame, "gaussian", 20);
  CHECK(support::greatest_relative(raster.values, expected, 0.0) < 1e-12);
}

TEST_CASE("a Gaussian of many points agrees with the definition, far from them too", "[hotspots][oracle]") {
  const auto seed = GENERATE(range(1U, 9U));
  // Standard deviations of 4.1, 7.3 and 20 cells; all points in the west, up to eight of them away from the east.
  const double cell_m = GENERATE(24.0, 13.7, 5.0);
  const double truncation_sd = GENERATE(8.0, 11.5);
  auto xy_m = support::clustered_points(seed, 4000, seed % 2 == 0);
  for (std::size_t i = 0; i < xy_m.size(); i += 2) {
    xy_m[i] *= 0.5;
  }
  const auto weights = seed % 3 == 0 ? random_weights(seed, xy_m.size() / 2) : std::vector<double>{};
  const auto raster = kernel_density(PlanarView(xy_m), weights,
                                     {.bandwidth_m = 100,
                                      .cell_m = cell_m,
                                      .kernel = Kernel::gaussian,
                                      .extent = Extent{300, 480, 1290, 520},
                                      .truncation_sd = truncation_sd});
  const auto expected = support::density_by_definition(PlanarView(xy_m), weights, raster.frame, "gaussian", 100);
  CHECK(support::greatest_difference(raster.values, expected) < 1e-13);
  if (truncation_sd > 8.0) {
    // What eight standard deviations leave out is more than a ten-millionth of what little there is far away.
    CHECK(support::greatest_relative(raster.values, expected, 1e-20) < 1e-12);
  }
}

TEST_CASE("six points: densities of another package", "[hotspots][golden]") {
  // scikit-learn 1.9.1 (BSD-3), KernelDensity(bandwidth=20) at (25, 15), times six points and 10^6 to the square km.
  const std::vector<double> xy_m{10, 10, 20, 10, 40, 10, 15, 20, 30, 20, 30, 30};
  const auto at = [&](Kernel kernel) {
    return kernel_density(PlanarView(xy_m), {},
                          {.bandwidth_m = 20, .cell_m = 10, .kernel = kernel, .extent = Extent{20, 10, 30, 20}})
        .values.at(0);
  };
  CHECK(at(Kernel::uniform) == Approx(4774.648292756862).epsilon(1e-12));
  CHECK(at(Kernel::triangular) == Approx(5639.260654814006).epsilon(1e-12));
  CHECK(at(Kernel::epanechnikov) == Approx(5669.894847648771).epsilon(1e-12));
  CHECK(at(Kernel::gaussian) == Approx(1961.1940834142185).epsilon(1e-12));
}
