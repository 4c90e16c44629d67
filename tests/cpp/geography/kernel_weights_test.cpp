// SPDX-License-Identifier: MIT
#include "libprofile/geography/kernel_weights.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/geography/distance_weights.hpp"
#include "libprofile/geography/weights_transforms.hpp"

#include "support/random_points.hpp"

using namespace libprofile;
using geography::inverse_distance;
using geography::kernel_weights;
using geography::PlanarView;
using geography::WeightKernel;
using geography::Weights;

namespace {

using Row = std::map<std::uint32_t, double>;

constexpr WeightKernel kAll[] = {WeightKernel::uniform, WeightKernel::triangular, WeightKernel::epanechnikov,
                                 WeightKernel::quartic, WeightKernel::triweight,  WeightKernel::gaussian};

Row row(const Weights& weights, std::size_t i) {
  Row found;
  for (std::size_t k = weights.offsets[i]; k < weights.offsets[i + 1]; ++k) {
    found[weights.neighbours[k]] = weights.values[k];
  }
  return found;
}

double kernel_by_definition(WeightKernel kernel, double u) {
  if (kernel == WeightKernel::gaussian) {
    return u <= 4.0 ? std::exp(-u * u / 2.0) : 0.0;
  }
  if (u > 1.0) {
    return 0.0;
  }
  const std::map<WeightKernel, double> inside = {{WeightKernel::uniform, 1.0},
                                                 {WeightKernel::triangular, 1.0 - u},
                                                 {WeightKernel::epanechnikov, 1.0 - u * u},
                                                 {WeightKernel::quartic, std::pow(1.0 - u * u, 2)},
                                                 {WeightKernel::triweight, std::pow(1.0 - u * u, 3)}};
  return inside.at(kernel);
}

double distance(PlanarView points, std::size_t i, std::size_t j) {
  return std::hypot(points.x(i) - points.x(j), points.y(i) - points.y(j));
}

double kth_distance(PlanarView points, std::size_t i, std::size_t k) {
  std::vector<double> all;
  for (std::size_t j = 0; j < points.size(); ++j) {
    if (j != i) {
      all.push_back(distance(points, i, j));
    }
  }
  std::sort(all.begin(), all.end());
  return all[k - 1];
}

void check_row(const Row& found, const Row& expected) {
  REQUIRE(found.size() == expected.size());
  for (const auto& [j, value] : expected) {
    REQUIRE(found.at(j) == Approx(value).epsilon(1e-12));
  }
}

}  // namespace

TEST_CASE("kernels half a bandwidth away", "[geography][hand]") {
  const std::vector<double> xy_m = {0, 0, 50, 0, 0, 100, 0, 500};
  const double expected[] = {1.0, 0.5, 0.75, 0.5625, 0.421875, 0.8824969025845955};
  for (std::size_t k = 0; k < 6; ++k) {
    CHECK(row(kernel_weights(PlanarView(xy_m), {.bandwidth_m = 100, .kernel = kAll[k]}), 0).at(1) ==
          Approx(expected[k]).epsilon(1e-15));
  }
  // Exactly a bandwidth away: only the uniform and the Gaussian give weight.
  CHECK(row(kernel_weights(PlanarView(xy_m), {.bandwidth_m = 100, .kernel = WeightKernel::uniform}), 0).size() == 2);
  CHECK(row(kernel_weights(PlanarView(xy_m), {.bandwidth_m = 100}), 0).size() == 1);
}

TEST_CASE("a bandwidth of its own reaches to the k-th nearest", "[geography][hand]") {
  const std::vector<double> xy_m = {0, 0, 10, 0, 40, 0, 100, 0};
  const Weights weights = kernel_weights(PlanarView(xy_m), {.k = 2});
  CHECK(row(weights, 0) == Row{{1, 0.75}});
  CHECK(row(weights, 3) == Row{{2, 1.0 - 60.0 / 90.0}});
}

TEST_CASE("inverse distances, and the least that counts", "[geography][hand]") {
  const std::vector<double> xy_m = {0, 0, 4, 0, 0, 0, 0, 0.5, 90, 0};
  CHECK(row(inverse_distance(PlanarView(xy_m), {.radius_m = 10, .power = 2.0}), 0) ==
        Row{{1, 1.0 / 16.0}, {2, 1.0}, {3, 1.0}});
  CHECK(row(inverse_distance(PlanarView(xy_m), {.radius_m = 10, .least_m = 0.25}), 0) ==
        Row{{1, 0.25}, {2, 4.0}, {3, 2.0}});
  CHECK(geography::islands(inverse_distance(PlanarView(xy_m), {.radius_m = 10})) == std::vector<std::uint32_t>{4});
}

TEST_CASE("points at one place weigh 1, also where their bandwidth is 0", "[geography][edges]") {
  const std::vector<double> xy_m = {5, 5, 5, 5, 5, 5, 6, 5};
  for (const WeightKernel kernel : kAll) {
    CHECK(row(kernel_weights(PlanarView(xy_m), {.k = 2, .kernel = kernel}), 0) == Row{{1, 1.0}, {2, 1.0}});
  }
}

