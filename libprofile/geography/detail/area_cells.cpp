// SPDX-License-Identifier: MIT
#include "libprofile/geography/detail/area_cells.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace libprofile::geography::detail {
namespace {

constexpr std::uint32_t kNoRun = 0xFFFFFFFFU;

}  // namespace

void AreaCells::add(std::uint32_t area) {
  area_ = area;
  const std::uint32_t first_ring = polygons_.polygon_rings[polygons_.area_polygons[area]];
  const std::uint32_t end_ring = polygons_.polygon_rings[polygons_.area_polygons[area + 1]];
  if (!frame_area(polygons_.ring_vertices[first_ring], polygons_.ring_vertices[end_ring])) {
    return;
  }
  const std::size_t first_run = runs.size();
  for (std::uint32_t ring = first_ring; ring < end_ring; ++ring) {
    for (std::uint32_t i = polygons_.ring_vertices[ring]; i + 1 < polygons_.ring_vertices[ring + 1]; ++i) {
      add_edge({i, vertex(i), vertex(i + 1)});
    }
  }
  finish(first_run);
}

bool AreaCells::frame_area(std::uint32_t first_vertex, std::uint32_t end_vertex) {
  if (first_vertex == end_vertex) {
    return false;
  }
  Point low = vertex(first_vertex);
  Point high = low;
  for (std::uint32_t i = first_vertex + 1; i < end_vertex; ++i) {
    const Point p = vertex(i);
    low = {std::min(low.x, p.x), std::min(low.y, p.y)};
    high = {std::max(high.x, p.x), std::max(high.y, p.y)};
  }
  first_column_ = frame_.column(low.x - frame_.margin_m);
  first_row_ = frame_.row(low.y - frame_.margin_m);
  columns_ = frame_.column(high.x + frame_.margin_m) - first_column_ + 1;
  rows_ = frame_.row(high.y + frame_.margin_m) - first_row_ + 1;
  const auto cells = static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_);
  last_run_.assign(cells, kNoRun);
  inside_.assign(cells, 0);
  return true;
}

std::size_t AreaCells::local(std::int32_t column, std::int32_t row) const {
  return static_cast<std::size_t>(row - first_row_) * static_cast<std::size_t>(columns_) +
         static_cast<std::size_t>(column - first_column_);
}

void AreaCells::add_edge(const Edge& edge) {
  const std::int32_t low = frame_.row(std::min(edge.a.y, edge.b.y) - frame_.margin_m);
  const std::int32_t high = frame_.row(std::max(edge.a.y, edge.b.y) + frame_.margin_m);
  if (low == high) {
    visit_cells(edge.index, low, std::min(edge.a.x, edge.b.x), std::max(edge.a.x, edge.b.x));
    toggle(edge, low);
    return;
  }
  for (std::int32_t row = low; row <= high; ++row) {
    visit_row(edge, row);
    toggle(edge, row);
  }
}

void AreaCells::visit_row(const Edge& edge, std::int32_t row) {
  const double rise = edge.b.y - edge.a.y;
  const double run = edge.b.x - edge.a.x;
  const double y_bottom = frame_.extent.y_min_m + row * frame_.cell_m - frame_.margin_m;
  const double y_top = y_bottom + frame_.cell_m + 2.0 * frame_.margin_m;
  double x_low = std::min(edge.a.x, edge.b.x);
  double x_high = std::max(edge.a.x, edge.b.x);
  if (std::abs(rise) > frame_.margin_m) {
    const double x_bottom =
        edge.a.x +
        (std::clamp(y_bottom, std::min(edge.a.y, edge.b.y), std::max(edge.a.y, edge.b.y)) - edge.a.y) / rise * run;
    const double x_top =
        edge.a.x +
        (std::clamp(y_top, std::min(edge.a.y, edge.b.y), std::max(edge.a.y, edge.b.y)) - edge.a.y) / rise * run;
    x_low = std::max(x_low, std::min(x_bottom, x_top) - frame_.margin_m);
    x_high = std::min(x_high, std::max(x_bottom, x_top) + frame_.margin_m);
  }
  visit_cells(edge.index, row, x_low, x_high);
}

void AreaCells::visit_cells(std::uint32_t edge, std::int32_t row, double x_low, double x_high) {
  const std::int32_t last = frame_.column(x_high + frame_.margin_m);
  for (std::int32_t column = frame_.column(x_low - frame_.margin_m); column <= last; ++column) {
    std::uint32_t& last_run = last_run_[local(column, row)];
    if (last_run != kNoRun && runs[last_run].first_edge + runs[last_run].edges_and_inside == edge) {
      ++runs[last_run].edges_and_inside;
    } else {
      last_run = static_cast<std::uint32_t>(runs.size());
      runs.push_back({frame_.cell(column, row), area_, edge, 1});
    }
  }
}

/// Where the edge crosses the line through the row's centres, the centres right of it change side.
void AreaCells::toggle(const Edge& edge, std::int32_t row) {
  const double y = frame_.centre(0, row).y;
  if ((edge.a.y <= y) == (edge.b.y <= y)) {
    return;
  }
  const bool upward = edge.b.y > y;
  const Point low = upward ? edge.a : edge.b;
  const Point high = upward ? edge.b : edge.a;
  const auto is_right = [&](std::int32_t column) { return orientation(low, high, frame_.centre(column, row)) <= 0; };
  const double crossing_x = low.x + (y - low.y) / (high.y - low.y) * (high.x - low.x);
  std::int32_t column = std::clamp(frame_.column(crossing_x), first_column_, first_column_ + columns_ - 1);
  while (column > first_column_ && is_right(column - 1)) {
    --column;
  }
  while (column < first_column_ + columns_ && !is_right(column)) {
    ++column;
  }
  if (column < first_column_ + columns_) {
    inside_[local(column, row)] ^= 1U;
  }
}

void AreaCells::finish(std::size_t first_run) {
  for (std::int32_t row = first_row_; row < first_row_ + rows_; ++row) {
    std::uint8_t inside = 0;
    bool extends = false;
    for (std::int32_t column = first_column_; column < first_column_ + columns_; ++column) {
      const std::size_t i = local(column, row);
      inside ^= inside_[i];
      inside_[i] = inside;
      const bool whole = inside != 0 && last_run_[i] == kNoRun;
      if (whole && extends) {
        ++spans.back().length;
      } else if (whole) {
        spans.push_back({frame_.cell(column, row), 1, area_});
      }
      extends = whole;
    }
  }
  const auto columns = static_cast<std::uint32_t>(frame_.columns);
  for (std::size_t k = first_run; k < runs.size(); ++k) {
    const auto column = static_cast<std::int32_t>(runs[k].cell % columns);
    const auto row = static_cast<std::int32_t>(runs[k].cell / columns);
    if (inside_[local(column, row)] != 0) {
      runs[k].edges_and_inside |= kInsideBit;
    }
  }
}

}  // namespace libprofile::geography::detail
