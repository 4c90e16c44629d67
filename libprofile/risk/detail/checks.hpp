// SPDX-License-Identifier: MIT
/// @file
/// What every rate demands of its arguments.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "libprofile/geography/planar_view.hpp"

namespace libprofile::risk::detail {

/// Throws unless 0 < level < 1.
void check_level(double level);

/// Throws unless every value is at least 0 and finite; NaN passes as "not known". The message names the position.
void check_known_or_nan(std::span<const double> values, std::string_view name);

/// Throws unless every value is at least 0 and finite. The message names the position.
void check_known(std::span<const double> values, std::string_view name);

/// Throws unless both coordinates of every point are finite. The message names the position.
void check_finite(geography::PlanarView points, std::string_view name);

/// Throws unless the two lengths are equal.
void check_same_length(std::size_t length, std::string_view name, std::size_t expected, std::string_view other);

/// Throws unless `limits_m` has 1 to 100 limits of distance, each finite, above 0 and above the one before.
void check_limits(std::span<const double> limits_m);

}  // namespace libprofile::risk::detail
