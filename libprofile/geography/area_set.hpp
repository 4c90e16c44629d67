// SPDX-License-Identifier: MIT
/// @file
/// The areas that counts are made on: codes, names, hierarchy, residents and outlines.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace libprofile::geography {

/// Multipolygons as flat arrays: area → polygons → rings → vertices.
///
/// Area i has polygons [area_polygons[i], area_polygons[i + 1]); a polygon has rings [polygon_rings[p],
/// polygon_rings[p + 1]), the first its shell, the others holes; a ring has vertices [ring_vertices[r],
/// ring_vertices[r + 1]), the last equal to the first. `xy` is interleaved. Every offset array starts with 0.
struct Polygons {
  std::vector<std::uint32_t> area_polygons{0};
  std::vector<std::uint32_t> polygon_rings{0};
  std::vector<std::uint32_t> ring_vertices{0};
  std::vector<double> xy;

  [[nodiscard]] std::size_t size() const { return area_polygons.size() - 1; }
  [[nodiscard]] std::size_t vertices() const { return xy.size() / 2; }
};

/// One step up the hierarchy: every unit lies in one group of it.
struct Level {
  /// Column the level was read from, or "district", "all".
  std::string name;
  /// Codes of the groups, ascending, and their names (the code again where the source has none).
  std::vector<std::string> codes;
  std::vector<std::string> names;
  /// For each unit, its group.
  std::vector<std::uint32_t> group_of_unit;
};

/// Areas in ascending order of code. Made by `make_area_set`, which checks all that is said here.
struct AreaSet {
  std::vector<std::string> codes;
  std::vector<std::string> names;
  /// Nearest first; each level nests in the next. May be empty.
  std::vector<Level> levels;
  /// Residents; NaN where not given. Empty where no population was given at all.
  std::vector<double> population;
  std::vector<double> under_18;
  /// Outlines in metres on the working plane.
  Polygons polygons;
  /// The same vertices in WGS 84, interleaved longitude, latitude, for publishing. Empty where unknown.
  std::vector<double> lonlat_deg;
  /// Codes of areas whose invalid outline was repaired because the caller asked for it.
  std::vector<std::string> repaired;
  /// Codes of areas whose outline was valid as given and was made valid after its vertices went to the lattice.
  std::vector<std::string> repaired_on_lattice;

  [[nodiscard]] std::size_t size() const { return codes.size(); }
};

}  // namespace libprofile::geography
