// SPDX-License-Identifier: MIT
/// @file
/// Small JSON documents. Only for sources: it brings the JSON library in.
#pragma once

#include <cmath>
#include <string>

#include <nlohmann/json.hpp>

namespace libprofile::publish::detail {

using Json = nlohmann::ordered_json;

/// The document as it is written: two spaces a level, a line break at the end, bytes that are not UTF-8 as U+FFFD.
[[nodiscard]] inline std::string json_text_of(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

/// The number, or null where it is not finite.
[[nodiscard]] inline Json number_or_null(double value) {
  return std::isfinite(value) ? Json(value) : Json(nullptr);
}

/// Sets `json[key]` unless `text` is empty: what has no value is absent.
inline void set_text(Json& json, const char* key, const std::string& text) {
  if (!text.empty()) {
    json[key] = text;
  }
}

/// Sets `json[key]` to first and last day, unless there are none.
inline void set_days(Json& json, const char* key, const std::string& start, const std::string& end) {
  if (!start.empty()) {
    json[key] = {{"start", start}, {"end", end}};
  }
}

}  // namespace libprofile::publish::detail
