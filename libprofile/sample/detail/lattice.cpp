// SPDX-License-Identifier: MIT
#include "libprofile/sample/detail/lattice.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "libprofile/sample/detail/draws.hpp"

namespace libprofile::sample::detail {
namespace {

constexpr double kMeanArea_m2 = 1.8e6;
constexpr double kLongestSide_m = 100'000.0;
constexpr double kCentreX_m = 600'000.0;
constexpr double kCentreY_m = 480'000.0;
// How far a corner strays, in columns and rows, and how crooked a side is: small enough that no outline crosses itself.
constexpr double kStray = 0.16;
constexpr double kCrook = 0.07;
// How much narrower cells are in a town than on average.
constexpr double kTownSqueeze = 0.5;

/// A strictly rising map of [0, 1] onto itself, flattest at 1/4 and 3/4.
double squeeze(double t) {
  constexpr double kTurn = 4.0 * std::numbers::pi;
  return t + kTownSqueeze * std::sin(kTurn * t) / kTurn;
}

double to_decimetre(double metres) {
  return std::round(metres * 10.0) / 10.0;
}

/// Which of the three sides that meet at a cell's northern corner.
enum class Side : std::uint32_t { left, right, up };

Cell left_above(Cell c) {
  return {c.row + 1, c.column - 1 + (c.row & 1)};
}
Cell right_above(Cell c) {
  return {c.row + 1, c.column + (c.row & 1)};
}
Cell left_below(Cell c) {
  return {c.row - 1, c.column - 1 + (c.row & 1)};
}
Cell right_below(Cell c) {
  return {c.row - 1, c.column + (c.row & 1)};
}

using Pieces = std::array<Vertex, kPiecesPerSide + 1>;

/// The crooked line between two corners: always drawn from the northern corner that owns it, so both cells see one
/// line.
Pieces crooked(Vertex from, Vertex to, Draws draws) {
  Pieces line;
  line.front() = from;
  line.back() = to;
  for (std::size_t k = 1; k < kPiecesPerSide; ++k) {
    const double along = static_cast<double>(k) / kPiecesPerSide + draws.between(-0.08, 0.08);
    const double aside = draws.between(-kCrook, kCrook);
    line[k] = {from.x_m + along * (to.x_m - from.x_m) - aside * (to.y_m - from.y_m),
               from.y_m + along * (to.y_m - from.y_m) + aside * (to.x_m - from.x_m)};
  }
  return line;
}

}  // namespace

Lattice::Lattice(std::uint32_t areas, std::uint64_t seed)
    : areas_(areas),
      seed_(seed),
      columns_(static_cast<std::int32_t>(std::ceil(std::sqrt(areas)))),
      rows_(static_cast<std::int32_t>((areas + columns_ - 1) / columns_)),
      side_m_(std::min(std::sqrt(areas * kMeanArea_m2), kLongestSide_m)),
      x_min_m_(kCentreX_m - side_m_ / 2.0),
      y_min_m_(kCentreY_m - side_m_ / 2.0) {}

Cell Lattice::cell(std::uint32_t unit) const {
  return {static_cast<std::int32_t>(unit) / columns_, static_cast<std::int32_t>(unit) % columns_};
}

/// Numbers cells and the ring of cells around them, whose corners the outermost outlines use.
std::uint32_t Lattice::ghost_index(Cell c) const {
  return static_cast<std::uint32_t>((c.row + 1) * (columns_ + 2) + c.column + 1);
}

/// In columns and rows, before `squeeze`.
Vertex Lattice::corner(Cell c, bool is_northern) const {
  Draws draws(seed_, Purpose::vertex, 2 * ghost_index(c) + (is_northern ? 1U : 0U));
  const double x = c.column + 0.5 + 0.5 * (c.row & 1);
  const double y = c.row + (is_northern ? 2.0 : -2.0) / 3.0;
  return {x + draws.between(-kStray, kStray), y + draws.between(-kStray, kStray)};
}

Ring Lattice::ring(std::uint32_t unit) const {
  struct Step {
    Cell owner;
    Side side;
    Cell southern;
    bool is_reversed;
  };
  const Cell here = cell(unit);
  const Cell below_left = left_below(here);
  const Cell below_right = right_below(here);
  const std::array<Step, 6> steps{{{here, Side::left, left_above(here), false},
                                   {below_left, Side::up, left_above(here), true},
                                   {below_left, Side::right, here, false},
                                   {below_right, Side::left, here, true},
                                   {below_right, Side::up, right_above(here), false},
                                   {here, Side::right, right_above(here), true}}};
  Ring ring;
  std::size_t filled = 0;
  for (const Step& step : steps) {
    const std::uint32_t item = 3 * ghost_index(step.owner) + static_cast<std::uint32_t>(step.side);
    Pieces line = crooked(corner(step.owner, true), corner(step.southern, false), Draws(seed_, Purpose::edge, item));
    if (step.is_reversed) {
      std::reverse(line.begin(), line.end());
    }
    for (std::size_t k = 0; k < kPiecesPerSide; ++k) {
      const double across = squeeze((line[k].x_m + 0.5) / (columns_ + 2.0));
      const double up = squeeze((line[k].y_m + 1.0) / (rows_ + 1.0));
      ring[filled++] = {to_decimetre(x_min_m_ + side_m_ * across), to_decimetre(y_min_m_ + side_m_ * up)};
    }
  }
  ring[filled] = ring.front();
  return ring;
}

std::vector<std::uint32_t> Lattice::neighbours(std::uint32_t unit) const {
  const Cell c = cell(unit);
  std::vector<std::uint32_t> found;
  for (const Cell other : {left_below(c), right_below(c), Cell{c.row, c.column - 1}, Cell{c.row, c.column + 1},
                           left_above(c), right_above(c)}) {
    const std::int32_t index = other.row * columns_ + other.column;
    if (other.row >= 0 && other.column >= 0 && other.column < columns_ && index < static_cast<std::int32_t>(areas_)) {
      found.push_back(static_cast<std::uint32_t>(index));
    }
  }
  return found;
}

}  // namespace libprofile::sample::detail
