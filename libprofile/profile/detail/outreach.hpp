// SPDX-License-Identifier: MIT
/// @file
/// A plan for teams from what was released.
#pragma once

#include <optional>
#include <vector>

#include "libprofile/disclosure/protect_list.hpp"
#include "libprofile/disclosure/publicly_known.hpp"
#include "libprofile/geography/area_set.hpp"
#include "libprofile/profile/detail/plan_dates.hpp"
#include "libprofile/profile/outreach.hpp"
#include "libprofile/publish/document.hpp"

namespace libprofile::profile::detail {

/// What was asked for, how long the window is, and when the plan may be followed. Holds no count.
struct OutreachRequest {
  std::optional<Outreach> outreach;
  double weeks = 0.0;
  PlanDates dates;
};

struct OutreachFound {
  std::optional<publish::OutreachPlan> plan;
};

/// The plan for areas in tiers (those that are surest to be in the top; of those as sure, the ones with the highest
/// released counts), filled up to as many as were asked for by other areas with the highest released counts; for areas
/// where little is known (counts that are low or withheld, or nobody has been there; the latter first, then those whose
/// smoothed rate is highest); and for what floors need.
///
/// Expected in an area and band is the area's released count by week, times the band's `share_of_week`.
///
/// @param hours  Of `count_week`, released.
/// @throws InvalidArgument  as `risk::outreach_plan`, and for a floor where areas have no level.
[[nodiscard]] OutreachFound plan_outreach(const std::vector<publish::Neighbourhood>& neighbourhoods,
                                          const std::vector<publish::AreaRisk>& risks,
                                          const std::vector<publish::Hotspot>& hotspots,
                                          const disclosure::ProtectedList& hours, const geography::AreaSet& areas,
                                          const OutreachRequest& request);

}  // namespace libprofile::profile::detail

namespace libprofile::disclosure {

template <>
struct is_publicly_known<profile::detail::OutreachRequest> : std::true_type {};

}  // namespace libprofile::disclosure
