// SPDX-License-Identifier: MIT
/// @file
/// Which libprofile this is.
#pragma once

#include <string_view>

namespace libprofile::core {

/// The version of the library that is linked, as "major.minor.patch". The file VERSION is its only source.
[[nodiscard]] std::string_view version();

}  // namespace libprofile::core