TEST_CASE("kernel options outside their range, no points, and points without a place", "[geography][edges]") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const std::vector<double> two = {0, 0, 1, 1};
  for (const double bad : {0.0, -1.0, nan, std::numeric_limits<double>::infinity()}) {
    CHECK_THROWS_AS(kernel_weights(PlanarView(two), {.bandwidth_m = bad}), InvalidArgument);
    CHECK_THROWS_AS(inverse_distance(PlanarView(two), {.radius_m = bad}), InvalidArgument);
    CHECK_THROWS_AS(inverse_distance(PlanarView(two), {.power = bad}), InvalidArgument);
    CHECK_THROWS_AS(inverse_distance(PlanarView(two), {.least_m = bad}), InvalidArgument);
  }
  CHECK_THROWS_AS(kernel_weights(PlanarView(two), {.k = -1}), InvalidArgument);
  CHECK_THROWS_AS(kernel_weights(PlanarView(two), {.k = 2}), InvalidArgument);
  CHECK(kernel_weights({}, {.k = 3}).size() == 0);
  CHECK(kernel_weights({}).size() == 0);
  const std::vector<double> broken = {0, 0, nan, 1};
  CHECK_THROWS_WITH(kernel_weights(PlanarView(broken)), Catch::Contains("points[1]"));
}

TEST_CASE("kernel and inverse-distance weights agree with the definition", "[geography][oracle]") {
  for (std::uint64_t seed = 0; seed < 120; ++seed) {
    const std::size_t n = 5 + seed % 25;
    const auto xy_m = testing::random_lattice_points(seed, n, 100.0, seed % 2 == 0 ? 1.0 : 20.0);
    const PlanarView points(xy_m);
    const WeightKernel kernel = kAll[seed % 6];
    const auto k = static_cast<std::int32_t>(1 + seed % 4);
    const Weights fixed = kernel_weights(points, {.bandwidth_m = 37.3, .kernel = kernel});
    const Weights own = kernel_weights(points, {.k = k, .kernel = kernel});
    const Weights inverse = inverse_distance(points, {.radius_m = 37.3, .power = 1.5});
    for (std::size_t i = 0; i < n; ++i) {
      Row in_fixed;
      Row in_own;
      Row in_inverse;
      const double bandwidth_m = kth_distance(points, i, static_cast<std::size_t>(k));
      for (std::uint32_t j = 0; j < n; ++j) {
        const double d = distance(points, i, j);
        const double by_fixed = kernel_by_definition(kernel, d / 37.3);
        const double by_own = kernel_by_definition(kernel, d == 0.0 ? 0.0 : d / bandwidth_m);
        if (j != i && by_fixed > 0.0) {
          in_fixed[j] = by_fixed;
        }
        if (j != i && by_own > 0.0) {
          in_own[j] = by_own;
        }
        if (j != i && d <= 37.3) {
          in_inverse[j] = std::pow(std::max(1.0, d), -1.5);
        }
      }
      check_row(row(fixed, i), in_fixed);
      check_row(row(own, i), in_own);
      check_row(row(inverse, i), in_inverse);
    }
  }
}

TEST_CASE("doubling distances and bandwidth changes no kernel weight, nor do threads", "[geography][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  auto xy_m = testing::random_points(seed, 2000);
  const Weights one = kernel_weights(PlanarView(xy_m), {.bandwidth_m = 40, .kernel = WeightKernel::quartic});
  const Weights own = kernel_weights(PlanarView(xy_m), {.k = 6, .kernel = WeightKernel::gaussian});
  for (const int threads : {1, 2, 8}) {
    const core::ThreadLimit limit(threads);
    CHECK(kernel_weights(PlanarView(xy_m), {.k = 6, .kernel = WeightKernel::gaussian}).values == own.values);
  }
  for (double& value : xy_m) {
    value *= 2.0;
  }
  CHECK(kernel_weights(PlanarView(xy_m), {.bandwidth_m = 80, .kernel = WeightKernel::quartic}).values == one.values);
  CHECK(kernel_weights(PlanarView(xy_m), {.k = 6, .kernel = WeightKernel::gaussian}).values == own.values);
  CHECK_NOTHROW(geography::validate(own));
}

TEST_CASE("six points: triangular weights of another package", "[geography][golden]") {
  // libpysal 4.14.1 (BSD-3), Graph.build_kernel(kernel="triangular", bandwidth=20), row by row.
  const std::vector<double> xy_m{10, 10, 20, 10, 40, 10, 15, 20, 30, 20, 30, 30};
  const Weights found = kernel_weights(PlanarView(xy_m), {.bandwidth_m = 20, .kernel = WeightKernel::triangular});
  CHECK(found.neighbours == std::vector<std::uint32_t>{1, 3, 0, 3, 4, 4, 0, 1, 4, 5, 1, 2, 3, 5, 3, 4});
  const std::vector expected{0.5,
                             0.44098300562505255,
                             0.5,
                             0.44098300562505255,
                             0.2928932188134524,
                             0.2928932188134524,
                             0.44098300562505255,
                             0.44098300562505255,
                             0.25,
                             0.09861218113400272,
                             0.2928932188134524,
                             0.2928932188134524,
                             0.25,
                             0.5,
                             0.09861218113400272,
                             0.5};
  REQUIRE(found.values.size() == expected.size());
  for (std::size_t k = 0; k < expected.size(); ++k) {
    CHECK(found.values[k] == Approx(expected[k]).epsilon(1e-12));
  }
}
