// SPDX-License-Identifier: MIT
#include "libprofile/clusters/dbscan.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string>

#include "libprofile/clusters/detail/core_points.hpp"
#include "libprofile/clusters/detail/join_cells.hpp"
#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/geography/cell_index.hpp"

namespace libprofile::clusters {
namespace {

using detail::CorePoints;
using geography::CellIndex;
using geography::CellRun;

constexpr std::size_t kCellsPerTask = 256;

void check_weights(std::span<const double> weights, std::size_t points) {
  if (weights.empty()) {
    return;
  }
  require(weights.size() == points, "weights.size()", weights.size(), "the number of points");
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (!(weights[i] >= 0.0) || !std::isfinite(weights[i])) {
      require(false, "weights[" + std::to_string(i) + "]", weights[i], "finite and at least 0");
    }
  }
}

/// The label of each occupied cell's core points: clusters in order of their least input index.
std::vector<std::int32_t> number_clusters(const CellIndex& index, const CorePoints& core,
                                          const std::vector<std::uint32_t>& root_of_cell) {
  constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
  std::vector<std::uint32_t> first_id(root_of_cell.size(), kNone);
  for (std::size_t cell = 0; cell < root_of_cell.size(); ++cell) {
    const CellRun points = core.of(index.cells()[cell].points);
    std::uint32_t& first = first_id[root_of_cell[cell]];
    for (std::uint32_t k = points.begin; k < points.end; ++k) {
      first = std::min(first, core.id[k]);
    }
  }
  std::vector<std::uint32_t> roots;
  for (std::uint32_t cell = 0; cell < root_of_cell.size(); ++cell) {
    if (first_id[cell] != kNone) {
      roots.push_back(cell);
    }
  }
  std::sort(roots.begin(), roots.end(), [&](std::uint32_t a, std::uint32_t b) { return first_id[a] < first_id[b]; });
  std::vector<std::int32_t> label(root_of_cell.size(), kNoise);
  for (std::size_t rank = 0; rank < roots.size(); ++rank) {
    label[roots[rank]] = static_cast<std::int32_t>(rank);
  }
  std::vector<std::int32_t> label_of_cell(root_of_cell.size());
  for (std::size_t cell = 0; cell < root_of_cell.size(); ++cell) {
    label_of_cell[cell] = label[root_of_cell[cell]];
  }
  return label_of_cell;
}

struct Labelling {
  const CellIndex& index;
  const CorePoints& core;
  std::vector<std::int32_t> label_of_core;
  double radius_squared;

  /// The cluster of the nearest core point within reach, the lowest number where several are equally near.
  [[nodiscard]] std::int32_t of_border(const geography::OccupiedCell& cell, std::uint32_t position) const {
    double nearest = radius_squared;
    std::int32_t label = kNoise;
    for (std::int32_t row = cell.row - detail::kReach; row <= cell.row + detail::kReach; ++row) {
      const CellRun run = core.of(index.run(row, cell.column - detail::kReach, cell.column + detail::kReach));
      for (std::uint32_t k = run.begin; k < run.end; ++k) {
        const double dx = core.x[k] - index.x(position);
        const double dy = core.y[k] - index.y(position);
        const double distance = dx * dx + dy * dy;
        const bool is_nearer = distance < nearest || (distance == nearest && label == kNoise);
        if (is_nearer || (distance == nearest && label_of_core[k] < label)) {
          nearest = distance;
          label = label_of_core[k];
        }
      }
    }
    return label;
  }
};

Labelling label_core_points(const CellIndex& index, const CorePoints& core, double radius_m) {
  const auto label_of_cell = number_clusters(index, core, detail::join_cells(index, core, radius_m));
  Labelling labelling{index, core, std::vector<std::int32_t>(core.id.size()), radius_m * radius_m};
  for (std::size_t cell = 0; cell < label_of_cell.size(); ++cell) {
    const CellRun points = core.of(index.cells()[cell].points);
    std::fill(labelling.label_of_core.begin() + points.begin, labelling.label_of_core.begin() + points.end,
              label_of_cell[cell]);
  }
  return labelling;
}

}  // namespace

void validate(const DbscanOptions& options) {
  require(options.radius_m > 0.0 && std::isfinite(options.radius_m), "radius_m", options.radius_m,
          "finite and above 0");
  require(options.min_points > 0.0 && std::isfinite(options.min_points), "min_points", options.min_points,
          "finite and above 0");
}

std::vector<std::int32_t> dbscan(geography::PlanarView points, const DbscanOptions& options,
                                 std::span<const double> weights) {
  validate(options);
  check_weights(weights, points.size());
  const CellIndex index(points, detail::cell_side(options.radius_m));
  const CorePoints core = detail::find_core_points(index, options.radius_m, options.min_points, weights);
  const Labelling labelling = label_core_points(index, core, options.radius_m);
  std::vector<std::int32_t> labels(points.size(), kNoise);
  core::parallel_for(
      index.cells().size(),
      [&](std::size_t k) {
        const auto& cell = index.cells()[k];
        for (std::uint32_t position = cell.points.begin; position < cell.points.end; ++position) {
          labels[index.id(position)] = core.is_core(position) ? labelling.label_of_core[core.before[position]]
                                                              : labelling.of_border(cell, position);
        }
      },
      kCellsPerTask);
  return labels;
}

}  // namespace libprofile::clusters
