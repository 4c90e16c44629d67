// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/bandwidth.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/core/random.hpp"

#include "support/dbscan_by_definition.hpp"
#include "support/random_points.hpp"

using namespace libprofile::hotspots;
using libprofile::InvalidArgument;
using libprofile::geography::PlanarView;
using std::numbers::pi;
namespace support = libprofile::testing;

namespace {

const std::vector<BandwidthRule> kRules{BandwidthRule::scott, BandwidthRule::silverman, BandwidthRule::plug_in,
                                        BandwidthRule::least_squares, BandwidthRule::likelihood};

double squared(const std::vector<double>& xy, std::size_t i, std::size_t j) {
  return (xy[2 * i] - xy[2 * j]) * (xy[2 * i] - xy[2 * j]) +
         (xy[2 * i + 1] - xy[2 * j + 1]) * (xy[2 * i + 1] - xy[2 * j + 1]);
}

double normal(double squared_distance, double variance) {
  return std::exp(-squared_distance / (2.0 * variance)) / (2.0 * pi * variance);
}

/// A normal cloud of standard deviation 100 on both axes, by Box and Muller.
std::vector<double> cloud(unsigned seed, std::uint32_t n) {
  const libprofile::core::Philox random(seed, libprofile::core::Stream::testing);
  std::vector<double> xy;
  for (std::uint32_t i = 0; i < n; ++i) {
    const double radius = 100.0 * std::sqrt(-2.0 * std::log(1.0 - random.uniform(i, 3, 0)));
    const double angle = 2.0 * pi * random.uniform(i, 3, 1);
    xy.push_back(radius * std::cos(angle));
    xy.push_back(radius * std::sin(angle));
  }
  return xy;
}

/// ∇²ᵐ of a normal density of variance 1, by differences.
double laplacian(int m, double x, double y, double h = 0.05) {
  if (m == 0) {
    return normal(x * x + y * y, 1.0);
  }
  return (laplacian(m - 1, x + h, y) + laplacian(m - 1, x - h, y) + laplacian(m - 1, x, y + h) +
          laplacian(m - 1, x, y - h) - 4.0 * laplacian(m - 1, x, y)) /
         (h * h);
}

}  // namespace

TEST_CASE("rules of thumb of four points, worked on paper", "[hotspots][hand]") {
  // Corners of a square of side 2: variance 4 / 3 on both axes; quartiles 0 and 2.
  const std::vector<double> xy{0, 0, 2, 0, 0, 2, 2, 2};
  const auto gaussian = [&](BandwidthRule rule) {
    return bandwidth(PlanarView(xy), {.rule = rule, .kernel = Kernel::gaussian});
  };
  CHECK(gaussian(BandwidthRule::scott) == Approx(std::sqrt(4.0 / 3) * std::pow(4.0, -1.0 / 6)));
  CHECK(gaussian(BandwidthRule::silverman) == Approx(std::sqrt(4.0 / 3) * std::pow(4.0, -1.0 / 6)));
  // Quartic: roughness 9 / 5π, variance 1 / 8; Gaussian: 1 / 4π and 1.
  CHECK(bandwidth(PlanarView(xy), {.rule = BandwidthRule::scott, .kernel = Kernel::quartic}) ==
        Approx(gaussian(BandwidthRule::scott) * std::pow(9.0 / 5 * 64 * 4, 1.0 / 6)));
}

TEST_CASE("plug-in for a normal cloud is near what is best for it", "[hotspots][property]") {
  // The best for n points of a normal density of deviation s is s n^(-1/6), asymptotically.
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const double best = 100.0 * std::pow(2000.0, -1.0 / 6);
  const auto xy = cloud(seed, 2000);
  for (const BandwidthRule rule : kRules) {
    CAPTURE(to_string(rule));
    CHECK(bandwidth(PlanarView(xy), {.rule = rule, .kernel = Kernel::gaussian}) == Approx(best).epsilon(0.35));
  }
  CHECK(bandwidth(PlanarView(xy), {.kernel = Kernel::gaussian}) == Approx(best).epsilon(0.1));
}

TEST_CASE("the factors of the Laplacian's powers are those of differences", "[hotspots][oracle]") {
  for (const double r : {0.0, 0.7, 1.9, 3.1}) {
    const double u = r * r;
    CHECK(laplacian(2, r, 0.0) == Approx((u * u - 8 * u + 8) * normal(u, 1.0)).margin(0.01));
    CHECK(laplacian(3, r, 0.0) == Approx((u * u * u - 18 * u * u + 72 * u - 48) * normal(u, 1.0)).margin(0.1));
  }
}

