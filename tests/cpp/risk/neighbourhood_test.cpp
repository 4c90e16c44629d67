// SPDX-License-Identifier: MIT
#include "libprofile/risk/neighbourhood.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/risk/empirical_bayes.hpp"
#include "libprofile/risk/rate.hpp"

#include "support/classics.hpp"
#include "support/getis_ord_by_definition.hpp"

using namespace libprofile::risk;
using libprofile::InvalidArgument;
namespace support = libprofile::testing;

namespace {

using Vector = std::vector<double>;

const double kNan = std::numeric_limits<double>::quiet_NaN();

}  // namespace

TEST_CASE("two neighbourhoods, worked on paper", "[risk][hand]") {
  const auto result = neighbourhood_risk(Vector{10, 50}, Vector{100, 100}, {.low_at_most = 10});
  CHECK(result.rate_per_1000 == Vector{100, 500});
  CHECK(result.smoothed_per_1000[0] == Approx(1000 * (0.3 - 0.2 * 0.925)));
  CHECK(result.reliability == std::vector{Reliability::low, Reliability::ok});
}

TEST_CASE("withheld counts, empty places and small places have no figure and do not move the others", "[risk][edges]") {
  const Vector counts{10, 50, kNan, 3, 4, 5};
  const Vector residents{100, 100, 100, 0, kNan, 99};
  const auto result = neighbourhood_risk(counts, residents, {.minimum_residents = 100});
  const auto alone = neighbourhood_risk(Vector{10, 50}, Vector{100, 100});
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const bool is_shown = i < 2;
    CHECK((result.reliability[i] == Reliability::withheld) != is_shown);
    CHECK(std::isnan(result.rate_per_1000[i]) != is_shown);
    CHECK(std::isnan(result.lower[i]) != is_shown);
    CHECK(std::isnan(result.upper[i]) != is_shown);
    CHECK(std::isnan(result.smoothed_per_1000[i]) != is_shown);
  }
  CHECK(result.smoothed_per_1000[0] == alone.smoothed_per_1000[0]);
  CHECK(to_string(Reliability::withheld) == "withheld");
  CHECK(neighbourhood_risk({}, {}).reliability.empty());
}

TEST_CASE("neighbourhood risk refuses arguments outside their range", "[risk][edges]") {
  CHECK_THROWS_WITH(neighbourhood_risk(Vector{1, -2}, Vector{9, 9}), Catch::Contains("counts[1]"));
  CHECK_THROWS_AS(neighbourhood_risk(Vector{1}, Vector{9, 9}), InvalidArgument);
  CHECK_THROWS_AS(neighbourhood_risk({}, {}, {.low_at_most = -1}), InvalidArgument);
  CHECK_THROWS_AS(neighbourhood_risk({}, {}, {.minimum_residents = kNan}), InvalidArgument);
  CHECK_THROWS_AS(neighbourhood_risk({}, {}, {.level = 2}), InvalidArgument);
}

TEST_CASE("figures are those of the rate and of empirical Bayes, place by place", "[risk][oracle]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const auto counts = support::random_counts(seed, 50, 60);
  auto residents = support::random_counts(seed + 9, 50, 2000);
  residents[7] = 0;
  const auto result = neighbourhood_risk(counts, residents, {.rounding_band = 4});
  const auto smoothed = empirical_bayes(counts, residents, {.rounding_band = 4}).rate;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (residents[i] > 0.0) {
      const Rate expected = rate(counts[i], residents[i], {.per = 1000, .rounding_band = 4});
      CHECK(result.rate_per_1000[i] == expected.value);
      CHECK(result.lower[i] == expected.lower);
      CHECK(result.upper[i] == expected.upper);
      CHECK(result.smoothed_per_1000[i] == 1000 * smoothed[i]);
    }
  }
}

TEST_CASE("a wider rounding band widens every interval and moves no rate", "[risk][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const auto counts = support::random_counts(seed, 50, 60);
  const Vector residents(50, 1500);
  const auto exact = neighbourhood_risk(counts, residents);
  const auto rounded = neighbourhood_risk(counts, residents, {.rounding_band = 9});
  for (std::size_t i = 0; i < counts.size(); ++i) {
    CHECK(rounded.rate_per_1000[i] == exact.rate_per_1000[i]);
    CHECK(rounded.lower[i] <= exact.lower[i]);
    CHECK(rounded.upper[i] > exact.upper[i]);
  }
}

TEST_CASE("counties of North Carolina smoothed, per 1,000 births", "[risk][golden]") {
  // GeoDa's sids2, re-computed with esda 2.9 (BSD-3).
  const auto data = support::read_classic("nc_sids.csv");
  if (!data) {
    WARN("skipped: classics/nc_sids.csv is not beside the project");
    return;
  }
  const auto result = neighbourhood_risk(data->at("SID74"), data->at("BIR74"));
  CHECK(result.smoothed_per_1000[0] == Approx(1.6973).margin(5e-5));
  CHECK(result.smoothed_per_1000[4] == Approx(3.5349).margin(5e-5));
}
