// SPDX-License-Identifier: MIT
/// @file
/// Charts that are tables: each row's label and numbers stand in cells beside its drawing, so that the text alternative
/// is the chart itself, and it reads the same at any width, in print and aloud.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "libprofile/publish/document.hpp"

namespace libprofile::publish::detail {

struct IntervalRow {
  /// Text, and where it links to (empty for nowhere).
  std::string label;
  std::string link;
  Estimate estimate;
  /// HTML of a last cell; the chart has one where any row has.
  std::string note_html;
};

/// Dots with whiskers on one axis from 0, and a line at what they are compared with.
struct IntervalChart {
  /// What the chart finds, in a sentence.
  std::string title;
  std::string label_heading;
  std::string value_heading;
  std::string note_heading;
  std::vector<IntervalRow> rows;
  /// NaN for none.
  double reference;
  std::string reference_name;
  /// How what is drawn is made, and how the notes are (detail/how.hpp).
  std::string how;
  std::string note_how = "sureness";
};

/// Rows without a finite value are drawn without a dot. No rows: empty.
[[nodiscard]] std::string interval_chart(const IntervalChart& chart);

struct MonthChart {
  std::string title;
  std::vector<MonthCount> months;
  std::int64_t base;
};

/// Columns from 0, one a month, with the counts above them. A month that is withheld is hatched; one under the base has
/// no column. No months: empty.
[[nodiscard]] std::string month_chart(const MonthChart& chart);

/// A bar from 0 to `share` of its cell, for tables. Empty where `share` is not in [0, 1].
[[nodiscard]] std::string share_bar(double share);

/// Ends an axis: the least of 1, 2, 2.5, 5 times a power of ten whose 4 or 5 steps reach `most`. At least one unit in
/// the last place for 0.
struct Axis {
  double end;
  double step;
};
[[nodiscard]] Axis axis_from_zero(double most);

}  // namespace libprofile::publish::detail
