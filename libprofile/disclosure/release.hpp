// SPDX-License-Identifier: MIT
/// @file
/// What the ledger holds of one release: everything that was published, and nothing else.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "libprofile/disclosure/policy.hpp"
#include "libprofile/disclosure/protect.hpp"
#include "libprofile/disclosure/released_table.hpp"
#include "libprofile/geography/count_table.hpp"

namespace libprofile::disclosure {

/// First and last day, both included, in days since 1970-01-01.
struct ReleaseWindow {
  std::int64_t start_day = 0;
  std::int64_t end_day = 0;

  friend bool operator==(const ReleaseWindow&, const ReleaseWindow&) = default;
};

/// Which records are counted: those whose `attribute` has one of `values`.
struct ReleaseCondition {
  std::string attribute;
  std::vector<std::string> values;

  friend bool operator==(const ReleaseCondition&, const ReleaseCondition&) = default;
};

/// Of which parts something named consists, so that two partitions can be compared: the output areas of a ward, the
/// offences of a group of offences. Each count of the whole is the sum over its parts.
struct ReleaseParts {
  std::string whole;
  std::vector<std::string> parts;

  friend bool operator==(const ReleaseParts&, const ReleaseParts&) = default;
};

/// The published counts of one level of the hierarchy.
struct ReleaseLevel {
  std::string name;
  /// Codes. In one ledger a code is one area, whichever release it is in.
  std::vector<std::string> units;
  /// By unit, its position in the next level; empty for the last, which is everything.
  std::vector<std::uint32_t> parents;
  /// Row-major, a row a unit: the categories, then their sum; `kWithheld` where nothing is shown.
  std::vector<std::int64_t> cells;

  friend bool operator==(const ReleaseLevel&, const ReleaseLevel&) = default;
};

/// What whoever releases says of the counts, beside the counts themselves.
struct ReleaseTerms {
  /// The series that the release belongs to, such as "quarterly profile". Windows of one stream never overlap.
  std::string stream;
  ReleaseWindow window;
  /// What the areas are, such as "LSOA", and their year or edition.
  std::string partition;
  std::string vintage;
  /// What is counted: "records", "persons" or something else. Persons of a cell are at most its records.
  std::string measure = "records";
  /// Which records; none: all.
  std::vector<ReleaseCondition> filter;
  std::vector<ReleaseParts> area_parts;
  std::vector<ReleaseParts> category_parts;
  std::string method = "controlled rounding";
  std::vector<std::pair<std::string, std::string>> parameters;
  /// SHA-256 of the manifest, 64 hexadecimal digits; empty where there is none.
  std::string manifest_sha256;

  friend bool operator==(const ReleaseTerms&, const ReleaseTerms&) = default;
};

/// A number of a list: a month, a premises type, persons with one attribute.
struct ReleaseNumber {
  /// For messages: "2018-01", "care_status: looked after".
  std::string name;
  /// In the release's window; none: all of it.
  std::optional<ReleaseWindow> window = {};
  /// Of which areas and of which labels of the list it is the sum; empty: of all that the list names, or, where it
  /// names none, of all areas and categories of the release.
  std::vector<std::string> areas = {};
  std::vector<std::string> labels = {};
  /// `kWithheld` where nothing is shown.
  std::int64_t shown = 0;

  friend bool operator==(const ReleaseNumber&, const ReleaseNumber&) = default;
};

/// What a list counts, and so which threshold its numbers keep.
enum class ListCounts : std::uint8_t { persons, premises };

/// Numbers of a release beside its counts of areas by category.
struct ReleaseList {
  /// Distinct in one release: "months", "victims by sex".
  std::string name;
  /// Lists of one measure are compared, label by label.
  std::string measure;
  ListCounts of = ListCounts::persons;
  /// What the numbers are rounded to.
  std::int64_t base = 1;
  std::vector<ReleaseNumber> numbers;

  friend bool operator==(const ReleaseList&, const ReleaseList&) = default;
};

/// One release as the ledger holds it.
struct Release {
  ReleaseTerms terms;
  PolicyFields policy;
  /// What counts are rounded to.
  std::int64_t base = 1;
  std::vector<std::string> categories;
  /// Nearest first; the last has one unit, everything.
  std::vector<ReleaseLevel> levels;
  /// Empty where there are none, and in entries made before the ledger held them.
  std::vector<ReleaseList> lists = {};

  friend bool operator==(const Release&, const Release&) = default;
};

/// A release of a protected table. `shape` gives the hierarchy; its counts are not looked at.
///
/// @throws InvalidArgument  where `shape` is not that of the table, or the terms break a rule of `validate`.
[[nodiscard]] Release make_release(const Protected<ProtectedTable>& table, const geography::CountTable& shape,
                                   ReleaseTerms terms);

/// Throws `InvalidArgument` unless names are short UTF-8 text without control characters, units and categories are
/// distinct, sizes fit, windows are in order and every shown count is a multiple of the base.
void validate(const Release& release);

/// The next window of the same length: as many whole months, or days where the window is none, from the day after its
/// end.
[[nodiscard]] ReleaseWindow next_window(const ReleaseWindow& window);

/// "2018-01-01 to 2018-03-31".
[[nodiscard]] std::string to_string(const ReleaseWindow& window);

/// "2018-01-01". Days since 1970-01-01, years 0 to 9999.
[[nodiscard]] std::string format_day(std::int64_t day);

/// @throws InvalidArgument  for text that is not a day of the calendar in that form.
[[nodiscard]] std::int64_t parse_day(std::string_view text);

/// Whether two releases publish the same numbers of the same tables under the same policy: a rerun.
[[nodiscard]] bool same_values(const Release& a, const Release& b);

/// The same of the counts of areas by category, whatever lists either has.
[[nodiscard]] bool same_counts(const Release& a, const Release& b);

}  // namespace libprofile::disclosure
