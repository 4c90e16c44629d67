// SPDX-License-Identifier: MIT
/// @file
/// Coordinates of point geometries in well-known binary.
#pragma once

#include <string_view>

#include "libprofile/records/column_table.hpp"

namespace libprofile::records {

struct PointColumns {
  NumberColumn x;
  NumberColumn y;
};

/// Both coordinates of every point; NaN, NaN where a geometry is absent or an empty point. Heights and measures are
/// dropped.
///
/// Takes ISO and extended (PostGIS) well-known binary of either byte order, without reading past a value's end.
///
/// @param column   The source's name of the column, for messages.
/// @param context  As messages name the source.
/// @throws GeometryError  for a geometry that is not a point, or bytes that are not a geometry; names the first row.
[[nodiscard]] PointColumns points_from_wkb(const BytesColumn& geometries, std::string_view column,
                                           std::string_view context);

}  // namespace libprofile::records
