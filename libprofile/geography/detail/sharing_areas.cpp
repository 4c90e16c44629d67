// SPDX-License-Identifier: MIT
#include "libprofile/geography/detail/sharing_areas.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "libprofile/core/parallel.hpp"
#include "libprofile/geography/detail/place_hash.hpp"
#include "libprofile/geography/detail/polygon_arrays.hpp"
#include "libprofile/geography/detail/weight_rows.hpp"

namespace libprofile::geography::detail {
namespace {

constexpr std::size_t kVerticesPerPart = 4096;
constexpr std::size_t kAreasPerTask = 1024;
constexpr std::uint32_t kNone = 0xFFFFFFFFU;

struct Corner {
  double x;
  double y;
  std::uint32_t area;
};

/// The corners of all areas by the highest bits of their hash, by area within each part.
struct Parts {
  std::unique_ptr<Corner[]> corners;
  std::vector<std::size_t> first;
};

template <class Body>
void for_each_corner(const Polygons& polygons, std::size_t begin, std::size_t end, Body&& body) {
  for (std::size_t area = begin; area < end; ++area) {
    for_each_edge(polygons, area, [&](std::size_t v) {
      body(Corner{polygons.xy[2 * v], polygons.xy[2 * v + 1], static_cast<std::uint32_t>(area)});
    });
  }
}

Parts part_corners(const Polygons& polygons) {
  const int bits = std::countr_zero(std::bit_ceil(polygons.vertices() / kVerticesPerPart + 1));
  const std::size_t parts = std::size_t{1} << bits;
  const std::size_t tasks = (polygons.size() + kAreasPerTask - 1) / kAreasPerTask;
  const auto part_of = [&](const Corner& corner) {
    return bits == 0 ? 0 : place_hash(corner.x, corner.y) >> (64 - bits);
  };
  std::vector<std::size_t> next(tasks * parts, 0);
  core::parallel_blocks(polygons.size(), kAreasPerTask, [&](std::size_t begin, std::size_t end) {
    std::size_t* counts = next.data() + begin / kAreasPerTask * parts;
    for_each_corner(polygons, begin, end, [&](const Corner& corner) { ++counts[part_of(corner)]; });
  });
  Parts result{nullptr, std::vector<std::size_t>(parts + 1, 0)};
  std::size_t position = 0;
  for (std::size_t part = 0; part < parts; ++part) {
    for (std::size_t task = 0; task < tasks; ++task) {
      position += std::exchange(next[task * parts + part], position);
    }
    result.first[part + 1] = position;
  }
  result.corners = std::make_unique_for_overwrite<Corner[]>(position);
  core::parallel_blocks(polygons.size(), kAreasPerTask, [&](std::size_t begin, std::size_t end) {
    std::size_t* positions = next.data() + begin / kAreasPerTask * parts;
    for_each_corner(polygons, begin, end,
                    [&](const Corner& corner) { result.corners[positions[part_of(corner)]++] = corner; });
  });
  return result;
}

/// Two areas, the lower first.
struct Pair {
  std::uint32_t low;
  std::uint32_t high;
};

/// The areas that meet at each place of a part. Corners come by area, so that each is the highest so far.
class Meeting {
 public:
  std::vector<Pair> operator()(const Corner* corners, std::size_t n) {
    const std::size_t slots = std::bit_ceil(2 * n + 1);
    last_at_.assign(slots, kNone);
    before_.assign(n, kNone);
    std::vector<Pair> pairs;
    for (std::uint32_t i = 0; i < n; ++i) {
      const Corner& corner = corners[i];
      std::size_t slot = place_hash(corner.x, corner.y) & (slots - 1);
      while (last_at_[slot] != kNone &&
             (corners[last_at_[slot]].x != corner.x || corners[last_at_[slot]].y != corner.y)) {
        slot = (slot + 1) & (slots - 1);
      }
      const std::uint32_t last = last_at_[slot];
      if (last != kNone && corners[last].area == corner.area) {
        continue;
      }
      for (std::uint32_t other = last; other != kNone; other = before_[other]) {
        pairs.push_back({corners[other].area, corner.area});
      }
      before_[i] = std::exchange(last_at_[slot], i);
    }
    return pairs;
  }

 private:
  std::vector<std::uint32_t> last_at_;
  std::vector<std::uint32_t> before_;
};

std::vector<std::vector<Pair>> meeting_areas(const Parts& parts) {
  std::vector<std::vector<Pair>> pairs(parts.first.size() - 1);
  core::parallel_blocks(pairs.size(), 16, [&](std::size_t begin, std::size_t end) {
    Meeting meet;
    for (std::size_t part = begin; part < end; ++part) {
      pairs[part] = meet(parts.corners.get() + parts.first[part], parts.first[part + 1] - parts.first[part]);
    }
  });
  return pairs;
}

/// Each area's links to higher ones. Pairs repeat: once for each vertex of a border.
Weights links_upwards(std::size_t areas, const std::vector<std::vector<Pair>>& pairs) {
  std::vector<std::size_t> first(areas + 2, 0);
  for (const auto& part : pairs) {
    for (const Pair& pair : part) {
      ++first[pair.low + 2];
    }
  }
  for (std::size_t area = 2; area < first.size(); ++area) {
    first[area] += first[area - 1];
  }
  std::vector<std::uint32_t> higher(first.back());
  for (const auto& part : pairs) {
    for (const Pair& pair : part) {
      higher[first[pair.low + 1]++] = pair.high;
    }
  }
  return binary_weights(areas, [&](std::size_t area, std::vector<std::uint32_t>& row) {
    for (std::size_t k = first[area]; k < first[area + 1]; ++k) {
      add_once(row, higher[k]);
    }
  });
}

/// The same links and their reverses: lower neighbours, which come ascending, before higher ones.
Weights both_ways(const Weights& upwards) {
  const std::size_t n = upwards.size();
  Weights weights;
  weights.offsets.assign(n + 1, 0);
  for (std::size_t i = 0; i < n; ++i) {
    weights.offsets[i + 1] += upwards.offsets[i + 1] - upwards.offsets[i];
  }
  for (const std::uint32_t high : upwards.neighbours) {
    ++weights.offsets[high + 1];
  }
  for (std::size_t i = 0; i < n; ++i) {
    weights.offsets[i + 1] += weights.offsets[i];
  }
  weights.neighbours.resize(weights.offsets.back());
  std::vector<std::size_t> next(weights.offsets.begin(), weights.offsets.end() - 1);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t k = upwards.offsets[i]; k < upwards.offsets[i + 1]; ++k) {
      const std::uint32_t high = upwards.neighbours[k];
      weights.neighbours[next[i]++] = high;
      weights.neighbours[next[high]++] = static_cast<std::uint32_t>(i);
    }
  }
  weights.values.assign(weights.neighbours.size(), 1.0);
  return weights;
}

}  // namespace

Weights sharing_areas(const Polygons& polygons) {
  return both_ways(links_upwards(polygons.size(), meeting_areas(part_corners(polygons))));
}

}  // namespace libprofile::geography::detail
