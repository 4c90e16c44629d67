// SPDX-License-Identifier: MIT
/// @file
/// Incidents by distance beside incidents near premises: what does an attacker learn from both?
#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <set>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/random.hpp"
#include "libprofile/disclosure/protect_distances.hpp"
#include "libprofile/disclosure/protect_list.hpp"

#include "support/distance_tables.hpp"
#include "support/rounding_by_definition.hpp"

using namespace libprofile;
using disclosure::DistanceTable;
using disclosure::Policy;
using disclosure::PremisesTable;
using disclosure::ProtectedPremises;
using testing::test_key;

namespace {

constexpr std::int64_t kBase = 5;
constexpr std::int64_t kThreshold = 5;

/// What is true: incidents of two bands within the radius of type A and beyond it, and those given to A and to B.
struct World {
  std::int64_t nearer;
  std::int64_t near;
  std::int64_t further;
  std::int64_t given;
  std::int64_t to_others;
};

/// Where bands are of one ring only, the second of both is empty.
enum class Rings { one, two };

World random_world(std::uint64_t seed, Rings rings) {
  const core::Philox random(seed, core::Stream::testing);
  const auto draw = [&](std::uint32_t below, std::uint32_t k) {
    return static_cast<std::int64_t>(random.below(below, k, 0, 0));
  };
  World world{draw(9, 0), rings == Rings::two ? draw(9, 1) : 0, 40 + draw(20, 2), 0, 0};
  // Mostly nothing else stands around, so that all within the radius is given to A.
  const std::int64_t within = world.nearer + world.near;
  world.to_others = draw(3, 3) == 0 ? std::min(within, draw(4, 4)) : 0;
  world.given = within - world.to_others;
  return world;
}

ProtectedPremises premises_of(const World& world, const Policy& policy) {
  const PremisesTable table{.types = {"A", "B"},
                            .groups = {"all"},
                            .premises = {60, 60},
                            .with_incident = {world.given > 0 ? 12 : 0, world.to_others > 0 ? 8 : 0},
                            .incidents = {world.given, world.to_others}};
  return disclosure::protect_premises(table, policy, test_key()).value();
}

DistanceTable distances_of(const World& world) {
  const std::int64_t all = world.nearer + world.near + world.further;
  return testing::without_bounds(
      {.types = {"A", "B"},
       .bands = {"0 to 50 m", "50 to 100 m", "further"},
       .inner = 2,
       .outer = 2,
       .incidents = {world.nearer, world.near, world.further, world.to_others, 0, all - world.to_others},
       .largest = {world.nearer / 2, world.near / 2, world.to_others / 2, 0},
       .land_km2 = {0.4, 1.2, 0.4, 1.2},
       .pinned_total = all / kBase * kBase});
}

/// Numbers as they are shown of A.
struct Shown {
  std::array<std::int64_t, 2> bands;
  disclosure::ProtectedPremisesCell cell;
  std::optional<std::int64_t> all;
  Rings rings;
};

bool is_near(std::int64_t raw, const std::optional<std::int64_t>& released) {
  return !released || std::abs(raw - *released) < kBase;
}

struct Learned {
  std::size_t fewest_values = 1000;
  bool is_certainly_few = false;
};

void look_at(Learned& learned, const std::set<std::int64_t>& possible) {
  learned.fewest_values = std::min(learned.fewest_values, possible.size());
  learned.is_certainly_few =
      learned.is_certainly_few || (!possible.empty() && *possible.begin() >= 1 && *possible.rbegin() < kThreshold);
}

/// What fits, by every world: incidents given to A lie within its radius, and all that do are given to some type.
Learned learn(const Shown& shown) {
  std::array<std::set<std::int64_t>, 4> possible;
  constexpr std::int64_t kMost = 30;
  const std::int64_t most_near = shown.rings == Rings::one ? 0 : kMost;
  for (std::int64_t nearer = 0; nearer <= kMost; ++nearer) {
    for (std::int64_t near = 0; near <= most_near; ++near) {
      for (std::int64_t given = 0; given <= nearer + near; ++given) {
        const bool is_some = shown.cell.with_incident.count.value_or(0) == 0 || nearer + near >= 1;
        const bool fits = is_near(nearer, shown.bands[0]) && is_near(near, shown.bands[1]) &&
                          is_near(given, shown.cell.incidents.count) && is_some &&
                          (!shown.all || nearer + near <= *shown.all + kBase - 1);
        if (fits) {
          possible[0].insert(nearer);
          // Whoever knows the register may know that no place lies in the second ring.
          possible[1].insert(shown.rings == Rings::one ? nearer : near);
          possible[2].insert(given);
          possible[3].insert(nearer + near);
        }
      }
    }
  }
  Learned learned;
  for (const auto& values : possible) {
    look_at(learned, values);
  }
  return learned;
}

}  // namespace

