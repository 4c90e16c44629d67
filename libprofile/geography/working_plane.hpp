// SPDX-License-Identifier: MIT
/// @file
/// The lattice that the areas of a profile lie on, so that the last bits of a projection decide nothing.
#pragma once

#include <vector>

namespace libprofile::geography {

/// A millimetre: a hundred thousand times what two versions of PROJ differ by, and less than any survey knows.
inline constexpr double kLatticeStepsPerMetre = 1000.0;

/// The nearest multiple of a millimetre, halves away from zero; never -0. NaN and infinities stay.
[[nodiscard]] double on_lattice(double coordinate_m);

/// Every coordinate of interleaved x, y. Doing it twice changes nothing.
[[nodiscard]] std::vector<double> on_lattice(std::vector<double> xy_m);

}  // namespace libprofile::geography
