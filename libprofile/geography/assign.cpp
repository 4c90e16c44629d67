// SPDX-License-Identifier: MIT
#include "libprofile/geography/assign.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>

#include "libprofile/core/parallel.hpp"
#include "libprofile/geography/detail/cell_table.hpp"
#include "libprofile/geography/detail/cell_walk.hpp"

namespace libprofile::geography {
namespace {

using detail::BoundaryRun;
using detail::CellTable;
using detail::kBoundaryBit;
using detail::Point;

/// Points whose memory is asked for before any of it is read.
constexpr std::size_t kBatch = 64;

}  // namespace

struct PointLocator::Index {
  explicit Index(const Polygons& polygons) : table(detail::make_cell_table(polygons)), xy_m(polygons.xy) {}

  [[nodiscard]] std::int32_t resolve(std::uint32_t record, const detail::Way& way) const {
    std::span<const BoundaryRun> runs = table.runs_of(record);
    while (!runs.empty()) {
      const std::span<const BoundaryRun> of_area = detail::first_area(runs);
      if (detail::side_of_area(of_area, xy_m, way) != detail::Side::outside) {
        return static_cast<std::int32_t>(of_area.front().area);
      }
      runs = runs.subspan(of_area.size());
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
    for (const BoundaryRun& run : table.runs_of(record[k])) {
      __builtin_prefetch(&xy_m[2 * std::size_t{run.first_edge}]);
    }
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
