// SPDX-License-Identifier: MIT
/// @file
/// What every statistic asks of values and weights.
#pragma once

#include <span>
#include <string_view>

#include "libprofile/geography/weights.hpp"

namespace libprofile::hotspots::detail {

/// Throws `InvalidArgument`, naming the entry, unless every value is finite.
void require_finite(std::span<const double> values, std::string_view name);

/// Throws `InvalidArgument` unless the weights are whole, of as many places as values, and not negative.
void require_weights(const geography::Weights& weights, std::size_t places);

}  // namespace libprofile::hotspots::detail
