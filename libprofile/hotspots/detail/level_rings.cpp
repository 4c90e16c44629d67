// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/detail/level_rings.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>

namespace libprofile::hotspots::detail {
namespace {

constexpr double kNearest = 1e-6;
/// Between a cell and what has no value.
constexpr double kHalfway = 0.5;

/// The lattice of centres with a rim of cells without value around it.
class Lattice {
 public:
  Lattice(const geography::Raster& surface, double level)
      : surface_(surface), level_(level), columns_(surface.frame.columns + 2), rows_(surface.frame.rows + 2) {}

  [[nodiscard]] std::size_t columns() const { return columns_; }
  [[nodiscard]] std::size_t rows() const { return rows_; }
  [[nodiscard]] std::size_t node(std::size_t row, std::size_t column) const { return row * columns_ + column; }
  [[nodiscard]] double value(std::size_t node) const {
    const std::size_t row = node / columns_;
    const std::size_t column = node % columns_;
    const bool is_rim = row == 0 || column == 0 || row + 1 == rows_ || column + 1 == columns_;
    return is_rim ? std::numeric_limits<double>::quiet_NaN()
                  : surface_.values[(row - 1) * surface_.frame.columns + column - 1];
  }
  [[nodiscard]] bool is_in(std::size_t node) const { return value(node) >= level_; }
  [[nodiscard]] double level() const { return level_; }

  /// An edge runs from its node eastwards (2 node) or southwards (2 node + 1).
  [[nodiscard]] std::size_t far_end(std::size_t edge) const { return edge / 2 + (edge % 2 == 0 ? 1 : columns_); }
  /// The end of a crossed edge that is in.
  [[nodiscard]] std::size_t inner_end(std::size_t edge) const { return is_in(edge / 2) ? edge / 2 : far_end(edge); }

  /// Where the level is met along a crossed edge.
  [[nodiscard]] std::pair<double, double> crossing(std::size_t edge) const {
    const double near = value(edge / 2);
    const double far = value(far_end(edge));
    double share = (level_ - near) / (far - near);
    share = std::isfinite(share) ? std::clamp(share, kNearest, 1.0 - kNearest) : kHalfway;
    const double column = static_cast<double>(edge / 2 % columns_) - 1.0 + (edge % 2 == 0 ? share : 0.0);
    const double row = static_cast<double>(edge / 2 / columns_) - 1.0 + (edge % 2 == 0 ? 0.0 : share);
    const auto& frame = surface_.frame;
    return {frame.x_min_m + (column + 0.5) * frame.cell_m, frame.y_max_m - (row + 0.5) * frame.cell_m};
  }

 private:
  const geography::Raster& surface_;
  double level_;
  std::size_t columns_;
  std::size_t rows_;
};

/// Sets of nodes that hang together; the number of a set is its least node.
class Components {
 public:
  explicit Components(std::size_t nodes) : parent_(nodes) {
    for (std::size_t k = 0; k < nodes; ++k) {
      parent_[k] = static_cast<std::uint32_t>(k);
    }
  }
  std::size_t find(std::size_t node) {
    while (parent_[node] != node) {
      parent_[node] = parent_[parent_[node]];
      node = parent_[node];
    }
    return node;
  }
  void join(std::size_t a, std::size_t b) {
    a = find(a);
    b = find(b);
    parent_[std::max(a, b)] = static_cast<std::uint32_t>(std::min(a, b));
  }