TEST_CASE("bands of distance beside incidents near premises leave five values or more, none certainly few",
          "[disclosure][attack]") {
  const auto rings = GENERATE(Rings::one, Rings::two);
  std::size_t shown = 0;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    const World world = random_world(seed, rings);
    const ProtectedPremises premises = premises_of(world, Policy());
    const auto table = protect_distances(distances_of(world), premises, Policy(), test_key()).value();
    if (!table.incidents[0].count) {
      continue;
    }
    ++shown;
    const Learned learned = learn({{*table.incidents[0].count, *table.incidents[1].count},
                                   premises.by_type[0],
                                   premises.all.incidents.count,
                                   rings});
    INFO("seed " << seed);
    CHECK(learned.fewest_values >= static_cast<std::size_t>(kBase));
    CHECK_FALSE(learned.is_certainly_few);
  }
  CHECK(shown >= 60);
}

TEST_CASE("positive control: without the rule the same lists are narrowed by incidents near premises",
          "[disclosure][attack]") {
  std::size_t broken = 0;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    const World world = random_world(seed, Rings::one);
    const ProtectedPremises premises = premises_of(world, Policy());
    const DistanceTable raw = distances_of(world);
    const auto list = disclosure::protect_list({.name = "distances",
                                                .labels = raw.bands,
                                                .counts = {raw.incidents.begin(), raw.incidents.begin() + 3},
                                                .pinned_total = raw.pinned_total},
                                               Policy(), test_key())
                          .value();
    const Learned learned = learn({{*list.counts[0].count, *list.counts[1].count},
                                   premises.by_type[0],
                                   premises.all.incidents.count,
                                   Rings::one});
    broken += learned.fewest_values < static_cast<std::size_t>(kBase) || learned.is_certainly_few ? 1 : 0;
  }
  CHECK(broken >= 5);
}

TEST_CASE("a band that is mostly one premises' is withheld with its whole type, and cannot be had by subtraction",
          "[disclosure][attack]") {
  const World world{40, 20, 100, 60, 0};
  DistanceTable raw = distances_of(world);
  raw.largest[0] = 21;
  const auto table = protect_distances(raw, premises_of(world, Policy()), Policy(), test_key()).value();
  for (std::size_t band = 0; band < 3; ++band) {
    CHECK_FALSE(table.incidents[band].count.has_value());
  }
  CHECK(table.total.count == 160);
  // Positive controls: half is not more than half, and the internal tier shows all.
  raw.largest[0] = 20;
  CHECK(protect_distances(raw, premises_of(world, Policy()), Policy(), test_key()).value().incidents[0].count == 40);
  raw.largest[0] = 40;
  const Policy internal = Policy::preset("internal");
  CHECK(protect_distances(raw, premises_of(world, internal), internal, test_key()).value().incidents[0].count == 40);
}

TEST_CASE("a type whose premises are withheld has no distances", "[disclosure][attack]") {
  const World world{40, 20, 100, 60, 0};
  const PremisesTable few{
      .types = {"A", "B"}, .groups = {"all"}, .premises = {2, 60}, .with_incident = {1, 30}, .incidents = {3, 57}};
  const auto premises = disclosure::protect_premises(few, Policy(), test_key()).value();
  REQUIRE_FALSE(premises.by_type[0].premises.count.has_value());
  const auto table = protect_distances(distances_of(world), premises, Policy(), test_key()).value();
  CHECK_FALSE(table.incidents[0].count.has_value());
  CHECK_FALSE(table.incidents[2].count.has_value());
  CHECK_FALSE(table.land_km2[0] > 0.0);
}
