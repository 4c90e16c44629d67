// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/relative_risk.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"

#include "support/dbscan_by_definition.hpp"
#include "support/density_by_definition.hpp"
#include "support/random_points.hpp"

using namespace libprofile::hotspots;
using libprofile::InvalidArgument;
using libprofile::geography::Extent;
using libprofile::geography::PlanarView;
namespace support = libprofile::testing;

namespace {

/// NaN equals nothing, itself neither.
std::vector<double> without_nan(const RelativeRisk& found) {
  std::vector<double> p = found.p_simulated;
  std::replace_if(
      p.begin(), p.end(), [](double one) { return std::isnan(one); }, -1.0);
  return p;
}

}  // namespace

TEST_CASE("one case and three controls in one place, worked on paper", "[hotspots][hand]") {
  // All density of both groups is there: a ratio of 1. With one case elsewhere too, half of theirs: a ratio of a half.
  const std::vector<double> cases{50, 50, 850, 850};
  const std::vector<double> controls{50, 50, 50, 50, 50, 50};
  const auto found = relative_risk(PlanarView(cases), PlanarView(controls), {}, {},
                                   {.bandwidth_m = 100, .cell_m = 20, .extent = Extent{0, 0, 900, 900}});
  const std::size_t here = (900 - 60) / 20 * 45 + 2;
  CHECK(found.log_ratio[here] == Approx(std::log(0.5)));
  const std::size_t there = 2 * 45 + 42;
  CHECK(found.log_ratio[there] == HUGE_VAL);
  CHECK(std::isnan(found.p[there]));
  CHECK(std::isnan(found.log_ratio[20 * 45 + 20]));
  // R(K) / c = 3 / 5 for the quartic, and four kernels of height 1 at the centre of the cell: (1 / 2 + 1 / 3) 5 / 4.
  CHECK(found.z[here] == Approx(std::log(0.5) / std::sqrt(0.6 * (5.0 / 6) * 5 / 4)));
  CHECK(found.p_simulated.empty());
}

TEST_CASE("the surfaces follow from two densities by the equations", "[hotspots][oracle]") {
  const auto seed = GENERATE(range(1U, 31U));
  const auto cases = support::clustered_points(seed, 60, false);
  const auto controls = support::clustered_points(seed + 1000, 200, false);
  const double h = 150.0;
  const RelativeRiskOptions options{
      .bandwidth_m = h, .cell_m = 40, .kernel = Kernel::gaussian, .extent = Extent{-700, -700, 1700, 1700}};
  const auto found = relative_risk(PlanarView(cases), PlanarView(controls), {}, {}, options);
  const auto f = support::density_by_definition(PlanarView(cases), {}, found.frame, "gaussian", h);
  const auto g = support::density_by_definition(PlanarView(controls), {}, found.frame, "gaussian", h);
  for (std::size_t cell = 0; cell < f.size(); ++cell) {
    // The truncated kernel is the whole one within 8 deviations along each axis.
    if (f[cell] < 1e-9 || g[cell] < 1e-9) {
      continue;
    }
    const double pooled = (f[cell] + g[cell]) / 260.0 / 1e6;
    const double variance = 1.0 / (4.0 * std::numbers::pi) * (1.0 / 60 + 1.0 / 200) / (h * h * pooled);
    const double log_ratio = std::log(f[cell] / 60.0) - std::log(g[cell] / 200.0);
    CHECK(found.log_ratio[cell] == Approx(log_ratio).margin(1e-6));
    CHECK(found.z[cell] == Approx(log_ratio / std::sqrt(variance)).margin(1e-6));
    CHECK(found.p[cell] == Approx(std::erfc(std::abs(found.z[cell]) / std::sqrt(2.0))).margin(1e-12));
  }
}

TEST_CASE("a planted excess is found by both p, and none where labels are random", "[hotspots][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  auto cases = support::random_points(seed, 150);
  const auto controls = support::random_points(seed + 50, 400);
  const RelativeRiskOptions options{.bandwidth_m = 150,
                                    .cell_m = 50,
                                    .extent = Extent{0, 0, 1000, 1000},
                                    .edge_correction = EdgeCorrection::mask_mass,
                                    .simulations = 199,
                                    .seed = seed};
  const auto small = [](const std::vector<double>& p) {
    return std::count_if(p.begin(), p.end(), [](double one) { return one <= 0.05; });
  };
  const auto null = relative_risk(PlanarView(cases), PlanarView(controls), {}, {}, options);
  CHECK(small(null.p) < 100);
  CHECK(small(null.p_simulated) < 100);
  for (std::size_t i = 0; i < 60; ++i) {
    cases[2 * i] = 250.0 + cases[2 * i] / 10.0;
    cases[2 * i + 1] = 250.0 + cases[2 * i + 1] / 10.0;
  }
  const auto planted = relative_risk(PlanarView(cases), PlanarView(controls), {}, {}, options);
  const std::size_t cell = 14 * 20 + 5;
  CHECK(planted.log_ratio[cell] > 0.0);
  CHECK(planted.p[cell] < 0.001);
  CHECK(planted.p_simulated[cell] == Approx(0.01));
}

TEST_CASE("simulated p repeat by seed, whatever the threads and the order", "[hotspots][property]") {
  auto cases = support::random_points(1, 50);
  const auto controls = support::random_points(2, 90);
  RelativeRiskOptions options{.bandwidth_m = 200, .cell_m = 100, .simulations = 49, .seed = 7};
  const auto first = relative_risk(PlanarView(cases), PlanarView(controls), {}, {}, options);
  std::swap_ranges(cases.begin(), cases.begin() + 2, cases.begin() + 60);
  for (const int threads : {1, 2, 8}) {
    const libprofile::core::ThreadLimit limit(threads);
    CHECK(without_nan(relative_risk(PlanarView(cases), PlanarView(controls), {}, {}, options)) == without_nan(first));
  }
  options.seed = 8;
  CHECK(without_nan(relative_risk(PlanarView(cases), PlanarView(controls), {}, {}, options)) != without_nan(first));
}

TEST_CASE("an empty group leaves nothing to compare, and never a p", "[hotspots][edges]") {
  const auto points = support::random_points(1, 20);
  const auto found = relative_risk(PlanarView(points), {}, {}, {}, {.simulations = 9});
  REQUIRE(!found.p.empty());
  const auto is_nan = [](double value) { return std::isnan(value); };
  for (const auto* column : {&found.log_ratio, &found.z, &found.p, &found.p_simulated}) {
    CHECK(std::all_of(column->begin(), column->end(), is_nan));
  }
  CHECK(relative_risk({}, {}).p.empty());
}

TEST_CASE("options and weights outside their range are refused", "[hotspots][edges]") {
  const auto points = support::random_points(1, 3);
  const PlanarView view(points);
  CHECK_THROWS_WITH(relative_risk(view, view, {}, {}, {.bandwidth_m = 0}), Catch::Contains("bandwidth_m"));
  CHECK_THROWS_WITH(relative_risk(view, view, {}, {}, {.simulations = -1}), Catch::Contains("simulations"));
  CHECK_THROWS_WITH(relative_risk(view, view, std::vector{1.0, 2.0, 3.0}, {}, {.simulations = 9}),
                    Catch::Contains("weights"));
  CHECK_THROWS_WITH(relative_risk(view, view, std::vector{1.0}), Catch::Contains("weights.size()"));
  CHECK_THROWS_WITH(relative_risk(view, view, {}, {}, {}, std::vector<std::uint8_t>{1}), Catch::Contains("mask"));
}
