// SPDX-License-Identifier: MIT
/// @file
/// Whether a core point of one cell is within reach of a core point of another.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "libprofile/geography/cell_index.hpp"

namespace libprofile::clusters::detail {

struct Spot {
  double x = 0.0;
  double y = 0.0;
};

struct Box {
  double x_min = std::numeric_limits<double>::infinity();
  double y_min = std::numeric_limits<double>::infinity();
  double x_max = -std::numeric_limits<double>::infinity();
  double y_max = -std::numeric_limits<double>::infinity();

  void add(double x, double y);
};

/// Whether any of some points is within reach of any of others. Both may be reordered.
[[nodiscard]] bool any_near(std::span<Spot> a, std::span<Spot> b, double radius_squared);

/// The test for cells of an index; keeps its memory from one pair to the next.
class CellPair {
 public:
  CellPair(const geography::CellIndex& index, const std::vector<std::uint8_t>& is_core, double radius_m)
      : index_(index), is_core_(is_core), radius_squared_(radius_m * radius_m) {}

  [[nodiscard]] bool are_near(geography::CellRun a, geography::CellRun b);

 private:
  [[nodiscard]] bool first_are_near(geography::CellRun a, geography::CellRun b) const;
  [[nodiscard]] Box box_of(geography::CellRun points) const;
  void take_near(const Box& box, geography::CellRun points, std::vector<Spot>& taken) const;

  const geography::CellIndex& index_;
  const std::vector<std::uint8_t>& is_core_;
  double radius_squared_;
  std::vector<Spot> a_;
  std::vector<Spot> b_;
};

}  // namespace libprofile::clusters::detail
