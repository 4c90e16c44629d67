// SPDX-License-Identifier: MIT
/// @file
/// From records to counts: the last step that sees a record.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "libprofile/geography/area_set.hpp"
#include "libprofile/geography/count_table.hpp"

namespace libprofile::geography {

/// What one count is.
enum class CountOf {
  /// Every record counts one.
  records,
  /// Every different person counts one in each cell, however many records there are.
  persons,
};

/// Columns of the records, one entry each. Codes are small integers from 0; negative: absent.
struct CountColumns {
  /// Unit of each record, as `assign` gives it.
  std::span<const std::int32_t> unit{};
  /// Category of each record; empty: all are of one.
  std::span<const std::int32_t> category{};
  /// Names of the categories in order of code; one name where `category` is empty.
  std::span<const std::string> categories{};
  /// Person of each record; empty: not known.
  std::span<const std::int32_t> person{};
  /// Who contributed each record, for the dominance rule; empty: the person where `CountOf::records`, else not known.
  std::span<const std::int32_t> contributor{};
};

struct CountOptions {
  CountOf count_of = CountOf::persons;
};

struct Counted {
  /// Levels and residents are those of the units. `largest_contribution` is filled where a contributor is known.
  CountTable table;
  /// Records that are in no cell, by the first reason that holds: no unit, no category, no person (only where persons
  /// are counted).
  std::int64_t outside = 0;
  std::int64_t without_category = 0;
  std::int64_t without_person = 0;
};

/// Counts by unit and category.
///
/// A person with records in several cells counts one in each. Records without a contributor contribute alone: each is a
/// contributor of its own to `largest_contribution`.
///
/// @throws InvalidArgument  where columns differ in length, a code is not below its number, or persons are to be
/// counted
///                          and the column is not there.
/// Time O(n log m) with m the records of the fullest unit; parallel over units, the same for any number of threads.
[[nodiscard]] Counted count(const CountColumns& columns, const AreaSet& units, const CountOptions& options = {});

/// Counts by any one code, such as the month: records where `person` is empty, else different persons in each group.
///
/// @param group  Group of each record, below `groups`; negative: in none, not counted.
/// @param person  Empty, or one code a record; records without one are not counted.
/// @returns One count a group.
/// @throws InvalidArgument  as `count`.
[[nodiscard]] std::vector<std::int64_t> count_by_group(std::span<const std::int32_t> group, std::size_t groups,
                                                       std::span<const std::int32_t> person = {});

}  // namespace libprofile::geography
