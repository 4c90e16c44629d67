// SPDX-License-Identifier: MIT
/// @file
/// A lattice of nine squares, worked on paper, and what a profile refuses.
#include <cmath>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"

#include "support/profile_inputs.hpp"

using namespace libprofile;
using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;
using testing::Events;
using testing::lattice_inputs;
using testing::year_2024;

namespace {

// Multiples of the base, so that rounding changes nothing: 75 incidents of 9,000 residents.
const std::vector<Events> kNine{{1, 5}, {2, 10}, {4, 40, "theft", 6}, {5, 5}, {6, 10}, {8, 5}};

publish::Document document_of(const profile::Inputs& inputs, const profile::Options& options = year_2024()) {
  return profile::problem_profile(inputs, options).value();
}

std::optional<std::int64_t> count_of(const publish::Document& document, const std::string& level,
                                     const std::string& unit, const std::string& category) {
  for (const publish::CountRow& row : document.counts) {
    if (row.level == level && row.unit == unit && row.category == category) {
      return row.count;
    }
  }
  FAIL("no row " << level << ' ' << unit << ' ' << category);
  return std::nullopt;
}

bool has_category(const publish::Document& document, const std::string& category) {
  return std::any_of(document.counts.begin(), document.counts.end(),
                     [&](const publish::CountRow& row) { return row.category == category; });
}

bool says(const publish::Document& document, const std::string& limit) {
  const auto& limits = document.manifest.limits;
  return std::any_of(limits.begin(), limits.end(),
                     [&](const std::string& line) { return line.find(limit) != std::string::npos; });
}

}  // namespace

TEST_CASE("counts of nine squares add up over districts, everything and months", "[profile][hand]") {
  const auto document = document_of(lattice_inputs(kNine));
  CHECK(count_of(document, "neighbourhood", "X01000004", "theft") == 40);
  CHECK(count_of(document, "neighbourhood", "X01000000", "all") == 0);
  CHECK(count_of(document, "district", "D1", "all") == 65);
  CHECK(count_of(document, "district", "D2", "all") == 10);
  CHECK(count_of(document, "all", "all", "all") == 75);
  CHECK(document.total == 75);
  // Nine units, two districts, everything; one category and its sum.
  CHECK(document.counts.size() == 24);
  REQUIRE(document.months.size() == 12);
  CHECK(document.months[0].count == 35);
  CHECK(document.months[5].count == 40);
  CHECK(document.months[11].count == 0);
  CHECK(document.base == 5);
  CHECK(document.threshold == 5);
}

TEST_CASE("rates of nine squares have intervals over the rounding", "[profile][hand]") {
  const auto document = document_of(lattice_inputs(kNine));
  const auto& rate = [&](std::size_t unit) { return document.neighbourhoods[unit].rate_per_1000; };
  // 40 stands for 36 to 44: 36 (1 - 1/324 - 1.95996/18)^3 and 45 (1 - 1/405 + 1.95996/(3 sqrt 45))^3.
  CHECK(rate(4).value == Approx(40.0));
  CHECK(rate(4).lower == Approx(25.2106).margin(2e-3));
  CHECK(rate(4).upper == Approx(59.069).margin(2e-2));
  // 10 stands for 6 to 14, exact below and Byar above; 5 for 1 to 9; 0 for 0 to 4.
  CHECK(rate(2).lower == Approx(2.2019).margin(1e-3));
  CHECK(rate(2).upper == Approx(23.491).margin(1e-2));
  CHECK(rate(1).lower == Approx(0.025318).margin(1e-5));
  CHECK(rate(1).upper == Approx(17.0848).margin(1e-3));
  CHECK(rate(0).lower == 0.0);
  CHECK(rate(0).upper == Approx(10.2416).margin(1e-3));
  CHECK(document.neighbourhoods[1].reliability == publish::Reliability::low);
  CHECK(document.neighbourhoods[2].reliability == publish::Reliability::ok);
}

