// SPDX-License-Identifier: MIT
#include "libprofile/records/detail/coded_rows.hpp"

#include <optional>
#include <vector>

#include "libprofile/core/parallel.hpp"
#include "libprofile/records/code_lists.hpp"

namespace libprofile::records::detail {
namespace {

std::vector<std::int32_t> rows_of(const std::vector<std::int32_t>& codes, std::span<const std::size_t> rows) {
  std::vector<std::int32_t> chosen(rows.size());
  core::parallel_for(rows.size(), [&](std::size_t i) { chosen[i] = codes[rows[i]]; });
  return chosen;
}

std::vector<bool> used_among(const std::vector<std::int32_t>& codes, std::size_t values) {
  std::vector<bool> used(values, false);
  for (const std::int32_t code : codes) {
    if (code != kAbsent) {
      used[static_cast<std::size_t>(code)] = true;
    }
  }
  return used;
}

void renumber(std::vector<std::int32_t>& codes, const std::vector<std::int32_t>& new_codes) {
  core::parallel_for(codes.size(), [&](std::size_t i) {
    codes[i] = codes[i] == kAbsent ? kAbsent : new_codes[static_cast<std::size_t>(codes[i])];
  });
}

}  // namespace

Coded coded_rows(const ColumnTable& table, std::string_view column, std::string_view list,
                 std::span<const std::size_t> rows) {
  const ColumnTable::Entry* entry = table.find(column);
  if (entry == nullptr) {
    return {};
  }
  std::optional<TextColumn> converted;
  const auto* text = std::get_if<TextColumn>(&entry->column);
  if (text == nullptr) {
    text = &converted.emplace(to_text(entry->column));
  }
  Coded coded{rows_of(text->codes, rows), {}};
  const std::vector<bool> used = used_among(coded.codes, text->dictionary.size());
  const CodeList* codes = list.empty() ? nullptr : &code_list(list);
  DictionaryBuilder builder;
  std::vector<std::int32_t> new_codes(used.size(), kAbsent);
  for (std::size_t code = 0; code < used.size(); ++code) {
    if (used[code]) {
      const std::string_view value = text->dictionary[code];
      new_codes[code] = builder.code(codes == nullptr ? value : match_code(*codes, value).value_or(value));
    }
  }
  renumber(coded.codes, new_codes);
  coded.values = to_coded({{}, builder.take()}).values;
  return coded;
}

Coded coded_rows(const Coded& codes, std::span<const std::size_t> rows) {
  if (codes.codes.empty()) {
    return {};
  }
  Coded coded{rows_of(codes.codes, rows), {}};
  const std::vector<bool> used = used_among(coded.codes, codes.values.size());
  std::vector<std::int32_t> new_codes(used.size(), kAbsent);
  for (std::size_t code = 0; code < used.size(); ++code) {
    if (used[code]) {
      new_codes[code] = static_cast<std::int32_t>(coded.values.size());
      coded.values.push_back(codes.values[code]);
    }
  }
  renumber(coded.codes, new_codes);
  return coded;
}

}  // namespace libprofile::records::detail
