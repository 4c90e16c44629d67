// SPDX-License-Identifier: MIT
/// @file
/// The text of a GeoJSON file, and of its geometries apart: layers over the same units share them.
#pragma once

#include <string>
#include <vector>

#include "libprofile/publish/layer.hpp"
#include "libprofile/publish/outlines.hpp"

namespace libprofile::publish::detail {

/// The geometry object of each area: Polygon for one polygon, MultiPolygon for several, null for none.
[[nodiscard]] std::vector<std::string> geojson_geometries(const Outlines& outlines);

/// @param geometries  `geojson_geometries(*layer.geometry)`.
/// @throws InvalidArgument  for a table, or a layer that is not valid.
[[nodiscard]] std::string geojson_text(const Layer& layer, const std::vector<std::string>& geometries);

}  // namespace libprofile::publish::detail
