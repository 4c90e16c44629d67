// SPDX-License-Identifier: MIT
/// @file
/// What a map shows: each area's class, and what the classes mean.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "libprofile/publish/detail/view.hpp"

namespace libprofile::publish::detail {

/// Classes 1 to 5 are the five shades, darkest most; the others have a meaning of their own.
inline constexpr std::uint8_t kHatched = 0;
inline constexpr std::uint8_t kPlain = 6;
inline constexpr std::uint8_t kWeak = 7;

struct MapClass {
  std::uint8_t style;
  /// Written into the areas of the class; may be empty.
  std::string letter;
  std::string meaning;
};

/// Refers to area sets of the document, which must outlive it.
struct MapModel {
  const geography::AreaSet* areas;
  /// Names and outlines in the background; null for none.
  const geography::AreaSet* background;
  std::vector<std::uint8_t> style_of_area;
  /// As the legend lists them. Only classes that occur.
  std::vector<MapClass> classes;
  /// What is coloured: "Incidents per 1,000 residents".
  std::string measure;
};

/// Units by tier, with letters.
[[nodiscard]] MapModel tier_map(const View& view);

/// Units by rate in five classes around the rate of all areas: under a half, to 0.8, to 1.25, to 2, above; grey where
/// there are too few to say. The breaks depend on protected numbers only. Where no residents are known, by count in
/// five equal steps.
[[nodiscard]] MapModel area_map(const View& view);

/// The same for the groups.
[[nodiscard]] MapModel group_map(const View& view);

}  // namespace libprofile::publish::detail
