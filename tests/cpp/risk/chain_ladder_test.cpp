// SPDX-License-Identifier: MIT
#include "libprofile/risk/chain_ladder.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"

#include "support/lags_by_definition.hpp"
#include "support/poisson_draws.hpp"

using namespace libprofile::risk;
using libprofile::InvalidArgument;
using libprofile::core::Philox;
using libprofile::core::Stream;
namespace support = libprofile::testing;

namespace {

using Vector = std::vector<double>;

/// Amounts that a month grew to, as amounts that it grew by; 0 for what has not been seen.
Vector increments(const std::vector<Vector>& cumulative) {
  Vector counts(cumulative.size() * cumulative.size(), 0.0);
  for (std::size_t i = 0; i < cumulative.size(); ++i) {
    for (std::size_t j = 0; j < cumulative[i].size(); ++j) {
      counts[i * cumulative.size() + j] = cumulative[i][j] - (j > 0 ? cumulative[i][j - 1] : 0.0);
    }
  }
  return counts;
}

/// Poisson counts of months with `mean` events each, recorded with these shares at each lag.
Vector planted(std::uint64_t seed, std::uint32_t world, std::uint32_t months, double mean, const Vector& shares) {
  const Philox random(seed, Stream::testing);
  Vector counts;
  for (std::uint32_t i = 0; i < months; ++i) {
    for (std::uint32_t j = 0; j < shares.size(); ++j) {
      counts.push_back(support::poisson_draw(random, mean * shares[j], i * 50 + j, world));
    }
  }
  return counts;
}

}  // namespace

TEST_CASE("three months that fill up, worked on paper", "[risk][hand]") {
  // 60 + 30 + 10, 40 + 20, 50: factors (90 + 60) / 100 and 100 / 90.
  const auto found = chain_ladder(Vector{60, 30, 10, 40, 20, 0, 50, 0, 0}, 3, 3);
  CHECK(found.factor[0] == Approx(1.5));
  CHECK(found.factor[1] == Approx(10.0 / 9.0));
  CHECK(found.share[0] == Approx(0.6));
  CHECK(found.share[1] == Approx(0.9));
  CHECK(found.share[2] == 1.0);
  CHECK(found.months[0].completeness == 1.0);
  CHECK(found.months[0].interval.lower == 1.0);
  CHECK(found.months[1].expected == Approx(60.0 / 0.9));
  CHECK(found.months[2].completeness == Approx(0.6));
  CHECK(found.months[2].expected == Approx(50.0 / 0.6));
  CHECK(found.months[2].interval.lower < 0.6);
  CHECK(found.months[2].interval.upper > 0.6);
  CHECK(found.months[2].interval.upper <= 1.0);
}

TEST_CASE("months without a record, without any, and what has not been seen", "[risk][edges]") {
  const auto none = chain_ladder(Vector(9, 0.0), 3, 3);
  CHECK(std::isnan(none.months[2].completeness));
  CHECK(std::isnan(none.share[0]));
  // The latest month has nothing yet: how complete it should be is known, how many there will be is not.
  const auto last = chain_ladder(Vector{60, 30, 10, 40, 20, 0, 0, 0, 0}, 3, 3);
  CHECK(last.months[2].completeness == Approx(0.6));
  CHECK(std::isnan(last.months[2].expected));
  CHECK(std::isnan(last.months[2].interval.lower));
  // What stands at lags that have not been seen is not looked at.
  const double hidden = std::numeric_limits<double>::quiet_NaN();
  const auto seen = chain_ladder(Vector{60, 30, 10, 40, 20, hidden, 50, hidden, -1}, 3, 3);
  CHECK(seen.months[2].expected == Approx(50.0 / 0.6));
  // Nothing is ever recorded in the month itself.
  const auto late = chain_ladder(Vector{0, 30, 10, 0, 20, 0, 0, 0, 0}, 3, 3);
  CHECK(late.share[0] == 0.0);
  CHECK(late.months[2].completeness == 0.0);
  CHECK(std::isnan(late.months[2].expected));
}

TEST_CASE("chain ladder refuses arguments outside their range", "[risk][edges]") {
  CHECK_THROWS_WITH(chain_ladder(Vector(4, 1.0), 2, 2), Catch::Contains("months"));
  CHECK_THROWS_WITH(chain_ladder(Vector(9, 1.0), 3, 1), Catch::Contains("lags"));
  CHECK_THROWS_WITH(chain_ladder(Vector(12, 1.0), 3, 4), Catch::Contains("lags"));
  CHECK_THROWS_WITH(chain_ladder(Vector(8, 1.0), 3, 3), Catch::Contains("counts.size()"));
  CHECK_THROWS_WITH(chain_ladder(Vector{1, 1, 1, 1, -1, 1, 1, 1, 1}, 3, 3), Catch::Contains("counts of month 1[1]"));
  CHECK_THROWS_AS(chain_ladder(Vector(9, 1.0), 3, 3, {.level = 1.0}), InvalidArgument);
}

