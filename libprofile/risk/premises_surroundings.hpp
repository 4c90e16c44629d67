// SPDX-License-Identifier: MIT
/// @file
/// How many other premises stand around each: what types are matched by where neighbourhoods are too small to show.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "libprofile/geography/planar_view.hpp"

namespace libprofile::risk {

/// Names of the surroundings, from the emptiest: on its own, 1 to 4, 5 to 19, 20 to 49, 50 others or more. The same for
/// every profile, so that they say nothing of its data.
[[nodiscard]] std::span<const std::string_view> surroundings_names();

/// How many premises an incident near one in such surroundings is split among: 1, 3.5, 13, 35.5 and 75, the middles of
/// the names with the premises itself.
[[nodiscard]] std::span<const double> surroundings_middles();

/// The surroundings of each premises: an index among `surroundings_names`, from the others at most `radius_m` away.
///
/// Follows from the register alone: no incident is looked at. Premises at one point are others of each other; a
/// distance of exactly `radius_m` is within.
///
/// @param premises  Finite. May be empty.
/// @param radius_m  Above 0, finite.
/// @throws InvalidArgument  for an argument outside its range, or a radius below 2^-30 of the extent.
///
/// Time O(premises + pairs within a 3 x 3 block of cells of side `radius_m`).
[[nodiscard]] std::vector<std::uint32_t> premises_surroundings(geography::PlanarView premises, double radius_m);

}  // namespace libprofile::risk
