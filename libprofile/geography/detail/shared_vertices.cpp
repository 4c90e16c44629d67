// SPDX-License-Identifier: MIT
#include "libprofile/geography/detail/shared_vertices.hpp"

#include <bit>
#include <tuple>

#include "libprofile/geography/detail/polygon_arrays.hpp"

namespace libprofile::geography::detail {
namespace {

constexpr std::size_t kVerticesPerBucket = 8;

std::uint64_t mixed(double x, double y) {
  // Adding 0 turns -0 into 0.
  std::uint64_t hash = std::bit_cast<std::uint64_t>(x + 0.0) * 0x9E3779B97F4A7C15ULL;
  hash ^= hash >> 32;
  hash = (hash + std::bit_cast<std::uint64_t>(y + 0.0)) * 0xD6E8FEB86659FD93ULL;
  return hash ^ (hash >> 32);
}

}  // namespace

VertexIds vertex_ids(std::span<const double> xy_m) {
  const std::size_t n = xy_m.size() / 2;
  const std::size_t buckets = std::bit_ceil(n / kVerticesPerBucket + 1);
  Groups by_hash = group_by(n, buckets, [&](std::size_t i) {
    return static_cast<std::uint32_t>(mixed(xy_m[2 * i], xy_m[2 * i + 1]) & (buckets - 1));
  });
  VertexIds ids{std::vector<std::uint32_t>(n), 0};
  std::vector<std::uint32_t> first_id(buckets + 1, 0);
  core::parallel_for(
      buckets,
      [&](std::size_t bucket) {
        const auto begin = by_hash.items.begin() + by_hash.first[bucket];
        const auto end = by_hash.items.begin() + by_hash.first[bucket + 1];
        const auto key = [&](std::uint32_t i) { return std::tuple(xy_m[2 * i] + 0.0, xy_m[2 * i + 1] + 0.0, i); };
        std::sort(begin, end, [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
        std::uint32_t next = 0;
        for (auto it = begin; it != end; ++it) {
          if (it != begin && (xy_m[2 * *it] != xy_m[2 * *(it - 1)] || xy_m[2 * *it + 1] != xy_m[2 * *(it - 1) + 1])) {
            ++next;
          }
          ids.id[*it] = next;
        }
        first_id[bucket + 1] = begin == end ? 0 : next + 1;
      },
      256);
  for (std::size_t bucket = 0; bucket < buckets; ++bucket) {
    first_id[bucket + 1] += first_id[bucket];
  }
  core::parallel_for(
      buckets,
      [&](std::size_t bucket) {
        for (const std::uint32_t i : by_hash.items_of(bucket)) {
          ids.id[i] += first_id[bucket];
        }
      },
      256);
  ids.distinct = first_id.back();
  return ids;
}

std::vector<std::uint32_t> area_of_vertex(const Polygons& polygons) {
  std::vector<std::uint32_t> area_of(polygons.vertices());
  core::parallel_for(
      polygons.size(),
      [&](std::size_t area) {
        const Range vertices = vertices_of(polygons, area);
        std::fill(area_of.begin() + vertices.begin, area_of.begin() + vertices.end, static_cast<std::uint32_t>(area));
      },
      64);
  return area_of;
}

std::vector<char> begins_edge(const Polygons& polygons) {
  std::vector<char> begins(polygons.vertices(), 1);
  for (std::size_t ring = 1; ring < polygons.ring_vertices.size(); ++ring) {
    begins[polygons.ring_vertices[ring] - 1] = 0;
  }
  return begins;
}

Groups edges_by_lower_end(const Polygons& polygons, const VertexIds& ids) {
  const std::vector<char> begins = begins_edge(polygons);
  return group_by(ids.id.size(), ids.distinct, [&](std::size_t i) {
    return begins[i] == 0 || ids.id[i] == ids.id[i + 1] ? kUngrouped : std::min(ids.id[i], ids.id[i + 1]);
  });
}

}  // namespace libprofile::geography::detail
