// SPDX-License-Identifier: MIT
/// @file
/// The plan of the fictional place: a lattice of six-sided cells whose shared sides are the same vertices.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace libprofile::sample::detail {

/// A vertex of the plan in metres, EPSG:27700.
struct Vertex {
  double x_m = 0.0;
  double y_m = 0.0;
};

/// A cell by row (south to north) and column (west to east); every odd row is half a cell farther east.
struct Cell {
  std::int32_t row = 0;
  std::int32_t column = 0;
};

/// Sides of a cell in pieces: each side has this many, so that it is crooked.
inline constexpr std::size_t kPiecesPerSide = 3;
/// Vertices of a cell's ring, the first repeated at the end.
inline constexpr std::size_t kRingVertices = 6 * kPiecesPerSide + 1;
using Ring = std::array<Vertex, kRingVertices>;

/// `areas` cells in a square of open sea, in rows from the south-west; the last row may be short.
///
/// A cell is 1.8 square kilometres on average until the square has a side of 100 km, and smaller from there. Cells are
/// narrower in the middle of each quarter, where its town lies.
class Lattice {
 public:
  Lattice(std::uint32_t areas, std::uint64_t seed);

  [[nodiscard]] std::uint32_t areas() const { return areas_; }
  [[nodiscard]] std::int32_t columns() const { return columns_; }
  [[nodiscard]] std::int32_t rows() const { return rows_; }
  [[nodiscard]] double x_min_m() const { return x_min_m_; }
  [[nodiscard]] double y_min_m() const { return y_min_m_; }
  [[nodiscard]] double side_m() const { return side_m_; }

  [[nodiscard]] Cell cell(std::uint32_t unit) const;

  /// The outline of a unit, counter-clockwise from its northern corner, to 0.1 m.
  [[nodiscard]] Ring ring(std::uint32_t unit) const;

  /// The units that share a side with this one, in ascending order.
  [[nodiscard]] std::vector<std::uint32_t> neighbours(std::uint32_t unit) const;

 private:
  [[nodiscard]] Vertex corner(Cell cell, bool is_northern) const;
  [[nodiscard]] std::uint32_t ghost_index(Cell cell) const;

  std::uint32_t areas_;
  std::uint64_t seed_;
  std::int32_t columns_;
  std::int32_t rows_;
  double side_m_;
  double x_min_m_;
  double y_min_m_;
};

}  // namespace libprofile::sample::detail
