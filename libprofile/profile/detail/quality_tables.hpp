// SPDX-License-Identifier: MIT
/// @file
/// How good the data are, as lists that the gate takes: what became of each row, snapped coordinates, completeness.
#pragma once

#include "libprofile/disclosure/protect_list.hpp"
#include "libprofile/profile/detail/premises_table.hpp"
#include "libprofile/profile/detail/selection.hpp"

namespace libprofile::profile::detail {

/// Labels that every list of rows has; other labels are rules that reject.
inline constexpr const char* kCounted = "counted";
inline constexpr const char* kDuplicate = "duplicate";
inline constexpr const char* kOutsideWindow = "outside the window";
inline constexpr const char* kWithoutReferral = "without a referral date";
inline constexpr const char* kOtherCategory = "another category";
inline constexpr const char* kProactive = "proactive";
inline constexpr const char* kLeftOutByGrade = "left out by grade";
inline constexpr const char* kWithoutPerson = "without a person";
inline constexpr const char* kWithoutPlace = "without a place";
inline constexpr const char* kOutsideAreas = "outside the areas";
inline constexpr const char* kNeverMapped = "of a type that is never mapped";

/// Rows that were not accepted, by rule, and duplicates: what lists of rows begin with.
[[nodiscard]] disclosure::ListTable rejected_rows(const SourceReport& source);

/// What became of every incident row read; the labels add up to all rows.
[[nodiscard]] disclosure::ListTable incident_rows(const SourceReport& source, const Selection& selection);

/// The same for premises.
[[nodiscard]] disclosure::ListTable premises_rows(const SourceReport& source, const PremisesCounted& counted);

/// Counted incidents whose coordinates lie on lattices of 1, 10 and 100 m, each of which holds the next, and on the ten
/// places most used, in this order: no parts of a sum.
[[nodiscard]] disclosure::ListTable snapped(const Selection& selection);

/// Labels of the completeness lists: every agency in every month of the window, "agency\tmonth".
struct CompletenessTables {
  disclosure::ListTable rows;
  disclosure::ListTable without_place;
  disclosure::ListTable without_category;
  disclosure::ListTable without_person;
};

/// Records of each agency and month, and those of them in which a field is missing. Lists are empty where the source
/// has no such column.
[[nodiscard]] CompletenessTables completeness(const records::Incidents& incidents, const Selection& selection);

}  // namespace libprofile::profile::detail
