// SPDX-License-Identifier: MIT
#include "libprofile/records/identifier_guard.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/core/protected_characteristics.hpp"
#include "libprofile/records/detail/header_words.hpp"
#include "libprofile/records/detail/identifier_shapes.hpp"

namespace libprofile::records {
namespace {

constexpr std::size_t kKinds = 10;

constexpr std::array<std::string_view, kKinds> kNames = {
    "names of people", "dates of birth", "NHS numbers",      "National Insurance numbers",
    "full postcodes",  "phone numbers",  "e-mail addresses", "vehicle registrations",
    "addresses",       "free text"};

constexpr std::size_t index_of(IdentifierKind kind) {
  return static_cast<std::size_t>(kind);
}

// Which kinds one distinct text looks like.
struct Looks {
  std::array<bool, kKinds> is{};
  bool is_token = false;
  detail::NhsShape nhs = detail::NhsShape::none;
};

Looks looks_of(std::string_view text, bool is_time) {
  Looks looks;
  if (detail::is_coordinate(text)) {
    return looks;
  }
  looks.is_token = detail::is_token(text);
  if (looks.is_token) {
    return looks;
  }
  looks.nhs = detail::nhs_shape(text);
  const auto set = [&looks](IdentifierKind kind, bool value) { looks.is[index_of(kind)] = value; };
  set(IdentifierKind::person_name, detail::is_person_name(text));
  set(IdentifierKind::date_of_birth, !is_time && detail::is_full_date(text));
  set(IdentifierKind::nhs_number, looks.nhs == detail::NhsShape::grouped);
  set(IdentifierKind::national_insurance_number, detail::has_national_insurance_number(text));
  set(IdentifierKind::postcode, detail::has_postcode(text));
  set(IdentifierKind::phone, detail::has_phone(text));
  set(IdentifierKind::email, detail::has_email(text));
  set(IdentifierKind::vehicle_registration, detail::has_vehicle_registration(text));
  set(IdentifierKind::free_text, detail::is_long_text(text));
  return looks;
}

// How often each distinct text comes.
std::vector<std::size_t> frequencies(const TextColumn& text) {
  std::vector<std::size_t> counts(text.dictionary.size(), 0);
  for (const std::int32_t code : text.codes) {
    if (code != kAbsent) {
      ++counts[static_cast<std::size_t>(code)];
    }
  }
  return counts;
}

// Ten digits pass the check by chance once in eleven: they count where more than half of them pass.
void settle_nhs_numbers(std::vector<Looks>& looks) {
  const auto of_shape = [&](detail::NhsShape shape) {
    return std::count_if(looks.begin(), looks.end(), [&](const Looks& each) { return each.nhs == shape; });
  };
  const bool are_nhs_numbers =
      of_shape(detail::NhsShape::ten_digits_right) > of_shape(detail::NhsShape::ten_digits_wrong);
  for (Looks& each : looks) {
    if (are_nhs_numbers && each.nhs == detail::NhsShape::ten_digits_right) {
      each.is[index_of(IdentifierKind::nhs_number)] = true;
    }
  }
}

// Long labels of a category come back often; what somebody typed does not.
void settle_free_text(std::vector<Looks>& looks, const std::vector<std::size_t>& counts) {
  constexpr std::size_t kRowsPerLabel = 5;
  std::size_t texts = 0;
  std::size_t rows = 0;
  for (std::size_t code = 0; code < looks.size(); ++code) {
    if (looks[code].is[index_of(IdentifierKind::free_text)]) {
      ++texts;
      rows += counts[code];
    }
  }
  if (rows >= kRowsPerLabel * texts) {
    for (Looks& each : looks) {
      each.is[index_of(IdentifierKind::free_text)] = false;
    }
  }
}

std::array<std::size_t, kKinds> rows_by_kind(const std::vector<Looks>& looks, const std::vector<std::size_t>& counts) {
  std::array<std::size_t, kKinds> rows{};
  for (std::size_t code = 0; code < looks.size(); ++code) {
    for (std::size_t kind = 0; kind < kKinds; ++kind) {
      rows[kind] += looks[code].is[kind] ? counts[code] : 0;
    }
  }
  return rows;
}

std::size_t present_rows(const Column& column) {
  std::size_t rows = 0;
  for (std::size_t row = 0; row < size(column); ++row) {
    rows += is_missing(column, row) ? 0 : 1;
  }
  return rows;
}

// Rows of each kind by values alone, and whether every value is a token.
struct ByValue {
  std::array<std::size_t, kKinds> rows{};
  bool only_tokens = false;
};

ByValue by_value(const TextColumn& text, bool is_time) {
  std::vector<Looks> looks(text.dictionary.size());
  core::parallel_for(looks.size(), [&](std::size_t code) { looks[code] = looks_of(text.dictionary[code], is_time); });
  const std::vector<std::size_t> counts = frequencies(text);
  settle_nhs_numbers(looks);
  settle_free_text(looks, counts);
  const bool only_tokens =
      !looks.empty() && std::all_of(looks.begin(), looks.end(), [](const Looks& each) { return each.is_token; });
  return {rows_by_kind(looks, counts), only_tokens};
}

ByValue by_value(const ColumnTable::Entry& entry, bool is_time) {
  if (const auto* text = std::get_if<TextColumn>(&entry.column)) {
    return by_value(*text, is_time);
  }
  if (std::holds_alternative<IntegerColumn>(entry.column)) {
    return by_value(to_text(entry.column), is_time);
  }
  ByValue none;
  if (const auto* instants = std::get_if<InstantColumn>(&entry.column)) {
    const bool is_birth = !is_time && instants->clock == Clock::date;
    none.rows[index_of(IdentifierKind::date_of_birth)] = is_birth ? present_rows(entry.column) : 0;
  }
  return none;
}

}  // namespace

std::string_view name(IdentifierKind kind) {
  return kNames.at(index_of(kind));
}

std::vector<Finding> guard(const ColumnTable& table) {
  std::vector<Finding> findings;
  for (const ColumnTable::Entry& entry : table.columns()) {
    const auto header = detail::identifier_header(entry.source_name);
    const bool is_time = !header && (detail::is_time_header(entry.source_name) || detail::is_time_field(entry.name));
    ByValue found = by_value(entry, is_time);
    if (header && !found.only_tokens) {
      found.rows[index_of(*header)] = std::max(found.rows[index_of(*header)], present_rows(entry.column));
    }
    for (std::size_t kind = 0; kind < kKinds; ++kind) {
      if (found.rows[kind] > 0) {
        findings.push_back({entry.source_name, static_cast<IdentifierKind>(kind), found.rows[kind]});
      }
    }
  }
  return findings;
}

std::string message(const Finding& finding) {
  return "column '" + finding.column + "': " + std::to_string(finding.rows) +
         (finding.rows == 1 ? " row looks" : " rows look") + " like " + std::string(name(finding.kind)) +
         ": leave the column out, or make tokens of it with: libprofile pseudonymise";
}

void require_no_identifiers(const ColumnTable& table) {
  std::string text;
  for (const Finding& finding : guard(table)) {
    text += (text.empty() ? "" : "\n") + table.context() + ": " + message(finding);
  }
  if (!text.empty()) {
    throw InputError(text);
  }
}

std::vector<std::string> protected_characteristics(std::span<const std::string> names) {
  return core::protected_characteristics(names, core::ColumnUse::counted);
}

void require_no_protected_characteristics(std::span<const std::string> names, std::string_view context) {
  core::require_no_protected_characteristics(names, context, core::ColumnUse::counted);
}

}  // namespace libprofile::records
