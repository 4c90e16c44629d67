// SPDX-License-Identifier: MIT
/// @file
/// Which incidents a profile counts, and what became of the others.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "libprofile/geography/assign.hpp"
#include "libprofile/geography/distinct_places.hpp"
#include "libprofile/profile/options.hpp"
#include "libprofile/records/time.hpp"

namespace libprofile::profile::detail {

/// Month of an incident that does not start in the window.
inline constexpr std::int32_t kNoMonth = -1;
/// What becomes of a record: the first reason that holds for not counting it, or that it is counted.
enum class Fate {
  outside_window,
  other_category,
  proactive,
  left_out_by_grade,
  without_person,
  without_place,
  outside_areas,
  counted,
};
inline constexpr std::size_t kFates = 8;

/// Counted incidents as columns of equal length, in input order.
struct Selection {
  std::vector<std::int32_t> unit;
  std::vector<std::int32_t> category;
  /// Empty where the source has no persons.
  std::vector<std::int32_t> person;
  /// Months since the first of the window.
  std::vector<std::int32_t> month;
  /// Index among the incidents that were given.
  std::vector<std::uint32_t> row;
  /// Index among `place_xy_m`.
  std::vector<std::uint32_t> place;

  /// Every place that an incident has, counted or not: once, ascending by x, then y.
  std::vector<double> place_xy_m;

  /// The month of every incident, counted or not; `kNoMonth` where it does not start in the window.
  std::vector<std::int32_t> month_of_row;

  /// Ascending.
  std::vector<std::string> categories;
  /// "2018-01" ...: every month of the window.
  std::vector<std::string> months;
  records::TimeSpan window;

  /// How many records came to each fate; they add up to all that were given.
  std::array<std::int64_t, kFates> rows_by_fate{};

  [[nodiscard]] std::int64_t rows(Fate fate) const { return rows_by_fate[static_cast<std::size_t>(fate)]; }
};

/// How many counted incidents each place has.
[[nodiscard]] std::vector<std::int64_t> incidents_by_place(const Selection& selection);

/// Records, or different persons, that are counted.
[[nodiscard]] std::int64_t counted(const Selection& selection, geography::CountOf count_of);

/// Selects by window (a record is in the one that it starts in), category, origin (what agencies went looking for does
/// not count), grade (what is suspected to be false does not count) and place.
///
/// @param places  The distinct places of `inputs.incidents.xy`.
/// @param areas   Finds the areas of `inputs`.
/// @throws InvalidArgument  for a category that no incident has, a window that holds none, persons that are to be
///                          counted where the source has none, or inputs without any incident.
/// @throws CrsError  for a source whose x and y are swapped.
[[nodiscard]] Selection select_incidents(const Inputs& inputs, geography::DistinctPlaces places,
                                         const geography::PointLocator& areas, const Options& options);

/// The same with places and a locator of its own.
[[nodiscard]] Selection select_incidents(const Inputs& inputs, const Options& options);

}  // namespace libprofile::profile::detail
