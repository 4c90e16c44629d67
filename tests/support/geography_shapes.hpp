// SPDX-License-Identifier: MIT
/// @file
/// Outlines for tests.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "libprofile/core/random.hpp"
#include "libprofile/geography/area_set.hpp"

namespace libprofile::testing {

using Ring = std::vector<std::array<double, 2>>;

/// Adds an area of one polygon: its shell, then its holes, each closed.
inline void add_area(geography::Polygons& polygons, const std::vector<Ring>& rings) {
  for (const Ring& ring : rings) {
    for (const auto& vertex : ring) {
      polygons.xy.insert(polygons.xy.end(), vertex.begin(), vertex.end());
    }
    polygons.ring_vertices.push_back(static_cast<std::uint32_t>(polygons.vertices()));
  }
  polygons.polygon_rings.push_back(static_cast<std::uint32_t>(polygons.ring_vertices.size() - 1));
  polygons.area_polygons.push_back(static_cast<std::uint32_t>(polygons.polygon_rings.size() - 1));
}

/// A closed ring around a rectangle, anticlockwise.
inline Ring rectangle(double x_min, double y_min, double x_max, double y_max) {
  return {{x_min, y_min}, {x_max, y_min}, {x_max, y_max}, {x_min, y_max}, {x_min, y_min}};
}

/// columns × rows squares that share edges exactly, row by row.
inline geography::Polygons squares(std::size_t columns, std::size_t rows, double side_m, double x0 = 0.0,
                                   double y0 = 0.0) {
  geography::Polygons polygons;
  for (std::size_t row = 0; row < rows; ++row) {
    for (std::size_t column = 0; column < columns; ++column) {
      const double x = x0 + side_m * static_cast<double>(column);
      const double y = y0 + side_m * static_cast<double>(row);
      add_area(polygons, {rectangle(x, y, x + side_m, y + side_m)});
    }
  }
  return polygons;
}

/// An exact coverage of whole-number vertices: a lattice whose inner vertices are moved, each cell with bent edges.
/// Every coordinate is a whole number, so slow definitions can use integers.
inline geography::Polygons random_coverage(std::uint64_t seed, std::size_t side, std::uint32_t step = 40) {
  const core::Philox random(seed, core::Stream::testing);
  const std::size_t nodes = 2 * side + 1;
  std::vector<std::array<double, 2>> node(nodes * nodes);
  for (std::size_t i = 0; i < node.size(); ++i) {
    const auto item = static_cast<std::uint32_t>(i);
    const auto shift = [&](std::uint32_t draw) {
      return static_cast<double>(random.below(step / 2, item, 7, draw)) - step / 4.0;
    };
    node[i] = {static_cast<double>(i % nodes) * step + shift(0), static_cast<double>(i / nodes) * step + shift(1)};
  }
  geography::Polygons polygons;
  for (std::size_t row = 0; row < side; ++row) {
    for (std::size_t column = 0; column < side; ++column) {
      const auto at = [&](std::size_t dx, std::size_t dy) { return node[(2 * row + dy) * nodes + 2 * column + dx]; };
      add_area(polygons, {{at(0, 0), at(1, 0), at(2, 0), at(2, 1), at(2, 2), at(1, 2), at(0, 2), at(0, 1), at(0, 0)}});
    }
  }
  return polygons;
}

/// Areas with codes "A0000", "A0001", … and the given outlines, unchecked.
inline geography::AreaSet area_set(geography::Polygons polygons) {
  geography::AreaSet areas;
  for (std::size_t i = 0; i < polygons.size(); ++i) {
    std::string digits = std::to_string(i);
    areas.codes.push_back("A" + std::string(digits.size() < 4 ? 4 - digits.size() : 0, '0') + digits);
  }
  areas.names = areas.codes;
  areas.polygons = std::move(polygons);
  return areas;
}

}  // namespace libprofile::testing
