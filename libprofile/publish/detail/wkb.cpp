// SPDX-License-Identifier: MIT
#include "libprofile/publish/detail/wkb.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <limits>

namespace libprofile::publish::detail {
namespace {

static_assert(std::endian::native == std::endian::little, "geometries are written in the machine's byte order");

constexpr std::uint32_t kWkbPolygon = 3;
constexpr std::uint32_t kWkbMultiPolygon = 6;
constexpr std::int32_t kWgs84 = 4326;
constexpr char kLittleEndian = 1;

template <class Value>
void put(std::string& blob, Value value) {
  blob.append(reinterpret_cast<const char*>(&value), sizeof value);
}

void put_header(std::string& blob, const Envelope& envelope) {
  constexpr unsigned kByteOrder = 1;
  constexpr unsigned kEnvelopeXy = 1U << 1U;
  constexpr unsigned kEmpty = 1U << 4U;
  blob.append("GP").append(1, '\0');
  blob += static_cast<char>(envelope.is_empty() ? kByteOrder | kEmpty : kByteOrder | kEnvelopeXy);
  put(blob, kWgs84);
  if (!envelope.is_empty()) {
    put(blob, envelope.x_min);
    put(blob, envelope.x_max);
    put(blob, envelope.y_min);
    put(blob, envelope.y_max);
  }
}

void put_polygon(std::string& blob, const geography::Polygons& polygons, std::size_t polygon) {
  const std::size_t first_ring = polygons.polygon_rings[polygon];
  const std::size_t last_ring = polygons.polygon_rings[polygon + 1];
  blob += kLittleEndian;
  put(blob, kWkbPolygon);
  put(blob, static_cast<std::uint32_t>(last_ring - first_ring));
  for (std::size_t r = first_ring; r < last_ring; ++r) {
    const std::size_t first = polygons.ring_vertices[r];
    const std::size_t vertices = polygons.ring_vertices[r + 1] - first;
    put(blob, static_cast<std::uint32_t>(vertices));
    blob.append(reinterpret_cast<const char*>(polygons.xy.data() + 2 * first), 2 * vertices * sizeof(double));
  }
}

/// Vertices [first, last) of an area.
struct VertexRange {
  std::size_t first;
  std::size_t last;
};

VertexRange vertices_of(const geography::Polygons& polygons, std::size_t area) {
  const std::size_t first_ring = polygons.polygon_rings[polygons.area_polygons[area]];
  const std::size_t last_ring = polygons.polygon_rings[polygons.area_polygons[area + 1]];
  return {polygons.ring_vertices[first_ring], polygons.ring_vertices[last_ring]};
}

}  // namespace

Envelope empty_envelope() {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  return {kInfinity, -kInfinity, kInfinity, -kInfinity};
}

Envelope united(const Envelope& a, const Envelope& b) {
  return {std::min(a.x_min, b.x_min), std::max(a.x_max, b.x_max), std::min(a.y_min, b.y_min),
          std::max(a.y_max, b.y_max)};
}

Envelope envelope_of(const geography::Polygons& polygons, std::size_t area) {
  Envelope envelope = empty_envelope();
  const VertexRange range = vertices_of(polygons, area);
  for (std::size_t i = range.first; i < range.last; ++i) {
    const double x = polygons.xy[2 * i];
    const double y = polygons.xy[2 * i + 1];
    envelope = united(envelope, {x, x, y, y});
  }
  return envelope;
}

std::string geopackage_blob(const geography::Polygons& polygons, std::size_t area, const Envelope& envelope) {
  const std::size_t first = polygons.area_polygons[area];
  const std::size_t last = polygons.area_polygons[area + 1];
  const VertexRange range = vertices_of(polygons, area);
  std::string blob;
  blob.reserve(64 + 2 * sizeof(double) * (range.last - range.first) + 32 * (last - first));
  put_header(blob, envelope);
  blob += kLittleEndian;
  put(blob, kWkbMultiPolygon);
  put(blob, static_cast<std::uint32_t>(last - first));
  for (std::size_t p = first; p < last; ++p) {
    put_polygon(blob, polygons, p);
  }
  return blob;
}

}  // namespace libprofile::publish::detail
