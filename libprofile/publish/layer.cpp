// SPDX-License-Identifier: MIT
#include "libprofile/publish/layer.hpp"

#include <algorithm>
#include <set>

#include "libprofile/core/error.hpp"

namespace libprofile::publish {
namespace {

std::size_t length(const Column& column) {
  return std::visit([](const auto& values) { return values.size(); }, column.values);
}

}  // namespace

std::size_t row_count(const Layer& layer) {
  return layer.columns.empty() ? 0 : length(layer.columns.front());
}

std::string rounding_note(std::int64_t base) {
  require(base >= 1, "base", base, "at least 1");
  if (base == 1) {
    return "Counts are exact.";
  }
  const std::string b = std::to_string(base);
  return "Counts are rounded to multiples of " + b + ": 0 means 0 to " + std::to_string(base - 1) + ", " + b +
         " means 1 to " + std::to_string(2 * base - 1) + ", and any other count may be up to " +
         std::to_string(base - 1) + " more or less.";
}

void validate(const Layer& layer) {
  const std::size_t rows = row_count(layer);
  std::set<std::string> names;
  for (const Column& column : layer.columns) {
    require(length(column) == rows, layer.name + "." + column.name + ": rows", length(column),
            "as many as in the first column");
    require(names.insert(column.name).second, layer.name + ": column", column.name, "there once only");
  }
  if (layer.is_table()) {
    require(layer.outlines.empty(), layer.name + ": outlines", layer.outlines.size(), "none in a table");
    return;
  }
  require(layer.outlines.size() == rows, layer.name + ": outlines", layer.outlines.size(), "one a row");
  for (const std::uint32_t outline : layer.outlines) {
    require(outline < layer.geometry->size(), layer.name + ": outline", std::size_t{outline},
            "the index of an area of its geometry");
  }
}

}  // namespace libprofile::publish
