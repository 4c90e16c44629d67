// SPDX-License-Identifier: MIT
/// @file
/// The clock on the wall in the year of the sample.
#pragma once

#include <cstdint>

namespace libprofile::sample::detail {

/// Seconds that British time is ahead of UTC: 3600 from 31 March to 27 October 2024, 01:00 UTC both; else 0.
[[nodiscard]] constexpr std::int64_t ahead_of_utc_s(std::int64_t utc_s) {
  constexpr std::int64_t kSummerStart_s = 1'711'846'800;
  constexpr std::int64_t kSummerEnd_s = 1'729'990'800;
  return utc_s >= kSummerStart_s && utc_s < kSummerEnd_s ? 3'600 : 0;
}

/// The instant at which a wall clock shows this; the earlier of two, and an hour later where there is none.
[[nodiscard]] constexpr std::int64_t to_utc_s(std::int64_t wall_s) {
  return ahead_of_utc_s(wall_s - 3'600) != 0 ? wall_s - 3'600 : wall_s;
}

}  // namespace libprofile::sample::detail
