// SPDX-License-Identifier: MIT
#include "libprofile/profile/detail/swapped.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

#include "libprofile/core/error.hpp"

namespace libprofile::profile::detail {
namespace {

constexpr std::size_t kSample = 1'000;

/// Points of some rows: how many have a place, and how many of those lie outside the areas.
struct Placed {
  std::size_t points = 0;
  std::size_t outside = 0;
};

Placed placed_of(std::span<const double> xy, std::span<const std::int32_t> unit, std::size_t begin, std::size_t end) {
  Placed placed;
  for (std::size_t i = begin; i < end; ++i) {
    const bool has_place = !std::isnan(xy[2 * i]);
    placed.points += has_place ? 1U : 0U;
    placed.outside += has_place && unit[i] == geography::kOutside ? 1U : 0U;
  }
  return placed;
}

bool is_nearly_all(std::size_t part, std::size_t whole) {
  return static_cast<double>(part) >= kNearlyAllForSwap * static_cast<double>(whole);
}

/// Whether nearly all of up to `kSample` evenly spaced ones of the `points` placed points of some rows lie inside with
/// x and y swapped.
bool lies_inside_swapped(std::span<const double> xy, std::size_t begin, std::size_t end, std::size_t points,
                         const geography::PointLocator& areas) {
  const std::size_t step = (points + kSample - 1) / kSample;
  std::vector<double> swapped;
  std::size_t k = 0;
  for (std::size_t i = begin; i < end; ++i) {
    if (!std::isnan(xy[2 * i]) && k++ % step == 0) {
      swapped.insert(swapped.end(), {xy[2 * i + 1], xy[2 * i]});
    }
  }
  const std::vector<std::int32_t> unit = areas.locate(geography::PlanarView(swapped));
  const auto outside = static_cast<std::size_t>(std::count(unit.begin(), unit.end(), geography::kOutside));
  return is_nearly_all(unit.size() - outside, unit.size());
}

}  // namespace

void refuse_swapped(std::span<const double> xy, std::span<const std::int32_t> unit,
                    const geography::PointLocator& areas, std::span<const RowsOfSource> sources,
                    const std::string& name) {
  if (xy.empty()) {
    return;
  }
  const RowsOfSource only{name, unit.size(), "give easting as x and northing as y"};
  std::size_t begin = 0;
  for (const RowsOfSource& source : sources.empty() ? std::span(&only, 1) : sources) {
    const Placed placed = placed_of(xy, unit, begin, source.end);
    const std::size_t first = std::exchange(begin, source.end);
    if (placed.points >= kFewestForSwap && is_nearly_all(placed.outside, placed.points) &&
        lies_inside_swapped(xy, first, source.end, placed.points, areas)) {
      throw CrsError(source.name +
                     ": x and y are swapped: nearly all of its points lie outside the areas, and inside " +
                     "with x and y the other way round; " + source.swap_remedy);
    }
  }
}

}  // namespace libprofile::profile::detail
