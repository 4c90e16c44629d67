// SPDX-License-Identifier: MIT
/// @file
/// When in the week incidents happened: parts of the week, once, for a plan and for peaks alike.
#pragma once

#include <optional>
#include <vector>

#include "libprofile/disclosure/protect_aoristic.hpp"
#include "libprofile/disclosure/publicly_known.hpp"
#include "libprofile/profile/detail/selection.hpp"
#include "libprofile/profile/outreach.hpp"
#include "libprofile/publish/outreach.hpp"

namespace libprofile::profile::detail {

inline constexpr const char* kHourNotKnown = "hour not known";
/// Below so many whose hour is known nothing is said of peaks.
inline constexpr std::int64_t kFewestKnown = 20;

/// The bands of a plan, then the rest of the week in quarters of days, cut where a band begins or ends. Every hour of
/// the week is in one of them, so that there is one count of each hour and no second one.
[[nodiscard]] std::vector<OutreachBand> parts_of_week(const std::optional<Outreach>& outreach);

/// Counted incidents shared over the parts of the week by how long each may have happened in them; the last row has
/// those whose time is not known to half a day. A record weighs 1; where persons are counted each person does, shared
/// among what was recorded of it.
///
/// Weights are to a millionth, so that they do not depend on the order of records.
[[nodiscard]] disclosure::AoristicTable count_week(const records::Incidents& incidents, const Selection& selection,
                                                   const std::vector<OutreachBand>& parts, geography::CountOf count_of);

/// Parts, and how many hours of each the window has. Holds no count.
struct WeekRequest {
  std::vector<OutreachBand> parts;
  std::vector<double> hours;
};

[[nodiscard]] WeekRequest week_request(const std::optional<Outreach>& outreach, const records::TimeSpan& window);

/// Released counts of the parts, each against what an even spread of all whose hour is known gives it. Intervals are
/// those of rates: every count that the released one can mean, with 95 % by Poisson, which is on the safe side for
/// events that are shared.
///
/// @param week  Of `count_week`, released; without rows: none.
[[nodiscard]] std::vector<publish::WeekPart> week_rows(const disclosure::ProtectedList& week,
                                                       const WeekRequest& request);

}  // namespace libprofile::profile::detail

namespace libprofile::disclosure {

template <>
struct is_publicly_known<profile::detail::WeekRequest> : std::true_type {};

}  // namespace libprofile::disclosure
