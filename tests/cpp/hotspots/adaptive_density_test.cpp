// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/adaptive_density.hpp"

#include <algorithm>
#include <cmath>
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
