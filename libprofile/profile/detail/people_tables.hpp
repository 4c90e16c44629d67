// SPDX-License-Identifier: MIT
/// @file
/// Victims and offenders as counts of distinct persons, one attribute at a time, as the gate takes them.
#pragma once

#include <cstdint>
#include <string>

#include "libprofile/disclosure/protect_cross.hpp"
#include "libprofile/disclosure/protect_list.hpp"
#include "libprofile/profile/options.hpp"
#include "libprofile/records/people.hpp"
#include "libprofile/records/time.hpp"

namespace libprofile::profile::detail {

/// Labels that every list of an attribute has, whether or not anybody is counted there: that a label is listed must not
/// say that somebody is.
inline constexpr const char* kFewer = "others, each below the threshold";
inline constexpr const char* kDiffers = "recorded differently";
/// Home areas that are not among the areas.
inline constexpr const char* kElsewhere = "elsewhere";

/// Fates of a row that is not counted.
inline constexpr const char* kWithoutReferral = "without a referral date";

/// Counts before the gate. Every list that is not empty counts each person once, so all have the same total.
struct PeopleTables {
  /// "victims" or "offenders".
  std::string kind;
  std::int64_t persons = 0;
  /// Rows age bands, columns sexes; empty where the source has neither.
  disclosure::CrossTable age_by_sex;
  /// Homes by group of `area_level`; empty without levels, or where a group has fewer residents than the policy asks.
  disclosure::ListTable districts;
  disclosure::ListTable care_status;
  disclosure::ListTable referral_source;
  disclosure::ListTable model;
  disclosure::ListTable risk_band;
  /// Persons by how many persons their group has; empty where one group is most of a class.
  disclosure::ListTable group_size;
  /// What became of each row read.
  disclosure::ListTable rows;
};

/// Counts the persons with a row of the window: where the source has referral dates, one whose referral came in it;
/// where it has none, every row.
///
/// A person with several rows counts once. A field has the value that the person's rows give; `kDiffers` where they
/// give several, and "not stated" where they give none. Values of fewer persons than the policy's threshold are counted
/// together as `kFewer`. At the public tier only `districts` is filled.
///
/// @param source  What reading found, as in `Inputs::sources`.
[[nodiscard]] PeopleTables count_people(const records::People& people, const std::string& kind,
                                        const geography::AreaSet& areas, const records::TimeSpan& window,
                                        const SourceReport& source, const disclosure::Policy& policy);

}  // namespace libprofile::profile::detail
