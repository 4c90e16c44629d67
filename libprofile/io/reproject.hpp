// SPDX-License-Identifier: MIT
/// @file
/// Coordinates from one reference system to another, with what it cost in accuracy.
#pragma once

#include <cstddef>
#include <limits>
#include <string>
#include <vector>

namespace libprofile::io {

/// Words for messages: what the source of the coordinates is called, and its columns.
struct CoordinateNames {
  /// "incidents", or the path of the file.
  std::string source = "points";
  std::string x = "x";
  std::string y = "y";
};

/// What was done to the coordinates, for the manifest.
struct Transformation {
  std::string from;
  std::string to;
  /// PROJ's name of the operation; "none" where `from` and `to` are the same.
  std::string description;
  /// Metres; NaN where PROJ does not know it; 0 where nothing was done.
  double accuracy_m = std::numeric_limits<double>::quiet_NaN();
  /// Without those that have no place.
  std::size_t distinct_points = 0;
  /// Points outside the area where the target system is used, ascending. Those that PROJ has no answer for are NaN,
  /// NaN.
  std::vector<std::size_t> outside;
};

struct Reprojected {
  /// Interleaved, as the input.
  std::vector<double> xy;
  Transformation transformation;
};

/// Transforms interleaved x, y (longitude before latitude, easting before northing, whatever the system's own order).
///
/// A point with a NaN becomes, or stays, NaN, NaN. Equal points are transformed once. One operation is chosen for all
/// points, the most accurate that the installed grids allow, so that neighbours never part at the border of two.
/// Nothing is fetched from a network.
///
/// @param from  "EPSG:4326", another authority's code, or WKT.
/// @param to  The same. Equal to `from`: only checked.
/// @throws CrsError  with the lines to type: where `from` or `to` is empty or unknown; where degrees are given for a
/// system
///     in metres, or metres for one in degrees; where x holds latitudes; where no point lies in the area of use.
/// @throws InvalidArgument  for an odd number of values.
///
/// Time O(n) with one transformation per distinct point; memory O(distinct points).
[[nodiscard]] Reprojected reproject(std::vector<double> xy, const std::string& from, const std::string& to,
                                    const CoordinateNames& names = {});

/// One line for the manifest: "EPSG:4326 to EPSG:27700: Inverse of OSGB36 to WGS 84 (6) + British National Grid,
/// accuracy 2 m".
[[nodiscard]] std::string describe(const Transformation& transformation);

/// Whether coordinates of the system are in degrees. @throws CrsError  for an unknown system.
[[nodiscard]] bool is_in_degrees(const std::string& crs);

/// Whether the system is WGS 84 in degrees, by a name that has no other meaning: "EPSG:4326" or "OGC:CRS84".
[[nodiscard]] bool is_world_degrees(const std::string& crs);

/// Throws `CrsError` unless `crs` is a projected system in metres, as distances need.
void require_metric(const std::string& crs);

}  // namespace libprofile::io
