// SPDX-License-Identifier: MIT
/// @file
/// What a page says, for tests: its markup without script and style, and its words without markup.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "libprofile/publish/report.hpp"

namespace libprofile::testing {

inline constexpr publish::Audience kAll[] = {publish::Audience::analyst, publish::Audience::outreach,
                                             publish::Audience::licensing, publish::Audience::open};

inline bool has(const std::string& html, std::string_view part) {
  return html.find(part) != std::string::npos;
}

/// What stands between each `open` and the next `close`.
inline std::vector<std::string> between(const std::string& html, std::string_view open, std::string_view close) {
  std::vector<std::string> found;
  for (std::size_t at = html.find(open); at != std::string::npos; at = html.find(open, at)) {
    at += open.size();
    found.push_back(html.substr(at, html.find(close, at) - at));
  }
  return found;
}

inline std::string without(std::string html, std::string_view open, std::string_view close) {
  for (std::size_t at = html.find(open); at != std::string::npos; at = html.find(open)) {
    html.erase(at, html.find(close, at) + close.size() - at);
  }
  return html;
}

/// Markup alone: no script, no style.
inline std::string markup(const std::string& html) {
  return without(without(html, "<script", "</script>"), "<style>", "</style>");
}

/// Words that a reader sees.
inline std::string words(const std::string& html) {
  return without(markup(html), "<", ">");
}

}  // namespace libprofile::testing
