// SPDX-License-Identifier: MIT
/// @file
/// Aoristic weights by counting every second of an event.
#pragma once

#include <cstdint>
#include <vector>

#include "libprofile/records/time.hpp"

namespace libprofile::testing {

/// Shares over the 168 hours of the week; the hour is read off the written local date and time.
inline std::vector<double> aoristic_by_definition(std::int64_t start_s, std::int64_t end_s) {
  std::vector<double> weights(168, 0.0);
  if (end_s - start_s > 7 * 86'400) {
    return weights;
  }
  const std::int64_t last = end_s == start_s ? end_s + 1 : end_s;
  for (std::int64_t second = start_s; second < last; ++second) {
    const std::int64_t local = records::to_london(second);
    const std::int64_t day_of_week = (local / 86'400 + 3) % 7;  // Monday is 0; 1970-01-01 was a Thursday.
    weights[static_cast<std::size_t>(day_of_week * 24 + local % 86'400 / 3'600)] +=
        1.0 / static_cast<double>(last - start_s);
  }
  return weights;
}

}  // namespace libprofile::testing
