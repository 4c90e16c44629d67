// SPDX-License-Identifier: MIT
/// @file
/// Layers as one GeoPackage that opens in QGIS already styled.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "libprofile/disclosure/protected.hpp"
#include "libprofile/publish/layer.hpp"

namespace libprofile::publish {

/// An OGC GeoPackage 1.3 with one feature table a layer, in EPSG:4326.
///
/// Geometries are multipolygons with an envelope, indexed by an R-tree; `layer_styles` holds a QGIS (QML) and an SLD
/// style for layers whose name has one; `gpkg_metadata` repeats title, tier, marking and what rounded counts mean.
/// Lists are codes separated by semicolons. `last_change` is the layers' `created_utc`.
///
/// @param layers  At least one; tables are refused.
/// @throws InvalidArgument  for no layer, a table, two layers of one name, or a layer that is not valid.
/// @throws InputError  where SQLite fails (no memory, no R-tree).
/// Time O(vertices + rows log rows), one thread. The same layers and the same SQLite give the same bytes.
/// Method: OGC 12-128r17 (GeoPackage Encoding Standard 1.3).
[[nodiscard]] std::string geopackage(const disclosure::Protected<std::vector<Layer>>& layers);

/// Writes `geopackage(layers)` whole or not at all. Internal-tier files are readable by their owner only.
///
/// @throws InputError  where the file cannot be written, naming it and the remedy.
void write_geopackage(const disclosure::Protected<std::vector<Layer>>& layers, const std::filesystem::path& path);

}  // namespace libprofile::publish
