// SPDX-License-Identifier: MIT
/// @file
/// Numbers in words of a profile.
#pragma once

#include <charconv>
#include <string>

namespace libprofile::profile::detail {

/// The fewest digits that read back as `value`.
[[nodiscard]] inline std::string shortest(double value) {
  char text[32];
  const auto end = std::to_chars(text, text + sizeof text, value).ptr;
  return {text, end};
}

}  // namespace libprofile::profile::detail
