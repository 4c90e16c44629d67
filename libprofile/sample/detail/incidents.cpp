// SPDX-License-Identifier: MIT
#include "libprofile/sample/detail/incidents.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "libprofile/core/parallel.hpp"
#include "libprofile/sample/detail/draws.hpp"
#include "libprofile/sample/detail/event_time.hpp"
#include "libprofile/sample/detail/hotspots.hpp"
#include "libprofile/sample/detail/people.hpp"
#include "libprofile/sample/detail/place.hpp"
#include "libprofile/sample/detail/proximity.hpp"
#include "libprofile/sample/detail/weighted.hpp"

namespace libprofile::sample::detail {
namespace {

constexpr double kRepeated = 0.05;
constexpr double kOnline = 0.05;
constexpr double kNoPlace = 0.09;
constexpr double kNearPremises = 0.60;
constexpr double kSameDistrict = 0.85;
constexpr double kProactive = 0.08;
constexpr double kModelBlank = 0.31;

/// Who reports where: schools of the fourth district send next to nothing, police of the second send most.
constexpr std::array<std::array<double, kAgencies>, kDistricts> kAgencyShares{{{0.42, 0.26, 0.14, 0.10, 0.08},
                                                                               {0.62, 0.16, 0.08, 0.08, 0.06},
                                                                               {0.38, 0.30, 0.16, 0.08, 0.08},
                                                                               {0.44, 0.30, 0.01, 0.13, 0.12}}};

double nowhere() {
  return std::numeric_limits<double>::quiet_NaN();
}

/// What every event of one sample is drawn from.
struct Sources {
  const Partnership& made;
  std::uint64_t seed;
  Weighted premises;
  Weighted units;
  Proximity proximity;
  /// For each unit its hotspot, or null.
  std::vector<const Hotspot*> hotspot_of_unit;
  std::array<std::uint32_t, kDistricts + 1> first_victim;
};

Sources make_sources(const Lattice& lattice, const Partnership& made, std::uint64_t seed) {
  std::vector<const Hotspot*> hotspot_of_unit(made.place.areas.size(), nullptr);
  std::vector<double> by_unit(made.place.areas.size());
  for (const Hotspot& hotspot : made.hotspots) {
    for (const std::uint32_t unit : hotspot.units) {
      hotspot_of_unit[unit] = &hotspot;
    }
  }
  const auto factor = [&](std::size_t unit) {
    return hotspot_of_unit[unit] == nullptr ? 1.0 : yearly_factor(*hotspot_of_unit[unit]);
  };
  for (std::size_t unit = 0; unit < by_unit.size(); ++unit) {
    by_unit[unit] = made.place.areas.population[unit] * factor(unit);
  }
  std::vector<double> by_premises(made.premises.size());
  for (std::size_t i = 0; i < by_premises.size(); ++i) {
    by_premises[i] = kPremisesKinds[made.premises.kind[i]].relative_risk * factor(made.premises.unit[i]);
  }
  return {made,
          seed,
          Weighted(std::move(by_premises)),
          Weighted(std::move(by_unit)),
          Proximity(lattice, made.premises.xy_m, kNear_m),
          std::move(hotspot_of_unit),
          first_victims(static_cast<std::uint32_t>(made.victims.size()))};
}

struct Spot {
  Vertex at;
  std::uint32_t unit = 0;
  std::uint32_t premises = kNone;
};

/// At the premises themselves for one half, somewhere around them for the other.
Spot spot_near_premises(const Sources& from, Draws& draws) {
  const std::uint32_t premises = from.premises.at(draws.uniform());
  const Premises& all = from.made.premises;
  const Vertex door{all.xy_m[2 * premises], all.xy_m[2 * premises + 1]};
  const double radius_m = draws.chance(0.5) ? 0.0 : draws.between(5.0, kNear_m - 2.0);
  const std::uint32_t unit = all.unit[premises];
  return {radius_m > 0.0 ? point_near(from.made.place, unit, door, radius_m, draws) : door, unit, premises};
}

/// Far from any premises; where an area has hardly such land, anywhere in it.
Spot spot_elsewhere(const Sources& from, Draws& draws) {
  constexpr int kAttempts = 24;
  Spot spot;
  spot.unit = from.units.at(draws.uniform());
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    spot.at = point_in(from.made.place, spot.unit, draws);
    if (!from.proximity.is_near_any(spot.at.x_m, spot.at.y_m)) {
      break;
    }
  }
  return spot;
}

/// Few children are in many incidents: an index that grows with the 1.5th power of a uniform draw.
std::uint32_t skewed(std::uint32_t from, std::uint32_t to, Draws& draws) {
  const double u = draws.uniform();
  return from + std::min(static_cast<std::uint32_t>((to - from) * u * std::sqrt(u)), to - from - 1);
}

void resize(Incidents& in, std::size_t n) {
  in.xy_m.resize(2 * n);
  in.unit.resize(n);
  in.premises.resize(n);
  in.start_s.resize(n);
  in.end_s.resize(n);
  in.delay_days.resize(n);
  in.victim.resize(n);
  in.offender.resize(n);
  in.duplicate_of.assign(n, kNone);
  in.agency.resize(n);
  in.category.resize(n);
  in.role.resize(n);
  in.origin.resize(n);
  in.model.resize(n);
  in.grade.resize(n);
  in.other_place.resize(n);
}

/// Where it was, what it was, and what the record says the place is.
void draw_place(Incidents& in, std::size_t i, const Sources& from, Draws& draws) {
  const Spot spot = draws.chance(kNearPremises) ? spot_near_premises(from, draws) : spot_elsewhere(from, draws);
  const bool is_online = draws.chance(kOnline);
  const bool has_place = !is_online && !draws.chance(kNoPlace / (1.0 - kOnline));
  in.unit[i] = spot.unit;
  in.premises[i] = has_place ? spot.premises : kNone;
  in.xy_m[2 * i] = has_place ? spot.at.x_m : nowhere();
  in.xy_m[2 * i + 1] = has_place ? spot.at.y_m : nowhere();
  in.other_place[i] = has_place ? draws.pick(std::array{0.40, 0.25, 0.35}) : std::uint8_t{2};
  in.category[i] =
      is_online ? Category::online_contact : static_cast<Category>(draws.pick(std::array{0.55, 0.15, 0.30}));
  const bool is_told_later = !has_place && !is_online;
  in.role[i] = static_cast<LocationRole>(is_told_later ? 3 + draws.below(2) : draws.pick(std::array{0.5, 0.3, 0.2}));
}

void draw_people(Incidents& in, std::size_t i, const Sources& from, Draws& draws) {
  const std::uint32_t here = districts(from.made.place)[in.unit[i]];
  const std::uint32_t district = draws.chance(kSameDistrict) ? here : draws.below(kDistricts);
  const auto offenders = static_cast<std::uint32_t>(from.made.offenders.size());
  in.agency[i] = static_cast<Agency>(draws.pick(kAgencyShares[here]));
  in.victim[i] = skewed(from.first_victim[district], from.first_victim[district + 1], draws);
  in.offender[i] = draws.chance(0.35) ? skewed(0, offenders, draws) : kNone;
}

void draw_record(Incidents& in, std::size_t i, const Sources& from, Draws& draws) {
  const std::uint8_t known = from.made.victims.model[in.victim[i]];
  const bool is_blank = draws.chance(kModelBlank);
  const auto other = static_cast<std::uint8_t>(draws.below(kModels.size()));
  in.model[i] = is_blank ? kBlank : known == kBlank ? other : known;
  in.origin[i] = draws.chance(kProactive) ? Origin::proactive : Origin::reported;
  const std::uint8_t source = draws.pick(std::array{0.10, 0.35, 0.20, 0.05, 0.30});
  const std::uint8_t information = draws.pick(std::array{0.15, 0.25, 0.25, 0.30, 0.05});
  const std::uint8_t handling = draws.pick(std::array{0.45, 0.45, 0.0, 0.10});
  in.grade[i] = static_cast<std::uint8_t>(25 * source + 5 * information + handling);
  in.delay_days[i] = static_cast<std::uint16_t>(-6.0 * std::log(1.0 - draws.uniform()));
}

/// When `event` was, as precisely as the agency of row `i` records it.
void record_time(Incidents& in, std::size_t i, std::size_t event, const Sources& from) {
  Draws draws(from.seed, Purpose::event_time, static_cast<std::uint32_t>(event));
  const records::TimeSpan span = as_recorded(draw_span(from.hotspot_of_unit[in.unit[event]], draws), in.agency[i]);
  in.start_s[i] = span.start_s;
  in.end_s[i] = span.end_s;
}

void draw_event(Incidents& in, std::size_t i, const Sources& from) {
  Draws draws(from.seed, Purpose::incident, static_cast<std::uint32_t>(i));
  draw_place(in, i, from, draws);
  draw_people(in, i, from, draws);
  draw_record(in, i, from, draws);
  record_time(in, i, i, from);
}

/// Another agency's record of the same event: same child and place, its own grade, delay and precision.
void repeat_event(Incidents& in, std::size_t i, std::size_t original, const Sources& from) {
  Draws draws(from.seed, Purpose::duplicate, static_cast<std::uint32_t>(i));
  const auto other = 1 + draws.below(kAgencies - 1);
  in.duplicate_of[i] = static_cast<std::uint32_t>(original);
  in.agency[i] = static_cast<Agency>((static_cast<std::uint32_t>(in.agency[original]) + other) % kAgencies);
  in.xy_m[2 * i] = in.xy_m[2 * original];
  in.xy_m[2 * i + 1] = in.xy_m[2 * original + 1];
  in.unit[i] = in.unit[original];
  in.premises[i] = in.premises[original];
  in.victim[i] = in.victim[original];
  in.offender[i] = in.offender[original];
  in.category[i] = in.category[original];
  in.role[i] = in.role[original];
  in.other_place[i] = in.other_place[original];
  draw_record(in, i, from, draws);
  record_time(in, i, original, from);
}

}  // namespace

Incidents make_incidents(const Lattice& lattice, const Partnership& made, std::uint32_t count, std::uint64_t seed) {
  const Sources from = make_sources(lattice, made, seed);
  const auto repeats = static_cast<std::uint32_t>(std::llround(kRepeated * count));
  const std::uint32_t originals = count - repeats;
  Incidents in;
  resize(in, count);
  core::parallel_for(originals, [&](std::size_t i) { draw_event(in, i, from); });
  // One original of each stretch is repeated, so none is repeated twice.
  const std::uint32_t stretch = originals / repeats;
  core::parallel_for(repeats, [&](std::size_t k) {
    const auto row = static_cast<std::uint32_t>(originals + k);
    const std::uint32_t within = Draws(seed, Purpose::repeated, row).below(stretch);
    repeat_event(in, row, k * stretch + within, from);
  });
  return in;
}

}  // namespace libprofile::sample::detail
