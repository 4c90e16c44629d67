// SPDX-License-Identifier: MIT
#include "libprofile/records/pseudonymise.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"

namespace libprofile::records {
namespace {

constexpr std::size_t kTextsPerBlock = 512;

TextColumn tokens_of(const Column& column, const core::Key& key, TokenLength length) {
  TextColumn text = to_text(column);
  std::vector<std::string> tokens(text.dictionary.size());
  core::parallel_for(
      tokens.size(), [&](std::size_t code) { tokens[code] = token(text.dictionary[code], key, length); },
      kTextsPerBlock);
  Dictionary dictionary;
  for (const std::string& each : tokens) {
    dictionary.push_back(each);
  }
  text.dictionary = std::move(dictionary);
  return text;
}

}  // namespace

std::string token(std::string_view text, const core::Key& key, TokenLength length) {
  std::string hex = core::to_hex(key.hmac(text));
  if (length == TokenLength::digits_32) {
    hex.resize(hex.size() / 2);
  }
  return hex;
}

ColumnTable pseudonymise(const ColumnTable& table, std::span<const std::string> columns, const core::Key& key,
                         TokenLength length) {
  for (const std::string& column : columns) {
    if (std::holds_alternative<BytesColumn>(table.at(column).column)) {
      throw InputError(table.context() + ": column '" + column + "' holds bytes: only text and numbers become tokens");
    }
  }
  std::vector<ColumnTable::Entry> entries = table.columns();
  for (ColumnTable::Entry& entry : entries) {
    if (std::find(columns.begin(), columns.end(), entry.name) != columns.end()) {
      entry.column = tokens_of(entry.column, key, length);
    }
  }
  return with_columns(table, std::move(entries));
}

}  // namespace libprofile::records
