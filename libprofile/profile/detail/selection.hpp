// SPDX-License-Identifier: MIT
/// @file
/// Which incidents a profile counts, and what became of the others.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "libprofile/profile/options.hpp"
#include "libprofile/records/time.hpp"

namespace libprofile::profile::detail {

/// Name of the only category where the source has none.
inline constexpr const char* kIncidents = "incidents";
/// Month of an incident that does not start in the window.
inline constexpr std::int32_t kNoMonth = -1;
/// Category of records that do not say.
inline constexpr const char* kNotStated = "not stated";

/// Counted incidents as columns of equal length, in input order.
struct Selection {
  std::vector<std::uint32_t> row;
  std::vector<std::int32_t> unit;
  std::vector<std::int32_t> category;
  /// Empty where the source has no persons.
  std::vector<std::int32_t> person;
  /// Months since the first of the window.
  std::vector<std::int32_t> month;
  std::vector<double> xy_m;

  /// The month of every incident, counted or not; `kNoMonth` where it does not start in the window.
  std::vector<std::int32_t> month_of_row;

  /// Ascending.
  std::vector<std::string> categories;
  /// "2018-01" ...: every month of the window.
  std::vector<std::string> months;
  records::TimeSpan window;

  /// Records that are not counted, by the first reason that holds.
  std::int64_t outside_window = 0;
  std::int64_t other_category = 0;
  std::int64_t proactive = 0;
  std::int64_t without_place = 0;
  std::int64_t outside_areas = 0;
  std::int64_t without_person = 0;
};

/// Selects by window (a record is in the one that it starts in), category, origin (what agencies went looking for does
/// not count) and place.
///
/// @throws InvalidArgument  for a category that no incident has, a window that holds none, persons that are to be
///                          counted where the source has none, or inputs without any incident.
[[nodiscard]] Selection select_incidents(const Inputs& inputs, const Options& options);

}  // namespace libprofile::profile::detail
