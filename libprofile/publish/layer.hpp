// SPDX-License-Identifier: MIT
/// @file
/// A layer or table ready to be written: typed columns, and for layers the units that each feature is made of.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <variant>
#include <vector>

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

/// Rows of equal-length columns. Where `outlines` is not empty it has one entry a row: an index into the outlines of
/// the `Document` that the layer was made from.
struct Layer {
  std::string name;
  std::vector<Column> columns;
  std::vector<std::uint32_t> outlines;
};

}  // namespace libprofile::publish
