// SPDX-License-Identifier: MIT
#include "libprofile/risk/outreach_plan.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"

#include "support/outreach_plan_by_definition.hpp"
#include "support/plan_worlds.hpp"

using namespace libprofile::risk;
using libprofile::InvalidArgument;
using libprofile::testing::random_world;
using libprofile::testing::World;

namespace {

/// Every rule of a plan, looked up in the result.
void check_rules(const World& world, const OutreachPlan& plan) {
  const std::size_t bands = world.band_hours.size();
  const std::size_t count = world.harm.size() / bands;
  CHECK(plan.rounds.size() <= world.options.teams);
  std::set<std::pair<std::uint32_t, std::size_t>> slots;
  std::vector<std::uint32_t> visits(world.floors.size(), 0);
  double harm = 0.0;
  for (const PlanRound& round : plan.rounds) {
    double hours = world.options.visit_hours * static_cast<double>(round.areas.size());
    double direct = hours;
    for (std::size_t i = 0; i < round.areas.size(); ++i) {
      CHECK(slots.emplace(round.areas[i], round.band).second);
      harm += world.harm[round.areas[i] * bands + round.band];
      if (!visits.empty()) {
        ++visits[world.district[round.areas[i]]];
      }
      if (i > 0 && !world.travel_hours.empty()) {
        direct += world.travel_hours[round.areas[i - 1] * count + round.areas[i]];
      }
    }
    CHECK(round.hours <= direct + 1e-9);
    REQUIRE(round.arrives_h.size() == round.areas.size());
    CHECK(round.arrives_h.front() == 0.0);
    CHECK(round.arrives_h.back() + world.options.visit_hours == Approx(round.hours));
    CHECK(round.hours >= hours - 1e-9);
    CHECK(round.hours <= std::min(world.options.hours, world.band_hours[round.band]) + 1e-9);
  }
  CHECK(harm == Approx(plan.harm));
  for (std::size_t district = 0; district < visits.size(); ++district) {
    CHECK(visits[district] >= world.floors[district]);
  }
}

}  // namespace

TEST_CASE("outreach_plan: one team, three areas in a row, worked on paper", "[risk][hand]") {
  World world;
  world.harm = {5, 1, 6};
  world.band_hours = {4};
  world.travel_hours = {0, 0.5, 1, 0.5, 0, 0.5, 1, 0.5, 0};
  world.options = {.teams = 1, .hours = 3.0, .visit_hours = 1.0, .reserved_share = 0.0};
  // Both ends with the way between them take exactly three hours; all three areas would take four.
  const OutreachPlan plan = world.plan();
  REQUIRE(plan.rounds.size() == 1);
  CHECK(plan.rounds[0].areas == std::vector<std::uint32_t>{0, 2});
  CHECK(plan.rounds[0].hours == Approx(3.0));
  CHECK(plan.harm == 11.0);
  CHECK(plan.bound == 11.0);
  CHECK(plan.gap() == 0.0);
  // Without ways all three fit: 12 in place of 11.
  CHECK(plan.costs.travel.value() == 1.0);
  CHECK_FALSE(plan.costs.floors.has_value());
}

TEST_CASE("outreach_plan: floors and the reserved share cost what is given up for them", "[risk][hand]") {
  World world;
  world.harm = {9, 8, 7, 1, 2};
  world.band_hours = {2};
  world.district = {0, 0, 0, 1, 0};
  world.floors = {0, 1};
  world.reserve = {0, 0, 0, 0, 1};
  world.options = {.teams = 2, .hours = 2.0, .visit_hours = 1.0, .reserved_share = 0.25};
  const OutreachPlan plan = world.plan();
  CHECK(plan.harm == 9 + 8 + 1 + 2);
  CHECK(plan.reserved_target == 1);
  CHECK(plan.reserved_visits == 1);
  CHECK(plan.costs.floors.value() == Approx(6.0));
  CHECK(plan.costs.reserve.value() == Approx(5.0));
  CHECK_FALSE(plan.costs.travel.has_value());
}

TEST_CASE("outreach_plan is the best of all plans of small worlds", "[risk][oracle]") {
  std::size_t impossible = 0;
  std::size_t bound = 0;
  for (std::uint32_t seed = 0; seed < 400; ++seed) {
    const World world = random_world(seed, 1 + seed % 5, 1 + seed % 2);
    const auto visits =
        world.options.teams *
        static_cast<std::size_t>(
            std::min(world.options.hours, *std::max_element(world.band_hours.begin(), world.band_hours.end())) /
                world.options.visit_hours +
            1e-9);
    const auto reserve = static_cast<std::size_t>(std::count(world.reserve.begin(), world.reserve.end(), 1));
    const auto target =
        std::min(static_cast<std::size_t>(std::ceil(world.options.reserved_share * static_cast<double>(visits) - 1e-9)),
                 reserve);
    if (world.options.visit_hours > world.options.hours) {
      continue;
    }
    const PlanAreas areas = world.areas();
    const auto expected = libprofile::testing::outreach_plan_by_definition(areas, world.options, target);
    INFO("seed " << seed);
    if (!expected) {
      CHECK_THROWS_AS(world.plan(), InvalidArgument);
      ++impossible;
      continue;
    }
    const OutreachPlan plan = world.plan();
    check_rules(world, plan);
    CHECK(plan.harm == Approx(expected->harm).epsilon(2e-6));
    CHECK(plan.bound >= expected->harm * (1.0 - 2e-6));
    CHECK(plan.gap() <= 2e-6);
    CHECK(plan.reserved_target == target);
    bound += plan.reserved_visits < target ? 1 : 0;
  }
  CHECK(impossible > 10);
  CHECK(bound > 0);
}

