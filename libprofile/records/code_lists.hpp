// SPDX-License-Identifier: MIT
/// @file
/// Versioned lists of codes, each with its source.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace libprofile::records {

struct Code {
  std::string_view code;
  std::string_view label;
};

/// A list never changes under one id and version: a manifest names both.
struct CodeList {
  std::string_view id;
  std::string_view version;
  std::string_view source;
  /// The rule as rejects state it: "a code of premises_types (P01 to P99)".
  std::string_view rule;
  std::span<const Code> codes;
};

/// Every list, by id.
[[nodiscard]] std::span<const CodeList> code_lists();

/// The list of that id.
///
/// @throws InvalidArgument  for an id that no list has.
[[nodiscard]] const CodeList& code_list(std::string_view id);

/// The entry of a code, or null. Codes compare exactly.
[[nodiscard]] const Code* find_code(const CodeList& list, std::string_view code);

/// The code that a source means: the code itself, or the one whose code or label equals the text without case, with
/// spaces, `_` and `-` alike. Empty where there is none.
[[nodiscard]] std::optional<std::string_view> match_code(const CodeList& list, std::string_view text);

/// Whether places of this P-code may appear on a map: not children's homes (P12), private dwellings (P15) or online
/// (P17).
///
/// @throws InvalidArgument  for a code outside `premises_types`.
[[nodiscard]] bool is_mappable(std::string_view premises_type);

/// One source code and what it becomes.
struct CrosswalkEntry {
  std::string_view from;
  std::string_view to;
};

/// Translates codes of a source's own list into one of ours.
struct Crosswalk {
  std::string_view id;
  std::string_view version;
  std::string_view source;
  /// Id of the list that `to` belongs to.
  std::string_view target;
  std::span<const CrosswalkEntry> entries;
};

[[nodiscard]] std::span<const Crosswalk> crosswalks();

/// The crosswalk of that id, such as "fhrs".
///
/// @throws InvalidArgument  for an id that none has.
[[nodiscard]] const Crosswalk& crosswalk(std::string_view id);

/// What a code becomes, or empty.
[[nodiscard]] std::optional<std::string_view> translate(const Crosswalk& crosswalk, std::string_view code);

/// Whether a text is a code of the Government Statistical Service: one of ENSWJKLM, then eight digits.
[[nodiscard]] bool is_gss_code(std::string_view text);

/// What the first three characters of such a code stand for, such as "lower layer super output area"; empty if unknown.
[[nodiscard]] std::optional<std::string_view> gss_kind(std::string_view text);

}  // namespace libprofile::records