TEST_CASE("a square that stands out alone is of tier C", "[profile][hand]") {
  // 25.2 a thousand is above twice 75 of 9,000; no surroundings differ enough to be hot.
  const auto document = document_of(lattice_inputs(kNine));
  for (std::size_t unit = 0; unit < 9; ++unit) {
    CHECK(document.hotspots[unit].tier == (unit == 4 ? "C" : ""));
  }
}

TEST_CASE("in a block of squares with many incidents those certain of their own are A, a weak one is B",
          "[profile][hand]") {
  // 3 x 3 in the corner of 10 x 10: 50 each and 10 in the middle of the block; 5 everywhere else.
  std::vector<Events> events;
  for (std::uint32_t unit = 0; unit < 100; ++unit) {
    const bool is_block = unit % 10 < 3 && unit / 10 < 3;
    events.push_back({unit, unit == 11 ? 10 : (is_block ? 50 : 5)});
  }
  const auto document = document_of(lattice_inputs(events, 10));
  CHECK(document.hotspots[0].tier == "A");
  CHECK(document.hotspots[1].tier == "A");
  CHECK(document.hotspots[11].label == "hot");
  CHECK(document.hotspots[11].tier == "B");
  CHECK(document.hotspots[99].tier.empty());
  REQUIRE_FALSE(document.clusters.empty());
}

TEST_CASE("premises of a type are counted with the incidents within the radius, split", "[profile][hand]") {
  auto inputs = lattice_inputs(kNine);
  records::PremisesRegister premises;
  premises.type.values = {"P05", "P12", "P06"};
  // The 40 incidents of square 4 lie within 360 m of its (454, 130), all others beyond 600 m. Ten of each type stand at
  // one point of it.
  for (int k = 0; k < 30; ++k) {
    premises.type.codes.push_back(k / 10);
    premises.xy.insert(premises.xy.end(), {1454.0, 1130.0});
  }
  inputs.premises = premises;
  auto options = year_2024();
  options.premises_radius_m = 400.0;
  const auto document = document_of(inputs, options);
  REQUIRE(document.premises_types.size() == 2);
  for (const auto& row : document.premises_types) {
    CHECK(row.type != "P12");
    CHECK(row.premises == 10);
    CHECK(row.with_incident == 10);
    CHECK(row.incidents == 20);
    CHECK(row.location_quotient == Approx(1.0));
    CHECK(row.flag == "none");
  }
  CHECK_FALSE(says(document, "premises are rounded"));
  disclosure::PolicyFields fields;
  fields.premises_threshold = 7;
  options.policy = disclosure::Policy(fields);
  CHECK(says(document_of(inputs, options), "Numbers of premises are rounded to multiples of 10, all other numbers to"));
}

TEST_CASE("without residents there are counts and no rates, and nothing is of tier A or C", "[profile][edges]") {
  auto inputs = lattice_inputs(kNine);
  inputs.areas.population.clear();
  auto options = testing::year_2024();
  options.assured_residents = 100;
  const auto document = document_of(inputs, options);
  CHECK(document.total == 75);
  for (std::size_t unit = 0; unit < 9; ++unit) {
    CHECK(std::isnan(document.neighbourhoods[unit].rate_per_1000.value));
    CHECK((document.hotspots[unit].tier.empty() || document.hotspots[unit].tier == "B"));
  }
  CHECK(says(document, "No residents were given"));
}

TEST_CASE("a square whose residents are not known is withheld, and the manifest says how many", "[profile][edges]") {
  auto inputs = lattice_inputs(kNine);
  inputs.areas.population[4] = std::nan("");
  const auto document = document_of(inputs);
  CHECK_FALSE(document.neighbourhoods[4].count.has_value());
  CHECK(document.neighbourhoods[4].reliability == publish::Reliability::withheld);
  CHECK(std::isnan(document.neighbourhoods[4].rate_per_1000.value));
  CHECK(document.hotspots[4].tier.empty());
  CHECK(says(document, "not known for 1 of 9 neighbourhoods"));
}

