// SPDX-License-Identifier: MIT
/// @file
/// Polygons of GeoJSON as well-known binary.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <utility>

#include "libprofile/io/detail/json_cursor.hpp"
#include "libprofile/records/column_table.hpp"

namespace libprofile::io::detail {

/// Writes one value a geometry, little-endian; counts of parts are set as they grow.
class GeojsonOutlines {
 public:
  /// Adds the geometry that the cursor stands before.
  ///
  /// @throws NotPlain  unless it is a `Polygon` or `MultiPolygon`, its type before its coordinates, with at least one
  ///     ring in each polygon and one position of two numbers in each ring.
  void add(JsonCursor& json);

  [[nodiscard]] records::BytesColumn take() { return std::move(column_); }

 private:
  void multipolygon(JsonCursor& json);
  void polygon(JsonCursor& json);
  void ring(JsonCursor& json);

  /// Begins a geometry; gives where the count of its parts stands.
  std::size_t begin(std::uint32_t type);
  [[nodiscard]] std::uint32_t count_at(std::size_t at) const;
  void increase(std::size_t at);

  template <class Value>
  std::size_t append(Value value) {
    const std::size_t at = column_.bytes.size();
    column_.bytes.resize(at + sizeof value);
    std::memcpy(column_.bytes.data() + at, &value, sizeof value);
    return at;
  }

  records::BytesColumn column_;
};

}  // namespace libprofile::io::detail
