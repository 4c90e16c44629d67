// SPDX-License-Identifier: MIT
#include "libprofile/sample/detail/hotspots.hpp"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "libprofile/sample/detail/draws.hpp"

namespace libprofile::sample::detail {
namespace {

constexpr std::uint32_t kAreasPerHotspot = 75;
// A seed stands where people live and premises are, or there is nothing to multiply.
constexpr double kFewestResidents = 1'000.0;
constexpr std::uint32_t kFewestPremises = 5;
// April to September, July to December, January to June.
constexpr std::array<std::pair<std::int32_t, std::int32_t>, 3> kHalfYears{{{91, 274}, {182, 366}, {0, 182}}};

/// Units that may not join another hotspot: members and those near them.
class Ground {
 public:
  Ground(const Lattice& lattice, const Place& place, const Premises& premises)
      : lattice_(lattice),
        is_taken_(place.areas.size(), false),
        is_fit_(place.areas.size(), false),
        is_busy_(place.areas.size(), false) {
    std::vector<std::uint32_t> held(place.areas.size(), 0);
    for (const std::uint32_t unit : premises.unit) {
      ++held[unit];
    }
    for (std::size_t unit = 0; unit < held.size(); ++unit) {
      is_fit_[unit] = place.areas.population[unit] >= kFewestResidents && held[unit] >= kFewestPremises;
      is_busy_[unit] = held[unit] * place.areas.size() >= premises.size();
    }
  }

  /// Where a hotspot may begin: at least as busy as most.
  [[nodiscard]] bool is_seed(std::uint32_t unit) const { return is_free(unit) && is_busy_[unit]; }
  [[nodiscard]] bool is_free(std::uint32_t unit) const { return is_fit_[unit] && !is_taken_[unit]; }

  /// Members and everything within two steps of them.
  void take(const std::vector<std::uint32_t>& units) {
    std::vector<std::uint32_t> ring = units;
    for (int step = 0; step <= 2; ++step) {
      std::vector<std::uint32_t> next;
      for (const std::uint32_t unit : ring) {
        is_taken_[unit] = true;
        for (const std::uint32_t other : lattice_.neighbours(unit)) {
          next.push_back(other);
        }
      }
      ring = std::move(next);
    }
  }

 private:
  const Lattice& lattice_;
  std::vector<bool> is_taken_;
  std::vector<bool> is_fit_;
  std::vector<bool> is_busy_;
};

/// Free units beside these, each as often as it has sides in common with them.
std::vector<std::uint32_t> free_sides(const Lattice& lattice, const Ground& ground,
                                      const std::vector<std::uint32_t>& units) {
  std::vector<std::uint32_t> sides;
  for (const std::uint32_t unit : units) {
    for (const std::uint32_t other : lattice.neighbours(unit)) {
      if (ground.is_free(other) && std::find(units.begin(), units.end(), other) == units.end()) {
        sides.push_back(other);
      }
    }
  }
  return sides;
}

/// Adds the unit with most sides in common, so that hotspots are compact; which of several is drawn.
std::vector<std::uint32_t> grow(const Lattice& lattice, const Ground& ground, std::uint32_t seed_unit,
                                std::size_t wanted, Draws& draws) {
  std::vector<std::uint32_t> units{seed_unit};
  while (units.size() < wanted) {
    const std::vector<std::uint32_t> sides = free_sides(lattice, ground, units);
    if (sides.empty()) {
      break;
    }
    const auto shared = [&](std::uint32_t unit) { return std::count(sides.begin(), sides.end(), unit); };
    std::uint32_t chosen = sides[draws.below(static_cast<std::uint32_t>(sides.size()))];
    for (const std::uint32_t unit : sides) {
      chosen = shared(unit) > shared(chosen) ? unit : chosen;
    }
    units.push_back(chosen);
  }
  std::sort(units.begin(), units.end());
  return units;
}

}  // namespace

std::vector<Hotspot> make_hotspots(const Lattice& lattice, const Place& place, const Premises& premises,
                                   std::uint64_t seed) {
  constexpr std::size_t kFewestUnits = 3;
  constexpr std::uint32_t kAttemptsEach = 50;
  const std::size_t wanted = std::max(2U, (lattice.areas() + kAreasPerHotspot / 2) / kAreasPerHotspot);
  Ground ground(lattice, place, premises);
  std::vector<Hotspot> hotspots;
  for (std::uint32_t attempt = 0; attempt < kAttemptsEach * wanted && hotspots.size() < wanted; ++attempt) {
    Draws draws(seed, Purpose::hotspot, attempt);
    const std::uint32_t seed_unit = draws.below(lattice.areas());
    if (!ground.is_seed(seed_unit)) {
      continue;
    }
    Hotspot hotspot;
    hotspot.units = grow(lattice, ground, seed_unit, 4 + draws.below(3), draws);
    if (hotspot.units.size() < kFewestUnits) {
      continue;
    }
    const bool lasts_all_year = hotspots.size() % 2 == 0;
    hotspot.relative_risk = lasts_all_year ? 4.5 + 0.5 * draws.below(4) : 7.0 + 0.5 * draws.below(3);
    if (!lasts_all_year) {
      std::tie(hotspot.first_day, hotspot.end_day) = kHalfYears[draws.below(kHalfYears.size())];
    }
    ground.take(hotspot.units);
    hotspots.push_back(std::move(hotspot));
  }
  return hotspots;
}

double yearly_factor(const Hotspot& hotspot) {
  const double share = static_cast<double>(hotspot.end_day - hotspot.first_day) / kWindowDays;
  return 1.0 + (hotspot.relative_risk - 1.0) * share;
}

}  // namespace libprofile::sample::detail
