// SPDX-License-Identifier: MIT
#include "libprofile/risk/premises_funnel.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/risk/funnel_limits.hpp"

#include "support/getis_ord_by_definition.hpp"
#include "support/poisson_draws.hpp"

using namespace libprofile::risk;
using libprofile::InvalidArgument;
namespace support = libprofile::testing;

namespace {

using Vector = std::vector<double>;

const double kUnknown = std::nan("");

/// P(X <= count), term by term.
double cumulative(double count, double mean) {
  double term = std::exp(-mean);
  double sum = 0.0;
  for (double k = 0.0; k <= count; ++k) {
    sum += term;
    term *= mean / (k + 1.0);
  }
  return std::min(1.0, sum);
}

/// Benjamini and Hochberg's words: the least p n / rank over all p at least as large.
double q_by_definition(const Vector& p, std::size_t k) {
  double least = 1.0;
  for (const double other : p) {
    if (other >= p[k]) {
      const auto rank = std::count_if(p.begin(), p.end(), [&](double one) { return one <= other; });
      const auto known = std::count_if(p.begin(), p.end(), [](double one) { return !std::isnan(one); });
      least = std::min(least, other * static_cast<double>(known) / static_cast<double>(rank));
    }
  }
  return least;
}

}  // namespace

TEST_CASE("three types around a mean of two incidents in ten premises, worked on paper", "[risk][hand]") {
  // 100 premises, 20 incidents: 4, 8 and 8 are expected at 20, 40 and 40 premises.
  const auto rows = premises_funnel(Vector{20, 40, 40}, Vector{14, 6, 0});
  CHECK(rows[0].expected == Approx(4));
  CHECK(rows[0].at_95.lower == 1);
  CHECK(rows[0].at_95.upper == 8);
  CHECK(rows[0].p == Approx(2.0 * (1.0 - cumulative(13, 4))));
  CHECK(rows[2].p == Approx(2.0 * std::exp(-8.0)));
  // The largest p stays, the second least is taken 3/2 times, the least 3 times.
  CHECK(rows[0].q == Approx(3.0 * rows[0].p));
  CHECK(rows[2].q == Approx(1.5 * rows[2].p));
  CHECK(rows[1].q == Approx(rows[1].p));
  CHECK(rows[0].flag == PremisesFunnelFlag::high_998);
  CHECK(rows[1].flag == PremisesFunnelFlag::none);
  CHECK(rows[2].flag == PremisesFunnelFlag::low_998);
  CHECK(to_string(rows[0].flag) == "high_99.8");
}

TEST_CASE("where incidents come in clusters they are negative binomial, worked on paper", "[risk][hand]") {
  // Mean 4 and twice the variance: shape 4 and P(0) = (1/2)^4; P(X <= 10) = 0.971 and P(X <= 11) = 0.982.
  const auto rows = premises_funnel(Vector{4, 4}, Vector{0, 8}, {.dispersion = 2.0});
  CHECK(rows[0].p == Approx(2.0 / 16));
  CHECK(rows[0].at_95 == Interval{0, 11});
  CHECK(premises_funnel_limits(4, 2.0, 0.95) == Interval{0, 11});
  CHECK(premises_funnel_limits(4, 1.0, 0.95) == funnel_limits(4, 0.95));
  CHECK(premises_funnel_limits(0, 2.0, 0.95) == Interval{0, 0});
  CHECK_THROWS_WITH(premises_funnel(Vector{4}, Vector{1}, {.dispersion = 0.9}), Catch::Contains("dispersion"));
  CHECK_THROWS_AS(premises_funnel_limits(4, kUnknown, 0.95), InvalidArgument);
  CHECK_THROWS_AS(premises_funnel_limits(-1, 2.0, 0.95), InvalidArgument);
  CHECK_THROWS_AS(premises_funnel_limits(4, 2.0, 1.0), InvalidArgument);
}

