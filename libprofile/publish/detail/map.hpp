// SPDX-License-Identifier: MIT
/// @file
/// A map as the pages hold it: data for the script, a drawing for print and for readers without script, a legend.
#pragma once

#include <string>

#include "libprofile/publish/detail/map_model.hpp"

namespace libprofile::publish::detail {

/// Compact JSON for `script.js`: integer outlines as differences, styles, label points, names of the background.
/// Holds no "<".
[[nodiscard]] std::string map_json(const MapModel& model);

/// An SVG that is as wide as its place, with scale bar and north arrow, and one path a class.
[[nodiscard]] std::string map_svg(const MapModel& model);

/// List items, each with a swatch, its letter and its meaning.
[[nodiscard]] std::string map_legend(const MapModel& model);

}  // namespace libprofile::publish::detail
