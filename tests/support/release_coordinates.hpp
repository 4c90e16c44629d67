// SPDX-License-Identifier: MIT
/// @file
/// A07: every coordinate that a release holds, from its layers, its GeoPackage and the text of every other file.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace libprofile::testing {

/// A part of the plane of longitude and latitude.
struct Window {
  double x_min;
  double y_min;
  double x_max;
  double y_max;
};

/// Interleaved positions of every geometry of a GeoJSON text.
[[nodiscard]] std::vector<double> geojson_coordinates(std::string_view text);

/// Interleaved positions of every geometry of a GeoPackage, from its bytes.
[[nodiscard]] std::vector<double> geopackage_coordinates(const std::string& bytes);

/// Interleaved pairs of numbers that stand next to each other in a text and lie in the window.
[[nodiscard]] std::vector<double> pairs_in_text(std::string_view text, const Window& window);

/// All three over the files of a release, by path; the text pairs of every file but the GeoPackage.
[[nodiscard]] std::vector<double> release_coordinates(const std::map<std::string, std::string>& files,
                                                      const Window& window);

/// Positions that are no vertex, both rounded to 1e-7 degrees: how many.
[[nodiscard]] std::size_t not_among(const std::vector<double>& published, const std::vector<double>& vertices);

}  // namespace libprofile::testing
