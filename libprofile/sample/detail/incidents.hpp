// SPDX-License-Identifier: MIT
/// @file
/// What the agencies recorded.
#pragma once

#include <cstdint>
#include <vector>

#include "libprofile/sample/detail/lattice.hpp"
#include "libprofile/sample/partnership.hpp"

namespace libprofile::sample::detail {

/// How close "near a premises" is.
inline constexpr double kNear_m = 150.0;

/// Of the rows, 5 % at the end repeat an earlier one that another agency reported.
///
/// An event near premises picks one of them with a chance in proportion to its type's relative risk times its unit's
/// factor; one far from all of them picks a unit with a chance in proportion to residents times that factor. So a
/// hotspot's units get `yearly_factor` times what they would get without it.
[[nodiscard]] Incidents make_incidents(const Lattice& lattice, const Partnership& made, std::uint32_t count,
                                       std::uint64_t seed);

}  // namespace libprofile::sample::detail
