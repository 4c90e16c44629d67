// SPDX-License-Identifier: MIT
#include "libprofile/geography/detail/overlaps.hpp"

#include <algorithm>
#include <cstddef>
#include <span>

#include "libprofile/core/parallel.hpp"
#include "libprofile/geography/detail/polygon_arrays.hpp"

namespace libprofile::geography::detail {
namespace {

using Pair = std::pair<std::uint32_t, std::uint32_t>;

bool cross_properly(Point a, Point b, Point c, Point d) {
  if (std::max(a.x, b.x) < std::min(c.x, d.x) || std::max(c.x, d.x) < std::min(a.x, b.x) ||
      std::max(a.y, b.y) < std::min(c.y, d.y) || std::max(c.y, d.y) < std::min(a.y, b.y)) {
    return false;
  }
  return orientation(a, b, c) * orientation(a, b, d) < 0 && orientation(c, d, a) * orientation(c, d, b) < 0;
}

bool runs_cross(const Polygons& polygons, const BoundaryRun& first, const BoundaryRun& second) {
  const std::uint32_t first_end = first.first_edge + (first.edges_and_inside & ~kInsideBit);
  const std::uint32_t second_end = second.first_edge + (second.edges_and_inside & ~kInsideBit);
  for (std::uint32_t i = first.first_edge; i < first_end; ++i) {
    for (std::uint32_t j = second.first_edge; j < second_end; ++j) {
      if (cross_properly(vertex(polygons, i), vertex(polygons, i + 1), vertex(polygons, j), vertex(polygons, j + 1))) {
        return true;
      }
    }
  }
  return false;
}

/// The runs of one record, by area.
void add_candidates(const Polygons& polygons, std::span<const BoundaryRun> runs, std::vector<Pair>& pairs) {
  const auto is_inside = [](const BoundaryRun& run) { return (run.edges_and_inside & kInsideBit) != 0; };
  for (std::size_t i = 0; i < runs.size(); ++i) {
    for (std::size_t j = i + 1; j < runs.size(); ++j) {
      const Pair pair(runs[i].area, runs[j].area);
      if (pair.first == pair.second || (!pairs.empty() && pairs.back() == pair)) {
        continue;
      }
      const bool covers = runs[i].edges_and_inside == kInsideBit || runs[j].edges_and_inside == kInsideBit;
      if (covers || (is_inside(runs[i]) && is_inside(runs[j])) || runs_cross(polygons, runs[i], runs[j])) {
        pairs.push_back(pair);
      }
    }
  }
}

}  // namespace

std::vector<Pair> overlap_candidates(const CellTable& table, const Polygons& polygons) {
  const std::size_t records = table.record_runs.empty() ? 0 : table.record_runs.size() - 1;
  std::vector<std::vector<Pair>> parts((records + core::kBlock - 1) / core::kBlock);
  core::parallel_for(records, [&](std::size_t record) {
    const std::span runs =
        std::span(table.runs)
            .subspan(table.record_runs[record], table.record_runs[record + 1] - table.record_runs[record]);
    add_candidates(polygons, runs, parts[record / core::kBlock]);
  });
  std::vector<Pair> pairs;
  for (const std::vector<Pair>& part : parts) {
    pairs.insert(pairs.end(), part.begin(), part.end());
  }
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  return pairs;
}

}  // namespace libprofile::geography::detail
