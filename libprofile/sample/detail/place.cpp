// SPDX-License-Identifier: MIT
#include "libprofile/sample/detail/place.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "libprofile/core/parallel.hpp"
#include "libprofile/sample/detail/national_grid.hpp"

namespace libprofile::sample::detail {
namespace {

constexpr std::uint32_t kFirstNumber = 900'001;
constexpr std::int32_t kCellsPerWardSide = 3;

std::string code(std::string_view kind, std::uint32_t index) {
  return std::string(kind) + std::to_string(kFirstNumber + index);
}

/// Quarters of the place, with borders that wander.
std::uint32_t district_of(const Lattice& lattice, Cell c) {
  const double sway = 0.04 * lattice.columns();
  const double east = lattice.columns() / 2.0 + sway * std::sin(12.0 * c.row / lattice.rows());
  const double north = lattice.rows() / 2.0 + sway * std::sin(9.0 * c.column / lattice.columns());
  return (c.column >= east ? 1U : 0U) + (c.row >= north ? 2U : 0U);
}

geography::Level make_districts(const Lattice& lattice) {
  geography::Level level;
  level.name = "district";
  for (std::uint32_t d = 0; d < kDistricts; ++d) {
    level.codes.push_back(code("E08", d));
    level.names.emplace_back(kDistrictNames[d]);
  }
  level.group_of_unit.resize(lattice.areas());
  for (std::uint32_t unit = 0; unit < lattice.areas(); ++unit) {
    level.group_of_unit[unit] = district_of(lattice, lattice.cell(unit));
  }
  return level;
}

/// Blocks of up to nine cells of one district, numbered as they are met.
geography::Level make_wards(const Lattice& lattice, const geography::Level& district) {
  geography::Level level;
  level.name = "ward";
  std::map<std::tuple<std::uint32_t, std::int32_t, std::int32_t>, std::uint32_t> wards;
  std::array<std::uint32_t, kDistricts> in_district{};
  for (std::uint32_t unit = 0; unit < lattice.areas(); ++unit) {
    const Cell c = lattice.cell(unit);
    const std::uint32_t d = district.group_of_unit[unit];
    const auto [at, is_new] = wards.try_emplace({d, c.row / kCellsPerWardSide, c.column / kCellsPerWardSide},
                                                static_cast<std::uint32_t>(wards.size()));
    if (is_new) {
      level.codes.push_back(code("E05", at->second));
      level.names.push_back(std::string(kDistrictNames[d]) + " ward " + std::to_string(++in_district[d]));
    }
    level.group_of_unit.push_back(at->second);
  }
  return level;
}

/// "Eastmere 012C": the third neighbourhood of the twelfth ward, as census areas are named.
std::vector<std::string> neighbourhood_names(const geography::Level& wards) {
  std::vector<std::uint32_t> met(wards.codes.size(), 0);
  std::vector<std::string> names;
  for (const std::uint32_t ward : wards.group_of_unit) {
    const std::string& ward_name = wards.names[ward];
    const std::size_t last_space = ward_name.rfind(' ');
    std::string number = ward_name.substr(last_space + 1);
    number.insert(0, number.size() < 3 ? 3 - number.size() : 0, '0');
    const auto letter = static_cast<char>('A' + met[ward]++);
    names.push_back(ward_name.substr(0, ward_name.find(' ')) + " " + number + letter);
  }
  return names;
}

geography::Polygons make_polygons(const Lattice& lattice, std::vector<double>& lonlat_deg) {
  geography::Polygons polygons;
  for (std::uint32_t unit = 1; unit <= lattice.areas(); ++unit) {
    polygons.area_polygons.push_back(unit);
    polygons.polygon_rings.push_back(unit);
    polygons.ring_vertices.push_back(static_cast<std::uint32_t>(unit * kRingVertices));
  }
  polygons.xy.resize(2 * kRingVertices * lattice.areas());
  lonlat_deg.resize(polygons.xy.size());
  core::parallel_for(
      lattice.areas(),
      [&](std::size_t unit) {
        std::size_t at = 2 * kRingVertices * unit;
        for (const Vertex& vertex : lattice.ring(static_cast<std::uint32_t>(unit))) {
          const LonLat degrees = to_lonlat(vertex.x_m, vertex.y_m);
          polygons.xy[at] = vertex.x_m;
          polygons.xy[at + 1] = vertex.y_m;
          lonlat_deg[at] = std::round(degrees.lon_deg * 1e6) / 1e6;
          lonlat_deg[at + 1] = std::round(degrees.lat_deg * 1e6) / 1e6;
          at += 2;
        }
      },
      256);
  return polygons;
}

/// About 1,600 people; in 1.5 % of units 20 to 99, where nobody may be told apart, and in one unit none at all.
std::array<std::uint32_t, kAgeGroups.size()> draw_residents(std::uint64_t seed, std::uint32_t unit, bool is_emptied) {
  std::array<std::uint32_t, kAgeGroups.size()> people{};
  if (is_emptied) {
    return people;
  }
  Draws draws(seed, Purpose::residents, unit);
  const bool is_small = draws.chance(0.015);
  const double total =
      is_small ? draws.between(20.0, 100.0) : std::clamp(1'600.0 * std::exp(0.3 * draws.normal()), 700.0, 3'500.0);
  std::array<double, kAgeGroups.size()> shares{0.13, 0.09, 0.17, 0.43, 0.18};
  double sum = 0.0;
  for (double& share : shares) {
    share *= std::exp(0.2 * draws.normal());
    sum += share;
  }
  for (std::size_t group = 0; group < people.size(); ++group) {
    people[group] = static_cast<std::uint32_t>(total * shares[group] / sum);
  }
  return people;
}

double squared(double value) {
  return value * value;
}

/// Squared distance from a point to a segment.
double distance2_m2(Vertex a, Vertex b, double x_m, double y_m) {
  const double dx = b.x_m - a.x_m;
  const double dy = b.y_m - a.y_m;
  const double along = std::clamp(((x_m - a.x_m) * dx + (y_m - a.y_m) * dy) / (dx * dx + dy * dy), 0.0, 1.0);
  return squared(x_m - a.x_m - along * dx) + squared(y_m - a.y_m - along * dy);
}

Vertex vertex_of(const Place& place, std::uint32_t unit, std::size_t k) {
  const std::size_t at = 2 * (kRingVertices * unit + k);
  return {place.areas.polygons.xy[at], place.areas.polygons.xy[at + 1]};
}

}  // namespace

Place make_place(const Lattice& lattice, std::uint64_t seed) {
  Place place;
  geography::AreaSet& areas = place.areas;
  geography::Level district = make_districts(lattice);
  geography::Level wards = make_wards(lattice, district);
  areas.names = neighbourhood_names(wards);
  areas.levels = {std::move(wards), std::move(district)};
  areas.polygons = make_polygons(lattice, areas.lonlat_deg);
  const std::uint32_t emptied = Draws(seed, Purpose::emptied_unit, 0).below(lattice.areas());
  for (std::uint32_t unit = 0; unit < lattice.areas(); ++unit) {
    const auto people = draw_residents(seed, unit, unit == emptied);
    areas.codes.push_back(code("E01", unit));
    areas.population.push_back(people[0] + people[1] + people[2] + people[3] + people[4]);
    areas.under_18.push_back(people[0] + people[1]);
    place.residents.push_back(people);
  }
  return place;
}

const std::vector<std::uint32_t>& districts(const Place& place) {
  return place.areas.levels.back().group_of_unit;
}

bool is_well_inside(const Place& place, std::uint32_t unit, double x_m, double y_m) {
  constexpr double kMargin_m = 2.0;
  bool is_inside = false;
  for (std::size_t k = 0; k + 1 < kRingVertices; ++k) {
    const Vertex a = vertex_of(place, unit, k);
    const Vertex b = vertex_of(place, unit, k + 1);
    if (distance2_m2(a, b, x_m, y_m) < squared(kMargin_m)) {
      return false;
    }
    if ((a.y_m > y_m) != (b.y_m > y_m) && x_m < a.x_m + (b.x_m - a.x_m) * (y_m - a.y_m) / (b.y_m - a.y_m)) {
      is_inside = !is_inside;
    }
  }
  return is_inside;
}

Vertex point_in(const Place& place, std::uint32_t unit, Draws& draws) {
  Vertex low = vertex_of(place, unit, 0);
  Vertex high = low;
  for (std::size_t k = 1; k < kRingVertices; ++k) {
    const Vertex v = vertex_of(place, unit, k);
    low = {std::min(low.x_m, v.x_m), std::min(low.y_m, v.y_m)};
    high = {std::max(high.x_m, v.x_m), std::max(high.y_m, v.y_m)};
  }
  while (true) {
    const double x_m = std::round(draws.between(low.x_m, high.x_m));
    const double y_m = std::round(draws.between(low.y_m, high.y_m));
    if (is_well_inside(place, unit, x_m, y_m)) {
      return {x_m, y_m};
    }
  }
}

Vertex point_near(const Place& place, std::uint32_t unit, Vertex centre, double radius_m, Draws& draws) {
  constexpr int kAttempts = 8;
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    const double dx = draws.between(-radius_m, radius_m);
    const double dy = draws.between(-radius_m, radius_m);
    const Vertex point{std::round(centre.x_m + dx), std::round(centre.y_m + dy)};
    if (dx * dx + dy * dy <= radius_m * radius_m && is_well_inside(place, unit, point.x_m, point.y_m)) {
      return point;
    }
  }
  return centre;
}

}  // namespace libprofile::sample::detail
