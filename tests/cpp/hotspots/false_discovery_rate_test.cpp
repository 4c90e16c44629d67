// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/false_discovery_rate.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/random.hpp"

using libprofile::InvalidArgument;
using libprofile::hotspots::false_discovery_rate;

namespace {

const double kNan = std::numeric_limits<double>::quiet_NaN();

std::vector<double> random_p(std::uint64_t seed, std::size_t n) {
  const libprofile::core::Philox random(seed, libprofile::core::Stream::testing);
  std::vector<double> p(n);
  for (std::size_t i = 0; i < n; ++i) {
    // Ninths: many ties.
    p[i] = random.below(10, static_cast<std::uint32_t>(i), 0, 0) / 9.0 * random.below(2, 1, 0, 0) +
           random.below(1000, static_cast<std::uint32_t>(i), 1, 0) / 4000.0;
    p[i] = std::min(1.0, p[i]);
  }
  return p;
}

/// The least of p_j m / #{k : p_k <= p_j} over the tests j with p_j >= p_i.
std::vector<double> q_by_definition(const std::vector<double>& p) {
  std::vector<double> q(p.size(), 1.0);
  for (std::size_t i = 0; i < p.size(); ++i) {
    for (const double candidate : p) {
      if (candidate >= p[i]) {
        const auto rank = std::count_if(p.begin(), p.end(), [&](double other) { return other <= candidate; });
        q[i] = std::min(q[i], candidate * static_cast<double>(p.size()) / static_cast<double>(rank));
      }
    }
  }
  return q;
}

}  // namespace

TEST_CASE("q is p times tests over rank, never falling as p rises", "[hotspots][hand]") {
  const auto q = false_discovery_rate(std::vector{0.01, 0.04, 0.03, 0.5});
  CHECK(q[0] == Approx(0.04));
  CHECK(q[1] == Approx(0.16 / 3));
  CHECK(q[2] == Approx(0.16 / 3));
  CHECK(q[3] == Approx(0.5));
}

TEST_CASE("a place that was not tested does not count among the tests", "[hotspots][edges]") {
  const auto q = false_discovery_rate(std::vector{0.01, kNan, 0.02});
  CHECK(q[0] == Approx(0.02));
  CHECK(std::isnan(q[1]));
  CHECK(q[2] == Approx(0.02));
}

TEST_CASE("no test, one test, equal tests and impossible p", "[hotspots][edges]") {
  CHECK(false_discovery_rate({}).empty());
  CHECK(std::isnan(false_discovery_rate(std::vector{kNan})[0]));
  CHECK(false_discovery_rate(std::vector{0.3})[0] == 0.3);
  CHECK(false_discovery_rate(std::vector{0.2, 0.2, 0.2}) == std::vector{0.2, 0.2, 0.2});
  CHECK(false_discovery_rate(std::vector{0.0, 1.0}) == std::vector{0.0, 1.0});
  CHECK_THROWS_AS(false_discovery_rate(std::vector{0.1, 1.5}), InvalidArgument);
  CHECK_THROWS_WITH(false_discovery_rate(std::vector{0.1, -0.5}), Catch::Contains("p[1]"));
}

TEST_CASE("q agrees with its definition, test by test", "[hotspots][oracle]") {
  const auto p = random_p(GENERATE(1U, 2U, 3U, 4U, 5U), 120);
  const auto q = false_discovery_rate(p);
  const auto expected = q_by_definition(p);
  for (std::size_t i = 0; i < p.size(); ++i) {
    REQUIRE(q[i] == Approx(expected[i]).epsilon(1e-12));
  }
}

TEST_CASE("q keeps the order of p, is never below it, and does not depend on the order of tests",
          "[hotspots][property]") {
  auto p = random_p(GENERATE(1U, 2U, 3U, 4U, 5U), 80);
  const auto q = false_discovery_rate(p);
  for (std::size_t i = 0; i < p.size(); ++i) {
    CHECK(q[i] >= p[i]);
    for (std::size_t j = 0; j < p.size(); ++j) {
      CHECK((p[i] > p[j] || q[i] <= q[j]));
    }
  }
  std::reverse(p.begin(), p.end());
  auto reversed = false_discovery_rate(p);
  std::reverse(reversed.begin(), reversed.end());
  CHECK(reversed == q);
}

TEST_CASE("the fifteen tests of Benjamini and Hochberg's own example: four are called at 0.05", "[hotspots][golden]") {
  // Benjamini and Hochberg (1995), section 3.2; adjusted values by SciPy 1.17 (BSD-3), false_discovery_control.
  const std::vector<double> p{0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
                              0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000};
  const auto q = false_discovery_rate(p);
  CHECK(std::count_if(q.begin(), q.end(), [](double value) { return value <= 0.05; }) == 4);
  CHECK(q[0] == Approx(0.0015));
  CHECK(q[3] == Approx(0.035625));
  CHECK(q[4] == Approx(0.0603));
  CHECK(q[8] == Approx(0.0765));
}