TEST_CASE("as dispersion goes to 1 the funnel becomes that of independent incidents", "[risk][property]") {
  const auto plain = premises_funnel(Vector{20, 40, 400}, Vector{14, 6, 30});
  const auto few = premises_funnel(Vector{20, 40, 400}, Vector{14, 6, 30}, {.dispersion = 1.0 + 1e-7});
  const auto many = premises_funnel(Vector{20, 40, 400}, Vector{14, 6, 30}, {.dispersion = 1.3});
  for (std::size_t k = 0; k < 3; ++k) {
    CHECK(few[k].p == Approx(plain[k].p).epsilon(1e-4));
    CHECK(few[k].at_998 == plain[k].at_998);
    CHECK(many[k].p > plain[k].p);
    CHECK(many[k].at_95.upper > plain[k].at_95.upper);
  }
}

TEST_CASE("the funnel without premises, without incidents, and with one type", "[risk][edges]") {
  CHECK(premises_funnel({}, {}).empty());
  const auto none = premises_funnel(Vector{0, 10}, Vector{0, 3});
  CHECK(std::isnan(none[0].expected));
  CHECK(std::isnan(none[0].q));
  CHECK(none[0].flag == PremisesFunnelFlag::none);
  CHECK(none[1].p == 1.0);
  const auto quiet = premises_funnel(Vector{5, 5}, Vector{0, 0});
  CHECK(quiet[0].p == 1.0);
  CHECK(quiet[0].at_998 == Interval{0, 0});
}

TEST_CASE("the funnel refuses arguments outside their range", "[risk][edges]") {
  CHECK_THROWS_WITH(premises_funnel(Vector{1, 2}, Vector{1}), Catch::Contains("incidents.size()"));
  CHECK_THROWS_WITH(premises_funnel(Vector{1, -2}, Vector{1, 1}), Catch::Contains("premises[1]"));
  CHECK_THROWS_AS(premises_funnel(Vector{1}, Vector{std::nan("")}), InvalidArgument);
  CHECK_THROWS_AS(premises_funnel(Vector{1}, Vector{1}, {.rounding_band = -1.0}), InvalidArgument);
}

TEST_CASE("p of whole counts is that of the Poisson terms, q that of many places", "[risk][oracle]") {
  const auto seed = GENERATE(range(1U, 21U));
  auto premises = support::random_counts(seed, 12, 60);
  premises[0] = 20.0;
  const auto incidents = support::random_counts(seed + 100, 12, 30);
  const auto rows = premises_funnel(premises, incidents);
  const double rate =
      std::accumulate(incidents.begin(), incidents.end(), 0.0) / std::accumulate(premises.begin(), premises.end(), 0.0);
  Vector p;
  for (std::size_t k = 0; k < rows.size(); ++k) {
    p.push_back(rows[k].p);
    if (premises[k] > 0.0) {
      const double mean = rate * premises[k];
      const double high = incidents[k] > 0.0 ? 1.0 - cumulative(incidents[k] - 1.0, mean) : 1.0;
      CHECK(rows[k].p == Approx(std::min(1.0, 2.0 * std::min(high, cumulative(incidents[k], mean)))).margin(1e-12));
    }
  }
  for (std::size_t k = 0; k < rows.size(); ++k) {
    CHECK(std::isnan(rows[k].q) == std::isnan(p[k]));
    CHECK((std::isnan(p[k]) || rows[k].q == Approx(q_by_definition(p, k)).margin(1e-15)));
  }
}

