// SPDX-License-Identifier: MIT
#include "libprofile/records/column_table.hpp"

#include <algorithm>
#include <utility>

#include "libprofile/core/error.hpp"
#include "libprofile/records/suggest.hpp"

namespace libprofile::records {

ColumnTable::ColumnTable(std::size_t rows, std::string source) : rows_(rows) {
  sources_.push_back({std::move(source), 0});
}

void ColumnTable::add(std::string name, Column column) {
  std::string source_name = name;
  add(std::move(name), std::move(source_name), std::move(column));
}

void ColumnTable::add(std::string name, std::string source_name, Column column) {
  if (find(name) != nullptr) {
    throw InputError(context() + ": two columns are named '" + name + "': rename one");
  }
  if (size(column) != rows_) {
    throw InputError(context() + ": column '" + name + "' has " + std::to_string(size(column)) + " values for " +
                     std::to_string(rows_) + " rows");
  }
  entries_.push_back({std::move(name), std::move(source_name), std::move(column)});
}

std::vector<std::string> ColumnTable::names() const {
  std::vector<std::string> names;
  names.reserve(entries_.size());
  for (const Entry& entry : entries_) {
    names.push_back(entry.name);
  }
  return names;
}

const ColumnTable::Entry* ColumnTable::find(std::string_view name) const {
  const auto found = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& e) { return e.name == name; });
  return found == entries_.end() ? nullptr : &*found;
}

const ColumnTable::Entry& ColumnTable::at(std::string_view name) const {
  const Entry* entry = find(name);
  if (entry == nullptr) {
    throw InputError(context() + ": no column '" + std::string(name) + "': " + near_columns(name, names()));
  }
  return *entry;
}

RowAddress ColumnTable::address(std::size_t row) const {
  const auto after = std::upper_bound(sources_.begin(), sources_.end(), row,
                                      [](std::size_t r, const Source& source) { return r < source.first_row; });
  if (after == sources_.begin()) {
    return {0, static_cast<std::int64_t>(row) + 1};
  }
  const auto source = std::prev(after);
  return {static_cast<std::int32_t>(source - sources_.begin()), static_cast<std::int64_t>(row - source->first_row) + 1};
}

std::string ColumnTable::context() const {
  if (sources_.empty()) {
    return "table";
  }
  const std::string more = sources_.size() > 1 ? " and " + std::to_string(sources_.size() - 1) + " more" : "";
  return sources_.front().name + more;
}

ColumnTable with_columns(const ColumnTable& table, std::vector<ColumnTable::Entry> entries) {
  ColumnTable result;
  result.rows_ = table.rows_;
  result.sources_ = table.sources_;
  for (ColumnTable::Entry& entry : entries) {
    result.add(std::move(entry.name), std::move(entry.source_name), std::move(entry.column));
  }
  return result;
}

}  // namespace libprofile::records
