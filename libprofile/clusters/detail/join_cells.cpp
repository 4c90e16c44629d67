// SPDX-License-Identifier: MIT
#include "libprofile/clusters/detail/join_cells.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>

#include "libprofile/clusters/detail/union_find.hpp"
#include "libprofile/core/parallel.hpp"

namespace libprofile::clusters::detail {
namespace {

using geography::CellIndex;
using geography::CellRun;

constexpr std::size_t kCellsPerTask = 256;

struct Box {
  double x_min = std::numeric_limits<double>::infinity();
  double y_min = std::numeric_limits<double>::infinity();
  double x_max = -std::numeric_limits<double>::infinity();
  double y_max = -std::numeric_limits<double>::infinity();
};

double squared(double dx, double dy) {
  return dx * dx + dy * dy;
}

double gap(double min_a, double max_a, double min_b, double max_b) {
  return std::max({0.0, min_b - max_a, min_a - max_b});
}

class Joiner {
 public:
  Joiner(const CellIndex& index, const CorePoints& core, double radius_m)
      : index_(index),
        core_(core),
        radius_squared_(radius_m * radius_m),
        boxes_(index.cells().size()),
        cell_at_(index.size()),
        sets_(index.cells().size()) {
    core::parallel_for(boxes_.size(), [&](std::size_t k) { measure(static_cast<std::uint32_t>(k)); });
  }

  std::vector<std::uint32_t> join() {
    core::parallel_for(
        boxes_.size(), [&](std::size_t k) { join_forward(static_cast<std::uint32_t>(k)); }, kCellsPerTask);
    std::vector<std::uint32_t> roots(boxes_.size());
    for (std::uint32_t k = 0; k < roots.size(); ++k) {
      roots[k] = sets_.find(k);
    }
    return roots;
  }

 private:
  void measure(std::uint32_t cell) {
    const CellRun positions = index_.cells()[cell].points;
    for (std::uint32_t position = positions.begin; position < positions.end; ++position) {
      cell_at_[position] = cell;
    }
    const CellRun points = core_.of(positions);
    Box& box = boxes_[cell];
    for (std::uint32_t k = points.begin; k < points.end; ++k) {
      box.x_min = std::min(box.x_min, core_.x[k]);
      box.y_min = std::min(box.y_min, core_.y[k]);
      box.x_max = std::max(box.x_max, core_.x[k]);
      box.y_max = std::max(box.y_max, core_.y[k]);
    }
  }

  /// Joins a cell with those after it in order of row and column; those before it join it themselves.
  void join_forward(std::uint32_t cell) {
    const auto& here = index_.cells()[cell];
    if (is_empty(cell)) {
      return;
    }
    for (std::int32_t step = 0; step <= kReach; ++step) {
      const std::int32_t first = step == 0 ? here.column + 1 : here.column - kReach;
      const CellRun run = index_.run(here.row + step, first, here.column + kReach);
      for (std::uint32_t position = run.begin; position < run.end;) {
        const std::uint32_t other = cell_at_[position];
        position = index_.cells()[other].points.end;
        if (!is_empty(other) && sets_.find(cell) != sets_.find(other) && are_near(cell, other)) {
          sets_.join(cell, other);
        }
      }
    }
  }

  [[nodiscard]] bool is_empty(std::uint32_t cell) const {
    const CellRun points = core_.of(index_.cells()[cell].points);
    return points.begin == points.end;
  }

  [[nodiscard]] bool are_near(std::uint32_t a, std::uint32_t b) const {
    const Box& p = boxes_[a];
    const Box& q = boxes_[b];
    if (squared(gap(p.x_min, p.x_max, q.x_min, q.x_max), gap(p.y_min, p.y_max, q.y_min, q.y_max)) > radius_squared_) {
      return false;
    }
    const auto near_a = within_reach_of(q, core_.of(index_.cells()[a].points));
    const auto near_b = within_reach_of(p, core_.of(index_.cells()[b].points));
    for (const std::uint32_t i : near_a) {
      for (const std::uint32_t j : near_b) {
        if (squared(core_.x[j] - core_.x[i], core_.y[j] - core_.y[i]) <= radius_squared_) {
          return true;
        }
      }
    }
    return false;
  }

  /// Core points no further from the box than the radius. Points at one place follow one another only once.
  [[nodiscard]] std::vector<std::uint32_t> within_reach_of(const Box& box, CellRun points) const {
    std::vector<std::uint32_t> near;
    for (std::uint32_t k = points.begin; k < points.end; ++k) {
      const double dx = gap(box.x_min, box.x_max, core_.x[k], core_.x[k]);
      const double dy = gap(box.y_min, box.y_max, core_.y[k], core_.y[k]);
      const bool repeats = !near.empty() && core_.x[near.back()] == core_.x[k] && core_.y[near.back()] == core_.y[k];
      if (!repeats && squared(dx, dy) <= radius_squared_) {
        near.push_back(k);
      }
    }
    return near;
  }

  const CellIndex& index_;
  const CorePoints& core_;
  double radius_squared_;
  std::vector<Box> boxes_;
  std::vector<std::uint32_t> cell_at_;
  UnionFind sets_;
};

}  // namespace

std::vector<std::uint32_t> join_cells(const CellIndex& index, const CorePoints& core, double radius_m) {
  return Joiner(index, core, radius_m).join();
}

}  // namespace libprofile::clusters::detail
