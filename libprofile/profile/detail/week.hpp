// SPDX-License-Identifier: MIT
/// @file
/// When in the week incidents happened: quarters of days, the same in every profile, for a plan and for peaks alike.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "libprofile/disclosure/protect_aoristic.hpp"
#include "libprofile/disclosure/publicly_known.hpp"
#include "libprofile/profile/detail/selection.hpp"
#include "libprofile/profile/outreach.hpp"
#include "libprofile/publish/outreach.hpp"

namespace libprofile::profile::detail {

inline constexpr const char* kHourNotKnown = "hour not known";
inline constexpr std::uint32_t kPartHours = 6;
inline constexpr std::size_t kPartsOfWeek = 28;
/// Below so many whose hour is known nothing is said of peaks.
inline constexpr std::int64_t kFewestKnown = 20;

/// Quarters of days from Monday 00:00 on. No profile cuts a week otherwise, so that no two of them, whatever plan each
/// was asked for, are subtracted to an hour.
[[nodiscard]] std::array<OutreachBand, kPartsOfWeek> parts_of_week();

/// Counted incidents shared over the parts of the week by how long each may have happened in them; the last row has
/// those whose time is not known to half a day. A record weighs 1; where persons are counted each person does, shared
/// among what was recorded of it.
///
/// Weights are to a millionth, so that they do not depend on the order of records.
[[nodiscard]] disclosure::AoristicTable count_week(const records::Incidents& incidents, const Selection& selection,
                                                   geography::CountOf count_of);

/// How many hours of each part the window has. Holds no count.
struct HoursOfParts {
  std::array<double, kPartsOfWeek> hours{};
};

[[nodiscard]] HoursOfParts hours_of_parts(const records::TimeSpan& window);

/// Released counts of the parts, each against what an even spread of all whose hour is known gives it. Intervals are
/// those of rates: every count that the released one can mean, with 95 % by Poisson, which is on the safe side for
/// events that are shared.
///
/// @param week  Of `count_week`, released; without rows: none.
[[nodiscard]] std::vector<publish::WeekPart> week_rows(const disclosure::ProtectedList& week,
                                                       const HoursOfParts& window);

/// What a band of a plan has of all whose hour is known: of each part as much as it has of the part's hours, as if a
/// part were even. Where no hour is known, its share of the hours of the week.
///
/// @param week  Of `count_week`, released, with its rows.
[[nodiscard]] double share_of_week(const disclosure::ProtectedList& week, const OutreachBand& band);

}  // namespace libprofile::profile::detail

namespace libprofile::disclosure {

template <>
struct is_publicly_known<profile::detail::HoursOfParts> : std::true_type {};

}  // namespace libprofile::disclosure
