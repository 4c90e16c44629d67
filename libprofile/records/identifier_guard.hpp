// SPDX-License-Identifier: MIT
/// @file
/// Finds columns that look as if they say who somebody is.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "libprofile/records/column_table.hpp"

namespace libprofile::records {

enum class IdentifierKind : std::uint8_t {
  person_name,
  date_of_birth,
  nhs_number,
  national_insurance_number,
  postcode,
  phone,
  email,
  vehicle_registration,
  address,
  free_text,
};

/// "names of people", "dates of birth", ...
[[nodiscard]] std::string_view name(IdentifierKind kind);

struct Finding {
  /// The source's name of the column.
  std::string column;
  IdentifierKind kind = IdentifierKind::person_name;
  /// Rows that look so. Never the values.
  std::size_t rows = 0;
};

/// What looks like a direct identifier, by the words of a column's header and by the shape of its values.
///
/// Every column of the table is looked at, so give it what is mapped and no more. Each distinct text is looked at once.
/// A header alone does not count where every value is a token of 32 or 64 hexadecimal digits. Dates count as dates of
/// birth by their header, or in a column that is not one of times. Texts of more than 40 characters with several words
/// are free text, unless the same few come back often, as categories do. Ten digits count as NHS numbers where their
/// check digits hold more often than chance has it.
///
/// @returns  Findings in column order, then in the order of kinds; empty where nothing looks like an identifier.
[[nodiscard]] std::vector<Finding> guard(const ColumnTable& table);

/// "column 'Notes': looks like free text in 12 rows; run: libprofile pseudonymise, or leave the column out".
[[nodiscard]] std::string message(const Finding& finding);

/// @throws InputError  with the messages of all findings, where there are any; the first line names the first.
void require_no_identifiers(const ColumnTable& table);

/// The names among these that hold a protected characteristic other than age and sex, by `core`'s rule.
[[nodiscard]] std::vector<std::string> protected_characteristics(std::span<const std::string> names);

/// @throws InputError  naming the first such column: these are never predictors and never mapped.
void require_no_protected_characteristics(std::span<const std::string> names, std::string_view context);

}  // namespace libprofile::records
