// SPDX-License-Identifier: MIT
/// @file
/// Small worlds to plan for.
#pragma once

#include <algorithm>
#include <cstdint>
#include <random>
#include <vector>

#include "libprofile/risk/outreach_plan.hpp"

namespace libprofile::testing {

struct World {
  std::vector<double> harm;
  std::vector<double> band_hours;
  std::vector<double> travel_hours;
  std::vector<std::uint32_t> district;
  std::vector<std::uint32_t> floors;
  std::vector<std::uint8_t> reserve;
  risk::PlanOptions options;

  [[nodiscard]] risk::PlanAreas areas() const { return {harm, band_hours, travel_hours, district, floors, reserve}; }
  [[nodiscard]] risk::OutreachPlan plan() const { return risk::outreach_plan(areas(), options); }
};

inline World random_world(std::uint32_t seed, std::uint32_t areas, std::uint32_t bands) {
  std::mt19937 random(seed);
  const auto below = [&random](std::uint32_t bound) { return static_cast<std::uint32_t>(random() % bound); };
  World world;
  world.options = {.teams = 1 + below(3),
                   .hours = 1.0 + 0.5 * below(6),
                   .visit_hours = below(2) == 0 ? 1.0 : 0.75,
                   .reserved_share = 0.25 * below(4)};
  const std::uint32_t kinds = 1 + below(9);
  for (std::uint32_t i = 0; i < areas * bands; ++i) {
    world.harm.push_back(below(kinds) + (seed % 3 == 0 ? 0.0 : 0.01 * below(100)));
  }
  world.harm[below(areas * bands)] += 1.0;
  for (std::uint32_t band = 0; band < bands; ++band) {
    world.band_hours.push_back(1.0 + 0.5 * below(7));
  }
  world.band_hours[0] = std::max(world.band_hours[0], world.options.visit_hours);
  for (std::uint32_t i = 0; seed % 4 != 0 && i < areas * areas; ++i) {
    world.travel_hours.push_back(i % (areas + 1) == 0 ? 0.0 : 0.1 * below(12));
  }
  for (std::uint32_t area = 0; area < areas; ++area) {
    world.district.push_back(area % 2);
    world.reserve.push_back(below(3) == 0 ? 1 : 0);
  }
  world.floors = {below(3), below(2)};
  return world;
}

}  // namespace libprofile::testing
