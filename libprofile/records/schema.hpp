// SPDX-License-Identifier: MIT
/// @file
/// The fields of every kind of record, as data: validation, documentation and the sample generator read the same lines.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace libprofile::records {

enum class Kind : std::uint8_t { incident, victim, offender, premises, missing_episode, neighbourhood };

enum class FieldType : std::uint8_t {
  token,       ///< An identifier that says nothing of whom it stands for.
  text,        ///< A short label of the source's own list.
  code,        ///< A code of the list that the field names.
  area_code,   ///< A code of the Government Statistical Service.
  time,        ///< A month, date, date and time, or interval: `time.hpp`.
  grade,       ///< An intelligence grading: `grading.hpp`.
  coordinate,  ///< One coordinate of a point in the source's reference system.
  count,       ///< A whole number from 0.
  age_band,    ///< Ages in years from and to: `age_band.hpp`.
};

enum class Need : std::uint8_t { required, optional };

/// Whether two rows may have the same value.
enum class Repeat : std::uint8_t { allowed, refused };

struct Field {
  std::string_view name;
  FieldType type;
  Need need;
  std::string_view meaning;
  /// What a value must be, in the words that rejects use.
  std::string_view rule;
  /// What to do with a value that is not.
  std::string_view remedy;
  /// Id of a list in `code_lists.hpp` for `FieldType::code`; otherwise empty.
  std::string_view list = {};
  Repeat repeat = Repeat::allowed;
};

/// The schema's version: a field that is added, removed or means something else raises it.
inline constexpr std::string_view kSchemaVersion = "1";

/// Every kind, in the order above.
[[nodiscard]] std::span<const Kind> kinds();

/// "incident", "victim", "offender", "premises", "missing_episode" or "neighbourhood".
[[nodiscard]] std::string_view name(Kind kind);

/// The kind of that name, or empty.
[[nodiscard]] std::optional<Kind> parse_kind(std::string_view text);

[[nodiscard]] std::string_view name(FieldType type);

/// The fields of a kind, in the order that documents list them.
[[nodiscard]] std::span<const Field> fields(Kind kind);

/// The field of that name, or null.
[[nodiscard]] const Field* find_field(Kind kind, std::string_view name);

[[nodiscard]] std::vector<std::string> field_names(Kind kind);

}  // namespace libprofile::records