TEST_CASE("outreach_plan: where the search ends early the bound still holds, and the gap says so", "[risk][property]") {
  int found = 0, open = 0, refused = 0;
  for (std::uint32_t seed = 1; seed < 30; ++seed) {
    World world = random_world(seed, 10, 2);
    world.floors = {1, 0};
    world.options.hours = 3.0;
    world.band_hours = {3.0, 3.0};
    const OutreachPlan whole = world.plan();
    world.options.most_nodes = 1;
    try {
      const OutreachPlan plan = world.plan();
      check_rules(world, plan);
      CHECK(plan.bound >= whole.harm * (1.0 - 2e-6));
      CHECK(plan.harm <= whole.harm * (1.0 + 2e-6));
      CHECK(plan.gap() >= 0.0);
      // The gap is what the plan may miss of the bound.
      CHECK(plan.harm >= plan.bound * (1.0 - plan.gap()) * (1.0 - 2e-6));
      ++found;
      open += plan.gap() > 1e-4 ? 1 : 0;
    } catch (const InvalidArgument& error) {
      CHECK_THAT(error.what(), Catch::Contains("most_nodes"));
      ++refused;
    }
  }
  CAPTURE(found, open, refused);
  CHECK(found >= 10);
  CHECK(open >= 1);
}

TEST_CASE("outreach_plan: more of anything never covers less, and each constraint costs at least nothing",
          "[risk][property]") {
  for (std::uint32_t seed = 1; seed <= 5; ++seed) {
    World world = random_world(seed, 9, 3);
    world.floors = {1, 0};
    world.options.hours = 3.0;
    const OutreachPlan plan = world.plan();
    World more = world;
    ++more.options.teams;
    more.options.reserved_share = 0.0;
    World fewer = world;
    fewer.options.reserved_share = 0.0;
    CHECK(more.plan().harm >= fewer.plan().harm * (1.0 - 2e-6));
    CHECK(fewer.plan().harm >= plan.harm * (1.0 - 2e-6));
    CHECK(plan.costs.travel.value_or(0.0) >= 0.0);
    CHECK(plan.costs.floors.value() >= 0.0);
    World scaled = world;
    std::transform(scaled.harm.begin(), scaled.harm.end(), scaled.harm.begin(), [](double x) { return x * 1024.0; });
    const OutreachPlan large = scaled.plan();
    CHECK(large.harm == Approx(plan.harm * 1024.0));
    REQUIRE(large.rounds.size() == plan.rounds.size());
    for (std::size_t i = 0; i < plan.rounds.size(); ++i) {
      CHECK(large.rounds[i].areas == plan.rounds[i].areas);
    }
  }
}

TEST_CASE("outreach_plan gives the same plan for any number of threads", "[risk][property]") {
  const World world = random_world(7, 14, 3);
  World open = world;
  open.floors = {1, 1};
  std::vector<OutreachPlan> plans;
  for (const int threads : {1, 2, 8}) {
    const libprofile::core::ThreadLimit limit(threads);
    plans.push_back(open.plan());
  }
  for (const OutreachPlan& plan : plans) {
    CHECK(plan.harm == plans[0].harm);
    CHECK(plan.bound == plans[0].bound);
    REQUIRE(plan.rounds.size() == plans[0].rounds.size());
    for (std::size_t i = 0; i < plan.rounds.size(); ++i) {
      CHECK(plan.rounds[i].areas == plans[0].rounds[i].areas);
      CHECK(plan.rounds[i].band == plans[0].rounds[i].band);
    }
  }
}

TEST_CASE("outreach_plan: areas on a circle are shared without a gap", "[risk][hand]") {
  // Areas on a circle, equal harm, neighbours a quarter of an hour apart: the best round is an arc, and k teams share
  // 3 k areas without a gap.
  World world;
  constexpr std::size_t kAreas = 16;
  world.harm.assign(kAreas, 1.0);
  world.band_hours = {8};
  world.travel_hours.resize(kAreas * kAreas);
  for (std::size_t i = 0; i < kAreas; ++i) {
    for (std::size_t j = 0; j < kAreas; ++j) {
      const std::size_t apart = i > j ? i - j : j - i;
      world.travel_hours[i * kAreas + j] = 0.25 * static_cast<double>(std::min(apart, kAreas - apart));
    }
  }
  world.options = {.teams = 4, .hours = 3.5, .visit_hours = 1.0};
  const OutreachPlan plan = world.plan();
  CHECK(plan.harm == 12.0);
  CHECK(plan.bound == Approx(12.0).epsilon(2e-6));
}
