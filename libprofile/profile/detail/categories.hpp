// SPDX-License-Identifier: MIT
/// @file
/// The categories that a profile counts by.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "libprofile/records/incidents.hpp"

namespace libprofile::profile::detail {

/// Name of the only category where the source has none.
inline constexpr const char* kIncidents = "incidents";
/// Category of records that do not say.
inline constexpr const char* kNotStated = "not stated";
/// Category of records that are of none that is counted.
inline constexpr std::int32_t kOtherCategoryCode = -1;

/// Names ascend, so that codes do not depend on the order of the records.
struct Categories {
  std::vector<std::string> names;
  /// The category of each code of the source, and of records without one; `kOtherCategoryCode` where not counted.
  std::vector<std::int32_t> of_source;
  std::int32_t of_absent = kOtherCategoryCode;

  /// The category of record i.
  [[nodiscard]] std::int32_t of(const records::Coded& source, std::size_t i) const {
    const std::int32_t code = source.codes.empty() ? records::kAbsent : source.codes[i];
    return code == records::kAbsent ? of_absent : of_source[static_cast<std::size_t>(code)];
  }
};

/// @param wanted  Names to count; empty: all that a record has, and `kNotStated` where one has none.
/// @throws InvalidArgument  for a wanted category that no record has.
[[nodiscard]] Categories categories_of(const records::Coded& source, const std::vector<std::string>& wanted);

}  // namespace libprofile::profile::detail
