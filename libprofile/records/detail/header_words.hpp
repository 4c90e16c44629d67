// SPDX-License-Identifier: MIT
/// @file
/// What a column's header says that the column holds.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "libprofile/records/identifier_guard.hpp"

namespace libprofile::records::detail {

/// The identifier that a header announces, or empty: "Date of birth", "VictimSurname", "nhs_no".
[[nodiscard]] std::optional<IdentifierKind> identifier_header(std::string_view header);

/// Whether a header announces times of events: "Month", "reported_date", "StartTime".
[[nodiscard]] bool is_time_header(std::string_view header);

/// Whether a schema has a time field of this name.
[[nodiscard]] bool is_time_field(std::string_view name);

}  // namespace libprofile::records::detail
