// SPDX-License-Identifier: MIT
/// @file
/// What a rounded count may have been.
#pragma once

#include <vector>

#include "libprofile/risk/detail/rounding_model.hpp"

namespace libprofile::risk::detail {

/// Chances of the counts `least`, `least` + 1, ... They add up to 1.
struct RoundedCount {
  double least = 0.0;
  std::vector<double> chance;
};

/// The true count behind a released one: negative binomial (Poisson under a risk that is gamma of this shape and rate)
/// times the chance that it would have been released as this one.
///
/// @param count  At least 0.
/// @param shape, rate, expected  Above 0.
[[nodiscard]] RoundedCount rounded_count(double count, const RoundingModel& rounding, double shape, double rate,
                                         double expected);

}  // namespace libprofile::risk::detail
