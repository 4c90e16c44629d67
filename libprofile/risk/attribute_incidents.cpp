// SPDX-License-Identifier: MIT
#include "libprofile/risk/attribute_incidents.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/geography/cell_index.hpp"
#include "libprofile/risk/detail/checks.hpp"

namespace libprofile::risk {
namespace {

using geography::CellIndex;
using geography::CellRun;

constexpr std::size_t kPointsPerTask = 1024;
/// Cells are this much wider than the radius, so that rounding never puts a neighbour two cells away.
constexpr double kWiden = 1.0 + 1e-6;

/// Calls `visit(position)` for every point of the index at most a radius from (x, y).
template <class Visit>
void for_near(const CellIndex& index, double x, double y, double radius_squared, Visit&& visit) {
  const std::int32_t row = index.row_of(y);
  const std::int32_t column = index.column_of(x);
  for (std::int32_t r = row - 1; r <= row + 1; ++r) {
    const CellRun run = index.run(r, column - 1, column + 1);
    for (std::uint32_t position = run.begin; position < run.end; ++position) {
      const double dx = index.x(position) - x;
      const double dy = index.y(position) - y;
      if (dx * dx + dy * dy <= radius_squared) {
        visit(position);
      }
    }
  }
}

double weight_of(std::span<const double> weights, std::size_t i) {
  return weights.empty() ? 1.0 : weights[i];
}

}  // namespace

IncidentAttribution attribute_incidents(geography::PlanarView incidents, std::span<const double> weights,
                                        geography::PlanarView premises, double radius_m) {
  require(radius_m > 0.0 && std::isfinite(radius_m), "radius_m", radius_m, "finite and above 0");
  if (!weights.empty()) {
    detail::check_same_length(weights.size(), "weights", incidents.size(), "incidents");
    detail::check_known(weights, "weights");
  }
  const double radius_squared = radius_m * radius_m;
  const CellIndex premises_index(premises, radius_m * kWiden);
  const CellIndex incident_index(incidents, radius_m * kWiden);

  // Twice over the pairs: an incident learns how many share it, then each premises adds up its parts in a fixed order.
  std::vector<double> part(incidents.size(), 0.0);
  core::parallel_for(
      incidents.size(),
      [&](std::size_t k) {
        const auto position = static_cast<std::uint32_t>(k);
        double sharing = 0.0;
        for_near(premises_index, incident_index.x(position), incident_index.y(position), radius_squared,
                 [&](std::uint32_t) { sharing += 1.0; });
        part[k] = sharing > 0.0 ? weight_of(weights, incident_index.id(position)) / sharing : -1.0;
      },
      kPointsPerTask);

  IncidentAttribution result{std::vector<double>(premises.size(), 0.0)};
  core::parallel_for(
      premises.size(),
      [&](std::size_t k) {
        const auto position = static_cast<std::uint32_t>(k);
        double sum = 0.0;
        for_near(incident_index, premises_index.x(position), premises_index.y(position), radius_squared,
                 [&](std::uint32_t incident) { sum += part[incident]; });
        result.incidents[premises_index.id(position)] = sum;
      },
      kPointsPerTask);

  const auto weight_where = [&](bool is_near) {
    return core::deterministic_sum(incidents.size(), [&](std::size_t k) {
      const auto id = incident_index.id(static_cast<std::uint32_t>(k));
      return (part[k] >= 0.0) == is_near ? weight_of(weights, id) : 0.0;
    });
  };
  result.near = weight_where(true);
  result.elsewhere = weight_where(false);
  return result;
}

}  // namespace libprofile::risk
