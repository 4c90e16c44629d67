// SPDX-License-Identifier: MIT
/// @file
/// The forms that methods want weights in.
#pragma once

#include <cstdint>
#include <vector>

#include "libprofile/geography/weights.hpp"

namespace libprofile::geography {

/// Places without neighbours (itself not counted), ascending.
[[nodiscard]] std::vector<std::uint32_t> islands(const Weights& weights);

/// Each row divided by its sum, so that a row of neighbours gives their mean. Empty rows stay empty; so do rows that
/// sum to 0, whose values stay 0.
[[nodiscard]] Weights row_standardised(const Weights& weights);

/// Each place its own neighbour too, with weight 1. A place that already is keeps the weight it has.
[[nodiscard]] Weights with_self(const Weights& weights);

/// Throws `InvalidArgument` unless offsets ascend from 0 to the number of neighbours, neighbours of each place ascend
/// without repeats and below `size()`, and values are finite, one a neighbour.
void validate(const Weights& weights);

}  // namespace libprofile::geography