TEST_CASE("p of rounded counts is the largest of all that they may stand for", "[risk][oracle]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const libprofile::core::Philox random(seed, libprofile::core::Stream::testing);
  Vector premises, incidents;
  for (std::uint32_t k = 0; k < 8; ++k) {
    premises.push_back(5.0 * random.below(40, k, 0, 0) + (k == 0 ? 5.0 : 0.0));
    incidents.push_back(5.0 * random.below(20, k, 0, 1));
  }
  const auto rounded = premises_funnel(premises, incidents, {.rounding_band = 4.0, .premises_rounding_band = 4.0});
  const double rate =
      std::accumulate(incidents.begin(), incidents.end(), 0.0) / std::accumulate(premises.begin(), premises.end(), 0.0);
  for (std::size_t k = 0; k < 8; ++k) {
    if (premises[k] == 0.0) {
      continue;
    }
    double high = 0.0, low = 0.0;
    for (double of = std::max(1.0, premises[k] - 4.0); of <= premises[k] + 4.0; ++of) {
      for (double count = std::max(0.0, incidents[k] - 4.0); count <= incidents[k] + 4.0; ++count) {
        high = std::max(high, count > 0.0 ? 1.0 - cumulative(count - 1.0, rate * of) : 1.0);
        low = std::max(low, cumulative(count, rate * of));
      }
    }
    CHECK(rounded[k].p == Approx(std::min(1.0, 2.0 * std::min(high, low))).margin(1e-12));
  }
}

TEST_CASE("a flag of rounded counts is one of the exact ones, whatever they were", "[risk][property]") {
  using enum PremisesFunnelFlag;
  const libprofile::core::Philox random(6, libprofile::core::Stream::testing);
  const auto side = [](PremisesFunnelFlag flag) {
    return flag == high_95 || flag == high_998 ? 1 : flag == low_95 || flag == low_998 ? -1 : 0;
  };
  int flagged = 0, kept = 0;
  for (std::uint32_t world = 0; world < 100; ++world) {
    Vector premises, incidents, round_premises, round_incidents;
    for (std::uint32_t k = 0; k < 8; ++k) {
      premises.push_back(20.0 + random.below(200, k, world, 0));
      incidents.push_back(std::floor(premises.back() * (0.3 + 0.1 * random.below(5, k, world, 1))));
      // Up or down to a multiple of five, so that the exact count is at most four off.
      round_premises.push_back(5.0 * std::floor((premises.back() + random.below(5, k, world, 2)) / 5.0));
      round_incidents.push_back(5.0 * std::floor((incidents.back() + random.below(5, k, world, 3)) / 5.0));
    }
    const auto rounded =
        premises_funnel(round_premises, round_incidents, {.rounding_band = 4.0, .premises_rounding_band = 4.0});
    const auto exact = premises_funnel(premises, incidents);
    for (std::size_t k = 0; k < 8; ++k) {
      flagged += side(exact[k].flag) != 0 ? 1 : 0;
      kept += side(rounded[k].flag) != 0 ? 1 : 0;
      CHECK((side(rounded[k].flag) == 0 || side(rounded[k].flag) == side(exact[k].flag)));
    }
  }
  CHECK(flagged > 150);
  CHECK(kept > 50);
  CHECK(kept < flagged);
}

TEST_CASE("where no type differs, few worlds in a hundred show any flag at 95", "[risk][property]") {
  const libprofile::core::Philox random(7, libprofile::core::Stream::testing);
  int worlds_with_flag = 0;
  for (std::uint32_t world = 0; world < 400; ++world) {
    Vector premises, incidents;
    for (std::uint32_t k = 0; k < 14; ++k) {
      premises.push_back(50.0 + 20.0 * k);
      incidents.push_back(support::poisson_draw(random, 0.3 * premises.back(), k, world));
    }
    const auto rows = premises_funnel(premises, incidents);
    worlds_with_flag +=
        std::any_of(rows.begin(), rows.end(), [](const auto& row) { return row.flag != PremisesFunnelFlag::none; }) ? 1
                                                                                                                    : 0;
  }
  // At most 5 in 100 on average; without the correction about half of the worlds would show one.
  CHECK(worlds_with_flag <= 32);
}

TEST_CASE("the p of 65 events where 45 are expected", "[risk][golden]") {
  // 2 * scipy.stats.poisson.sf(64, 45) with SciPy 1.17 (BSD-3).
  const auto rows = premises_funnel(Vector{45, 955}, Vector{65, 935});
  CHECK(rows[0].expected == Approx(45));
  CHECK(rows[0].p == Approx(0.0059401424616221405).epsilon(1e-10));
}
