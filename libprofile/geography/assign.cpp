// SPDX-License-Identifier: MIT
#include "libprofile/geography/assign.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>

#include "libprofile/core/parallel.hpp"
#include "libprofile/geography/detail/cell_table.hpp"

namespace libprofile::geography {
namespace {

using detail::BoundaryRun;
using detail::CellTable;
using detail::kBoundaryBit;
using detail::kInsideBit;
using detail::orientation;
using detail::Point;

/// Points whose memory is asked for before any of it is read.
constexpr std::size_t kBatch = 64;

enum class Side { outside, inside, on_outline };

/// Whether the way from the centre to the point, first up or down, then across, crosses the edge an odd number of
/// times. Centre and corner are meant as `AreaCells` says, so the way meets no vertex; only the point itself may lie on
/// the edge.
struct Way {
  Point point;
  Point centre;

  [[nodiscard]] bool ends_on(Point a, Point b) const {
    if (a.x == point.x && a.y == point.y) {
      return true;
    }
    return a.y == point.y && b.y == point.y && std::min(a.x, b.x) <= point.x && point.x <= std::max(a.x, b.x);
  }

  [[nodiscard]] bool rises_through(Point a, Point b) const {
    if ((a.x <= centre.x) == (b.x <= centre.x)) {
      return false;
    }
    const auto [low, high] = std::minmax(centre.y, point.y);
    if (std::max(a.y, b.y) < low || std::min(a.y, b.y) > high) {
      return false;
    }
    const Point left = a.x <= centre.x ? a : b;
    const Point right = a.x <= centre.x ? b : a;
    const auto is_above = [&](double y) {
      const int side = orientation(left, right, {centre.x, y});
      return side != 0 ? side > 0 : right.y <= left.y;
    };
    return is_above(centre.y) != is_above(point.y);
  }

  /// On the way across the point itself can be met: then `on_outline`. Otherwise `inside` stands for a crossing.
  [[nodiscard]] Side crosses(Point a, Point b) const {
    if ((a.y <= point.y) == (b.y <= point.y)) {
      return Side::outside;
    }
    const Point low = a.y <= point.y ? a : b;
    const Point high = a.y <= point.y ? b : a;
    const int side = orientation(low, high, point);
    if (side == 0) {
      return Side::on_outline;
    }
    const bool corner_is_right = orientation(low, high, {centre.x, point.y}) <= 0;
    return (side < 0) != corner_is_right ? Side::inside : Side::outside;
  }
};

}  // namespace

struct PointLocator::Index {
  explicit Index(const Polygons& polygons) : table(detail::make_cell_table(polygons)), xy_m(polygons.xy) {}

  [[nodiscard]] Point vertex(std::size_t i) const { return {xy_m[2 * i], xy_m[2 * i + 1]}; }

  /// Flips `inside` for every crossing with the edges of a run; true where the point lies on one of them.
  [[nodiscard]] bool walk(const BoundaryRun& run, const Way& way, bool& inside) const {
    const std::uint32_t edges = run.edges_and_inside & ~kInsideBit;
    Point a = vertex(run.first_edge);
    for (std::uint32_t e = 1; e <= edges; ++e) {
      const Point b = vertex(run.first_edge + e);
      const Side side = way.crosses(a, b);
      if (side == Side::on_outline || way.ends_on(a, b)) {
        return true;
      }
      inside ^= side == Side::inside;
      inside ^= way.rises_through(a, b);
      a = b;
    }
    return false;
  }

  [[nodiscard]] std::int32_t resolve(std::uint32_t record, const Way& way) const {
    const std::uint32_t end = table.record_runs[record + 1];
    std::uint32_t i = table.record_runs[record];
    while (i < end) {
      const std::uint32_t area = table.runs[i].area;
      bool inside = (table.runs[i].edges_and_inside & kInsideBit) != 0;
      bool on_outline = false;
      for (; i < end && table.runs[i].area == area; ++i) {
        on_outline = on_outline || walk(table.runs[i], way, inside);
      }
      if (inside || on_outline) {
        return static_cast<std::int32_t>(area);
      }
    }
    return kOutside;
  }

  void locate_batch(PlanarView points, std::size_t begin, std::size_t end, std::int32_t* areas) const;

  CellTable table;
  std::vector<double> xy_m;
};

void PointLocator::Index::locate_batch(PlanarView points, std::size_t begin, std::size_t end,
                                       std::int32_t* areas) const {
  std::array<std::uint32_t, kBatch> cell{};
  std::array<std::uint32_t, kBatch> pending{};
  std::size_t waiting = 0;
  for (std::size_t i = begin; i < end; ++i) {
    const double x = points.x(i);
    const double y = points.y(i);
    if (!table.frame.holds(x, y)) {
      areas[i] = kOutside;
      continue;
    }
    cell[waiting] = table.frame.cell(table.frame.column(x), table.frame.row(y));
    __builtin_prefetch(&table.cells[cell[waiting]]);
    pending[waiting++] = static_cast<std::uint32_t>(i - begin);
  }
  std::size_t undecided = 0;
  std::array<std::uint32_t, kBatch> record{};
  for (std::size_t k = 0; k < waiting; ++k) {
    const std::uint32_t content = table.cells[cell[k]];
    areas[begin + pending[k]] = static_cast<std::int32_t>(content) - 1;
    if ((content & kBoundaryBit) != 0) {
      record[undecided] = content & ~kBoundaryBit;
      __builtin_prefetch(&table.record_runs[record[undecided]]);
      cell[undecided] = cell[k];
      pending[undecided++] = pending[k];
    }
  }
  for (std::size_t k = 0; k < undecided; ++k) {
    __builtin_prefetch(&table.runs[table.record_runs[record[k]]]);
  }
  for (std::size_t k = 0; k < undecided; ++k) {
    __builtin_prefetch(&xy_m[2 * std::size_t{table.runs[table.record_runs[record[k]]].first_edge}]);
  }
  const auto columns = static_cast<std::uint32_t>(table.frame.columns);
  for (std::size_t k = 0; k < undecided; ++k) {
    const std::size_t i = begin + pending[k];
    const Point centre =
        table.frame.centre(static_cast<std::int32_t>(cell[k] % columns), static_cast<std::int32_t>(cell[k] / columns));
    areas[i] = resolve(record[k], {{points.x(i), points.y(i)}, centre});
  }
}

PointLocator::PointLocator(const Polygons& polygons) : index_(std::make_unique<const Index>(polygons)) {}
PointLocator::~PointLocator() = default;
PointLocator::PointLocator(PointLocator&&) noexcept = default;
PointLocator& PointLocator::operator=(PointLocator&&) noexcept = default;

std::vector<std::int32_t> PointLocator::locate(PlanarView points) const {
  std::vector<std::int32_t> areas(points.size());
  core::parallel_blocks(points.size(), core::kBlock, [&](std::size_t begin, std::size_t end) {
    for (std::size_t first = begin; first < end; first += kBatch) {
      index_->locate_batch(points, first, std::min(end, first + kBatch), areas.data());
    }
  });
  return areas;
}

std::vector<std::int32_t> assign(PlanarView points, const AreaSet& areas) {
  return PointLocator(areas.polygons).locate(points);
}

}  // namespace libprofile::geography
