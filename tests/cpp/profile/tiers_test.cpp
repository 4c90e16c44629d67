// SPDX-License-Identifier: MIT
/// @file
/// Tiers of areas by how likely each is in the top, and which areas a plan considers for that.
#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/profile/detail/analysis.hpp"
#include "libprofile/profile/detail/outreach_candidates.hpp"

using namespace libprofile;
using profile::detail::AnalysisOptions;
using profile::detail::area_risks;
using profile::detail::tiers;
using publish::AreaRisk;
using publish::Neighbourhood;
using publish::Reliability;
using Letters = std::vector<std::string>;

namespace {

constexpr double kUnknown = publish::kNotGiven;

Neighbourhood area(std::int64_t count, double population) {
  const double rate = 1000.0 * static_cast<double>(count) / population;
  return {count, population, {rate, 0.8 * rate, 1.2 * rate}, rate, count <= 5 ? Reliability::low : Reliability::ok};
}

Neighbourhood without_residents(std::int64_t count) {
  return {count, kUnknown, {kUnknown, kUnknown, kUnknown}, kUnknown, count <= 5 ? Reliability::low : Reliability::ok};
}

AreaRisk risk_of(double p_top) {
  AreaRisk risk;
  risk.relative_risk.value = 1.0;
  risk.p_top = p_top;
  return risk;
}

Letters tiers_of(const std::vector<Neighbourhood>& areas) {
  return tiers(area_risks(areas, 5, {}), {});
}

}  // namespace

TEST_CASE("tiers begin at 80, 50 and 20 of 100", "[profile][hand]") {
  std::vector<AreaRisk> risks(12, risk_of(0.0));
  risks[0] = risk_of(0.8);
  risks[1] = risk_of(0.79);
  risks[2] = risk_of(0.5);
  risks[3] = risk_of(0.49);
  risks[4] = risk_of(0.2);
  risks[5] = risk_of(0.19);
  risks[6] = risk_of(kUnknown);
  CHECK(tiers(risks, {}) == Letters{"A", "B", "B", "C", "C", "", "", "", "", "", "", ""});
  AnalysisOptions strict;
  strict.tier_borders = {0.9, 0.8, 0.7};
  CHECK(tiers(risks, strict) == Letters{"B", "C", "", "", "", "", "", "", "", "", "", ""});
}

TEST_CASE("areas that nothing tells apart are in no tier, however few there are", "[profile][edges]") {
  for (std::size_t areas = 2; areas <= 30; ++areas) {
    const auto letters = tiers_of(std::vector<Neighbourhood>(areas, area(40, 1500)));
    REQUIRE(letters.size() == areas);
    CHECK(std::all_of(letters.begin(), letters.end(), [](const std::string& tier) { return tier.empty(); }));
  }
}

TEST_CASE("of few areas one that is far above the others is in tier A, the others in none", "[profile][edges]") {
  for (std::size_t areas = 2; areas <= 12; ++areas) {
    std::vector<Neighbourhood> rows(areas, area(20, 1500));
    rows[1] = area(400, 1500);
    const auto letters = tiers_of(rows);
    CHECK(letters[1] == "A");
    CHECK(static_cast<std::size_t>(std::count(letters.begin(), letters.end(), "")) >= areas - 2);
  }
}

TEST_CASE("one area, none with an event, or the public tier: no tier at all", "[profile][edges]") {
  CHECK(tiers_of({}).empty());
  CHECK(tiers_of({area(40, 1500)}).empty());
  CHECK(tiers_of({area(0, 1500), area(0, 900)}).empty());
  AnalysisOptions open;
  open.tier = disclosure::Tier::open;
  CHECK(tiers(area_risks({area(400, 1500), area(10, 1500)}, 10, open), open).empty());
}

TEST_CASE("an area with too few to be ranked is in no tier, whatever its rate", "[profile][edges]") {
  std::vector<Neighbourhood> rows(30, area(40, 1500));
  rows[7] = area(5, 20);
  rows[8] = area(300, 1500);
  const auto letters = tiers_of(rows);
  CHECK(letters[7].empty());
  CHECK(letters[8] == "A");
}

