// SPDX-License-Identifier: MIT
/// @file
/// The range that a figure may lie in.
#pragma once

namespace libprofile::risk {

/// Both ends belong to it.
struct Interval {
  double lower = 0.0;
  double upper = 0.0;

  friend bool operator==(const Interval&, const Interval&) = default;
};

}  // namespace libprofile::risk
