// SPDX-License-Identifier: MIT
/// @file
/// The map code that the library carries, so that pages ask nothing of any network.
#pragma once

#include <string>
#include <string_view>

namespace libprofile::publish {

/// Leaflet's script behind its licence, without references to other files.
[[nodiscard]] const std::string& leaflet_script();

/// Leaflet's style, without references to other files.
[[nodiscard]] std::string_view leaflet_style();

}  // namespace libprofile::publish