TEST_CASE("without residents counts are compared, each area as likely as any other", "[profile][hand]") {
  std::vector<Neighbourhood> by_count;
  std::vector<Neighbourhood> by_rate;
  for (int unit = 0; unit < 30; ++unit) {
    const std::int64_t count = unit == 4 ? 300 : 10 + 5 * (unit % 4);
    by_count.push_back(without_residents(count));
    by_rate.push_back(area(count, 1500));
  }
  const auto risks = area_risks(by_count, 5, {});
  const auto same = area_risks(by_rate, 5, {});
  REQUIRE(risks.size() == by_count.size());
  for (std::size_t unit = 0; unit < risks.size(); ++unit) {
    CHECK(risks[unit].p_top == same[unit].p_top);
    CHECK(risks[unit].rank_best == same[unit].rank_best);
    CHECK(risks[unit].relative_risk.value == Approx(same[unit].relative_risk.value));
  }
  CHECK(tiers(risks, {})[4] == "A");
  // A count that is withheld takes no part; where only some residents are known those without take none.
  by_count[5] = {std::nullopt, kUnknown, {kUnknown, kUnknown, kUnknown}, kUnknown, Reliability::withheld};
  CHECK(std::isnan(area_risks(by_count, 5, {})[5].p_top));
  by_rate[4] = without_residents(300);
  CHECK(std::isnan(area_risks(by_rate, 5, {})[4].p_top));
}

TEST_CASE("chances add up to the size of the top, and tiers follow areas in any order", "[profile][property]") {
  std::vector<Neighbourhood> rows;
  for (int unit = 0; unit < 60; ++unit) {
    rows.push_back(area(10 + 7 * (unit * unit % 23), 800.0 + 40.0 * (unit % 11)));
  }
  const auto risks = area_risks(rows, 5, {});
  const double sum = std::accumulate(risks.begin(), risks.end(), 0.0,
                                     [](double so_far, const AreaRisk& risk) { return so_far + risk.p_top; });
  CHECK(sum == Approx(6.0));
  CHECK(profile::detail::top_of(60, 10) == 6);
  CHECK(profile::detail::top_of(61, 10) == 7);
  const auto letters = tiers(risks, {});
  auto turned = risks;
  std::reverse(turned.begin(), turned.end());
  auto back = tiers(turned, {});
  std::reverse(back.begin(), back.end());
  CHECK(back == letters);
}

TEST_CASE("a plan considers areas in tiers, the surest first, then those with most", "[profile][hand]") {
  std::vector<Neighbourhood> rows{area(30, 1000), area(50, 1000), area(90, 5000),
                                  area(0, 1000),  area(40, 1000), area(20, 1000)};
  std::vector<AreaRisk> risks{risk_of(0.9), risk_of(0.6), risk_of(0.1), risk_of(0.0), risk_of(0.9), risk_of(0.0)};
  std::vector<publish::Hotspot> hotspots;
  for (const char* tier : {"A", "B", "", "", "A", ""}) {
    hotspots.push_back({0.0, 1.0, 1.0, "none", tier});
  }
  geography::AreaSet areas;
  areas.codes = {"a", "b", "c", "d", "e", "f"};
  areas.names = areas.codes;
  const auto considered = [&](std::size_t most) {
    profile::Outreach asked;
    asked.most_areas = most;
    asked.reserved_share = 0.0;
    return profile::detail::outreach_candidates({rows, risks, hotspots, areas}, asked).units;
  };
  using Units = std::vector<std::uint32_t>;
  CHECK(considered(1) == Units{4});
  CHECK(considered(2) == Units{0, 4});
  CHECK(considered(3) == Units{0, 1, 4});
  CHECK(considered(4) == Units{0, 1, 2, 4});
  CHECK(considered(24) == Units{0, 1, 2, 4, 5});
  // Without tiers: those with most.
  for (auto& hotspot : hotspots) {
    hotspot.tier.clear();
  }
  risks.clear();
  CHECK(considered(2) == Units{1, 2});
}
