// SPDX-License-Identifier: MIT
/// @file
/// The counts that chance gives around expectations which themselves vary.
#pragma once

#include "libprofile/risk/interval.hpp"

namespace libprofile::risk::detail {

/// `funnel_limits` of a Poisson count whose mean is a gamma variable: exact quantiles of the negative binomial
/// distribution of mean `expected` and variance expected + relative_variance expected².
///
/// @param expected           From 0 to 1e15.
/// @param relative_variance  At least 0 and finite; 0 gives `funnel_limits`.
/// @param level              In (0, 1).
[[nodiscard]] Interval mixed_poisson_limits(double expected, double relative_variance, double level);

}  // namespace libprofile::risk::detail
