// SPDX-License-Identifier: MIT
/// @file
/// Geometries as GeoPackage stores them.
#pragma once

#include <cstddef>
#include <string>

#include "libprofile/publish/outlines.hpp"

namespace libprofile::publish::detail {

/// Extent in degrees; `x_min` above `x_max` where there is nothing.
struct Envelope {
  double x_min;
  double x_max;
  double y_min;
  double y_max;

  [[nodiscard]] bool is_empty() const { return !(x_min <= x_max); }
};

/// The extent of nothing, which any vertex widens.
[[nodiscard]] Envelope empty_envelope();

/// The smallest extent that holds both.
[[nodiscard]] Envelope united(const Envelope& a, const Envelope& b);

[[nodiscard]] Envelope envelope_of(const geography::Polygons& polygons, std::size_t area);

/// The area as a GeoPackage blob: header with envelope and EPSG:4326, then a little-endian WKB multipolygon.
///
/// Method: OGC 12-128r17, section 2.1.3.
[[nodiscard]] std::string geopackage_blob(const geography::Polygons& polygons, std::size_t area,
                                          const Envelope& envelope);

}  // namespace libprofile::publish::detail
