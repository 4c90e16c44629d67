// SPDX-License-Identifier: MIT
/// @file
/// Accepted records of victims or offenders as columns: what counting reads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "libprofile/records/column_table.hpp"
#include "libprofile/records/incidents.hpp"
#include "libprofile/records/validate.hpp"

namespace libprofile::records {

/// Start of a referral that is not given.
inline constexpr std::int64_t kNoTime = std::numeric_limits<std::int64_t>::min();

/// Records of one kind that passed `validate`; a person may have several.
struct People {
  Coded person;
  /// Fields that counting knows and the source has, by name, in the order of `people_fields`.
  std::vector<std::pair<std::string, Coded>> fields;
  /// When each referral came, seconds since 1970-01-01T00:00:00Z, or `kNoTime`; empty where the source has no such
  /// column.
  std::vector<std::int64_t> referral_s;

  [[nodiscard]] std::size_t size() const { return person.codes.size(); }

  /// The field of that name, or null where the source does not have it.
  [[nodiscard]] const Coded* field(std::string_view name) const;
};

/// Fields that `to_people` keeps: age_band, sex, home_area, care_status, referral_source, model, risk_band, group. No
/// table is made of any other.
[[nodiscard]] const std::vector<std::string>& people_fields();

/// @param validation  What `validate` gave for this very table, and `Kind::victim` or `Kind::offender`.
/// @throws InvalidArgument  where it is of another kind or of another number of rows.
[[nodiscard]] People to_people(const ColumnTable& table, const Validation& validation);

}  // namespace libprofile::records
