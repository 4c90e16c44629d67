// SPDX-License-Identifier: MIT
/// @file
/// The largest number of regions, by trying every way to put places together.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "libprofile/geography/weights.hpp"

namespace libprofile::testing {

/// Whether the places of one region are connected by links that lie within it.
inline bool is_connected(const geography::Weights& weights, std::span<const std::uint32_t> region, std::uint32_t of) {
  std::vector<bool> reached(region.size(), false);
  std::vector<std::uint32_t> open;
  const auto first = std::find(region.begin(), region.end(), of);
  open.push_back(static_cast<std::uint32_t>(first - region.begin()));
  reached[open.front()] = true;
  while (!open.empty()) {
    const std::uint32_t place = open.back();
    open.pop_back();
    for (const std::uint32_t next : weights.neighbours_of(place)) {
      if (region[next] == of && !reached[next]) {
        reached[next] = true;
        open.push_back(next);
      }
    }
  }
  for (std::size_t place = 0; place < region.size(); ++place) {
    if (region[place] == of && !reached[place]) {
      return false;
    }
  }
  return true;
}

/// Whether every region is connected and reaches the floor.
inline bool is_solution(const geography::Weights& weights, std::span<const double> size,
                        std::span<const std::uint32_t> region, std::size_t regions, double floor) {
  for (std::uint32_t r = 0; r < regions; ++r) {
    double sum = 0.0;
    for (std::size_t place = 0; place < region.size(); ++place) {
      sum += region[place] == r ? size[place] : 0.0;
    }
    if (sum < floor || !is_connected(weights, region, r)) {
      return false;
    }
  }
  return true;
}

/// The most regions of any solution; 0 where there is none. `region` holds the places put so far.
inline std::size_t most_regions(const geography::Weights& weights, std::span<const double> size, double floor,
                                std::vector<std::uint32_t> region = {}, std::size_t regions = 0) {
  if (region.size() == size.size()) {
    return is_solution(weights, size, region, regions, floor) ? regions : 0;
  }
  std::size_t most = 0;
  for (std::uint32_t r = 0; r <= regions; ++r) {
    std::vector<std::uint32_t> next = region;
    next.push_back(r);
    most = std::max(most, most_regions(weights, size, floor, std::move(next), std::max<std::size_t>(regions, r + 1)));
  }
  return most;
}

}  // namespace libprofile::testing
