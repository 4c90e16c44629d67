// SPDX-License-Identifier: MIT
/// @file
/// Where more happens than people and premises would give: planted, so that finding it can be tested.
#pragma once

#include <cstdint>
#include <vector>

#include "libprofile/sample/detail/lattice.hpp"
#include "libprofile/sample/partnership.hpp"

namespace libprofile::sample::detail {

/// One for every 75 areas, at least 2 where there is room: 4 to 6 adjacent units (3 where there is no more room) that
/// touch no other hotspot.
///
/// Even ones last all year at 4.5 to 6 times the expectation; odd ones half a year at 7 to 8 times.
[[nodiscard]] std::vector<Hotspot> make_hotspots(const Lattice& lattice, const Place& place, const Premises& premises,
                                                 std::uint64_t seed);

/// Times the year's expectation that a hotspot's units get.
[[nodiscard]] double yearly_factor(const Hotspot& hotspot);

}  // namespace libprofile::sample::detail
