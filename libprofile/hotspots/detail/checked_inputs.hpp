// SPDX-License-Identifier: MIT
/// @file
/// What every statistic asks of values and weights.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "libprofile/geography/weights.hpp"

namespace libprofile::hotspots::detail {

/// Throws `InvalidArgument`, naming the entry, unless every value is finite.
void require_finite(std::span<const double> values, std::string_view name);

/// The same, and throws unless there is one for each place.
void require_values(std::span<const double> values, std::size_t places, std::string_view name);

/// Throws `InvalidArgument`, naming the link, unless there are as many places as values, every link leads to one of
/// them and every weight is finite and not negative. The order of links within a place is free.
void require_links(const geography::Weights& weights, std::size_t places);

/// The same for weights that must be whole: links ascend within a place, without repeats.
void require_weights(const geography::Weights& weights, std::size_t places);

}  // namespace libprofile::hotspots::detail
