// SPDX-License-Identifier: MIT
/// @file
/// Pages from a document that the caller holds to have passed the gate: the inside of `report`.
#pragma once

#include <string>

#include "libprofile/publish/report.hpp"

namespace libprofile::publish::detail {

[[nodiscard]] std::string render(const Document& document, Audience audience);

[[nodiscard]] std::string content_id(const Document& document);

}  // namespace libprofile::publish::detail
