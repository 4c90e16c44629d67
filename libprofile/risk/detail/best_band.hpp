// SPDX-License-Identifier: MIT
/// @file
/// The band of a clock that stands out most.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace libprofile::risk::detail {

struct Band {
  std::size_t first = 0;
  std::size_t length = 0;
  double weight = 0.0;
  double hours = 0.0;
  /// What it is chosen by: its log likelihood ratio, or its length below 0.
  double merit = 0.0;
};

/// Hours that two bands of a clock of `bins` hours have in common.
[[nodiscard]] std::size_t common_hours(const Band& a, const Band& b, std::size_t bins);

/// Whether at least half of the hours of either band are in both.
[[nodiscard]] bool is_same_band(const Band& a, const Band& b, std::size_t bins);

/// Whether the band has an hour.
[[nodiscard]] constexpr bool has_hour(const Band& band, std::size_t hour, std::size_t bins) {
  return (hour + bins - band.first) % bins < band.length;
}

/// The band with the greatest likelihood ratio of those whose rate is above the mean; empty where there is none.
///
/// @param taken  Not 0 for hours that no band may have; empty for none.
[[nodiscard]] std::optional<Band> scan_band(std::span<const double> weights, std::span<const double> hours,
                                            std::size_t longest, std::span<const std::uint8_t> taken);

/// The shortest band that holds a share of all weight; empty where there is no weight.
[[nodiscard]] std::optional<Band> shortest_band(std::span<const double> weights, std::span<const double> hours,
                                                double share);

}  // namespace libprofile::risk::detail
