// SPDX-License-Identifier: MIT
#include "libprofile/clusters/dbscan.hpp"

#include <cmath>
#include <cstddef>
#include <string>

#include "libprofile/clusters/detail/core_points.hpp"
#include "libprofile/clusters/detail/join_cells.hpp"
#include "libprofile/clusters/detail/label_points.hpp"
#include "libprofile/core/error.hpp"
#include "libprofile/geography/cell_index.hpp"

namespace libprofile::clusters {
namespace {

void check_weights(std::span<const double> weights, std::size_t points) {
  if (weights.empty()) {
    return;
  }
  require(weights.size() == points, "weights.size()", weights.size(),
          "the number of points (" + std::to_string(points) + ")");
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (!(weights[i] >= 0.0) || !std::isfinite(weights[i])) {
      require(false, "weights[" + std::to_string(i) + "]", weights[i], "finite and at least 0");
    }
  }
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
  const geography::CellIndex index(points, detail::cell_side(options.radius_m));
  const auto is_core = detail::find_core_points(index, options.radius_m, options.min_points, weights);
  const auto root_of_cell = detail::join_cells(index, is_core, options.radius_m);
  return detail::label_points(index, is_core, root_of_cell, options.radius_m);
}

}  // namespace libprofile::clusters
