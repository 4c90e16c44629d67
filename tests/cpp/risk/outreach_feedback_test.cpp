// SPDX-License-Identifier: MIT
#include "libprofile/risk/outreach_feedback.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <set>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"

#include "support/plan_worlds.hpp"

using namespace libprofile::risk;
using Catch::Matchers::Contains;
using libprofile::InvalidArgument;
using libprofile::testing::random_world;
using libprofile::testing::World;

namespace {

using Vector = std::vector<double>;
using Counts = std::vector<std::uint32_t>;

PlanAreas one_band(const Vector& harm, const Vector& hours) {
  return {harm, hours, {}, {}, {}, {}};
}

World world_without_rules(std::uint32_t seed, std::uint32_t areas, std::uint32_t bands) {
  World world = random_world(seed, areas, bands);
  world.floors.clear();
  world.district.clear();
  return world;
}

/// Areas of a plan, and the reported harm that its visits cover, visit by visit.
std::pair<std::set<std::uint32_t>, double> looked_up(const OutreachPlan& plan, const World& world) {
  std::pair<std::set<std::uint32_t>, double> found;
  for (const PlanRound& round : plan.rounds) {
    for (const std::uint32_t area : round.areas) {
      found.first.insert(area);
      found.second += world.harm[area * world.band_hours.size() + round.band];
    }
  }
  return found;
}

}  // namespace

TEST_CASE("outreach_feedback: one team, two visits, worked on paper", "[risk][hand]") {
  // Reported the first two have most, 9 and 8 of 20. The work itself found 30 in the third: with those the plan goes
  // there and to the first, and covers 9 and 2.
  const Vector harm{9, 8, 2, 1};
  const Vector hours{2};
  const OutreachFeedback found =
      outreach_feedback(one_band(harm, hours), Vector{0, 0, 30, 0}, {.teams = 1, .hours = 2, .reserved_share = 0});
  CHECK(found.visits_without == Counts{1, 1, 0, 0});
  CHECK(found.visits_with_proactive == Counts{1, 0, 1, 0});
  CHECK(found.shared == 0.5);
  CHECK(found.lost == Approx(1.0 - 11.0 / 17.0));
  CHECK(found.without.harm == Approx(17.0));
  CHECK(found.with_proactive.harm == Approx(41.0));
}

TEST_CASE("without proactive records nothing is lost, to the bit", "[risk][edges]") {
  const auto seed = GENERATE(range(0U, 20U));
  const World world = world_without_rules(seed, 6, 2);
  const OutreachFeedback found = outreach_feedback(world.areas(), Vector(world.harm.size(), 0.0), world.options);
  CHECK(found.shared == 1.0);
  CHECK(found.lost == 0.0);
  CHECK(found.visits_without == found.visits_with_proactive);
}

TEST_CASE("where the plan covers nothing there is nothing to lose", "[risk][edges]") {
  // A visit of an hour does not fit into the band in which something is expected.
  const Vector harm{0, 5, 0, 3};
  const Vector hours{2, 0.5};
  const OutreachFeedback found = outreach_feedback(one_band(harm, hours), Vector{1, 0, 0, 0}, {.reserved_share = 0});
  CHECK(found.lost == 0.0);
  CHECK(found.shared <= 1.0);
  CHECK(found.with_proactive.harm == Approx(1.0));
}

TEST_CASE("outreach_feedback refuses what it cannot use", "[risk][edges]") {
  const Vector harm{3, 2};
  const Vector hours{2};
  const PlanAreas areas = one_band(harm, hours);
  CHECK_THROWS_WITH(outreach_feedback(areas, Vector{1}), Contains("values of proactive = 1"));
  CHECK_THROWS_WITH(outreach_feedback(areas, Vector{0, -1}), Contains("proactive[1] = -1"));
  CHECK_THROWS_AS(outreach_feedback(areas, Vector{0, std::numeric_limits<double>::infinity()}), InvalidArgument);
  CHECK_THROWS_AS(outreach_feedback(areas, Vector{0, std::numeric_limits<double>::quiet_NaN()}), InvalidArgument);
  CHECK_THROWS_WITH(outreach_feedback(one_band({}, hours), {}), Contains("at least one area"));
  CHECK_THROWS_WITH(outreach_feedback(areas, Vector{0, 0}, {.teams = 0}), Contains("teams = 0"));
  const Vector none{0, 0};
  CHECK_THROWS_WITH(outreach_feedback(one_band(none, hours), Vector{1, 1}), Contains("nothing to plan"));
}

TEST_CASE("outreach_feedback is two plans and what they share, looked up visit by visit", "[risk][oracle]") {
  for (std::uint32_t seed = 0; seed < 100; ++seed) {
    const World world = world_without_rules(seed, 2 + seed % 6, 1 + seed % 3);
    const World other = world_without_rules(seed + 1000, 2 + seed % 6, 1 + seed % 3);
    const OutreachFeedback found = outreach_feedback(world.areas(), other.harm, world.options);
    World all = world;
    std::transform(all.harm.begin(), all.harm.end(), other.harm.begin(), all.harm.begin(), std::plus<>());
    CHECK(found.without.harm == world.plan().harm);
    CHECK(found.with_proactive.harm == all.plan().harm);
    const auto [ours, covered] = looked_up(found.without, world);
    const auto [theirs, followed] = looked_up(found.with_proactive, world);
    std::vector<std::uint32_t> both;
    std::set_intersection(ours.begin(), ours.end(), theirs.begin(), theirs.end(), std::back_inserter(both));
    if (!ours.empty()) {
      CHECK(found.shared == static_cast<double>(both.size()) / static_cast<double>(ours.size()));
    }
    CHECK(found.lost == Approx(covered > 0.0 ? std::max(0.0, 1.0 - followed / covered) : 0.0).margin(1e-12));
    const OutreachPlan alone = world.plan();
    CHECK(std::accumulate(found.visits_without.begin(), found.visits_without.end(), std::size_t{0}) ==
          std::accumulate(alone.rounds.begin(), alone.rounds.end(), std::size_t{0},
                          [](auto sum, const PlanRound& round) { return sum + round.areas.size(); }));
  }
}

TEST_CASE("proactive records in the proportions of the reported ones move nothing, and harm has no unit",
          "[risk][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const World world = world_without_rules(seed, 6, 2);
  Vector more = world.harm;
  std::transform(more.begin(), more.end(), more.begin(), [](double one) { return 3.0 * one; });
  const OutreachFeedback same = outreach_feedback(world.areas(), more, world.options);
  CHECK(same.shared == 1.0);
  CHECK(same.lost == 0.0);
  const World other = world_without_rules(seed + 1000, 6, 2);
  const OutreachFeedback found = outreach_feedback(world.areas(), other.harm, world.options);
  World scaled = world;
  Vector extra = other.harm;
  for (Vector* values : {&scaled.harm, &extra}) {
    std::transform(values->begin(), values->end(), values->begin(), [](double one) { return 4.0 * one; });
  }
  const OutreachFeedback again = outreach_feedback(scaled.areas(), extra, world.options);
  CHECK(again.visits_with_proactive == found.visits_with_proactive);
  CHECK(again.lost == Approx(found.lost).margin(1e-12));
}
