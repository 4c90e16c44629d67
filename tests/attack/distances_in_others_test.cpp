// SPDX-License-Identifier: MIT
/// @file
/// Whoever has the register knows that what lies near clubs that all stand in pubs lies near pubs, and that it all lies
/// in one area: what does a part that was released tell of the whole?
#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <optional>
#include <set>
#include <string>
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
using disclosure::ProtectedPremises;
using testing::test_key;

namespace {

constexpr std::int64_t kBase = 5;

/// Bands and areas are many, so that sums do not let each go to the nearest multiple.
constexpr std::size_t kRest = 6;
using Rest = std::array<std::int64_t, kRest>;

/// Incidents near clubs, near other pubs alone, elsewhere in the area of the clubs, and all others: by further bands of
/// clubs, by those of pubs, and by area.
struct World {
  std::int64_t clubs;
  std::int64_t pubs;
  std::int64_t area;
  std::int64_t all;
  Rest from_clubs;
  Rest from_pubs;
  Rest of_areas;
};

World random_world(std::uint64_t seed) {
  const core::Philox random(seed, core::Stream::testing);
  std::uint32_t k = 0;
  const auto draw = [&](std::uint32_t below) { return static_cast<std::int64_t>(random.below(below, k++, 0, 0)); };
  World world{5 + draw(20), draw(3), draw(3), 150, {}, {}, {}};
  const auto share = [&](Rest& rest, std::int64_t left) {
    for (std::size_t i = 0; i + 1 < kRest; ++i) {
      rest.at(i) = 5 + draw(15);
      left -= rest.at(i);
    }
    rest.back() = left;
  };
  share(world.from_clubs, world.all - world.clubs);
  share(world.from_pubs, world.all - world.clubs - world.pubs);
  share(world.of_areas, world.all - world.clubs - world.area);
  return world;
}

std::vector<std::int64_t> with(std::int64_t first, const Rest& rest) {
  std::vector<std::int64_t> counts{first};
  counts.insert(counts.end(), rest.begin(), rest.end());
  return counts;
}

std::vector<std::string> labels() {
  std::vector<std::string> names{"0 to 50 m"};
  for (std::size_t i = 0; i < kRest; ++i) {
    names.push_back("further " + std::to_string(i));
  }
  return names;
}

/// The first number of a list that is rounded for itself.
std::optional<std::int64_t> first_of(const char* name, const std::vector<std::int64_t>& counts, const World& world) {
  return disclosure::protect_list({.name = name, .labels = labels(), .counts = counts, .pinned_total = world.all},
                                  Policy(), test_key())
      .value()
      .counts.front()
      .count;
}

/// What is shown, nothing where it is withheld: near clubs, near pubs, in the area of the clubs.
using Shown = std::array<std::optional<std::int64_t>, 3>;

std::optional<std::int64_t> area_shown(const World& world) {
  return first_of("areas", with(world.clubs + world.area, world.of_areas), world);
}

Shown through_the_gate(const World& world) {
  const disclosure::PremisesTable register_of{.types = {"clubs", "pubs"},
                                              .groups = {"all"},
                                              .premises = {60, 60},
                                              .with_incident = {0, 0},
                                              .incidents = {0, 0}};
  const ProtectedPremises premises = disclosure::protect_premises(register_of, Policy(), test_key()).value();
  const std::vector<std::int64_t> clubs = with(world.clubs, world.from_clubs);
  const std::vector<std::int64_t> pubs = with(world.clubs + world.pubs, world.from_pubs);
  DistanceTable table{.types = {"clubs", "pubs"}, .bands = labels(), .inner = 0, .outer = 1};
  table.all_within_are_near = false;
  table.incidents = clubs;
  table.incidents.insert(table.incidents.end(), pubs.begin(), pubs.end());
  table.largest.assign(2 * kRest, 0);
  table.land_km2.assign(2 * kRest, 0.4);
  table.pinned_total = world.all;
  table = testing::without_bounds(table);
  // Near clubs is near pubs; all near clubs lies in their area.
  table.reach[clubs.size()] = 0;
  table.most[0] = *area_shown(world);
  const auto released = protect_distances(table, premises, Policy(), test_key()).value();
  return {released.incidents.front().count, released.incidents[clubs.size()].count, area_shown(world)};
}

/// The same lists, of which none knows of the other.
Shown each_for_itself(const World& world) {
  return {first_of("clubs", with(world.clubs, world.from_clubs), world),
          first_of("pubs", with(world.clubs + world.pubs, world.from_pubs), world), area_shown(world)};
}

bool is_near(std::int64_t raw, const std::optional<std::int64_t>& released) {
  return !released || std::abs(raw - *released) < kBase;
}

/// The fewest values that a number which is shown can have, and whether one is certainly one to four.
struct Learned {
  std::size_t fewest_values = std::numeric_limits<std::size_t>::max();
  bool is_certainly_few = false;
};

Learned learn(const Shown& shown) {
  constexpr std::int64_t kMost = 45;
  std::array<std::set<std::int64_t>, 3> possible;
  for (std::int64_t clubs = 0; clubs <= kMost; ++clubs) {
    for (std::int64_t pubs = clubs; pubs <= kMost; ++pubs) {
      for (std::int64_t area = clubs; area <= kMost; ++area) {
        if (is_near(clubs, shown[0]) && is_near(pubs, shown[1]) && is_near(area, shown[2])) {
          possible[0].insert(clubs);
          possible[1].insert(pubs);
          possible[2].insert(area);
        }
      }
    }
  }
  Learned learned;
  for (const auto& values : possible) {
    learned.fewest_values = std::min(learned.fewest_values, values.size());
    learned.is_certainly_few =
        learned.is_certainly_few || (!values.empty() && *values.begin() >= 1 && *values.rbegin() < kBase);
  }
  return learned;
}

bool is_open(const Learned& learned) {
  return learned.fewest_values < static_cast<std::size_t>(kBase) || learned.is_certainly_few;
}

}  // namespace

TEST_CASE("whoever knows what lies in what learns nothing from incidents by distance of two types and an area",
          "[disclosure][attack]") {
  std::size_t shown = 0;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    const Shown released = through_the_gate(random_world(seed));
    shown += released[0] ? 1 : 0;
    INFO("seed " << seed);
    CHECK_FALSE(is_open(learn(released)));
  }
  // Most that is released apart does not contradict, and stays.
  CHECK(shown >= 150);
}

TEST_CASE("positive control: lists that do not know of one another are narrowed by what lies in what",
          "[disclosure][attack]") {
  std::size_t open = 0;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    open += is_open(learn(each_for_itself(random_world(seed)))) ? 1 : 0;
  }
  CHECK(open >= 10);
}
