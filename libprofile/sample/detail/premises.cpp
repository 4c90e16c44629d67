// SPDX-License-Identifier: MIT
#include "libprofile/sample/detail/premises.hpp"

#include <algorithm>
#include <cmath>

#include "libprofile/core/parallel.hpp"
#include "libprofile/core/units.hpp"
#include "libprofile/sample/detail/draws.hpp"
#include "libprofile/sample/detail/place.hpp"
#include "libprofile/sample/detail/weighted.hpp"

namespace libprofile::sample::detail {
namespace {

constexpr double kParadeRadius_m = 60.0;
// Where premises are many, parades are longer and not more, so that some land stays far from all of them.
constexpr double kParadeLengthPerDensity_km2 = 0.35;
constexpr double kShortestParade = 1.5;
constexpr double kLeadingTypeShare = 0.65;
constexpr std::size_t kChildrensHome = 11;
static_assert(kPremisesKinds[kChildrensHome].code == "P12");

struct Parade {
  std::uint32_t unit = 0;
  std::uint8_t kind = 0;
  Vertex centre;
};

std::array<double, kPremisesKinds.size()> kind_shares() {
  std::array<double, kPremisesKinds.size()> shares{};
  for (std::size_t k = 0; k < shares.size(); ++k) {
    shares[k] = kPremisesKinds[k].share;
  }
  return shares;
}

/// Units differ in trade; those with hardly anybody have hardly any.
Weighted unit_weights(const Place& place, std::uint64_t seed) {
  std::vector<double> weights(place.areas.size());
  for (std::uint32_t unit = 0; unit < weights.size(); ++unit) {
    const double trade = std::exp(0.4 * Draws(seed, Purpose::unit_weight, unit).normal());
    weights[unit] = trade * (place.areas.population[unit] < 100.0 ? 0.15 : 1.0);
  }
  return Weighted(std::move(weights));
}

std::vector<Parade> make_parades(const Place& place, std::uint32_t count, std::uint64_t seed) {
  const Weighted units = unit_weights(place, seed);
  const auto shares = kind_shares();
  std::vector<Parade> parades(count);
  core::parallel_for(count, [&](std::size_t i) {
    Draws draws(seed, Purpose::parade, static_cast<std::uint32_t>(i));
    parades[i].unit = units.at(draws.uniform());
    parades[i].kind = draws.pick(shares);
    parades[i].centre = point_in(place, parades[i].unit, draws);
  });
  return parades;
}

std::uint32_t parade_count(const Lattice& lattice, std::uint32_t premises) {
  const double area_km2 = core::to_square_kilometres(lattice.side_m() * lattice.side_m());
  const double length = std::max(kShortestParade, kParadeLengthPerDensity_km2 * premises / area_km2);
  return static_cast<std::uint32_t>(std::max(1.0, premises / length));
}

}  // namespace

Premises make_premises(const Lattice& lattice, const Place& place, std::uint32_t count, std::uint64_t seed) {
  const std::vector<Parade> parades = make_parades(place, parade_count(lattice, count), seed);
  const auto shares = kind_shares();
  Premises premises;
  premises.xy_m.resize(2 * std::size_t{count});
  premises.unit.resize(count);
  premises.kind.resize(count);
  premises.is_active.resize(count);
  core::parallel_for(count, [&](std::size_t i) {
    Draws draws(seed, Purpose::premises, static_cast<std::uint32_t>(i));
    const Parade& parade = parades[draws.below(static_cast<std::uint32_t>(parades.size()))];
    const bool follows = draws.chance(kLeadingTypeShare) && parade.kind != kChildrensHome;
    const Vertex at = point_near(place, parade.unit, parade.centre, kParadeRadius_m, draws);
    premises.xy_m[2 * i] = at.x_m;
    premises.xy_m[2 * i + 1] = at.y_m;
    premises.unit[i] = parade.unit;
    premises.kind[i] = follows ? parade.kind : draws.pick(shares);
    premises.is_active[i] = draws.chance(0.94) ? 1 : 0;
  });
  return premises;
}

}  // namespace libprofile::sample::detail
