// SPDX-License-Identifier: MIT
/// @file
/// Nine squares with something missing, few or withheld, and what a profile refuses.
#include <algorithm>
#include <cmath>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"

#include "support/profile_document.hpp"

using namespace libprofile;
using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;
using testing::count_of;
using testing::document_of;
using testing::has_category;
using testing::kNine;
using testing::lattice_inputs;
using testing::says;
using testing::year_2024;

TEST_CASE("without residents there are counts and no rates, and tiers go by counts", "[profile][edges]") {
  auto inputs = lattice_inputs(kNine);
  inputs.areas.population.clear();
  auto options = testing::year_2024();
  options.assured_residents = 100;
  const auto document = document_of(inputs, options);
  CHECK(document.total == 75);
  for (std::size_t unit = 0; unit < 9; ++unit) {
    CHECK(std::isnan(document.neighbourhoods[unit].rate_per_1000.value));
    CHECK(document.hotspots[unit].tier == (unit == 4 ? "A" : ""));
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
  CHECK(document.hotspots[4].tier == "A");
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
