// SPDX-License-Identifier: MIT
/// @file
/// A layer as a feature table of a GeoPackage.
#pragma once

#include <string_view>

#include "libprofile/publish/detail/sqlite.hpp"
#include "libprofile/publish/layer.hpp"

namespace libprofile::publish::detail {

/// "2018-01-01T00:00:00Z" as the standard wants it: with milliseconds.
[[nodiscard]] std::string geopackage_time(std::string_view created_utc);

/// Creates and fills the feature table, its R-tree, and its rows in the tables of contents, geometry columns,
/// extensions and styles. Keys are row numbers from 1.
void add_layer(Database& database, const Layer& layer);

}  // namespace libprofile::publish::detail
