// SPDX-License-Identifier: MIT
/// @file
/// Which units, and how much of each, make up the hottest share of an area.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace libprofile::hotspots::detail {

/// Units order[0, whole) are taken whole, and `part` of each of order[whole, end).
struct AreaCut {
  std::size_t whole = 0;
  std::size_t end = 0;
  double part = 0.0;
  double area = 0.0;
};

/// Positions by descending score, equal ones by ascending position.
[[nodiscard]] std::vector<std::size_t> by_descending(std::span<const double> scores);

/// What happens to units of equal score among which the area ends.
enum class AtTheEnd { split, whole };

/// The hottest `wanted` of area.
[[nodiscard]] AreaCut cut(std::span<const std::size_t> order, std::span<const double> scores,
                          std::span<const double> areas, double wanted, AtTheEnd end);

/// What the cut holds of `amounts`.
[[nodiscard]] double held(const AreaCut& cut, std::span<const std::size_t> order, std::span<const double> amounts);

}  // namespace libprofile::hotspots::detail
