// SPDX-License-Identifier: MIT
#include "libprofile/clusters/detail/core_points.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

#include "libprofile/core/parallel.hpp"

namespace libprofile::clusters::detail {
namespace {

using geography::CellIndex;
using geography::CellRun;
using geography::OccupiedCell;

constexpr std::size_t kCellsPerTask = 256;
constexpr std::uint32_t kPointsBetweenLooks = 256;
/// Cells are this much narrower than the radius over √2, so that rounding of a cell number (2^-22 at most) never puts
/// points that are too far apart into one cell.
constexpr double kNarrow = 1.0 - 1e-6;

class Counter {
 public:
  Counter(const CellIndex& index, double radius_m, double min_points, std::span<const double> weights)
      : index_(index), radius_squared_(radius_m * radius_m), min_points_(min_points) {
    weight_.resize(weights.size());
    for (std::size_t k = 0; k < weights.size(); ++k) {
      weight_[k] = weights[index.id(static_cast<std::uint32_t>(k))];
    }
  }

  /// All points of a cell are neighbours of one another: together they may be enough.
  [[nodiscard]] bool has_enough(CellRun cell) const {
    if (weight_.empty()) {
      return static_cast<double>(cell.end - cell.begin) >= min_points_;
    }
    double sum = 0.0;
    for (std::uint32_t position = cell.begin; position < cell.end; ++position) {
      sum += weight_[position];
    }
    return sum >= min_points_;
  }

  [[nodiscard]] bool has_enough_around(const OccupiedCell& cell, std::uint32_t position) const {
    double sum = 0.0;
    // The own row first: most of the neighbours are there.
    for (const std::int32_t step : std::array<std::int32_t, 2 * kReach + 1>{0, -1, 1, -2, 2}) {
      const CellRun run = index_.run(cell.row + step, cell.column - kReach, cell.column + kReach);
      for (std::uint32_t begin = run.begin; begin < run.end; begin += kPointsBetweenLooks) {
        sum += near({begin, std::min(run.end, begin + kPointsBetweenLooks)}, position);
        if (sum >= min_points_) {
          return true;
        }
      }
    }
    return false;
  }

 private:
  [[nodiscard]] double near(CellRun run, std::uint32_t position) const {
    const double x = index_.x(position);
    const double y = index_.y(position);
    double sum = 0.0;
    for (std::uint32_t other = run.begin; other < run.end; ++other) {
      const double dx = index_.x(other) - x;
      const double dy = index_.y(other) - y;
      if (dx * dx + dy * dy <= radius_squared_) {
        sum += weight_.empty() ? 1.0 : weight_[other];
      }
    }
    return sum;
  }

  const CellIndex& index_;
  double radius_squared_;
  double min_points_;
  std::vector<double> weight_;
};

CorePoints gather(const CellIndex& index, const std::vector<std::uint8_t>& is_core) {
  CorePoints core;
  core.before.assign(index.size() + 1, 0);
  for (std::uint32_t position = 0; position < index.size(); ++position) {
    core.before[position + 1] = core.before[position] + is_core[position];
    if (is_core[position] != 0) {
      core.x.push_back(index.x(position));
      core.y.push_back(index.y(position));
      core.id.push_back(index.id(position));
    }
  }
  return core;
}

}  // namespace

double cell_side(double radius_m) {
  return radius_m / std::sqrt(2.0) * kNarrow;
}

CorePoints find_core_points(const CellIndex& index, double radius_m, double min_points,
                            std::span<const double> weights) {
  const Counter counter(index, radius_m, min_points, weights);
  const auto& cells = index.cells();
  std::vector<std::uint8_t> is_core(index.size(), 0);
  core::parallel_for(
      cells.size(),
      [&](std::size_t k) {
        const CellRun points = cells[k].points;
        const bool all = counter.has_enough(points);
        for (std::uint32_t position = points.begin; position < points.end; ++position) {
          is_core[position] = all || counter.has_enough_around(cells[k], position) ? 1 : 0;
        }
      },
      kCellsPerTask);
  return gather(index, is_core);
}

}  // namespace libprofile::clusters::detail
