// SPDX-License-Identifier: MIT
/// @file
/// Layers as GeoJSON by RFC 7946.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "libprofile/disclosure/protected.hpp"
#include "libprofile/publish/layer.hpp"

namespace libprofile::publish {

/// A feature collection: one feature a line, in row order, members always in the same order.
///
/// WGS 84 longitude and latitude, shells counter-clockwise and holes clockwise, coordinates rounded to 7 decimals
/// (about a centimetre), numbers in the shortest digits that read back as themselves, absent and infinite values null,
/// lists as arrays, bytes that are not UTF-8 as U+FFFD. The foreign members `name`, `title`, `tier`, `marking` and
/// `counts` say what the file is; there is no `crs` (section 4 of the RFC) and no `bbox`. Outlines that cross the
/// antimeridian are written as they are.
///
/// @throws InvalidArgument  for a table, or a layer that is not valid.
/// Time O(vertices + values), in parallel; the same bytes for any number of threads.
[[nodiscard]] std::string geojson(const disclosure::Protected<Layer>& layer);

/// Writes `geojson(layer)` whole or not at all. Internal-tier files are readable by their owner only.
///
/// @throws InputError  where the file cannot be written, naming it and the remedy.
void write_geojson(const disclosure::Protected<Layer>& layer, const std::filesystem::path& path);

/// Writes `<directory>/<layer name>.geojson` for every layer; the directory has to exist.
void write_layers(const disclosure::Protected<std::vector<Layer>>& layers, const std::filesystem::path& directory);

}  // namespace libprofile::publish
