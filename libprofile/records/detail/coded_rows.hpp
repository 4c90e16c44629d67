// SPDX-License-Identifier: MIT
/// @file
/// Some rows of a coded column, with the values that they use and no others.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "libprofile/records/column_table.hpp"
#include "libprofile/records/incidents.hpp"

namespace libprofile::records::detail {

/// The rows of a column, in their order; values keep the order that the column has them in.
///
/// @param list  Id of the code list whose codes values become, or empty to keep them.
/// @returns Empty where the table has no such column.
[[nodiscard]] Coded coded_rows(const ColumnTable& table, std::string_view column, std::string_view list,
                               std::span<const std::size_t> rows);

/// The same of codes that are there already.
[[nodiscard]] Coded coded_rows(const Coded& codes, std::span<const std::size_t> rows);

}  // namespace libprofile::records::detail
