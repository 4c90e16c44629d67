// SPDX-License-Identifier: MIT
/// @file
/// How many standard deviations hold a share of the normal distribution.
#pragma once

namespace libprofile::risk::detail {

/// z such that a share `level` in (0, 1) lies within z standard deviations of the mean.
[[nodiscard]] double central_normal_quantile(double level);

}  // namespace libprofile::risk::detail
