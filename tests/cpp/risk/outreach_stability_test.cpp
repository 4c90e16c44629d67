// SPDX-License-Identifier: MIT
#include "libprofile/risk/outreach_stability.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"

using namespace libprofile::risk;
using libprofile::core::ThreadLimit;
using libprofile::geography::PlanarView;

namespace {

using Vector = std::vector<double>;

struct World {
  Vector events;
  Vector places;
  std::vector<std::uint32_t> area;
  std::size_t areas = 0;
  StabilityOptions options;

  [[nodiscard]] Stability stability() const {
    return outreach_stability(PlanarView(events), {PlanarView(places), area, areas}, options);
  }
};

/// Areas are columns of 300 m over ground of 1200 x 900 m, a place every 100 m.
World world_of(std::uint32_t seed, std::size_t events) {
  std::mt19937 random(seed);
  World world;
  for (std::uint32_t x = 0; x < 12; ++x) {
    for (std::uint32_t y = 0; y < 9; ++y) {
      world.places.insert(world.places.end(), {100.0 * x + 50.0, 100.0 * y + 50.0});
      world.area.push_back(x / 3);
    }
  }
  world.areas = 4;
  for (std::size_t i = 0; i < events; ++i) {
    world.events.push_back(static_cast<double>(random() % 1600) - 100.0);
    world.events.push_back(static_cast<double>(random() % 1200) - 100.0);
  }
  world.options = {.sizes_m = {150.0, 300.0}, .top_share = 0.05 + 0.1 * static_cast<double>(seed % 9), .resamples = 0};
  return world;
}

/// Straight from the words: each place asks for itself how much of its cell is taken.
Vector by_definition(const World& world) {
  Vector sum(world.areas, 0.0);
  Vector places(world.areas, 0.0);
  const auto cell = [](const Vector& xy, std::size_t i, double size, int shift) {
    return std::pair(std::floor(xy[2 * i] / size - shift % 3 / 3.0),
                     std::floor(xy[2 * i + 1] / size - shift / 3 / 3.0));
  };
  const std::size_t count = world.places.size() / 2;
  for (const double size : world.options.sizes_m) {
    for (int shift = 0; shift < 9; ++shift) {
      std::map<std::pair<double, double>, int> events;
      for (std::size_t i = 0; i < world.events.size() / 2; ++i) {
        ++events[cell(world.events, i, size, shift)];
      }
      for (std::size_t i = 0; i < count; ++i) {
        const int mine = events[cell(world.places, i, size, shift)];
        double more = 0.0;
        double equal = 0.0;
        for (std::size_t j = 0; j < count; ++j) {
          const int theirs = events[cell(world.places, j, size, shift)];
          more += theirs > mine ? 1.0 : 0.0;
          equal += theirs == mine ? 1.0 : 0.0;
        }
        const double left = world.options.top_share * static_cast<double>(count) - more;
        sum[world.area[i]] += std::clamp(left / equal, 0.0, 1.0);
        places[world.area[i]] += 1.0;
      }
    }
  }
  for (std::size_t area = 0; area < sum.size(); ++area) {
    sum[area] /= places[area];
  }
  return sum;
}

}  // namespace

TEST_CASE("outreach_stability: one place that holds every event is found wherever the grid lies", "[risk]") {
  World world = world_of(1, 0);
  for (int i = 0; i < 20; ++i) {
    world.events.insert(world.events.end(), {150.0, 450.0});
  }
  world.options = {.sizes_m = {300.0}, .top_share = 1.0 / 12.0, .resamples = 20};
  const Stability found = world.stability();
  // Nine places are taken. Unshifted, the cell is nine of the 27 of the first area; shifted by 100 m six of them are
  // its own; shifted by 200 m all six that have ground, and the three left over are shared among the 102 others.
  CHECK(found.as_given[0] == Approx((9.0 + 6.0 + 6.0 + 21.0 * 3.0 / 102.0) / 27.0 / 3.0));
  CHECK(found.as_given[1] == Approx((3.0 + 27.0 * 3.0 / 102.0) / 27.0 / 3.0));
  // However often it is drawn again, it is the only place.
  CHECK(found.stability[0] == Approx(found.as_given[0]));
}

TEST_CASE("outreach_stability is its definition", "[risk][oracle]") {
  for (std::uint32_t seed = 0; seed < 60; ++seed) {
    const World world = world_of(seed, 1 + seed % 40);
    const Vector expected = by_definition(world);
    const Stability found = world.stability();
    for (std::size_t area = 0; area < world.areas; ++area) {
      CHECK(found.stability[area] == Approx(expected[area]).margin(1e-12));
      CHECK(found.as_given[area] == Approx(expected[area]).margin(1e-12));
      const double mean = (found.by_size[area * 2] + found.by_size[area * 2 + 1]) / 2.0;
      CHECK(mean == Approx(expected[area]).margin(1e-12));
    }
  }
}

