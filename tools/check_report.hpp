// SPDX-License-Identifier: MIT
/// @file
/// What checking the inputs found, in words and for machines. Never the value of a person's field.
#pragma once

#include <string>

#include "config.hpp"
#include "console.hpp"
#include "load_inputs.hpp"

namespace libprofile::tools {

/// "187,301".
[[nodiscard]] std::string grouped(std::size_t number);

/// Rows, rejects and completeness of one kind of record. Text names at most `kMostRejects` rows; JSON all of them.
[[nodiscard]] Outcome report_records(const LoadedRecords& loaded, const std::string& name);

/// Areas, residents and levels.
[[nodiscard]] Outcome report_areas(const io::AreasRead& areas);

inline constexpr std::size_t kMostRejects = 20;

}  // namespace libprofile::tools