TEST_CASE("plug-in and scores agree with sums over all pairs", "[hotspots][oracle]") {
  const auto seed = GENERATE(range(1U, 31U));
  const std::size_t n = 20 + seed;
  const auto xy = support::clustered_points(seed, n, seed % 2 == 0);
  const double count = static_cast<double>(n);
  const double sd = 10.0 + 7.0 * seed;
  double integral = 0.0;
  double left_out = 0.0;
  double log_likelihood = 0.0;
  for (std::size_t i = 0; i < n; ++i) {
    double others = 0.0;
    for (std::size_t j = 0; j < n; ++j) {
      integral += normal(squared(xy, i, j), 2.0 * sd * sd) / (count * count);
      others += i == j ? 0.0 : normal(squared(xy, i, j), sd * sd) / (count - 1.0);
    }
    left_out += others / count;
    log_likelihood += std::log(others) / count;
  }
  CHECK(bandwidth_score(PlanarView(xy), sd, BandwidthRule::least_squares) ==
        Approx(integral - 2.0 * left_out).epsilon(1e-10));
  if (std::isfinite(log_likelihood)) {
    CHECK(bandwidth_score(PlanarView(xy), sd, BandwidthRule::likelihood) == Approx(log_likelihood).epsilon(1e-10));
  }
}

TEST_CASE("cross-validation finds what no neighbour betters", "[hotspots][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const auto xy = support::clustered_points(seed, 300, false);
  std::vector<double> kept;
  for (std::size_t i = 0; i < 300; ++i) {
    // Without those that coincide, which leave least squares without a minimum.
    bool repeats = false;
    for (std::size_t j = 0; j < i; ++j) {
      repeats = repeats || squared(xy, i, j) == 0.0;
    }
    if (!repeats) {
      kept.insert(kept.end(), {xy[2 * i], xy[2 * i + 1]});
    }
  }
  for (const BandwidthRule rule : {BandwidthRule::least_squares, BandwidthRule::likelihood}) {
    const double found = bandwidth(PlanarView(kept), {.rule = rule, .kernel = Kernel::gaussian});
    const double sign = rule == BandwidthRule::likelihood ? -1.0 : 1.0;
    const double best = sign * bandwidth_score(PlanarView(kept), found, rule);
    for (const double factor : {0.3, 0.5, 0.8, 0.99, 1.01, 1.2, 2.0}) {
      CHECK(sign * bandwidth_score(PlanarView(kept), factor * found, rule) >= best);
    }
  }
}

TEST_CASE("a bandwidth scales with the plane, and does not move with it, with threads or with order",
          "[hotspots][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  auto xy = support::random_points(seed, 400);
  for (const BandwidthRule rule : kRules) {
    const double found = bandwidth(PlanarView(xy), {.rule = rule});
    auto moved = xy;
    for (double& one : moved) {
      one = 3.0 * one + 1024.0;
    }
    CHECK(bandwidth(PlanarView(moved), {.rule = rule}) == Approx(3.0 * found).epsilon(1e-5));
    for (std::size_t i = 0; i < 200; ++i) {
      std::swap_ranges(xy.begin() + 2 * i, xy.begin() + 2 * i + 2, xy.begin() + 2 * (399 - i));
    }
    for (const int threads : {1, 2, 8}) {
      const libprofile::core::ThreadLimit limit(threads);
      CHECK(bandwidth(PlanarView(xy), {.rule = rule}) == found);
    }
  }
}

TEST_CASE("points that carry no bandwidth are refused in words", "[hotspots][edges]") {
  const std::vector<double> none;
  const std::vector<double> two{0, 0, 1, 1};
  const std::vector<double> same{5, 5, 5, 5, 5, 5, 5, 5};
  const std::vector<double> bad{0, 0, 1, std::numeric_limits<double>::quiet_NaN(), 2, 2};
  for (const BandwidthRule rule : kRules) {
    CHECK_THROWS_WITH(bandwidth(PlanarView(none), {.rule = rule}), Catch::Contains("at least 3"));
    CHECK_THROWS_WITH(bandwidth(PlanarView(two), {.rule = rule}), Catch::Contains("at least 3"));
    CHECK_THROWS_WITH(bandwidth(PlanarView(same), {.rule = rule}), Catch::Contains("one place"));
    CHECK_THROWS_WITH(bandwidth(PlanarView(bad), {.rule = rule}), Catch::Contains("points[1]"));
    CHECK(bandwidth_rule_from(to_string(rule)) == rule);
  }
  const auto lattice = support::random_lattice_points(3, 2000, 200.0, 50.0);
  CHECK_THROWS_WITH(bandwidth(PlanarView(lattice), {.rule = BandwidthRule::least_squares}),
                    Catch::Contains("coincide"));
  const auto many = support::random_points(1, kMostPairedPoints + 1);
  CHECK_THROWS_WITH(bandwidth(PlanarView(many), {.rule = BandwidthRule::plug_in}), Catch::Contains("sample"));
  CHECK(bandwidth(PlanarView(many), {.rule = BandwidthRule::scott}) > 0.0);
  CHECK_THROWS_AS(bandwidth_score(PlanarView(lattice), 0.0, BandwidthRule::likelihood), InvalidArgument);
  CHECK_THROWS_AS(bandwidth_score(PlanarView(lattice), 1.0, BandwidthRule::scott), InvalidArgument);
  CHECK_THROWS_WITH(bandwidth_rule_from("best"), Catch::Contains("plug_in"));
}
