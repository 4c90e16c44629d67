// SPDX-License-Identifier: MIT
/// @file
/// The text of a CSV file.
#pragma once

#include <string>
#include <string_view>

#include "libprofile/publish/layer.hpp"

namespace libprofile::publish::detail {

/// `cell` as it goes between commas: made safe from spreadsheets, quoted where needed.
[[nodiscard]] std::string csv_cell(std::string_view cell);

/// Header and rows; the internal tier adds the column `marking`.
///
/// @throws InvalidArgument  for a layer that is not valid.
[[nodiscard]] std::string csv_text(const Layer& table);

}  // namespace libprofile::publish::detail
