// SPDX-License-Identifier: MIT
/// @file
/// A layer or table ready to be written: typed columns, and for layers the outline that each feature has.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "libprofile/publish/outlines.hpp"

namespace libprofile::publish {

/// Absent values: an empty optional, NaN in a column of numbers.
using IntegerColumn = std::vector<std::optional<std::int64_t>>;
using NumberColumn = std::vector<double>;
using TextColumn = std::vector<std::optional<std::string>>;
/// Lists of unit codes.
using ListColumn = std::vector<std::vector<std::string>>;

struct Column {
  std::string name;
  std::variant<IntegerColumn, NumberColumn, TextColumn, ListColumn> values;
};

/// What a layer says about itself wherever it ends up, so that a file that is parted from its folder is still marked.
struct Provenance {
  /// Title of the profile.
  std::string title;
  /// "internal", "partner" or "public".
  std::string tier;
  /// OFFICIAL-SENSITIVE and the like.
  std::string marking;
  /// What was counted where that is persons, and what a rounded count can mean, in words: `rounding_note`.
  std::string counts;
  /// "2018-01-01T00:00:00Z".
  std::string created_utc;
};

/// Rows of equal-length columns. A table has no `geometry`. A layer has one, which layers made together share, and
/// `outlines` has one entry a row: an area of `geometry`.
struct Layer {
  std::string name;
  std::vector<Column> columns;
  std::vector<std::uint32_t> outlines;
  std::shared_ptr<const Outlines> geometry;
  Provenance provenance;

  [[nodiscard]] bool is_table() const { return geometry == nullptr; }
};

/// Number of rows; 0 for a layer without columns.
[[nodiscard]] std::size_t row_count(const Layer& layer);

/// What a count that was rounded to `base` can mean, in one sentence. Base 1 says that counts are exact.
[[nodiscard]] std::string rounding_note(std::int64_t base);

/// Throws `InvalidArgument` unless columns have equal lengths and distinct names and every outline exists.
void validate(const Layer& layer);

}  // namespace libprofile::publish
