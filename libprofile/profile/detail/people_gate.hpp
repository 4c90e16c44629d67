// SPDX-License-Identifier: MIT
/// @file
/// Victims and offenders after the gate.
#pragma once

#include <vector>

#include "libprofile/disclosure/derive.hpp"
#include "libprofile/profile/detail/people_tables.hpp"
#include "libprofile/publish/document.hpp"

namespace libprofile::profile::detail {

/// Protected twins of `PeopleTables`. All lists that are not empty have the total `persons`.
struct ProtectedPeople {
  /// Without a count where no such records were given.
  disclosure::ProtectedCount persons;
  disclosure::ProtectedCross age_by_sex;
  disclosure::ProtectedList age_band;
  disclosure::ProtectedList sex;
  disclosure::ProtectedList districts;
  disclosure::ProtectedList care_status;
  disclosure::ProtectedList referral_source;
  disclosure::ProtectedList model;
  disclosure::ProtectedList risk_band;
  disclosure::ProtectedList group;
  /// Empty where the released number of persons is too low to say anything of their rows.
  disclosure::ProtectedList rows;
};

/// Lets the tables out: the number of persons is rounded once and pinned in every list.
[[nodiscard]] disclosure::Protected<ProtectedPeople> protect_people(const PeopleTables& tables,
                                                                    const disclosure::Policy& policy,
                                                                    const core::Key& key);

/// Every released count of persons: level, unit, attribute and value, the sum of all persons first.
[[nodiscard]] std::vector<publish::PersonCount> person_counts(const ProtectedPeople& people,
                                                              const geography::AreaSet& areas);

/// For each attribute the share of persons for whom it is given, to whole hundredths; none where rows are not shown.
[[nodiscard]] std::vector<publish::FieldGiven> fields_given(const ProtectedPeople& people, const std::string& source);

}  // namespace libprofile::profile::detail
