// SPDX-License-Identifier: MIT
#include "libprofile/risk/premises_type.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "libprofile/risk/attribute_incidents.hpp"
#include "libprofile/risk/detail/checks.hpp"

namespace libprofile::risk {

std::vector<PremisesAggregate> count_premises_incidents(const PremisesView& premises, geography::PlanarView incidents,
                                                        std::span<const double> incident_weights,
                                                        const PremisesTypeOptions& options) {
  detail::check_same_length(premises.types.size(), "premises.types", premises.points.size(), "premises.points");
  if (!premises.groups.empty()) {
    detail::check_same_length(premises.groups.size(), "premises.groups", premises.points.size(), "premises.points");
  }
  const auto is_excluded = [&](std::uint32_t type) {
    return std::find(options.excluded_types.begin(), options.excluded_types.end(), type) !=
           options.excluded_types.end();
  };
  std::vector<double> xy_m;
  std::vector<std::uint32_t> types;
  std::vector<std::uint32_t> groups;
  for (std::size_t i = 0; i < premises.points.size(); ++i) {
    if (!is_excluded(premises.types[i])) {
      xy_m.push_back(premises.points.x(i));
      xy_m.push_back(premises.points.y(i));
      types.push_back(premises.types[i]);
      groups.push_back(premises.groups.empty() ? 0U : premises.groups[i]);
    }
  }
  const auto attribution =
      attribute_incidents(incidents, incident_weights, geography::PlanarView(xy_m), options.radius_m);
  return premises_aggregates(attribution.incidents, types, groups);
}

PremisesTypeRisk premises_type_risk(const PremisesView& premises, geography::PlanarView incidents,
                                    std::span<const double> incident_weights, const PremisesTypeOptions& options) {
  detail::check_level(options.level);
  return summarise_premises_types(count_premises_incidents(premises, incidents, incident_weights, options),
                                  {.level = options.level});
}

}  // namespace libprofile::risk
