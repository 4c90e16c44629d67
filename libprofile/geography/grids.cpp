// SPDX-License-Identifier: MIT
#include "libprofile/geography/grids.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <utility>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/core/progress.hpp"
#include "libprofile/geography/assign.hpp"
#include "libprofile/geography/detail/grid_lattice.hpp"
#include "libprofile/geography/detail/polygon_arrays.hpp"

namespace libprofile::geography {
namespace {

using detail::LatticePlace;
using detail::LatticeRange;
using detail::Point;

constexpr std::int64_t kMaxPlaces = std::int64_t{1} << 24;

/// A size at which no more than so many places are needed: rows and columns at the edges are counted as they are.
double cell_that_works(double cell_m, std::int64_t columns, std::int64_t rows) {
  const double times = std::sqrt(static_cast<double>(columns)) * std::sqrt(static_cast<double>(rows)) /
                       std::sqrt(static_cast<double>(kMaxPlaces));
  return std::ceil(1.1 * times * cell_m / 10.0) * 10.0;
}

/// Places of a range, and which of them are cells.
struct Selection {
  CellShape shape;
  double cell_m;
  LatticePlace first;
  std::int64_t columns = 0;
  std::int64_t rows = 0;
  std::vector<char> is_cell;

  [[nodiscard]] std::size_t index(LatticePlace place) const {
    return static_cast<std::size_t>((place.row - first.row) * columns + place.column - first.column);
  }
  [[nodiscard]] LatticePlace place(std::size_t i) const {
    const auto position = static_cast<std::int64_t>(i);
    return {first.column + position % columns, first.row + position / columns};
  }
};

Selection select_none(CellShape shape, double cell_m, const Extent& extent) {
  Selection selection{shape, cell_m, {}, 0, 0, {}};
  if (extent.is_empty()) {
    return selection;
  }
  constexpr double kLargest = 1e9;
  for (const double bound : {extent.x_min_m, extent.y_min_m, extent.x_max_m, extent.y_max_m}) {
    require(std::abs(bound) <= kLargest, "extent", bound, "within 1e9 m of the origin");
  }
  const LatticeRange range = detail::places_around(shape, cell_m, extent);
  selection.first = range.first;
  selection.columns = range.last.column - range.first.column + 1;
  selection.rows = range.last.row - range.first.row + 1;
  require(selection.columns <= kMaxPlaces && selection.rows <= kMaxPlaces / selection.columns, "cell_m", cell_m,
          "so large that the grid has at most 16777216 places, for example " +
              std::to_string(std::llround(cell_that_works(cell_m, selection.columns, selection.rows))));
  selection.is_cell.assign(static_cast<std::size_t>(selection.columns * selection.rows), 0);
  return selection;
}

/// Whether part of a segment lies in the open convex cell: clipped by its sides, something is left. A hexagon's sides
/// are rounded, so there a touch counts as well.
bool enters(Point a, Point b, const std::vector<Point>& corners, double slack_m2) {
  double from = 0.0;
  double to = 1.0;
  for (std::size_t i = 0; i < corners.size(); ++i) {
    const Point p = corners[i];
    const Point q = corners[(i + 1) % corners.size()];
    const auto left_of = [&](Point r) { return (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x) + slack_m2; };
    const double start = left_of(a);
    const double end = left_of(b);
    if (start <= 0.0 && end <= 0.0) {
      return false;
    }
    if (start < 0.0) {
      from = std::max(from, start / (start - end));
    } else if (end < 0.0) {
      to = std::min(to, start / (start - end));
    }
  }
  return from < to;
}

void select_along(Selection& selection, Point a, Point b) {
  const Extent box{std::min(a.x, b.x), std::min(a.y, b.y), std::max(a.x, b.x), std::max(a.y, b.y)};
  const LatticeRange range = detail::places_around(selection.shape, selection.cell_m, box);
  const double slack_m2 = selection.shape == CellShape::square ? 0.0 : 1e-9 * selection.cell_m * selection.cell_m;
  for (auto row = std::max(range.first.row, selection.first.row); row <= range.last.row; ++row) {
    for (auto column = std::max(range.first.column, selection.first.column); column <= range.last.column; ++column) {
      char& is_cell = selection.is_cell[selection.index({column, row})];
      if (is_cell == 0 && enters(a, b, detail::corners(selection.shape, selection.cell_m, {column, row}), slack_m2)) {
        is_cell = 1;
      }
    }
  }
}

/// A cell that no outline enters lies wholly in or out: its centre tells.
void select_covered(Selection& selection, const Polygons& polygons) {
  std::vector<std::size_t> undecided;
  std::vector<double> centres_m;
  for (std::size_t i = 0; i < selection.is_cell.size(); ++i) {
    if (selection.is_cell[i] == 0) {
      const Point middle = detail::centre(selection.shape, selection.cell_m, selection.place(i));
      undecided.push_back(i);
      centres_m.insert(centres_m.end(), {middle.x, middle.y});
    }
  }
  const std::vector<std::int32_t> area = PointLocator(polygons).locate(PlanarView(centres_m));
  for (std::size_t k = 0; k < undecided.size(); ++k) {
    selection.is_cell[undecided[k]] = area[k] != kOutside ? 1 : 0;
  }
}

Selection select_by_areas(CellShape shape, const AreaSet& areas, const GridOptions& options) {
  validate(options);
  Selection selection = select_none(shape, options.cell_m, extent_of(areas.polygons));
  for (std::size_t area = 0; area < areas.polygons.size(); ++area) {
    detail::for_each_edge(areas.polygons, area, [&](std::size_t e) {
      select_along(selection, detail::vertex(areas.polygons, e), detail::vertex(areas.polygons, e + 1));
    });
  }
  select_covered(selection, areas.polygons);
  return selection;
}

Selection select_by_extent(CellShape shape, const Extent& extent, const GridOptions& options) {
  AreaSet whole;
  if (!extent.is_empty()) {
    whole.polygons.xy = {extent.x_min_m, extent.y_min_m, extent.x_max_m, extent.y_min_m, extent.x_max_m,
                         extent.y_max_m, extent.x_min_m, extent.y_max_m, extent.x_min_m, extent.y_min_m};
    whole.polygons.ring_vertices = {0, 5};
    whole.polygons.polygon_rings = {0, 1};
    whole.polygons.area_polygons = {0, 1};
  }
  return select_by_areas(shape, whole, options);
}

void append_cell(AreaSet& cells, const Selection& selection, std::size_t i) {
  std::vector<Point> ring = detail::corners(selection.shape, selection.cell_m, selection.place(i));
  ring.push_back(ring.front());
  for (const Point corner : ring) {
    cells.polygons.xy.insert(cells.polygons.xy.end(), {corner.x, corner.y});
  }
  cells.polygons.ring_vertices.push_back(static_cast<std::uint32_t>(cells.polygons.vertices()));
  cells.polygons.polygon_rings.push_back(static_cast<std::uint32_t>(cells.polygons.ring_vertices.size() - 1));
  cells.polygons.area_polygons.push_back(static_cast<std::uint32_t>(cells.polygons.polygon_rings.size() - 1));
}

Grid make_grid(const Selection& selection) {
  const core::CancellationToken cancellation = core::current_cancellation();
  std::vector<std::pair<std::string, std::size_t>> cells;
  for (std::size_t i = 0; i < selection.is_cell.size(); ++i) {
    if (selection.is_cell[i] != 0) {
      cancellation.throw_if_cancelled();
      cells.emplace_back(detail::place_code(selection.shape, selection.cell_m, selection.place(i)), i);
    }
  }
  std::sort(cells.begin(), cells.end());
  Grid grid;
  grid.shape = selection.shape;
  grid.cell_m = selection.cell_m;
  grid.first_column = selection.first.column;
  grid.first_row = selection.first.row;
  grid.columns = selection.columns;
  grid.cell_at.assign(selection.is_cell.size(), kOutside);
  for (const auto& [code, i] : cells) {
    cancellation.throw_if_cancelled();
    grid.cell_at[i] = static_cast<std::int32_t>(grid.cells.codes.size());
    grid.cells.codes.push_back(code);
    append_cell(grid.cells, selection, i);
  }
  grid.cells.names = grid.cells.codes;
  return grid;
}

std::int32_t cell_of(const Grid& grid, Point p) {
  constexpr double kLargest = 1e9;
  if (!(std::abs(p.x) <= kLargest && std::abs(p.y) <= kLargest) || grid.columns == 0) {
    return kOutside;
  }
  const detail::LatticeChoice choice = detail::choose_places(grid.shape, grid.cell_m, p);
  const auto rows = static_cast<std::int64_t>(grid.cell_at.size()) / grid.columns;
  for (int i = 0; i < choice.count; ++i) {
    const std::int64_t column = choice.places[static_cast<std::size_t>(i)].column - grid.first_column;
    const std::int64_t row = choice.places[static_cast<std::size_t>(i)].row - grid.first_row;
    if (column >= 0 && column < grid.columns && row >= 0 && row < rows) {
      const std::int32_t cell = grid.cell_at[static_cast<std::size_t>(row * grid.columns + column)];
      if (cell != kOutside) {
        return cell;
      }
    }
  }
  return kOutside;
}

}  // namespace

void validate(const GridOptions& options) {
  require(options.cell_m >= 10.0 && options.cell_m <= 1e6 && std::floor(options.cell_m) == options.cell_m, "cell_m",
          options.cell_m, "a whole number of metres from 10 to 1000000");
}

Grid square_grid(const AreaSet& areas, const GridOptions& options) {
  return make_grid(select_by_areas(CellShape::square, areas, options));
}

Grid hexagon_grid(const AreaSet& areas, const GridOptions& options) {
  return make_grid(select_by_areas(CellShape::hexagon, areas, options));
}

Grid square_grid(const Extent& extent, const GridOptions& options) {
  return make_grid(select_by_extent(CellShape::square, extent, options));
}

Grid hexagon_grid(const Extent& extent, const GridOptions& options) {
  return make_grid(select_by_extent(CellShape::hexagon, extent, options));
}

std::vector<std::int32_t> assign(PlanarView points, const Grid& grid) {
  std::vector<std::int32_t> cells(points.size());
  core::parallel_for(points.size(), [&](std::size_t i) { cells[i] = cell_of(grid, {points.x(i), points.y(i)}); });
  return cells;
}

}  // namespace libprofile::geography
