// SPDX-License-Identifier: MIT
/// @file
/// A raw table does not join protected values; outlines do.
#include "prelude.hpp"

constexpr auto kCells = [](const Counts&, const geography::CountTable& table) { return table.counts; };
constexpr auto kAreas = [](const Counts&, const geography::AreaSet& areas) { return areas.size(); };

void forged(const Protected<Counts>& value, const geography::CountTable& raw, const geography::AreaSet& areas) {
  (void)disclosure::derive(kAreas, value, areas);
#ifdef POSITIVE_TWIN
  (void)raw;
  (void)kCells;
#else
  (void)disclosure::derive(kCells, value, raw);  // must not compile
#endif
}
