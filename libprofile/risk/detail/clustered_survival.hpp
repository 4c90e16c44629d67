// SPDX-License-Identifier: MIT
/// @file
/// How many have had something happen by when, where some were watched for less long and some belong together.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "libprofile/risk/interval.hpp"

namespace libprofile::risk::detail {

/// The product-limit estimate, and how far chance may move it where spells of one child go together.
struct SurvivalCurve {
  /// Times at which the event happened to somebody, ascending.
  std::vector<double> time;
  /// 1 - survival at and after each, and the variance of the logarithm of survival (infinite where none is left).
  std::vector<double> share;
  std::vector<double> log_variance;
  /// The longest that anybody was watched, with or without the event; below 0 where nobody was.
  double watched = -1.0;
};

/// Somebody whose watch ends at a time at which others have the event is at risk then.
///
/// The variance sums, for each cluster, the derivatives of the logarithm of survival by the weight of its members, and
/// adds up their squares. Where every cluster has one member it is Greenwood's, exactly.
///
/// @param time      Until the event, or until the watch ended: finite.
/// @param happened  Not 0 where the event ended it.
/// @param cluster   Below `clusters`, for each.
///
/// Time O(n log n). Method: Kaplan and Meier (1958), J. Am. Stat. Assoc. 53, pages 457-481; Williams (1995), Lifetime
/// Data Analysis 1, pages 171-186.
[[nodiscard]] SurvivalCurve survival_curve(std::span<const double> time, std::span<const std::uint8_t> happened,
                                           std::span<const std::uint32_t> cluster, std::size_t clusters);

/// A share and its limits.
struct Estimated {
  double estimate = 0.0;
  Interval interval;
};

/// The share by a time, with limits on the scale log(-log survival). NaN for a time that nobody was watched for, unless
/// it has happened to all before. Where it has happened to none or to all, the limits are Wilson's for `informative`
/// clusters; NaN for 0 of them.
[[nodiscard]] Estimated share_by(const SurvivalCurve& curve, double time, std::size_t informative, double level);

/// The first time by which the share has reached `share`, and the first times by which its upper and its lower limit
/// have: Brookmeyer and Crowley (1982), Biometrics 38, pages 29-41. Infinite where it has not been reached; all NaN
/// without an event.
[[nodiscard]] Estimated time_of(const SurvivalCurve& curve, double share, double level);

}  // namespace libprofile::risk::detail
