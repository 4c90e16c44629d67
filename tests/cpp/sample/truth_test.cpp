// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <set>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/geography/contiguity.hpp"
#include "libprofile/sample/partnership.hpp"

using namespace libprofile::sample;

namespace {

std::set<std::uint32_t> neighbours(const libprofile::geography::Weights& weights, std::uint32_t unit) {
  const auto found = weights.neighbours_of(unit);
  return {found.begin(), found.end()};
}

}  // namespace

TEST_CASE("hotspots are connected, keep apart, and have the documented strength", "[sample][property]") {
  const Partnership made = partnership({.seed = GENERATE(0U, 1U, 2U, 3U, 4U)});
  const auto weights = libprofile::geography::queen(made.place.areas.polygons);
  CHECK(made.hotspots.size() == 8);
  std::set<std::uint32_t> taken;
  for (const Hotspot& hotspot : made.hotspots) {
    CHECK(hotspot.units.size() >= 3);
    CHECK(hotspot.units.size() <= 6);
    CHECK(hotspot.relative_risk >= 4.0);
    CHECK(hotspot.relative_risk <= 8.0);
    CHECK(std::is_sorted(hotspot.units.begin(), hotspot.units.end()));
    std::set<std::uint32_t> reached{hotspot.units.front()};
    for (std::size_t step = 0; step < hotspot.units.size(); ++step) {
      for (const std::uint32_t unit : std::set(reached)) {
        for (const std::uint32_t other : neighbours(weights, unit)) {
          CHECK(taken.count(other) == 0);
          if (std::binary_search(hotspot.units.begin(), hotspot.units.end(), other)) {
            reached.insert(other);
          }
        }
      }
    }
    CHECK(reached.size() == hotspot.units.size());
    taken.insert(hotspot.units.begin(), hotspot.units.end());
  }
}

TEST_CASE("a hotspot's units have as many more incidents in its window as its relative risk says",
          "[sample][property]") {
  // Rows enough that chance is small. The sum over all hotspots is compared: rate inside the window over outside it.
  const Partnership made = partnership({.seed = 1, .incidents = 400'000});
  for (const Hotspot& hotspot : made.hotspots) {
    const int days = hotspot.end_day - hotspot.first_day;
    if (days == kWindowDays) {
      continue;
    }
    double inside = 0.0;
    double outside = 0.0;
    for (std::size_t i = 0; i < made.incidents.size(); ++i) {
      const auto& rows = made.incidents;
      if (rows.agency[i] == Agency::police &&
          std::binary_search(hotspot.units.begin(), hotspot.units.end(), rows.unit[i])) {
        const auto day = (rows.start_s[i] - kWindowStart_s) / 86'400;
        (day >= hotspot.first_day && day < hotspot.end_day ? inside : outside) += 1.0;
      }
    }
    const double ratio = inside / days / (outside / (kWindowDays - days));
    CHECK(ratio == Approx(hotspot.relative_risk).epsilon(0.15));
  }
}

TEST_CASE("incidents at premises follow the relative risks of their types", "[sample][property]") {
  const Partnership made = partnership({.seed = 2, .incidents = 400'000});
  std::array<double, kPremisesKinds.size()> incidents{};
  std::array<double, kPremisesKinds.size()> premises{};
  for (const std::uint8_t kind : made.premises.kind) {
    premises[kind] += 1.0;
  }
  for (const std::uint32_t at : made.incidents.premises) {
    if (at != kNone) {
      incidents[made.premises.kind[at]] += 1.0;
    }
  }
  constexpr std::size_t kShop = 6;
  static_assert(kPremisesKinds[kShop].code == "P07");
  for (std::size_t kind = 0; kind < kPremisesKinds.size(); ++kind) {
    if (premises[kind] >= 100.0) {
      const double ratio = incidents[kind] / premises[kind] / (incidents[kShop] / premises[kShop]);
      // Types that happen to stand in hotspots are raised by chance: no closer than a third.
      CHECK(ratio == Approx(kPremisesKinds[kind].relative_risk).epsilon(0.34));
    }
  }
}