TEST_CASE("without levels everything is one level", "[profile][edges]") {
  auto inputs = lattice_inputs(kNine);
  inputs.areas.levels.clear();
  const auto document = document_of(inputs);
  CHECK(document.counts.size() == 20);
  CHECK(document.by_area_level.codes == std::vector<std::string>{"all"});
}

TEST_CASE("one parent is a district; several keep the names of their columns", "[profile][edges]") {
  auto inputs = lattice_inputs(kNine);
  inputs.areas.levels.front().name = "LADCD";
  CHECK(count_of(document_of(inputs), "district", "D1", "all") == 65);
  inputs.areas.levels.push_back({"force", {"F1"}, {"Force"}, std::vector<std::uint32_t>(9, 0)});
  const auto document = document_of(inputs);
  CHECK(count_of(document, "LADCD", "D1", "all") == 65);
  CHECK(count_of(document, "force", "F1", "all") == 75);
}

TEST_CASE("one area alone has a rate and no neighbours", "[profile][edges]") {
  const auto document = document_of(lattice_inputs({{0, 25}}, 1));
  CHECK(document.neighbourhoods[0].count == 25);
  CHECK(document.hotspots[0].label == "island");
  CHECK(document.hotspots[0].tier.empty());
  CHECK(document.clusters.empty());
}

TEST_CASE("incidents that are all in one square", "[profile][edges]") {
  const auto document = document_of(lattice_inputs({{4, 30}}));
  CHECK(document.neighbourhoods[4].count == 30);
  CHECK(document.hotspots[4].tier == "C");
}

TEST_CASE("incidents without a category are all of one", "[profile][edges]") {
  auto inputs = lattice_inputs(kNine);
  inputs.incidents.category = {};
  CHECK(count_of(document_of(inputs), "all", "all", "incidents") == 75);
}

TEST_CASE("incidents that do not say their category are not stated", "[profile][edges]") {
  auto events = kNine;
  events.push_back({0, 10, ""});
  const auto document = document_of(lattice_inputs(events));
  CHECK(count_of(document, "all", "all", "not stated") == 10);
  CHECK(count_of(document, "all", "all", "theft") == 75);
}

TEST_CASE("a category that rounds to nothing is not named, because its name says that somebody is there",
          "[profile][attack]") {
  auto events = kNine;
  events.push_back({0, 1, "rare"});
  CHECK_FALSE(has_category(document_of(lattice_inputs(events)), "rare"));
  auto options = year_2024();
  options.categories = {"rare", "theft"};
  CHECK(count_of(document_of(lattice_inputs(events), options), "all", "all", "rare") == 0);
}

TEST_CASE("without a window the whole quarters of the incidents are taken", "[profile][edges]") {
  auto options = year_2024();
  options.window.reset();
  const auto document = document_of(lattice_inputs({{4, 30, "theft", 2}, {5, 30, "theft", 4}}), options);
  CHECK(document.manifest.window_start == "2024-01-01");
  CHECK(document.manifest.window_end == "2024-06-30");
  CHECK(document.months.size() == 6);
}

TEST_CASE("the internal tier changes nothing, and takes any number of incidents", "[profile][edges]") {
  auto options = year_2024();
  options.policy = disclosure::Policy::preset("internal");
  options.window = profile::Window{"2024-01-10", "2024-02-20"};
  const auto document = document_of(lattice_inputs({{4, 3}, {0, 1}}), options);
  CHECK(document.neighbourhoods[4].count == 3);
  CHECK(document.base == 1);
  CHECK(document.manifest.tier == "internal");
}

TEST_CASE("no incident in the areas: nothing at the partner tier, zeros inside", "[profile][edges]") {
  auto inputs = lattice_inputs(kNine);
  for (double& value : inputs.incidents.xy) {
    value += 1e6;
  }
  CHECK_THROWS_WITH(document_of(inputs), StartsWith("incidents: fewer than the policy's threshold of 5"));
  auto options = year_2024();
  options.policy = disclosure::Policy::preset("internal");
  const auto document = document_of(inputs, options);
  CHECK(document.total == 0);
  CHECK(document.quality.sources.front().outside_areas == 75);
}

