// SPDX-License-Identifier: MIT
/// @file
/// How far chance alone may move a share.
#pragma once

#include "libprofile/risk/interval.hpp"

namespace libprofile::risk {

/// The shares that `successes` out of `total` are compatible with: Wilson's score interval, inside [0, 1].
///
/// Of nothing, nothing is known: a `total` of 0 gives [0, 1].
///
/// @param successes  From 0 to `total`.
/// @param total      Finite, at least 0.
/// @param level      In (0, 1).
/// @throws InvalidArgument  for an argument outside its range.
///
/// Method: Wilson (1927), J. Am. Stat. Assoc. 22, pages 209-212.
[[nodiscard]] Interval wilson_interval(double successes, double total, double level = 0.95);

}  // namespace libprofile::risk
