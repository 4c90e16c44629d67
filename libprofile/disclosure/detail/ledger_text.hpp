// SPDX-License-Identifier: MIT
/// @file
/// Text of the ledger: which names it takes, and entries as JSON.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "libprofile/disclosure/release.hpp"

namespace libprofile::disclosure::detail {

/// Longest name or text, in bytes.
inline constexpr std::size_t kLongestText = 500;

/// Throws `InvalidArgument` unless `text` is UTF-8 of at most `kLongestText` bytes without control characters.
void require_text(std::string_view text, std::string_view what);

/// The same, and not empty or blank.
void require_name(std::string_view name, std::string_view what);

/// 64 lower-case hexadecimal digits.
[[nodiscard]] bool is_digest(std::string_view text);

/// Whether two names are spelled alike, without regard to spaces at the ends, runs of spaces and case of A to Z: the
/// rule that entries of every version keep to. `same_person` is stricter.
[[nodiscard]] bool same_spelling(std::string_view a, std::string_view b);

/// What an entry of the chain says beside the values: who did what to which release.
struct EntryHead {
  /// "draft", "reviewed", "approved", "released", "withdrawn".
  std::string state;
  std::string release;
  std::string by;
  /// "2026-01-01T00:00:00Z"
  std::string at_utc;
  /// With "draft" only: an earlier release with the same values; or empty.
  std::string repeats = {};
  /// With "withdrawn" only: why, and who says that the folder was destroyed; or empty.
  std::string reason = {};
  std::string destroyed = {};
};

/// The head of an entry, with the terms of the release where the entry is a draft.
[[nodiscard]] std::string head_text(const EntryHead& head, const Release* release);

/// Categories, levels, parts and counts.
[[nodiscard]] std::string values_text(const Release& release);

/// @throws std::invalid_argument  for text that `head_text` does not write; what it says names the field.
[[nodiscard]] EntryHead parse_head(std::string_view text);

/// Terms and policy of a draft's head. @throws std::invalid_argument  as `parse_head`.
[[nodiscard]] Release parse_terms(std::string_view text);

/// Adds the values. @throws std::invalid_argument  as `parse_head`.
void parse_values(std::string_view text, Release& release);

}  // namespace libprofile::disclosure::detail