 private:
  std::vector<std::uint32_t> parent_;
};

/// From one crossed edge to the next around the ground, which lies to the left.
struct Step {
  std::size_t from;
  std::size_t to;
};

/// Four nodes and the edges between them, clockwise from the north-west; edge k runs from corner k to the next.
struct Square {
  std::array<std::size_t, 4> corner;
  std::array<std::size_t, 4> edge;
  std::array<bool, 4> in;
};

Square square_at(const Lattice& lattice, std::size_t row, std::size_t column) {
  const std::size_t north_west = lattice.node(row, column);
  const std::size_t south_west = lattice.node(row + 1, column);
  Square square{{north_west, north_west + 1, south_west + 1, south_west},
                {2 * north_west, 2 * (north_west + 1) + 1, 2 * south_west, 2 * north_west + 1},
                {}};
  for (std::size_t k = 0; k < 4; ++k) {
    square.in[k] = lattice.is_in(square.corner[k]);
  }
  return square;
}

/// Whether two opposite corners that are in hang together through the middle.
bool joins(const Lattice& lattice, const Square& square) {
  double sum = 0.0;
  for (const std::size_t corner : square.corner) {
    sum += lattice.value(corner);
  }
  return sum / 4.0 >= lattice.level();
}

void walk_square(const Lattice& lattice, const Square& square, Components& components, std::vector<Step>& steps) {
  const bool is_saddle = square.in[0] == square.in[2] && square.in[1] == square.in[3] && square.in[0] != square.in[1];
  const bool is_joined = is_saddle && joins(lattice, square);
  for (std::size_t k = 0; k < 4; ++k) {
    const std::size_t next = (k + 1) % 4;
    if (square.in[k] && square.in[next]) {
      components.join(square.corner[k], square.corner[next]);
    }
    if (square.in[k] || !square.in[next]) {
      continue;
    }
    // Entering the ground clockwise across edge k: the step goes to where it is left again, or, through a joined
    // middle, to where the ground across is left.
    std::size_t leave = next;
    while (!(square.in[leave] && !square.in[(leave + 1) % 4])) {
      leave = (leave + 1) % 4;
    }
    if (is_joined) {
      leave = (leave + 2) % 4;
      components.join(square.corner[next], square.corner[(next + 2) % 4]);
    }
    steps.push_back({square.edge[k], square.edge[leave]});
  }
}

std::vector<Step> all_steps(const Lattice& lattice, Components& components) {
  std::vector<Step> steps;
  for (std::size_t row = 0; row + 1 < lattice.rows(); ++row) {
    for (std::size_t column = 0; column + 1 < lattice.columns(); ++column) {
      const Square square = square_at(lattice, row, column);
      if (square.in[0] || square.in[1] || square.in[2] || square.in[3]) {
        walk_square(lattice, square, components, steps);
      }
    }
  }
  std::sort(steps.begin(), steps.end(), [](const Step& a, const Step& b) { return a.from < b.from; });
  return steps;
}

/// Twice the signed area, from the first vertex: above 0 where the ring runs anticlockwise.
double doubled_area(const std::vector<double>& xy_m) {
  double area = 0.0;
  for (std::size_t k = 0; k + 3 < xy_m.size(); k += 2) {
    area += (xy_m[k] - xy_m[0]) * (xy_m[k + 3] - xy_m[1]) - (xy_m[k + 2] - xy_m[0]) * (xy_m[k + 1] - xy_m[1]);
  }
  return area;
}

}  // namespace

std::vector<LevelRing> level_rings(const geography::Raster& surface, double level) {
  const Lattice lattice(surface, level);
  Components components(lattice.rows() * lattice.columns());
  const auto steps = all_steps(lattice, components);
  std::vector<bool> is_done(steps.size(), false);
  std::vector<LevelRing> rings;
  for (std::size_t start = 0; start < steps.size(); ++start) {
    if (is_done[start]) {
      continue;
    }
    LevelRing ring{{}, true, components.find(lattice.inner_end(steps[start].from))};
    for (std::size_t at = start; !is_done[at];) {
      is_done[at] = true;
      const auto [x, y] = lattice.crossing(steps[at].from);
      ring.xy_m.insert(ring.xy_m.end(), {x, y});
      at = static_cast<std::size_t>(
          std::lower_bound(steps.begin(), steps.end(), steps[at].to,
                           [](const Step& step, std::size_t edge) { return step.from < edge; }) -
          steps.begin());
    }
    ring.xy_m.insert(ring.xy_m.end(), {ring.xy_m[0], ring.xy_m[1]});
    ring.is_shell = doubled_area(ring.xy_m) > 0.0;
    rings.push_back(std::move(ring));
  }
  return rings;
}

}  // namespace libprofile::hotspots::detail
