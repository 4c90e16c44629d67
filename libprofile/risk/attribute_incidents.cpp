// SPDX-License-Identifier: MIT
#include "libprofile/risk/attribute_incidents.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/geography/cell_index.hpp"
#include "libprofile/risk/detail/checks.hpp"
#include "libprofile/risk/detail/for_near.hpp"

namespace libprofile::risk {
namespace {

using geography::CellIndex;

constexpr std::size_t kPointsPerTask = 1024;
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
  const CellIndex premises_index(premises, radius_m * detail::kWiden);
  const CellIndex incident_index(incidents, radius_m * detail::kWiden);

  // Twice over the pairs: an incident learns how many share it, then each premises adds up its parts in a fixed order.
  std::vector<double> part(incidents.size(), 0.0);
  core::parallel_for(
      incidents.size(),
      [&](std::size_t k) {
        const auto position = static_cast<std::uint32_t>(k);
        double sharing = 0.0;
        detail::for_near(premises_index, incident_index.x(position), incident_index.y(position), radius_squared,
                         [&](std::uint32_t, double) { sharing += 1.0; });
        part[k] = sharing > 0.0 ? weight_of(weights, incident_index.id(position)) / sharing : -1.0;
      },
      kPointsPerTask);

  IncidentAttribution result{std::vector<double>(premises.size(), 0.0)};
  core::parallel_for(
      premises.size(),
      [&](std::size_t k) {
        const auto position = static_cast<std::uint32_t>(k);
        double sum = 0.0;
        detail::for_near(incident_index, premises_index.x(position), premises_index.y(position), radius_squared,
                         [&](std::uint32_t incident, double) { sum += part[incident]; });
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