TEST_CASE("zero seen to come later is no certainty that none will", "[risk][edges]") {
  const auto found = chain_ladder(Vector{5, 0, 0, 5, 0, 0, 5, 0, 0}, 3, 3);
  CHECK(found.months[2].completeness == 1.0);
  CHECK(found.months[2].interval.lower < 0.75);
  const auto many = chain_ladder(Vector{5e4, 0, 0, 5e4, 0, 0, 5e4, 0, 0}, 3, 3);
  CHECK(many.months[2].interval.lower > 0.999);
}

TEST_CASE("shares recorded are the reverse-time product limit", "[risk][oracle]") {
  const auto seed = GENERATE(range(1U, 41U));
  const std::size_t months = 3 + seed % 9;
  const std::size_t lags = 2 + seed % (months - 1);
  Vector shares;
  for (std::size_t j = 0; j < lags; ++j) {
    shares.push_back(1.0 / static_cast<double>(j + 1 + seed % 3));
  }
  const auto counts = planted(seed, 0, static_cast<std::uint32_t>(months), 1.0 + 4.0 * (seed % 5), shares);
  const auto found = chain_ladder(counts, months, lags);
  if (!std::isnan(found.share[0])) {
    for (std::size_t lag = 0; lag < lags; ++lag) {
      CHECK(found.share[lag] == Approx(support::recorded_by_definition(counts, months, lags, lag)).margin(1e-12));
    }
  }
}

TEST_CASE("ten times the counts leave shares as they are and tighten intervals", "[risk][property]") {
  const auto counts = planted(4, 0, 12, 30.0, {0.5, 0.25, 0.15, 0.1});
  Vector more = counts;
  for (double& one : more) {
    one *= 10.0;
  }
  const auto found = chain_ladder(counts, 12, 4);
  const auto wide = chain_ladder(more, 12, 4);
  CHECK(wide.share[0] == Approx(found.share[0]));
  CHECK(wide.months[11].expected == Approx(10.0 * found.months[11].expected));
  CHECK(wide.months[11].interval.upper - wide.months[11].interval.lower <
        found.months[11].interval.upper - found.months[11].interval.lower);
}

TEST_CASE("intervals hold the share that the month turns out to have, in 93 to 99 of 100 worlds", "[risk][property]") {
  int held = 0;
  for (std::uint32_t world = 0; world < 1000; ++world) {
    const auto counts = planted(8, world, 18, 40.0, {0.45, 0.25, 0.15, 0.1, 0.05});
    const auto found = chain_ladder(counts, 18, 5);
    double in_the_end = 0.0;
    for (std::size_t j = 0; j < 5; ++j) {
      in_the_end += counts[17 * 5 + j];
    }
    const double truth = counts[17 * 5] / in_the_end;
    held += found.months[17].interval.lower <= truth && truth <= found.months[17].interval.upper ? 1 : 0;
  }
  CAPTURE(held);
  CHECK(held >= 930);
  CHECK(held <= 990);
}

TEST_CASE("factors, reserves and standard errors that Mack printed", "[risk][golden]") {
  // Taylor and Ashe (1983), J. Econometrics 23, 37-61; Mack (1993), ASTIN Bulletin 23, tables 2 and 3.
  const auto counts = increments({
      {357'848, 1'124'788, 1'735'330, 2'218'270, 2'745'596, 3'319'994, 3'466'336, 3'606'286, 3'833'515, 3'901'463},
      {352'118, 1'236'139, 2'170'033, 3'353'322, 3'799'067, 4'120'063, 4'647'867, 4'914'039, 5'339'085},
      {290'507, 1'292'306, 2'218'525, 3'235'179, 3'985'995, 4'132'918, 4'628'910, 4'909'315},
      {310'608, 1'418'858, 2'195'047, 3'757'447, 4'029'929, 4'381'982, 4'588'268},
      {443'160, 1'136'350, 2'128'333, 2'897'821, 3'402'672, 3'873'311},
      {396'132, 1'333'217, 2'180'715, 2'985'752, 3'691'712},
      {440'832, 1'288'463, 2'419'861, 3'483'130},
      {359'480, 1'421'128, 2'864'498},
      {376'686, 1'363'294},
      {344'014},
  });
  const auto found = chain_ladder(counts, 10, 10, {.variance = LadderVariance::as_seen});
  const Vector factors{3.4906, 1.7473, 1.4574, 1.1739, 1.1038, 1.0863, 1.0539, 1.0766, 1.0177};
  const Vector reserves{0, 95, 470, 710, 985, 1'419, 2'178, 3'920, 4'279, 4'626};
  const Vector errors{0, 76, 121, 134, 261, 411, 558, 875, 971, 1'363};
  for (std::size_t k = 0; k < 9; ++k) {
    CHECK(found.factor[k] == Approx(factors[k]).margin(0.00006));
  }
  for (std::size_t i = 0; i < 10; ++i) {
    CHECK((found.months[i].expected - found.months[i].observed) / 1'000 == Approx(reserves[i]).margin(0.51));
    CHECK(found.months[i].standard_error / 1'000 == Approx(errors[i]).margin(0.71));
  }
}
