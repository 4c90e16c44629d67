// SPDX-License-Identifier: MIT
#include "libprofile/geography/detail/overlaps.hpp"

#include <algorithm>
#include <cstddef>
#include <span>

#include "libprofile/core/parallel.hpp"
#include "libprofile/geography/detail/cell_walk.hpp"
#include "libprofile/geography/detail/polygon_arrays.hpp"

namespace libprofile::geography::detail {
namespace {

using Pair = std::pair<std::uint32_t, std::uint32_t>;

constexpr std::size_t kCellsPerTask = 1U << 16;

bool same(Point a, Point b) {
  return a.x == b.x && a.y == b.y;
}

bool cross_properly(Point a, Point b, Point c, Point d) {
  if (same(a, c) || same(a, d) || same(b, c) || same(b, d)) {
    return false;
  }
  if (std::max(a.x, b.x) < std::min(c.x, d.x) || std::max(c.x, d.x) < std::min(a.x, b.x) ||
      std::max(a.y, b.y) < std::min(c.y, d.y) || std::max(c.y, d.y) < std::min(a.y, b.y)) {
    return false;
  }
  return orientation(a, b, c) * orientation(a, b, d) < 0 && orientation(c, d, a) * orientation(c, d, b) < 0;
}

template <class Body>
bool any_edge(std::span<const BoundaryRun> runs, Body&& body) {
  return std::any_of(runs.begin(), runs.end(), [&](const BoundaryRun& run) {
    const std::uint32_t end = run.first_edge + (run.edges_and_inside & ~kInsideBit);
    for (std::uint32_t e = run.first_edge; e < end; ++e) {
      if (body(e)) {
        return true;
      }
    }
    return false;
  });
}

/// One boundary cell.
class Cell {
 public:
  Cell(const CellTable& table, const Polygons& polygons, std::uint32_t cell)
      : polygons_(polygons),
        frame_(table.frame),
        column_(static_cast<std::int32_t>(cell % static_cast<std::uint32_t>(table.frame.columns))),
        row_(static_cast<std::int32_t>(cell / static_cast<std::uint32_t>(table.frame.columns))) {}

  [[nodiscard]] bool may_overlap(std::span<const BoundaryRun> first, std::span<const BoundaryRun> second) const {
    const bool holds_first = (first.front().edges_and_inside & kInsideBit) != 0;
    const bool holds_second = (second.front().edges_and_inside & kInsideBit) != 0;
    return (holds_first && holds_second) || enters(first, second) || enters(second, first);
  }

 private:
  /// An edge of `runs` that is no edge of `other` crosses one of it, or has its middle inside.
  [[nodiscard]] bool enters(std::span<const BoundaryRun> runs, std::span<const BoundaryRun> other) const {
    return any_edge(runs, [&](std::uint32_t e) {
      const Point a = vertex(polygons_, e);
      const Point b = vertex(polygons_, e + 1);
      const bool is_shared = any_edge(other, [&](std::uint32_t f) {
        const Point c = vertex(polygons_, f);
        const Point d = vertex(polygons_, f + 1);
        return (same(a, d) && same(b, c)) || (same(a, c) && same(b, d));
      });
      if (is_shared) {
        return false;
      }
      const bool crosses = any_edge(
          other, [&](std::uint32_t f) { return cross_properly(a, b, vertex(polygons_, f), vertex(polygons_, f + 1)); });
      return crosses || has_middle_inside(a, b, other);
    });
  }

  [[nodiscard]] bool has_middle_inside(Point a, Point b, std::span<const BoundaryRun> other) const {
    const Point centre = frame_.centre(column_, row_);
    const double half_m = frame_.cell_m / 2.0;
    double from = 0.0;
    double to = 1.0;
    const auto clip = [&](double start, double change, double middle) {
      if (change != 0.0) {
        const double first = (middle - half_m - start) / change;
        const double second = (middle + half_m - start) / change;
        from = std::max(from, std::min(first, second));
        to = std::min(to, std::max(first, second));
      }
    };
    clip(a.x, b.x - a.x, centre.x);
    clip(a.y, b.y - a.y, centre.y);
    const double share = (from + to) / 2.0;
    const Point middle{a.x + share * (b.x - a.x), a.y + share * (b.y - a.y)};
    if (from > to || frame_.column(middle.x) != column_ || frame_.row(middle.y) != row_) {
      return false;
    }
    return side_of_area(other, polygons_.xy, {middle, centre}) == Side::inside;
  }

  const Polygons& polygons_;
  const CellFrame& frame_;
  std::int32_t column_;
  std::int32_t row_;
};

void add_candidates(const Cell& cell, std::span<const BoundaryRun> runs, std::vector<Pair>& pairs) {
  while (!runs.empty()) {
    const std::span<const BoundaryRun> first = first_area(runs);
    runs = runs.subspan(first.size());
    for (std::span<const BoundaryRun> rest = runs; !rest.empty();) {
      const std::span<const BoundaryRun> second = first_area(rest);
      rest = rest.subspan(second.size());
      if (cell.may_overlap(first, second)) {
        pairs.emplace_back(first.front().area, second.front().area);
      }
    }
  }
}

}  // namespace

std::vector<Pair> overlap_candidates(const CellTable& table, const Polygons& polygons) {
  std::vector<std::vector<Pair>> parts((table.cells.size() + kCellsPerTask - 1) / kCellsPerTask);
  core::parallel_for(
      table.cells.size(),
      [&](std::size_t i) {
        if ((table.cells[i] & kBoundaryBit) != 0) {
          add_candidates(Cell(table, polygons, static_cast<std::uint32_t>(i)),
                         table.runs_of(table.cells[i] & ~kBoundaryBit), parts[i / kCellsPerTask]);
        }
      },
      kCellsPerTask);
  std::vector<Pair> pairs;
  for (const std::vector<Pair>& part : parts) {
    pairs.insert(pairs.end(), part.begin(), part.end());
  }
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  return pairs;
}

}  // namespace libprofile::geography::detail
