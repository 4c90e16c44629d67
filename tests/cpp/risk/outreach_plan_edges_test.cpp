// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <set>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/risk/outreach_plan.hpp"

#include "support/plan_worlds.hpp"

using namespace libprofile::risk;
using libprofile::testing::random_world;
using libprofile::testing::World;

TEST_CASE("outreach_plan: where choices are equally good the earlier areas are visited", "[risk][edges]") {
  World world;
  world.harm.assign(12, 1.0);
  world.band_hours = {3};
  world.options = {.teams = 2, .hours = 2.0, .visit_hours = 1.0};
  std::set<std::uint32_t> visited;
  for (const PlanRound& round : world.plan().rounds) {
    visited.insert(round.areas.begin(), round.areas.end());
  }
  CHECK(visited == std::set<std::uint32_t>{0, 1, 2, 3});
}

TEST_CASE("outreach_plan: one area, and more teams than areas", "[risk][edges]") {
  World world;
  world.harm = {3};
  world.band_hours = {4};
  const OutreachPlan plan = world.plan();
  REQUIRE(plan.rounds.size() == 1);
  CHECK(plan.rounds[0].areas == std::vector<std::uint32_t>{0});
  CHECK(plan.harm == 3.0);
}

TEST_CASE("outreach_plan: harm of a band in which no visit fits decides nothing", "[risk][edges]") {
  World world;
  world.harm = {1e6, 1.0, 0.0, 1.04};  // By area, in a band of half an hour and one of four.
  world.band_hours = {0.5, 4};
  world.options = {.teams = 1, .hours = 1.0, .visit_hours = 1.0};
  const OutreachPlan plan = world.plan();
  REQUIRE(plan.rounds.size() == 1);
  CHECK(plan.rounds[0].areas == std::vector<std::uint32_t>{1});
  CHECK(plan.harm == 1.04);
}

TEST_CASE("outreach_plan refuses what gives no plan, and says what to change", "[risk][edges]") {
  World world = random_world(1, 4, 2);
  world.floors = {0, 0};
  const auto message = [](const World& changed, const char* text) {
    CHECK_THROWS_WITH(changed.plan(), Catch::Contains(text));
  };
  World changed = world;
  changed.options.teams = 0;
  message(changed, "teams = 0");
  changed = world;
  changed.options.hours = 0.0;
  message(changed, "hours = 0");
  changed = world;
  std::fill(changed.harm.begin(), changed.harm.end(), 0.0);
  message(changed, "nothing to plan");
  changed = world;
  changed.harm[2] = std::nan("");
  message(changed, "harm[2]");
  changed = world;
  changed.travel_hours.pop_back();
  message(changed, "travel_hours");
  changed = world;
  changed.options.visit_hours = 24.0;
  message(changed, "visit_hours");
  changed = world;
  changed.floors = {0};
  message(changed, "district[1]");
  changed = world;
  changed.harm.clear();
  message(changed, "harm");
  changed = world;
  changed.band_hours.clear();
  message(changed, "bands");
  changed = world;
  changed.options.most_rounds = 2;
  message(changed, "different rounds");
  changed = world;
  changed.options.teams = 100'000;
  message(changed, "teams = 100000");
  changed = world;
  changed.options.most_nodes = 3'000'000'000;
  message(changed, "most_nodes");
}

TEST_CASE("outreach_plan: floors that no plan reaches say how many visits are possible", "[risk][edges]") {
  World world;
  world.harm = {1, 2, 3};
  world.band_hours = {2};
  world.district = {0, 1, 1};
  world.floors = {2, 2};
  world.options = {.teams = 1, .hours = 2.0, .visit_hours = 1.0};
  CHECK_THROWS_WITH(world.plan(), Catch::Contains("ask for 4 visits, of which no plan makes more than 2"));
}

TEST_CASE("outreach_plan: a cost whose search runs out of nodes is not known, and the plan stands", "[risk][edges]") {
  std::size_t unknown = 0;
  for (const std::uint32_t seed : {1262U, 2246U, 2999U}) {
    World world = random_world(seed, 5, 2);
    const OutreachPlan whole = world.plan();
    CHECK(whole.costs.unknown.empty());
    REQUIRE(whole.costs.travel.has_value());
    world.options.most_nodes = 1;
    const OutreachPlan plan = world.plan();
    CHECK(plan.harm <= whole.bound + 1e-6);
    CHECK_FALSE(plan.rounds.empty());
    unknown += plan.costs.unknown.size();
    for (const PlanRule rule : plan.costs.unknown) {
      CHECK(rule == PlanRule::travel);
      CHECK_FALSE(plan.costs.travel.has_value());
    }
  }
  CHECK(unknown > 0);
}
