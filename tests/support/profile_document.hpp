// SPDX-License-Identifier: MIT
/// @file
/// The document of a profile of nine squares, and what tests look up in one.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "support/profile_inputs.hpp"

namespace libprofile::testing {

/// Multiples of the base, so that rounding changes nothing: 75 incidents of 9,000 residents.
inline const std::vector<Events> kNine{{1, 5}, {2, 10}, {4, 40, "theft", 6}, {5, 5}, {6, 10}, {8, 5}};

inline publish::Document document_of(const profile::Inputs& inputs, const profile::Options& options = year_2024()) {
  return profile::problem_profile(inputs, options).value();
}

inline std::optional<std::int64_t> count_of(const publish::Document& document, const std::string& level,
                                            const std::string& unit, const std::string& category) {
  for (const publish::CountRow& row : document.counts) {
    if (row.level == level && row.unit == unit && row.category == category) {
      return row.count;
    }
  }
  FAIL("no row " << level << ' ' << unit << ' ' << category);
  return std::nullopt;
}

inline bool has_category(const publish::Document& document, const std::string& category) {
  return std::any_of(document.counts.begin(), document.counts.end(),
                     [&](const publish::CountRow& row) { return row.category == category; });
}

inline bool says(const publish::Document& document, const std::string& limit) {
  const auto& limits = document.manifest.limits;
  return std::any_of(limits.begin(), limits.end(),
                     [&](const std::string& line) { return line.find(limit) != std::string::npos; });
}

}  // namespace libprofile::testing
