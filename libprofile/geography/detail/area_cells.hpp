// SPDX-License-Identifier: MIT
/// @file
/// Which cells of a grid one area covers, and which its outline passes.
#pragma once

#include <cstdint>
#include <vector>

#include "libprofile/geography/area_set.hpp"
#include "libprofile/geography/detail/cell_frame.hpp"

namespace libprofile::geography::detail {

/// Edge e goes from vertex e to vertex e + 1 of the flat array. A cell that an outline passes has a run for each
/// stretch of consecutive edges that touch it.
struct EdgeRun {
  std::uint32_t cell = 0;
  std::uint32_t area = 0;
  std::uint32_t first_edge = 0;
  /// Number of edges; the highest bit says that the cell's centre lies inside the area.
  std::uint32_t edges_and_inside = 0;
};

inline constexpr std::uint32_t kInsideBit = 0x80000000U;

/// Cells of one row that lie wholly inside an area.
struct CellSpan {
  std::uint32_t cell = 0;
  std::uint32_t length = 0;
  std::uint32_t area = 0;
};

/// A cell's centre means the point infinitesimally right of it and, by an infinitesimally smaller step, above it: that
/// point lies on no line through two vertices.
class AreaCells {
 public:
  AreaCells(const Polygons& polygons, const CellFrame& frame) : polygons_(polygons), frame_(frame) {}

  /// Adds the runs and spans of one area to those of the areas before.
  void add(std::uint32_t area);

  std::vector<EdgeRun> runs;
  std::vector<CellSpan> spans;

 private:
  struct Edge {
    std::uint32_t index;
    Point a;
    Point b;
  };

  [[nodiscard]] bool frame_area(std::uint32_t first_vertex, std::uint32_t end_vertex);
  void add_edge(const Edge& edge);
  void visit_row(const Edge& edge, std::int32_t row);
  void visit_cells(std::uint32_t edge, std::int32_t row, double x_low, double x_high);
  void toggle(const Edge& edge, std::int32_t row);
  void finish(std::size_t first_run);
  [[nodiscard]] Point vertex(std::uint32_t i) const { return {polygons_.xy[2 * i], polygons_.xy[2 * i + 1]}; }
  [[nodiscard]] std::size_t local(std::int32_t column, std::int32_t row) const;

  const Polygons& polygons_;
  const CellFrame& frame_;
  std::uint32_t area_ = 0;
  std::int32_t first_column_ = 0;
  std::int32_t first_row_ = 0;
  std::int32_t columns_ = 0;
  std::int32_t rows_ = 0;
  std::vector<std::uint32_t> last_run_;
  std::vector<std::uint8_t> inside_;
};

}  // namespace libprofile::geography::detail
