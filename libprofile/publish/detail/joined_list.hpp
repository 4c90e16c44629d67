// SPDX-License-Identifier: MIT
/// @file
/// Lists in formats that have none.
#pragma once

#include <string>
#include <vector>

namespace libprofile::publish::detail {

/// Codes separated by semicolons.
[[nodiscard]] inline std::string joined_list(const std::vector<std::string>& codes) {
  std::string text;
  for (const std::string& code : codes) {
    text.append(text.empty() ? "" : ";").append(code);
  }
  return text;
}

}  // namespace libprofile::publish::detail
