// SPDX-License-Identifier: MIT
/// @file
/// Columns from rows: the type of a column follows from what its field gives.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "libprofile/publish/layer.hpp"

namespace libprofile::publish::detail {

template <class Value>
struct column_of;
template <>
struct column_of<std::optional<std::int64_t>> {
  using type = IntegerColumn;
};
template <>
struct column_of<double> {
  using type = NumberColumn;
};
template <>
struct column_of<std::string> {
  using type = TextColumn;
};
template <>
struct column_of<std::optional<std::string>> {
  using type = TextColumn;
};

/// The column `name` with `field(row)` for each row, in order.
template <class Row, class Field>
[[nodiscard]] Column make_column(std::string name, const std::vector<Row>& rows, Field&& field) {
  using Value = std::remove_cvref_t<std::invoke_result_t<Field, const Row&>>;
  typename column_of<Value>::type values;
  values.reserve(rows.size());
  for (const Row& row : rows) {
    values.push_back(field(row));
  }
  return {std::move(name), std::move(values)};
}

/// A column of text that is always there.
[[nodiscard]] inline Column make_column(std::string name, const std::vector<std::string>& texts) {
  return {std::move(name), TextColumn(texts.begin(), texts.end())};
}

}  // namespace libprofile::publish::detail
