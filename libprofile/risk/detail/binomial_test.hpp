// SPDX-License-Identifier: MIT
/// @file
/// Exact tests and limits of a binomial share.
#pragma once

#include "libprofile/risk/compare_rates.hpp"
#include "libprofile/risk/interval.hpp"

namespace libprofile::risk::detail {

/// P of `successes` out of `trials` or of what is as far off, where each is a success with probability `share`.
///
/// @param trials  At least 1. @param share  Above 0 and below 1.
[[nodiscard]] double binomial_p(double successes, double trials, double share, TwoSided two_sided);

/// Clopper and Pearson's limits of the share. @param trials  At least 1.
[[nodiscard]] Interval clopper_pearson(double successes, double trials, double level);

}  // namespace libprofile::risk::detail
