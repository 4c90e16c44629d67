// SPDX-License-Identifier: MIT
/// @file
/// Boundaries and residents from files to an `AreaSet`.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "libprofile/geography/area_set.hpp"
#include "libprofile/io/reproject.hpp"

namespace libprofile::io {

/// A table of residents by area.
struct PopulationSource {
  std::string file;
  /// Column that holds the area's code.
  std::string code;
  /// Column of all residents.
  std::string count;
  /// Column of residents under 18. Empty: not given.
  std::string under_18;
};

/// What to do with outlines that cross themselves.
enum class Repair { refuse, make_valid };

struct AreaSource {
  std::vector<std::string> files;
  std::string code;
  /// Empty: the code again.
  std::string name;
  /// Columns of the hierarchy, nearest first.
  std::vector<std::string> parents;
  /// Columns of the names of each of `parents`, as many, or none: then codes are the names.
  std::vector<std::string> parent_names;
  /// Empty: as the file says. Where both speak they must agree.
  std::string crs;
  std::string layer;
  std::optional<PopulationSource> population;
  Repair repair = Repair::refuse;
  std::vector<std::string> allow;
};

struct AreasRead {
  geography::AreaSet areas;
  Transformation transformation;
  std::size_t rows = 0;
  /// Areas without residents, residents without an area: one line each, codes named (at most ten).
  std::vector<std::string> warnings;
};

/// Reads outlines onto the working plane, with the same vertices in longitude and latitude for publishing.
///
/// Published vertices come from the working plane, whatever the source was in, so that a frame that Python projected
/// gives the same bytes; for a source in degrees they are those of the file to well below a centimetre. An area whose
/// residents are not in the table gets NaN and a warning. An empty source gives an empty set.
///
/// @param working_crs  A projected system in metres.
/// @throws InputError  for a missing file or column, or a count that is not a number (file, row and column named).
/// @throws GeometryError  for an area without an outline, of another kind than polygon, or invalid, by code.
/// @throws CrsError  as `reproject`, and where neither the file nor `crs` names a system.
[[nodiscard]] AreasRead read_areas(const AreaSource& source, const std::string& working_crs);

}  // namespace libprofile::io
