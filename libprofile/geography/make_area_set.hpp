// SPDX-License-Identifier: MIT
/// @file
/// The one way to an `AreaSet`: checked, sorted by code, repaired only where asked.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "libprofile/geography/area_set.hpp"

namespace libprofile::geography {

/// A column that says in which larger area each area lies.
struct ParentColumn {
  /// What the level is called: the column's name.
  std::string level;
  /// One code an area.
  std::vector<std::string> codes;
  /// One name an area, of its parent; empty where the source has none.
  std::vector<std::string> names;
};

/// Columns as a source gives them: one entry an area, in the order of the source.
struct AreaColumns {
  std::vector<std::string> codes;
  /// Empty: the codes are the names.
  std::vector<std::string> names;
  /// Nearest first. May be empty.
  std::vector<ParentColumn> parents;
  /// Residents; NaN where one is not known. Empty where not given.
  std::vector<double> population;
  std::vector<double> under_18;
  /// Metres on the working plane.
  Polygons polygons;
  /// The same vertices, longitude and latitude; empty where unknown.
  std::vector<double> lonlat_deg;
};

/// What is done to the vertices of outlines before anything is computed from them.
enum class Vertices {
  as_given,
  /// Put on the lattice of `working_plane.hpp`; `lonlat_deg` is then of these vertices.
  on_lattice,
};

struct AreaSetOptions {
  /// Make invalid outlines valid (linework kept, polygonal part only) and record their codes, instead of refusing them.
  bool repair = false;

  /// Areas that share more than this are reported as overlapping. At least 0.
  double overlap_tolerance_m2 = 1.0;

  /// Profiles take `on_lattice`, so that outlines projected by different versions of PROJ are the same, bit for bit.
  Vertices vertices = Vertices::as_given;
};

/// Two areas that both cover some ground. A point there belongs to `first`, the lower code.
struct Overlap {
  std::string first;
  std::string second;
  double area_m2 = 0.0;
};

struct CheckedAreas {
  AreaSet areas;
  /// By first code, then second. Not an error: official areas of different vintages overlap by slivers.
  std::vector<Overlap> overlaps;
};

/// Throws `InvalidArgument` unless every field is inside its documented range.
void validate(const AreaSetOptions& options);

/// Checks the columns and puts the areas in ascending order of code (bytes compared).
///
/// A vertex that repair adds lies on an outline's edge; its longitude and latitude divide the edge in the same ratio as
/// its x and y do, which for edges of a kilometre is within centimetres of projecting it. On the lattice, validity is
/// that of the outline there; one that was valid before, such as one with a spike thinner than the lattice, is made
/// valid without being asked, and its code is listed in `repaired_on_lattice`.
///
/// @throws InvalidArgument  where a column has another length than `codes`; a code is empty or there twice; a parent is
///                          empty; a group of one level lies in two groups of the next; or residents are negative,
///                          infinite, or fewer than those under 18.
/// @throws CrsError  where every vertex could be a longitude and latitude in degrees. No areas, no error.
/// @throws GeometryError  for vertices that are not finite or beyond 1e9 m, a malformed `Polygons`, and invalid
/// outlines
///                        unless `repair`: up to ten codes, each with its reason, and the remedy. Also where nothing
///                        polygonal is left of an outline after repair.
///
/// Time O(v log v) for v vertices, by validity; parallel over areas. Validity and repair by GEOS.
[[nodiscard]] CheckedAreas make_area_set(AreaColumns columns, const AreaSetOptions& options = {});

}  // namespace libprofile::geography
