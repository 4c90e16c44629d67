// SPDX-License-Identifier: MIT
/// @file
/// Lists of a release as JSON. Only for sources: it brings the JSON library in.
#pragma once

#include <vector>

#include <nlohmann/json.hpp>

#include "libprofile/disclosure/release.hpp"

namespace libprofile::disclosure::detail {

[[nodiscard]] nlohmann::ordered_json lists_json(const std::vector<ReleaseList>& lists);

/// Throws what the JSON library throws, or `InvalidArgument`, for what `lists_json` does not make.
[[nodiscard]] std::vector<ReleaseList> parse_lists(const nlohmann::ordered_json& json);

/// First and last day, as "2018-01-01".
[[nodiscard]] ReleaseWindow parse_window(const nlohmann::ordered_json& json);

}  // namespace libprofile::disclosure::detail
