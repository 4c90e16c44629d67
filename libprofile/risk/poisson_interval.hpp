// SPDX-License-Identifier: MIT
/// @file
/// How far chance alone may move a count.
#pragma once

#include "libprofile/risk/interval.hpp"

namespace libprofile::risk {

/// Counts from which `automatic` takes Byar's approximation.
inline constexpr double kByarFrom = 10.0;

enum class PoissonMethod {
  /// Exact below `kByarFrom` events, Byar from there: the convention of public health in the United Kingdom.
  automatic,
  exact,
  byar,
};

struct PoissonIntervalOptions {
  /// Share of intervals made this way that hold the true mean. In (0, 1).
  double level = 0.95;
  PoissonMethod method = PoissonMethod::automatic;
};

/// The mean numbers of events that a count is compatible with, each tail having half of 1 - `level`.
///
/// Exact limits are quantiles of the gamma distribution (half those of chi-squared): shape `count` below and
/// `count` + 1 above. The lower limit of 0 is 0. Counts need not be whole, since incidents are split between premises.
///
/// @param count  Events, finite, at least 0.
/// @throws InvalidArgument  for a count or level outside its range.
///
/// Method: Garwood (1936), Biometrika 28, pages 437-442; Breslow and Day (1987), IARC 82, page 69, for Byar.
[[nodiscard]] Interval poisson_interval(double count, const PoissonIntervalOptions& options = {});

}  // namespace libprofile::risk
