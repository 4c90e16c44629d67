// SPDX-License-Identifier: MIT
/// @file
/// One order for every table that holds the same, whatever order it came in.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "libprofile/disclosure/controlled_rounding.hpp"

namespace libprofile::disclosure::detail {

/// @throws InvalidArgument  for a count below 0 or above 10^9, which is no number of persons or records of a place.
void require_counts(std::span<const std::int64_t> counts);

/// Positions in ascending order of label. @throws InvalidArgument  where a label repeats, naming `what` and the label.
[[nodiscard]] std::vector<std::size_t> order_of(const std::vector<std::string>& labels, const char* what);

/// A table with rows and columns in ascending order of label, and groups numbered as the rows first meet them.
struct CanonicalTable {
  RoundingTable table;
  /// Where each canonical row, column and group was: `groups[l][g]` for level l.
  std::vector<std::size_t> rows;
  std::vector<std::size_t> columns;
  std::vector<std::vector<std::size_t>> groups;
};

/// @throws InvalidArgument  where labels repeat, lengths do not fit, a count is negative, or a group or a pin is out of
///                          range.
[[nodiscard]] CanonicalTable make_canonical(const RoundingTable& table);

/// Puts rounded levels of a canonical table back into the order of the original.
[[nodiscard]] std::vector<std::vector<std::int64_t>> restore_order(
    const CanonicalTable& canonical, const std::vector<std::vector<std::int64_t>>& levels);

}  // namespace libprofile::disclosure::detail
