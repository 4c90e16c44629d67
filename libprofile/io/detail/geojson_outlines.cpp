// SPDX-License-Identifier: MIT
#include "libprofile/io/detail/geojson_outlines.hpp"

#include <bit>

namespace libprofile::io::detail {
namespace {

static_assert(std::endian::native == std::endian::little, "outlines are written in the processor's order of bytes");

constexpr std::uint8_t kLittleEndian = 1;
constexpr std::uint32_t kPolygon = 3;
constexpr std::uint32_t kMultiPolygon = 6;

}  // namespace

void GeojsonOutlines::add(JsonCursor& json) {
  std::string_view type;
  bool has_coordinates = false;
  json.object([&](std::string_view name) {
    if (name == "type") {
      require_plain(type.empty());
      type = json.text();
      return;
    }
    // Nesting follows from the type, so it has to come first.
    require_plain(name == "coordinates" && !has_coordinates && (type == "Polygon" || type == "MultiPolygon"));
    has_coordinates = true;
    type == "Polygon" ? polygon(json) : multipolygon(json);
  });
  require_plain(has_coordinates);
  column_.ends.push_back(column_.bytes.size());
}

void GeojsonOutlines::multipolygon(JsonCursor& json) {
  const std::size_t polygons = begin(kMultiPolygon);
  json.array([&] {
    polygon(json);
    increase(polygons);
  });
  require_plain(count_at(polygons) > 0);
}

void GeojsonOutlines::polygon(JsonCursor& json) {
  const std::size_t rings = begin(kPolygon);
  json.array([&] {
    ring(json);
    increase(rings);
  });
  require_plain(count_at(rings) > 0);
}

void GeojsonOutlines::ring(JsonCursor& json) {
  const std::size_t points = append(std::uint32_t{0});
  json.array([&] {
    json.take('[');
    append(json.number());
    json.take(',');
    append(json.number());
    json.take(']');
    increase(points);
  });
  require_plain(count_at(points) > 0);
}

std::size_t GeojsonOutlines::begin(std::uint32_t type) {
  column_.bytes.push_back(kLittleEndian);
  append(type);
  return append(std::uint32_t{0});
}

std::uint32_t GeojsonOutlines::count_at(std::size_t at) const {
  std::uint32_t count = 0;
  std::memcpy(&count, column_.bytes.data() + at, sizeof count);
  return count;
}

void GeojsonOutlines::increase(std::size_t at) {
  const std::uint32_t count = count_at(at) + 1;
  std::memcpy(column_.bytes.data() + at, &count, sizeof count);
}

}  // namespace libprofile::io::detail
