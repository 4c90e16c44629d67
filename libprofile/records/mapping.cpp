// SPDX-License-Identifier: MIT
#include "libprofile/records/mapping.hpp"

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>

#include "libprofile/core/error.hpp"
#include "libprofile/records/code_lists.hpp"
#include "libprofile/records/identifier_guard.hpp"
#include "libprofile/records/suggest.hpp"

namespace libprofile::records {
namespace {

[[noreturn]] void fail(std::string_view context, const std::string& what) {
  throw InputError(std::string(context) + ": " + what);
}

void require_field(const Mapping& mapping, const std::string& field, std::string_view context) {
  if (find_field(mapping.kind, field) == nullptr) {
    const std::vector<std::string> names = field_names(mapping.kind);
    fail(context, "'" + field + "' is not a field of the kind " + std::string(name(mapping.kind)) + ": " +
                      did_you_mean(field, names));
  }
}

// The source column of a field, or an empty text.
std::string source_of(const Mapping& mapping, std::string_view field) {
  if (field == "x" && !mapping.x.empty()) {
    return mapping.x;
  }
  if (field == "y" && !mapping.y.empty()) {
    return mapping.y;
  }
  const auto found = mapping.columns.find(std::string(field));
  return found == mapping.columns.end() ? std::string{} : found->second;
}

bool is_given(const Mapping& mapping, std::string_view field) {
  return !source_of(mapping, field).empty() || mapping.constants.count(std::string(field)) > 0;
}

void require_fields(const Mapping& mapping, std::string_view context) {
  for (const auto& [field, column] : mapping.columns) {
    require_field(mapping, field, context);
    if (column.empty()) {
      fail(context, "field '" + field + "' names no column: leave it out or name one");
    }
    if (mapping.constants.count(field) > 0) {
      fail(context, "field '" + field + "' has a column and a constant: keep one");
    }
  }
  for (const auto& [field, value] : mapping.constants) {
    require_field(mapping, field, context);
  }
  for (const auto& [field, values] : mapping.translations) {
    require_field(mapping, field, context);
    if (!is_given(mapping, field)) {
      fail(context, "field '" + field + "' has translations and no column: map it or leave them out");
    }
  }
  for (const Field& field : fields(mapping.kind)) {
    if (field.need == Need::required && !is_given(mapping, field.name)) {
      fail(context, "required field '" + std::string(field.name) + "' (" + std::string(field.meaning) +
                        ") is not mapped: name its column");
    }
  }
}

void require_coordinates(const Mapping& mapping, std::string_view context) {
  const bool has_x = !source_of(mapping, "x").empty();
  const bool has_y = !source_of(mapping, "y").empty();
  if (has_x != has_y) {
    fail(context, std::string(has_x ? "x" : "y") + " is given without " + (has_x ? "y" : "x") +
                      ": name both columns or neither");
  }
  if ((has_x || has_y) && find_field(mapping.kind, "x") == nullptr) {
    fail(context, "records of the kind " + std::string(name(mapping.kind)) + " have no coordinates: leave x and y out");
  }
}

const Crosswalk* crosswalk_of(const Mapping& mapping, std::string_view context) {
  if (mapping.crosswalk.empty()) {
    return nullptr;
  }
  std::vector<std::string> ids;
  for (const Crosswalk& each : crosswalks()) {
    if (each.id == mapping.crosswalk) {
      return &each;
    }
    ids.emplace_back(each.id);
  }
  fail(context, "no crosswalk '" + mapping.crosswalk + "': " + did_you_mean(mapping.crosswalk, ids));
}

using Translate = std::function<std::string(std::string_view)>;

// The mapping's own translation first, then the crosswalk; neither where the field has none.
Translate translation(const Mapping& mapping, const Field& field, const Crosswalk* crosswalk) {
  const auto own = mapping.translations.find(std::string(field.name));
  const auto* values = own == mapping.translations.end() ? nullptr : &own->second;
  const Crosswalk* codes = crosswalk != nullptr && crosswalk->target == field.list ? crosswalk : nullptr;
  if (values == nullptr && codes == nullptr) {
    return nullptr;
  }
  return [values, codes](std::string_view text) {
    if (values != nullptr) {
      const auto found = values->find(std::string(text));
      if (found != values->end()) {
        return found->second;
      }
    }
    const auto code = codes == nullptr ? std::nullopt : translate(*codes, text);
    return std::string(code ? *code : text);
  };
}

TextColumn translated(const Column& column, const Translate& translate) {
  TextColumn text = to_text(column);
  DictionaryBuilder builder;
  std::vector<std::int32_t> codes(text.dictionary.size());
  for (std::size_t code = 0; code < codes.size(); ++code) {
    const std::string value = translate(text.dictionary[code]);
    codes[code] = value.empty() ? kAbsent : builder.code(value);
  }
  for (std::int32_t& code : text.codes) {
    code = code == kAbsent ? kAbsent : codes[static_cast<std::size_t>(code)];
  }
  text.dictionary = builder.take();
  return text;
}

// A source's column, translated; the last field that it feeds takes its memory over.
Column column_for(std::vector<ColumnTable::Entry>& given, const std::string& name, bool is_last,
                  const Translate& translate) {
  const auto entry = std::find_if(given.begin(), given.end(), [&](const auto& each) { return each.name == name; });
  if (translate) {
    return translated(entry->column, translate);
  }
  return is_last ? std::move(entry->column) : entry->column;
}

TextColumn constant(const std::string& value, std::size_t rows) {
  TextColumn text;
  text.codes.assign(rows, value.empty() ? kAbsent : 0);
  if (!value.empty()) {
    text.dictionary.push_back(value);
  }
  return text;
}

}  // namespace

void validate(const Mapping& mapping, std::string_view context) {
  require_no_protected_characteristics(source_columns(mapping), context);
  require_fields(mapping, context);
  require_coordinates(mapping, context);
  static_cast<void>(crosswalk_of(mapping, context));
}

std::vector<std::string> source_columns(const Mapping& mapping) {
  std::vector<std::string> columns;
  for (const Field& field : fields(mapping.kind)) {
    const std::string column = source_of(mapping, field.name);
    if (!column.empty() && std::find(columns.begin(), columns.end(), column) == columns.end()) {
      columns.push_back(column);
    }
  }
  return columns;
}

ColumnTable apply(const Mapping& mapping, ColumnTable source) {
  validate(mapping, source.context());
  const Crosswalk* crosswalk = crosswalk_of(mapping, source.context());
  std::map<std::string, int> uses;
  for (const Field& field : fields(mapping.kind)) {
    const std::string column = source_of(mapping, field.name);
    if (!column.empty()) {
      static_cast<void>(source.at(column));
      ++uses[column];
    }
  }
  std::vector<ColumnTable::Entry> given = source.release_columns();
  std::vector<ColumnTable::Entry> entries;
  for (const Field& field : fields(mapping.kind)) {
    const std::string column = source_of(mapping, field.name);
    const std::string name(field.name);
    if (!column.empty()) {
      const bool is_last = --uses[column] == 0;
      entries.push_back({name, column, column_for(given, column, is_last, translation(mapping, field, crosswalk))});
    } else if (const auto fixed = mapping.constants.find(name); fixed != mapping.constants.end()) {
      entries.push_back({name, name, constant(fixed->second, source.rows())});
    }
  }
  return with_columns(source, std::move(entries));
}

}  // namespace libprofile::records
