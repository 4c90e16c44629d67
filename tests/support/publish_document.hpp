// SPDX-License-Identifier: MIT
/// @file
/// A small protected document for tests of what is written: a square of square areas in the sea, from the real gate.
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <string>

#include "libprofile/disclosure/derive.hpp"
#include "libprofile/disclosure/protect.hpp"
#include "libprofile/disclosure/publicly_known.hpp"
#include "libprofile/publish/document.hpp"

namespace libprofile::testing {

struct SquareAreas {
  /// Areas along each side of the whole.
  std::uint32_t side = 3;
  /// Vertices of an outline along each side of an area.
  std::uint32_t vertices = 1;
};

inline constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

/// A counter-clockwise square of side 1 with its lower left corner at (x, y), as one polygon of one ring.
inline void append_square(geography::Polygons& polygons, double x, double y, std::uint32_t vertices,
                          double size = 1.0) {
  const double corners[5][2] = {{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}};
  for (std::uint32_t i = 0; i <= 4 * vertices; ++i) {
    const std::uint32_t side = i / vertices;
    const double along = static_cast<double>(i % vertices) / vertices;
    for (std::size_t axis = 0; axis < 2; ++axis) {
      const double from = corners[side][axis];
      const double to = side == 4 ? from : corners[side + 1][axis];
      polygons.xy.push_back((axis == 0 ? x : y) + size * (from + (to - from) * along));
    }
  }
  polygons.ring_vertices.push_back(static_cast<std::uint32_t>(polygons.xy.size() / 2));
  polygons.polygon_rings.push_back(static_cast<std::uint32_t>(polygons.ring_vertices.size() - 1));
  polygons.area_polygons.push_back(static_cast<std::uint32_t>(polygons.polygon_rings.size() - 1));
}

inline std::string unit_code(std::uint32_t i) {
  const std::string digits = std::to_string(i);
  return "X01" + std::string(6 - digits.size(), '0') + digits;
}

/// Areas of a kilometre, with their outlines in degrees near 3 east, 54.5 north.
inline geography::AreaSet square_areas(const SquareAreas& shape) {
  geography::AreaSet areas;
  for (std::uint32_t i = 0; i < shape.side * shape.side; ++i) {
    areas.codes.push_back(unit_code(i));
    areas.names.push_back("Area " + std::to_string(i));
    areas.population.push_back(i == 4 ? 50.0 : 1500.0);
    append_square(areas.polygons, 1000.0 * (i % shape.side), 1000.0 * (i / shape.side), shape.vertices, 1000.0);
  }
  for (std::size_t i = 0; i < areas.polygons.xy.size(); i += 2) {
    areas.lonlat_deg.push_back(3.0 + areas.polygons.xy[i] / 64'000.0);
    areas.lonlat_deg.push_back(54.5 + areas.polygons.xy[i + 1] / 111'000.0);
  }
  areas.levels = {{"district", {"D1", "D2"}, {"East", "West"}, {}}};
  for (std::uint32_t i = 0; i < areas.size(); ++i) {
    areas.levels[0].group_of_unit.push_back(i % 2);
  }
  return areas;
}

inline publish::Manifest manifest(const std::string& tier) {
  publish::Manifest m;
  m.title = "Recorded incidents, a place in the sea";
  m.library_version = "0.1.0";
  m.tier = tier;
  m.marking = "OFFICIAL-SENSITIVE";
  m.window_start = "2018-01-01";
  m.window_end = "2018-12-31";
  m.next_window_start = "2019-01-01";
  m.next_window_end = "2019-12-31";
  m.time_zone = "Europe/London";
  m.valid_until = "2019-12-31";
  m.created_utc = "2019-01-02T03:04:05Z";
  m.crs = "EPSG:27700";
  m.transformations = {"incidents: Helmert, 2 m"};
  m.code_lists = {"premises-types 1"};
  m.inputs = {{"incidents", 4000, "00ff"}};
  m.counted = "records";
  m.methods = {{"getis_ord", {{"star", "true"}, {"permutations", "999"}}, "Ord and Getis (1995)"}};
  m.seed = 7;
  m.repaired_areas = {"U02"};
  m.repaired_on_lattice = {"U00", "U03"};
  m.limits = {"Counts are of records, not of people."};
  return m;
}

inline void fill_premises(publish::Document& document) {
  publish::PremisesType type;
  type.group = 0;
  type.type = "P05";
  type.name = "takeaway, fast food";
  type.premises = 40;
  type.with_incident = 10;
  type.incidents = 25;
  type.rate_per_100 = {25.0, 12.5, 40.25};
  type.location_quotient = 1.5;
  type.gini = 0.25;
  type.share_top_tenth = 0.4;
  type.flag = "high";
  type.reason = "more than the mean, \"25\" against 10";
  document.premises_types = {type};
  publish::PremisesType withheld = type;
  withheld.group = 1;
  withheld.premises = withheld.with_incident = withheld.incidents = std::nullopt;
  withheld.rate_per_100 = {kNaN, kNaN, kNaN};
  withheld.flag = "withheld";
  withheld.reason = "";
  document.premises_types_by_area = {withheld, type};
  document.by_area_level.codes = {"D1", "D2"};
  document.by_area_level.names = {"East", "West"};
  append_square(document.by_area_level.polygons, 0, 0, 1);
  append_square(document.by_area_level.polygons, 1, 0, 1);
  document.by_area_level.lonlat_deg = document.by_area_level.polygons.xy;
}

inline void fill_quality(publish::Document& document) {
  publish::SourceQuality source{};
  source.source = "incidents";
  source.rows_read = 4000;
  source.accepted = 3900;
  source.rejected = {{"month exists", 100}};
  source.share_on_1_m = 0.5;
  source.share_on_10_m = kNaN;
  document.quality.sources = {source};
  document.quality.months_without_records = {"2018-07"};
  document.quality.completeness = {{"police", "category", "2018-01", 0.75}};
}

/// A document with every part, from released counts.
inline publish::Document document_of(const disclosure::ProtectedTable& counts, const geography::AreaSet& areas) {
  publish::Document document{};
  document.areas = areas;
  for (std::uint32_t i = 0; i < areas.size(); ++i) {
    const disclosure::ProtectedCount& cell = counts.at(0, i, counts.categories.size());
    const double rate = cell.count ? 1000.0 * static_cast<double>(*cell.count) / areas.population[i] : kNaN;
    document.neighbourhoods.push_back({cell.count,
                                       areas.population[i],
                                       {rate, 0.5 * rate, 2.0 * rate},
                                       rate,
                                       static_cast<publish::Reliability>(cell.reliability)});
    const bool is_hot = cell.count.value_or(0) >= 60;
    const double z = cell.count ? 0.125 * i : kNaN;
    document.hotspots.push_back({z, z, z, cell.count ? (is_hot ? "hot" : "none") : "", is_hot ? "A" : ""});
    document.counts.push_back({"neighbourhood", areas.codes[i], areas.names[i], "all", cell.count});
  }
  document.clusters = {{{0, 1}, 20, 2.0}};
  append_square(document.cluster_outlines, 3.0, 54.5, 1, 0.125);
  fill_premises(document);
  fill_quality(document);
  document.base = counts.base;
  document.threshold = counts.base;
  document.manifest = manifest(counts.base == 1 ? "internal" : "partner");
  return document;
}

/// The document of areas with 0, 7, 14 … records, let out under a policy. Area 4 has too few residents for the partner
/// tier and is withheld there.
inline disclosure::Protected<publish::Document> protected_document(const SquareAreas& shape = {},
                                                                   const disclosure::Policy& policy = {}) {
  const geography::AreaSet areas = square_areas(shape);
  geography::CountTable table;
  table.units = areas.codes;
  table.categories = {"violence"};
  table.levels = areas.levels;
  table.residents = areas.population;
  for (std::uint32_t i = 0; i < areas.size(); ++i) {
    table.counts.push_back(7 * (i % 11));
  }
  const auto counts = disclosure::protect(table, policy, disclosure::key_from_seed(1));
  return disclosure::derive(
      [](const disclosure::ProtectedTable& t, const geography::AreaSet& a) { return document_of(t, a); }, counts,
      areas);
}

}  // namespace libprofile::testing
