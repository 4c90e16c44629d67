// SPDX-License-Identifier: MIT
/// @file
/// Factors between the units that names end in.
#pragma once

#include <cstdint>

namespace libprofile::core {

inline constexpr double kSquareMetresPerSquareKilometre = 1e6;
inline constexpr double kPerThousand = 1000.0;
inline constexpr double kPerHundred = 100.0;
inline constexpr std::int64_t kSecondsPerHour = 3'600;
inline constexpr std::int64_t kSecondsPerDay = 86'400;
inline constexpr std::int64_t kHoursPerWeek = 168;

[[nodiscard]] constexpr double to_square_kilometres(double area_m2) {
  return area_m2 / kSquareMetresPerSquareKilometre;
}

}  // namespace libprofile::core
