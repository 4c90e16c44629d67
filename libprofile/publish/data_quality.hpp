// SPDX-License-Identifier: MIT
/// @file
/// What the records lacked, as JSON.
#pragma once

#include <string>

#include "libprofile/disclosure/protected.hpp"
#include "libprofile/publish/document.hpp"

namespace libprofile::publish {

/// `data-quality.json`: for each source rows read, accepted, rejected by rule, without coordinates, outside the areas
/// and the window, duplicates and the shares of snapped coordinates; months whose rounded count is 0; completeness by
/// agency, field and month. Shares that cannot be said are null.
[[nodiscard]] std::string data_quality_json(const disclosure::Protected<Document>& document);

}  // namespace libprofile::publish
