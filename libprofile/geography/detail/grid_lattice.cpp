// SPDX-License-Identifier: MIT
#include "libprofile/geography/detail/grid_lattice.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace libprofile::geography::detail {
namespace {

constexpr double kSqrt3 = 1.7320508075688772;

/// A hexagon's corners lie at whole multiples of half its width and of this height: centre ± 1 and ± 2 of them.
double step_up_m(double cell_m) {
  return cell_m / (2.0 * kSqrt3);
}

std::int64_t half_columns(LatticePlace place) {
  return 2 * place.column + (place.row & 1);
}

/// "E0430000": seven digits, so that codes of one sign sort as their places do.
std::string signed_metres(double metres, char positive, char negative) {
  const std::string digits = std::to_string(std::llabs(std::llround(metres)));
  return (metres < -0.5 ? negative : positive) + std::string(digits.size() < 7 ? 7 - digits.size() : 0, '0') + digits;
}

LatticeChoice choose_square(double cell_m, Point p) {
  const auto column = static_cast<std::int64_t>(std::floor(p.x / cell_m));
  const auto row = static_cast<std::int64_t>(std::floor(p.y / cell_m));
  const bool on_west = static_cast<double>(column) * cell_m == p.x;
  const bool on_south = static_cast<double>(row) * cell_m == p.y;
  LatticeChoice choice;
  choice.places[static_cast<std::size_t>(choice.count++)] = {column, row};
  if (on_west) {
    choice.places[static_cast<std::size_t>(choice.count++)] = {column - 1, row};
  }
  if (on_south) {
    choice.places[static_cast<std::size_t>(choice.count++)] = {column, row - 1};
  }
  if (on_west && on_south) {
    choice.places[static_cast<std::size_t>(choice.count++)] = {column - 1, row - 1};
  }
  return choice;
}

/// The nearest centre is one of the two nearest in the row below and in the row above. Distances that differ by less
/// than their rounding are equal.
LatticeChoice choose_hexagon(double cell_m, Point p) {
  struct Candidate {
    double squared_m2;
    LatticePlace place;
  };
  std::array<Candidate, 4> candidates{};
  const auto below = static_cast<std::int64_t>(std::floor(p.y / (3.0 * step_up_m(cell_m))));
  for (std::size_t i = 0; i < 4; ++i) {
    const std::int64_t row = below + static_cast<std::int64_t>(i / 2);
    const double shift = (row & 1) != 0 ? 0.5 : 0.0;
    const auto west = static_cast<std::int64_t>(std::floor(p.x / cell_m - shift));
    const LatticePlace place{west + static_cast<std::int64_t>(i % 2), row};
    const Point middle = centre(CellShape::hexagon, cell_m, place);
    const double dx = p.x - middle.x;
    const double dy = p.y - middle.y;
    candidates[i] = {dx * dx + dy * dy, place};
  }
  double least = candidates[0].squared_m2;
  for (const Candidate& candidate : candidates) {
    least = std::min(least, candidate.squared_m2);
  }
  const double equal = least + 1e-9 * cell_m * cell_m;
  LatticeChoice choice;
  for (const Candidate& candidate : candidates) {
    if (candidate.squared_m2 <= equal) {
      choice.places[static_cast<std::size_t>(choice.count++)] = candidate.place;
    }
  }
  std::sort(choice.places.begin(), choice.places.begin() + choice.count, [](LatticePlace a, LatticePlace b) {
    return half_columns(a) != half_columns(b) ? half_columns(a) < half_columns(b) : a.row < b.row;
  });
  return choice;
}

}  // namespace

LatticeChoice choose_places(CellShape shape, double cell_m, Point p) {
  return shape == CellShape::square ? choose_square(cell_m, p) : choose_hexagon(cell_m, p);
}

LatticeRange places_around(CellShape shape, double cell_m, const Extent& extent) {
  const double row_m = shape == CellShape::square ? cell_m : 3.0 * step_up_m(cell_m);
  const std::int64_t margin = shape == CellShape::square ? 0 : 1;
  const auto floored = [](double value) { return static_cast<std::int64_t>(std::floor(value)); };
  return {{floored(extent.x_min_m / cell_m) - margin, floored(extent.y_min_m / row_m) - margin},
          {floored(extent.x_max_m / cell_m) + margin, floored(extent.y_max_m / row_m) + margin}};
}

std::vector<Point> corners(CellShape shape, double cell_m, LatticePlace place) {
  if (shape == CellShape::square) {
    const double west = static_cast<double>(place.column) * cell_m;
    const double south = static_cast<double>(place.row) * cell_m;
    const double east = static_cast<double>(place.column + 1) * cell_m;
    const double north = static_cast<double>(place.row + 1) * cell_m;
    return {{west, south}, {east, south}, {east, north}, {west, north}};
  }
  const auto at = [&](std::int64_t right, std::int64_t up) {
    return Point{static_cast<double>(half_columns(place) + right) * (cell_m / 2.0),
                 static_cast<double>(3 * place.row + up) * step_up_m(cell_m)};
  };
  return {at(0, -2), at(1, -1), at(1, 1), at(0, 2), at(-1, 1), at(-1, -1)};
}

Point centre(CellShape shape, double cell_m, LatticePlace place) {
  if (shape == CellShape::square) {
    return {(static_cast<double>(place.column) + 0.5) * cell_m, (static_cast<double>(place.row) + 0.5) * cell_m};
  }
  return {static_cast<double>(half_columns(place)) * (cell_m / 2.0),
          static_cast<double>(3 * place.row) * step_up_m(cell_m)};
}

std::string place_code(CellShape shape, double cell_m, LatticePlace place) {
  const std::string size = std::to_string(std::llround(cell_m));
  const bool is_square = shape == CellShape::square;
  const Point named = is_square ? corners(shape, cell_m, place).front() : centre(shape, cell_m, place);
  return (is_square ? "sq" : "hx") + size + "-" + signed_metres(named.x, 'E', 'W') + "-" +
         signed_metres(named.y, 'N', 'S');
}

}  // namespace libprofile::geography::detail
