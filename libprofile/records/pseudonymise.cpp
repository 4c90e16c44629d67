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

constexpr std::size_t kShortToken = 32;
constexpr std::size_t kLongToken = 64;

/// The column's texts, each distinct one replaced once.
template <class Replace>
TextColumn replaced(const Column& column, const Replace& replace) {
  TextColumn text = to_text(column);
  std::vector<std::string> tokens(text.dictionary.size());
  core::parallel_for(
      tokens.size(), [&](std::size_t code) { tokens[code] = replace(text.dictionary[code]); }, kTextsPerBlock);
  Dictionary dictionary;
  for (const std::string& each : tokens) {
    dictionary.push_back(each);
  }
  text.dictionary = std::move(dictionary);
  return text;
}

/// The table with what `replace` makes of the named columns.
template <class ReplaceColumn>
ColumnTable with_replaced(const ColumnTable& table, std::span<const std::string> columns,
                          const ReplaceColumn& replace) {
  for (const std::string& column : columns) {
    if (std::holds_alternative<BytesColumn>(table.at(column).column)) {
      throw InputError(table.context() + ": column '" + column + "' holds bytes: only text and numbers become tokens");
    }
  }
  std::vector<ColumnTable::Entry> entries = table.columns();
  for (ColumnTable::Entry& entry : entries) {
    if (std::find(columns.begin(), columns.end(), entry.name) != columns.end()) {
      entry.column = replace(entry);
    }
  }
  return with_columns(table, std::move(entries));
}

void require_tokens(const ColumnTable::Entry& entry, const std::string& context) {
  const TextColumn text = to_text(entry.column);
  std::size_t others = 0;
  for (std::size_t code = 0; code < text.dictionary.size(); ++code) {
    others += is_token(text.dictionary[code]) ? 0 : 1;
  }
  if (others > 0) {
    throw InputError(context + ": column '" + entry.name + "' holds " + std::to_string(others) +
                     " different values that are no tokens (32 or 64 digits or letters a to f); name a column that "
                     "pseudonymise made, or make tokens of it with the old key as a previous one");
  }
}

}  // namespace

std::string token(std::string_view text, const core::Key& key, TokenLength length) {
  std::string hex = core::to_hex(key.hmac(text));
  if (length == TokenLength::digits_32) {
    hex.resize(hex.size() / 2);
  }
  return hex;
}

std::string token(std::string_view text, const TokenKeys& keys, TokenLength length) {
  std::string made(text);
  for (const core::Key& key : keys.previous) {
    made = token(made, key, length);
  }
  return token(made, keys.key, length);
}

bool is_token(std::string_view text) {
  return (text.size() == kShortToken || text.size() == kLongToken) &&
         text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::string renewed_token(std::string_view old, const core::Key& key) {
  if (!is_token(old)) {
    throw InvalidArgument("token: must be 32 or 64 digits or letters a to f, as pseudonymise makes them");
  }
  return token(old, key, old.size() == kShortToken ? TokenLength::digits_32 : TokenLength::digits_64);
}

void require_different(const TokenKeys& keys) {
  std::vector<std::string> seen{keys.key.fingerprint()};
  for (const core::Key& key : keys.previous) {
    const std::string fingerprint = key.fingerprint();
    const bool is_new = std::find(seen.begin(), seen.end(), fingerprint) == seen.end();
    require(is_new, "fingerprint of the previous keys", std::string_view(fingerprint),
            "that of no other key: give each key once");
    seen.push_back(fingerprint);
  }
}

ColumnTable pseudonymise(const ColumnTable& table, std::span<const std::string> columns, const core::Key& key,
                         TokenLength length) {
  return pseudonymise(table, columns, TokenKeys{key}, length);
}

ColumnTable pseudonymise(const ColumnTable& table, std::span<const std::string> columns, const TokenKeys& keys,
                         TokenLength length) {
  require_different(keys);
  return with_replaced(table, columns, [&](const ColumnTable::Entry& entry) {
    return replaced(entry.column, [&](std::string_view text) { return token(text, keys, length); });
  });
}

ColumnTable renew_tokens(const ColumnTable& table, std::span<const std::string> columns, const core::Key& key) {
  return with_replaced(table, columns, [&](const ColumnTable::Entry& entry) {
    require_tokens(entry, table.context());
    return replaced(entry.column, [&](std::string_view old) { return renewed_token(old, key); });
  });
}

}  // namespace libprofile::records
