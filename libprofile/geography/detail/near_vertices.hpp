// SPDX-License-Identifier: MIT
/// @file
/// Vertices within a distance of a vertex.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace libprofile::geography::detail {

/// Vertices in a grid of cells as wide as the distance, sorted by row, then column.
class NearVertices {
 public:
  NearVertices(std::span<const double> xy_m, double distance_m);

  [[nodiscard]] bool are_near(std::size_t a, std::size_t b) const {
    const double dx = xy_m_[2 * a] - xy_m_[2 * b];
    const double dy = xy_m_[2 * a + 1] - xy_m_[2 * b + 1];
    return dx * dx + dy * dy <= distance_m_ * distance_m_;
  }

  /// Calls `body(u)` for every vertex u at most the distance away, itself included.
  template <class Body>
  void for_each_near(std::size_t v, Body&& body) const {
    const Cell centre = cell_of(v);
    for (std::int64_t row = centre.row - 1; row <= centre.row + 1; ++row) {
      for (std::size_t i = lower_bound(row, centre.column - 1);
           i < sorted_.size() && sorted_[i].row == row && sorted_[i].column <= centre.column + 1; ++i) {
        if (are_near(v, sorted_[i].vertex)) {
          body(sorted_[i].vertex);
        }
      }
    }
  }

 private:
  struct Cell {
    std::int64_t row = 0;
    std::int64_t column = 0;
    std::uint32_t vertex = 0;
  };

  [[nodiscard]] Cell cell_of(std::size_t v) const;
  [[nodiscard]] std::size_t lower_bound(std::int64_t row, std::int64_t column) const;

  std::span<const double> xy_m_;
  double distance_m_;
  double cells_per_m_;
  double x_min_m_ = 0.0;
  double y_min_m_ = 0.0;
  std::vector<Cell> sorted_;
};

}  // namespace libprofile::geography::detail
