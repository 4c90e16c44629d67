// SPDX-License-Identifier: MIT
/// @file
/// The tables that every GeoPackage has, and the triggers that keep an R-tree up to date.
#pragma once

#include <string>
#include <string_view>

namespace libprofile::publish::detail {

/// Name of the geometry column and of the key of every feature table.
inline constexpr std::string_view kGeometryColumn = "geom";
inline constexpr std::string_view kKeyColumn = "fid";

/// SQL that makes an empty database a GeoPackage 1.3 without contents: identity, reference systems, contents, geometry
/// columns, extensions, metadata and layer styles.
[[nodiscard]] std::string geopackage_schema_sql();

/// SQL that creates the R-tree's triggers for a feature table: OGC 12-128r17, annex F.3. To be run after the table and
/// the R-tree are filled, because the functions that the triggers call belong to the reader.
[[nodiscard]] std::string rtree_triggers_sql(std::string_view table);

/// Name of the R-tree of a feature table.
[[nodiscard]] std::string rtree_name(std::string_view table);

}  // namespace libprofile::publish::detail
