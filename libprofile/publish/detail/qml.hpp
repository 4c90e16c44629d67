// SPDX-License-Identifier: MIT
/// @file
/// Styles as QGIS stores them.
#pragma once

#include <string>

#include "libprofile/publish/detail/style.hpp"

namespace libprofile::publish::detail {

/// A QML document with a rule-based renderer, a nested rule for each group, and labels where the style has them.
///
/// Written for QGIS 3.4 and later. The same style gives the same bytes.
[[nodiscard]] std::string qml_of(const Style& style);

/// The conditions as a QGIS expression; empty where there are none.
[[nodiscard]] std::string qgis_expression(const std::vector<Condition>& conditions);

}  // namespace libprofile::publish::detail
