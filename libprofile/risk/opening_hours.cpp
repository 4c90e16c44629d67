// SPDX-License-Identifier: MIT
#include "libprofile/risk/opening_hours.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>
#include <string>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/core/units.hpp"
#include "libprofile/geography/cell_index.hpp"
#include "libprofile/risk/detail/checks.hpp"
#include "libprofile/risk/detail/for_near.hpp"

namespace libprofile::risk {
namespace {

constexpr std::size_t kHours = core::kHoursPerWeek;
constexpr std::size_t kIncidentsATask = 1024;
constexpr auto kNobody = std::numeric_limits<std::uint32_t>::max();

using HourWeights = std::array<double, kHours>;

/// Premises of one type that say when they are open.
struct TypeMembers {
  std::vector<double> xy_m;
  /// Position of each in the register.
  std::vector<std::size_t> place;
};

bool is_ever_open(std::span<const std::uint8_t> hours) {
  return std::any_of(hours.begin(), hours.end(), [](std::uint8_t is_open) { return is_open != 0; });
}

void check(const PremisesView& premises, std::span<const std::uint8_t> open_hours, geography::PlanarView incidents,
           std::span<const std::int32_t> hour_of_week, const OpeningHoursOptions& options) {
  require(options.radius_m > 0.0 && std::isfinite(options.radius_m), "radius_m", options.radius_m,
          "finite and above 0");
  validate(options.crossover);
  detail::check_same_length(premises.types.size(), "premises.types", premises.points.size(), "premises.points");
  detail::check_same_length(open_hours.size(), "open_hours", premises.points.size() * kHours,
                            "premises.points times 168");
  detail::check_same_length(hour_of_week.size(), "hour_of_week", incidents.size(), "incidents");
  for (std::size_t i = 0; i < hour_of_week.size(); ++i) {
    if (hour_of_week[i] < -1 || hour_of_week[i] >= core::kHoursPerWeek) {
      require(false, "hour_of_week[" + std::to_string(i) + "]", hour_of_week[i], "0 to 167, or -1 where not known");
    }
  }
  detail::check_finite(premises.points, "premises");
  detail::check_finite(incidents, "incidents");
}

std::vector<std::uint32_t> types_of(const PremisesView& premises, const OpeningHoursOptions& options) {
  std::vector<std::uint32_t> types(premises.types.begin(), premises.types.end());
  std::sort(types.begin(), types.end());
  types.erase(std::unique(types.begin(), types.end()), types.end());
  const auto& excluded = options.excluded_types;
  std::erase_if(
      types, [&](std::uint32_t type) { return std::find(excluded.begin(), excluded.end(), type) != excluded.end(); });
  return types;
}

TypeMembers members_of(const PremisesView& premises, std::span<const std::uint8_t> open_hours, std::uint32_t type) {
  TypeMembers members;
  for (std::size_t i = 0; i < premises.types.size(); ++i) {
    if (premises.types[i] == type && is_ever_open(open_hours.subspan(i * kHours, kHours))) {
      members.xy_m.insert(members.xy_m.end(), {premises.points.x(i), premises.points.y(i)});
      members.place.push_back(i);
    }
  }
  return members;
}

/// Nearest member of each incident within the radius, of several as near the first; `kNobody` for none.
std::vector<std::uint32_t> nearest_members(const TypeMembers& members, geography::PlanarView incidents,
                                           double radius_m) {
  std::vector<std::uint32_t> nearest(incidents.size(), kNobody);
  if (members.place.empty()) {
    return nearest;
  }
  const geography::CellIndex index(geography::PlanarView(members.xy_m), radius_m * detail::kWiden);
  core::parallel_for(
      incidents.size(),
      [&](std::size_t i) {
        double least = std::numeric_limits<double>::infinity();
        detail::for_near(index, incidents.x(i), incidents.y(i), radius_m * radius_m,
                         [&](std::uint32_t position, double squared) {
                           const std::uint32_t id = index.id(position);
                           if (squared < least || (squared == least && id < nearest[i])) {
                             least = squared;
                             nearest[i] = id;
                           }
                         });
      },
      kIncidentsATask);
  return nearest;
}

HourWeights hour_weights(const std::vector<std::uint32_t>& nearest, std::span<const std::int32_t> hour_of_week,
                         HoursOf compared_with) {
  HourWeights weights{};
  if (compared_with == HoursOf::incidents_elsewhere) {
    for (std::size_t i = 0; i < nearest.size(); ++i) {
      if (nearest[i] == kNobody && hour_of_week[i] >= 0) {
        weights[static_cast<std::size_t>(hour_of_week[i])] += 1.0;
      }
    }
  }
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  for (double& weight : weights) {
    weight = sum > 0.0 ? weight / sum : 1.0 / static_cast<double>(kHours);
  }
  return weights;
}

/// Share of the weighted week that each member is open; a hair beyond 0 and 1 is rounding.
std::vector<double> open_shares(const TypeMembers& members, std::span<const std::uint8_t> open_hours,
                                const HourWeights& weights) {
  std::vector<double> shares;
  for (const std::size_t place : members.place) {
    double open = 0.0;
    double closed = 0.0;
    for (std::size_t hour = 0; hour < kHours; ++hour) {
      (open_hours[place * kHours + hour] != 0 ? open : closed) += weights[hour];
    }
    shares.push_back(open / (open + closed));
  }
  return shares;
}

}  // namespace

std::vector<OpeningHoursRow> opening_hours_risk(const PremisesView& premises, std::span<const std::uint8_t> open_hours,
                                                geography::PlanarView incidents,
                                                std::span<const std::int32_t> hour_of_week,
                                                const OpeningHoursOptions& options) {
  check(premises, open_hours, incidents, hour_of_week, options);
  std::vector<OpeningHoursRow> rows;
  for (const std::uint32_t type : types_of(premises, options)) {
    const TypeMembers members = members_of(premises, open_hours, type);
    const auto nearest = nearest_members(members, incidents, options.radius_m);
    const auto shares = open_shares(members, open_hours, hour_weights(nearest, hour_of_week, options.compared_with));
    std::vector<std::uint8_t> exposed;
    std::vector<double> share;
    for (std::size_t i = 0; i < nearest.size(); ++i) {
      if (nearest[i] != kNobody && hour_of_week[i] >= 0) {
        const auto hour = static_cast<std::size_t>(hour_of_week[i]);
        exposed.push_back(open_hours[members.place[nearest[i]] * kHours + hour]);
        share.push_back(shares[nearest[i]]);
      }
    }
    rows.push_back({type, members.place.size(), case_crossover(exposed, share, options.crossover)});
  }
  return rows;
}

}  // namespace libprofile::risk
