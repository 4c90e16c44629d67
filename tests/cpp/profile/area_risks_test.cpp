// SPDX-License-Identifier: MIT
/// @file
/// How sure the order of areas is: risks against the rate of all, and ranks.
#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/profile/detail/analysis.hpp"

#include "support/profile_inputs.hpp"

using namespace libprofile;
using profile::detail::area_risks;
using publish::Reliability;

namespace {

publish::Neighbourhood area(std::int64_t count, double population) {
  const double rate = 1000.0 * static_cast<double>(count) / population;
  return {count, population, {rate, 0.8 * rate, 1.2 * rate}, rate, count <= 5 ? Reliability::low : Reliability::ok};
}

publish::Neighbourhood withheld() {
  const double unknown = std::numeric_limits<double>::quiet_NaN();
  return {std::nullopt, 1500, {unknown, unknown, unknown}, unknown, Reliability::withheld};
}

bool ranks_are(const publish::AreaRisk& row, std::int64_t best, std::int64_t worst) {
  return row.rank_best == best && row.rank_worst == worst;
}

/// Thirty areas of a size, of which the third has many times the incidents.
std::vector<publish::Neighbourhood> thirty() {
  std::vector<publish::Neighbourhood> areas;
  for (int i = 0; i < 30; ++i) {
    areas.push_back(area(i == 2 ? 300 : 10 + 5 * (i % 4), 1500));
  }
  return areas;
}

}  // namespace

TEST_CASE("an area far above all others is first, and surely among the top tenth", "[profile][hand]") {
  const auto risks = area_risks(thirty(), 5, {});
  REQUIRE(risks.size() == 30);
  CHECK(ranks_are(risks[2], 1, 5));
  CHECK(risks[2].p_top == 1.0);
  CHECK(risks[2].p_above > 0.999);
  CHECK(risks[2].p_twice > 0.999);
  CHECK(risks[2].relative_risk.lower > 5.0);
  CHECK(risks[0].p_twice < 0.01);
  double top = 0.0;
  for (const auto& row : risks) {
    CHECK(*row.rank_best <= *row.rank_worst);
    CHECK(row.relative_risk.lower < row.relative_risk.value);
    CHECK(row.relative_risk.value < row.relative_risk.upper);
    top += row.p_top;
  }
  CHECK(top == Approx(3.0));
}

TEST_CASE("no exact rank is shown, and none at all to the public", "[profile][edges]") {
  std::vector<publish::Neighbourhood> areas;
  for (int i = 0; i < 12; ++i) {
    areas.push_back(area(20 << i, 1500));
  }
  const auto released = area_risks(areas, 5, {});
  CHECK(ranks_are(released[11], 1, 5));
  CHECK(ranks_are(released[6], 4, 8));
  CHECK(ranks_are(released[0], 8, 12));
  libprofile::profile::detail::AnalysisOptions internal;
  internal.tier = libprofile::disclosure::Tier::internal;
  CHECK(ranks_are(area_risks(areas, 1, internal)[6], 6, 6));
  libprofile::profile::detail::AnalysisOptions open;
  open.tier = libprofile::disclosure::Tier::open;
  CHECK(area_risks(areas, 5, open).empty());
  areas.resize(3);
  CHECK(ranks_are(area_risks(areas, 5, {})[2], 1, 3));
}

TEST_CASE("nothing is ranked that is withheld or of low reliability", "[profile][edges]") {
  auto areas = thirty();
  areas[4] = withheld();
  areas[5] = area(5, 1500);
  areas[6].population = std::numeric_limits<double>::quiet_NaN();
  areas[6].rate_per_1000.value = std::numeric_limits<double>::quiet_NaN();
  const auto risks = area_risks(areas, 5, {});
  for (const std::size_t unit : {std::size_t{4}, std::size_t{6}}) {
    CHECK(std::isnan(risks[unit].relative_risk.value));
    CHECK(std::isnan(risks[unit].p_above));
    CHECK_FALSE(risks[unit].rank_best.has_value());
  }
  CHECK(std::isfinite(risks[5].relative_risk.value));
  CHECK_FALSE(risks[5].rank_worst.has_value());
  CHECK(std::isnan(risks[5].p_top));
}

TEST_CASE("without two rates or an event there is nothing to compare", "[profile][edges]") {
  CHECK(area_risks({}, 5, {}).empty());
  CHECK(area_risks({area(40, 1500)}, 5, {}).empty());
  CHECK(area_risks({area(40, 1500), withheld()}, 5, {}).empty());
  CHECK(area_risks({area(0, 1500), area(0, 900)}, 5, {}).empty());
}

TEST_CASE("areas that nothing tells apart may each have any rank", "[profile][edges]") {
  const std::vector<publish::Neighbourhood> areas(20, area(40, 1500));
  for (const auto& row : area_risks(areas, 1, {})) {
    CHECK(ranks_are(row, 1, 20));
    CHECK(row.p_top == Approx(0.1));
  }
}

TEST_CASE("rounding widens the ranks", "[profile][property]") {
  const auto width = [](std::int64_t base) {
    std::int64_t sum = 0;
    for (const auto& row : area_risks(thirty(), base, {})) {
      sum += *row.rank_worst - *row.rank_best;
    }
    return sum;
  };
  CHECK(width(5) > width(1));
  CHECK(width(10) > width(5));
}

TEST_CASE("draws are fewer where areas are many", "[profile][edges]") {
  CHECK(profile::detail::rank_draws(0) == 1000);
  CHECK(profile::detail::rank_draws(853) == 1000);
  CHECK(profile::detail::rank_draws(8000) == 500);
  CHECK(profile::detail::rank_draws(35'000) == 200);
}

TEST_CASE("areas that were planted with more incidents are likelier in the top tenth than others",
          "[profile][golden]") {
  const auto seed = GENERATE(1U, 2U, 3U);
  const auto partnership = sample::partnership({.seed = seed});
  const auto document = profile::problem_profile(testing::sample_inputs(partnership), testing::year_2024());
  const auto& risks = document.value().risks;
  std::vector<bool> is_planted(risks.size());
  for (const sample::Hotspot& hotspot : partnership.hotspots) {
    for (const std::uint32_t unit : hotspot.units) {
      is_planted[unit] = true;
    }
  }
  const auto mean_of = [&](bool planted) {
    double sum = 0.0, areas = 0.0;
    for (std::size_t unit = 0; unit < risks.size(); ++unit) {
      if (is_planted[unit] == planted && std::isfinite(risks[unit].p_top)) {
        sum += risks[unit].p_top;
        areas += 1.0;
      }
    }
    return sum / areas;
  };
  CHECK(mean_of(true) > 0.5);
  CHECK(mean_of(true) > 1.7 * mean_of(false));
}