TEST_CASE("outreach_stability with drawings is the mean of definitions of events drawn again", "[risk][oracle]") {
  constexpr std::size_t kDrawings = 400;
  for (std::uint32_t seed = 0; seed < 3; ++seed) {
    World world = world_of(seed, 6 + 10 * seed);
    world.options.sizes_m = {300.0};
    world.options.top_share = 0.2;
    Vector sum = by_definition(world), squares(world.areas, 0.0);
    const Vector as_given = sum;
    std::mt19937 random(100 + seed);
    const std::size_t events = world.events.size() / 2;
    for (std::size_t drawing = 0; drawing < kDrawings; ++drawing) {
      World again = world;
      for (std::size_t i = 0; i < events; ++i) {
        const std::size_t from = random() % events;
        again.events[2 * i] = world.events[2 * from];
        again.events[2 * i + 1] = world.events[2 * from + 1];
      }
      const Vector one = by_definition(again);
      for (std::size_t area = 0; area < world.areas; ++area) {
        sum[area] += one[area];
        squares[area] += one[area] * one[area];
      }
    }
    // The share as given counts as one drawing; 19 more make it a twentieth.
    World few = world;
    few.options.resamples = 19;
    world.options.resamples = kDrawings;
    const Stability found = world.stability(), of_few = few.stability();
    double away = 0.0;
    for (std::size_t area = 0; area < world.areas; ++area) {
      const double mean = (sum[area] - as_given[area]) / kDrawings;
      const double deviation = std::sqrt(squares[area] / kDrawings - mean * mean);
      CHECK(found.stability[area] ==
            Approx(sum[area] / (1 + kDrawings)).margin(4.0 * deviation * std::sqrt(2.0 / kDrawings)));
      CHECK(of_few.stability[area] ==
            Approx((as_given[area] + 19.0 * mean) / 20.0).margin(4.0 * deviation / std::sqrt(19.0)));
      away = std::max(away, std::abs(mean - as_given[area]) / (deviation * std::sqrt(2.0 / kDrawings)));
    }
    // Taking what is given for what is drawn would be seen.
    CHECK(away > 4.0);
  }
}

TEST_CASE("outreach_stability: shares of ground add up to the share that is taken", "[risk][property]") {
  for (std::uint32_t seed = 0; seed < 20; ++seed) {
    World world = world_of(seed, 30);
    world.options.resamples = 10;
    const Stability found = world.stability();
    double mean = 0.0;
    for (const double share : found.stability) {
      CHECK((share >= 0.0 && share <= 1.0));
      mean += share / 4.0;
    }
    CHECK(mean == Approx(world.options.top_share));
  }
}

TEST_CASE("outreach_stability: few events that are drawn again say less than many", "[risk][property]") {
  World few = world_of(5, 0);
  World many = few;
  for (int i = 0; i < 400; ++i) {
    const Vector place = i % 5 < 2 ? Vector{150.0, 450.0} : Vector{300.0 * (1 + i % 3) + 150.0, 450.0};
    many.events.insert(many.events.end(), place.begin(), place.end());
    if (i < 15) {
      few.events.insert(few.events.end(), place.begin(), place.end());
    }
  }
  few.options = many.options = {.sizes_m = {300.0}, .top_share = 1.0 / 12.0, .resamples = 200};
  CHECK(many.stability().stability[0] == Approx(many.stability().as_given[0]).margin(1e-3));
  CHECK(few.stability().stability[0] < few.stability().as_given[0] - 0.02);
}

TEST_CASE("outreach_stability: the same for any number of threads and another order of the ground",
          "[risk][property]") {
  World world = world_of(3, 50);
  world.options.resamples = 15;
  const Stability found = world.stability();
  for (const int threads : {1, 2, 8}) {
    const ThreadLimit limit(threads);
    CHECK(world.stability().stability == found.stability);
  }
  World other = world;
  for (std::size_t i = 0; i < world.area.size(); ++i) {
    const std::size_t from = world.area.size() - 1 - i;
    other.area[i] = world.area[from];
    other.places[2 * i] = world.places[2 * from];
    other.places[2 * i + 1] = world.places[2 * from + 1];
  }
  for (std::size_t area = 0; area < 4; ++area) {
    CHECK(other.stability().stability[area] == Approx(found.stability[area]).margin(1e-12));
  }
}

TEST_CASE("outreach_stability refuses what it cannot answer", "[risk][edges]") {
  const World world = world_of(1, 5);
  const auto message = [](const World& changed, const char* text) {
    CHECK_THROWS_WITH(changed.stability(), Catch::Contains(text));
  };
  World changed = world;
  changed.events.clear();
  message(changed, "events");
  changed = world;
  changed.places.clear();
  changed.area.clear();
  message(changed, "ground");
  changed = world;
  changed.area[3] = 9;
  message(changed, "area[3]");
  changed = world;
  changed.events[4] = std::nan("");
  message(changed, "events");
  changed = world;
  changed.options.sizes_m = {};
  message(changed, "sizes_m");
  changed = world;
  changed.options.sizes_m = {500.0, 0.0};
  message(changed, "sizes_m[1]");
  changed = world;
  changed.options.top_share = 0.0;
  message(changed, "top_share");
  changed = world;
  changed.options.resamples = 1'000'000'000;
  message(changed, "resamples");
  changed = world;
  changed.events[0] = 1e300;
  message(changed, "metres");
  changed = world;
  changed.areas = 5;
  CHECK(std::isnan(changed.stability().stability[4]));
}
