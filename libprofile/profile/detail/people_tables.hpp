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

/// Every list has the same labels whatever the records hold: that a label is listed must not say that somebody is
/// counted there. Last in each are this one and "not stated".
inline constexpr const char* kDiffers = "recorded differently";
/// Home areas that are not among the areas.
inline constexpr const char* kElsewhere = "elsewhere";
/// Bands of age that none of the listed bands holds.
inline constexpr const char* kOtherBand = "another band";
inline constexpr const char* kInGroup = "in a group";

/// Counts before the gate. Every list that is not empty counts each person once, so all have the same total; one of a
/// field that the source does not have is empty.
struct PeopleTables {
  /// "victims" or "offenders"; empty where no such records were given.
  std::string kind;
  std::int64_t persons = 0;
  /// Rows age bands, columns sexes; empty unless the source has both.
  disclosure::CrossTable age_by_sex;
  /// Either of them where the source has only that one.
  disclosure::ListTable age_band;
  disclosure::ListTable sex;
  /// Homes by group of `area_level`; empty without levels, or where a group has fewer residents than the policy asks.
  disclosure::ListTable districts;
  disclosure::ListTable care_status;
  disclosure::ListTable referral_source;
  disclosure::ListTable model;
  disclosure::ListTable risk_band;
  /// Whether a group is named, not which.
  disclosure::ListTable group;
  /// What became of each row read.
  disclosure::ListTable rows;
};

/// Counts the persons with a row of the window: where the source has referral dates, one whose referral came in it;
/// where it has none, every row.
///
/// A person with several rows counts once, under the label that all rows with a value give; `kDiffers` where they give
/// several, and "not stated" where none has a value. Labels are those of the field's code list, of the areas, or fixed.
/// At the public tier only `districts` is filled.
///
/// @param source  What reading found, as in `Inputs::sources`.
/// @throws InvalidArgument  for a value that is no code of its field's list, or no band of ages.
[[nodiscard]] PeopleTables count_people(const records::People& people, const std::string& kind,
                                        const geography::AreaSet& areas, const records::TimeSpan& window,
                                        const SourceReport& source, const disclosure::Policy& policy);

}  // namespace libprofile::profile::detail
