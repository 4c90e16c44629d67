// SPDX-License-Identifier: MIT
/// @file
/// Column tables from any Python object that speaks the Arrow C stream protocol.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <pybind11/pybind11.h>

#include "libprofile/records/column_table.hpp"

namespace libprofile::bindings {

/// Takes `stream.__arrow_c_stream__()`, reads it to its end and keeps `columns` (absent: all of them).
[[nodiscard]] records::ColumnTable import_table(const pybind11::object& stream, const std::string& context,
                                                const std::optional<std::vector<std::string>>& columns);

}  // namespace libprofile::bindings