TEST_CASE("each input that cannot be profiled is refused with its reason", "[profile][edges]") {
  const auto inputs = lattice_inputs(kNine);
  auto options = year_2024();
  SECTION("no incidents") {
    CHECK_THROWS_WITH(document_of(lattice_inputs({})), StartsWith("incidents: none was accepted"));
  }
  SECTION("no areas") {
    auto without = inputs;
    without.areas = {};
    CHECK_THROWS_WITH(document_of(without), StartsWith("areas: there is none"));
  }
  SECTION("persons asked for and absent") {
    options.counts = geography::CountOf::persons;
    CHECK_THROWS_WITH(document_of(inputs, options), StartsWith("counts = \"persons\": the incidents have no column"));
  }
  SECTION("a category that does not occur") {
    options.categories = {"thefts"};
    CHECK_THROWS_WITH(document_of(inputs, options), Contains("has the category \"thefts\"; did you mean theft?"));
  }
  SECTION("a window without records") {
    options.window = profile::Window{"2019-01-01", "2019-12-31"};
    CHECK_THROWS_WITH(document_of(inputs, options),
                      StartsWith("window = 2019-01-01 to 2019-12-31: must hold incidents; those given run from "
                                 "2024-01 to 2024-06"));
  }
  SECTION("a window that is no quarter") {
    options.window = profile::Window{"2024-01-02", "2024-12-31"};
    CHECK_THROWS_AS(document_of(inputs, options), DisclosureError);
  }
  SECTION("fewer records than the threshold") {
    CHECK_THROWS_WITH(document_of(lattice_inputs({{4, 4}})),
                      StartsWith("incidents: fewer than the policy's threshold"));
  }
  SECTION("fewer persons than the threshold, however many records") {
    options.counts = geography::CountOf::persons;
    CHECK_THROWS_WITH(document_of(lattice_inputs({{4, 30, "theft", 1, "t1"}, {5, 30, "theft", 1, "t2"}}), options),
                      StartsWith("persons: fewer than the policy's threshold"));
  }
  SECTION("everything withheld") {
    auto few = inputs;
    few.areas.population.assign(9, 5.0);
    CHECK_THROWS_WITH(document_of(few), StartsWith("counts: the sum over everything is withheld"));
  }
  SECTION("a report that does not add up") {
    auto wrong = inputs;
    wrong.sources = {{"incidents", 80, 75, 2, {{"start: must be a date", 2}}, ""}};
    CHECK_THROWS_WITH(document_of(wrong), StartsWith("incidents: rows_read = 80"));
    wrong.sources = {{"incidents", 80, 76, 2, {{"start: must be a date", 2}}, ""}};
    CHECK_THROWS_WITH(document_of(wrong), StartsWith("incidents: accepted = 76"));
  }
  SECTION("options outside their range") {
    options.premises_radius_m = 0.0;
    CHECK_THROWS_WITH(document_of(inputs, options), StartsWith("premises_radius_m"));
    options = year_2024();
    options.permutations = 18;
    CHECK_THROWS_WITH(document_of(inputs, options), StartsWith("permutations"));
  }
}

TEST_CASE("a profile that is cancelled stops", "[profile][edges]") {
  const auto token = core::CancellationToken::create();
  token.cancel();
  const core::CancellationScope scope(token);
  CHECK_THROWS_AS(document_of(lattice_inputs(kNine)), Cancelled);
}

TEST_CASE("stages are announced in order, from nothing to the end", "[profile][edges]") {
  std::vector<double> shares;
  (void)profile::problem_profile(lattice_inputs(kNine), year_2024(),
                                 [&](std::string_view, double share) { shares.push_back(share); });
  CHECK(shares.size() >= 5);
  CHECK(std::is_sorted(shares.begin(), shares.end()));
}
