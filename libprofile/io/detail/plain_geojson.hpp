// SPDX-License-Identifier: MIT
/// @file
/// Areas in GeoJSON of the form that most of it has, read some ten times faster than GDAL reads them.
#pragma once

#include <optional>
#include <string>

#include "libprofile/io/read_dataset.hpp"

namespace libprofile::io::detail {

/// The wanted columns and the outlines of a file, as `read_layer` gives them; nothing where the file is not plain, or
/// is faulty: then `read_layer` reads it, or says what is wrong.
///
/// Plain is a `FeatureCollection` in WGS 84 without members other than `type`, `name`, `crs` and `features`, at least
/// one feature, features without members other than `type`, `properties` and `geometry`, a `Polygon` or `MultiPolygon`
/// of positions of two numbers in each, and in the wanted columns, which must be named, nothing but strings without
/// escapes that are no dates, or null.
///
/// @throws InputError  where the file cannot be opened.
///
/// Takes memory for the file. Time O(bytes).
[[nodiscard]] std::optional<Dataset> read_plain_geojson(const std::string& path, const ReadOptions& options);

}  // namespace libprofile::io::detail
