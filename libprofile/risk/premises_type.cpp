// SPDX-License-Identifier: MIT
#include "libprofile/risk/premises_type.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "libprofile/core/error.hpp"
#include "libprofile/risk/attribute_incidents.hpp"
#include "libprofile/risk/detail/checks.hpp"
#include "libprofile/risk/premises_dispersion.hpp"

namespace libprofile::risk {
namespace {

/// Premises that incidents are given to, with their part of them.
struct Attributed {
  std::vector<double> xy_m;
  std::vector<std::uint32_t> types;
  std::vector<std::uint32_t> groups;
  std::vector<double> incidents;
};

Attributed attribute(const PremisesView& premises, geography::PlanarView incidents,
                     std::span<const double> incident_weights, const PremisesTypeOptions& options) {
  detail::check_same_length(premises.types.size(), "premises.types", premises.points.size(), "premises.points");
  if (!premises.groups.empty()) {
    detail::check_same_length(premises.groups.size(), "premises.groups", premises.points.size(), "premises.points");
  }
  const auto is_excluded = [&](std::uint32_t type) {
    return std::find(options.excluded_types.begin(), options.excluded_types.end(), type) !=
           options.excluded_types.end();
  };
  Attributed found;
  for (std::size_t i = 0; i < premises.points.size(); ++i) {
    if (!is_excluded(premises.types[i])) {
      found.xy_m.push_back(premises.points.x(i));
      found.xy_m.push_back(premises.points.y(i));
      found.types.push_back(premises.types[i]);
      found.groups.push_back(premises.groups.empty() ? 0U : premises.groups[i]);
    }
  }
  found.incidents =
      attribute_incidents(incidents, incident_weights, geography::PlanarView(found.xy_m), options.radius_m).incidents;
  return found;
}

/// The square of each premises, numbered in the order in which they are met.
std::vector<std::uint32_t> squares(const std::vector<double>& xy_m, double side_m) {
  std::map<std::pair<double, double>, std::uint32_t> numbers;
  std::vector<std::uint32_t> square;
  for (std::size_t i = 0; i < xy_m.size(); i += 2) {
    const std::pair corner(std::floor(xy_m[i] / side_m), std::floor(xy_m[i + 1] / side_m));
    square.push_back(numbers.emplace(corner, static_cast<std::uint32_t>(numbers.size())).first->second);
  }
  return square;
}

}  // namespace

std::vector<PremisesAggregate> count_premises_incidents(const PremisesView& premises, geography::PlanarView incidents,
                                                        std::span<const double> incident_weights,
                                                        const PremisesTypeOptions& options) {
  const Attributed found = attribute(premises, incidents, incident_weights, options);
  return premises_aggregates(found.incidents, found.types, found.groups);
}

PremisesTypeRisk premises_type_risk(const PremisesView& premises, geography::PlanarView incidents,
                                    std::span<const double> incident_weights, const PremisesTypeOptions& options) {
  detail::check_level(options.level);
  require(options.dispersion_cell_m > 0.0 && std::isfinite(options.dispersion_cell_m), "dispersion_cell_m",
          options.dispersion_cell_m, "finite and above 0");
  const Attributed found = attribute(premises, incidents, incident_weights, options);
  const auto by_square =
      premises_aggregates(found.incidents, found.types, squares(found.xy_m, options.dispersion_cell_m));
  return summarise_premises_types(premises_aggregates(found.incidents, found.types, found.groups),
                                  {.level = options.level, .dispersion = premises_dispersion(by_square)});
}

}  // namespace libprofile::risk
