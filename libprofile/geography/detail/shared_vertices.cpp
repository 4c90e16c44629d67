// SPDX-License-Identifier: MIT
#include "libprofile/geography/detail/shared_vertices.hpp"

#include <bit>
#include <numeric>
#include <utility>

#include "libprofile/geography/detail/place_hash.hpp"
#include "libprofile/geography/detail/polygon_arrays.hpp"

namespace libprofile::geography::detail {
namespace {

constexpr std::size_t kVerticesPerPartition = 4096;
constexpr std::size_t kVerticesPerTask = 1U << 16;
constexpr std::uint32_t kEmpty = 0xFFFFFFFFU;

/// Vertices by the highest bits of their hash, ascending within each part.
Groups partition(std::span<const double> xy_m, int bits) {
  const std::size_t n = xy_m.size() / 2;
  const std::size_t parts = std::size_t{1} << bits;
  const std::size_t tasks = (n + kVerticesPerTask - 1) / kVerticesPerTask;
  const auto part_of = [&](std::size_t i) {
    return bits == 0 ? 0 : place_hash(xy_m[2 * i], xy_m[2 * i + 1]) >> (64 - bits);
  };
  std::vector<std::uint32_t> next(tasks * parts, 0);
  core::parallel_blocks(n, kVerticesPerTask, [&](std::size_t begin, std::size_t end) {
    std::uint32_t* counts = next.data() + begin / kVerticesPerTask * parts;
    for (std::size_t i = begin; i < end; ++i) {
      ++counts[part_of(i)];
    }
  });
  Groups result{std::vector<std::uint32_t>(parts + 1, 0), std::vector<std::uint32_t>(n)};
  std::uint32_t position = 0;
  for (std::size_t part = 0; part < parts; ++part) {
    for (std::size_t task = 0; task < tasks; ++task) {
      position += std::exchange(next[task * parts + part], position);
    }
    result.first[part + 1] = position;
  }
  core::parallel_blocks(n, kVerticesPerTask, [&](std::size_t begin, std::size_t end) {
    std::uint32_t* positions = next.data() + begin / kVerticesPerTask * parts;
    for (std::size_t i = begin; i < end; ++i) {
      result.items[positions[part_of(i)]++] = static_cast<std::uint32_t>(i);
    }
  });
  return result;
}

/// Numbers the different places of one part from 0, by first vertex, and returns how many there are.
std::uint32_t number_places(std::span<const double> xy_m, std::span<const std::uint32_t> vertices,
                            std::vector<std::uint32_t>& id) {
  const std::size_t slots = std::bit_ceil(2 * vertices.size() + 1);
  std::vector<std::uint32_t> first_at(slots, kEmpty);
  std::uint32_t places = 0;
  for (const std::uint32_t i : vertices) {
    std::size_t slot = place_hash(xy_m[2 * i], xy_m[2 * i + 1]) & (slots - 1);
    while (first_at[slot] != kEmpty &&
           (xy_m[2 * first_at[slot]] != xy_m[2 * i] || xy_m[2 * first_at[slot] + 1] != xy_m[2 * i + 1])) {
      slot = (slot + 1) & (slots - 1);
    }
    if (first_at[slot] == kEmpty) {
      first_at[slot] = i;
      id[i] = places++;
    } else {
      id[i] = id[first_at[slot]];
    }
  }
  return places;
}

}  // namespace

VertexIds vertex_ids(std::span<const double> xy_m) {
  const std::size_t n = xy_m.size() / 2;
  const Groups parts = partition(xy_m, std::countr_zero(std::bit_ceil(n / kVerticesPerPartition + 1)));
  VertexIds ids{std::vector<std::uint32_t>(n), 0};
  std::vector<std::uint32_t> first_id(parts.size() + 1, 0);
  core::parallel_for(
      parts.size(), [&](std::size_t part) { first_id[part + 1] = number_places(xy_m, parts.items_of(part), ids.id); },
      1);
  std::partial_sum(first_id.begin(), first_id.end(), first_id.begin());
  core::parallel_for(
      parts.size(),
      [&](std::size_t part) {
        for (const std::uint32_t i : parts.items_of(part)) {
          ids.id[i] += first_id[part];
        }
      },
      1);
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
