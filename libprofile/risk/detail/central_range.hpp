// SPDX-License-Identifier: MIT
/// @file
/// The range that most draws lie in.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>

#include "libprofile/risk/interval.hpp"

namespace libprofile::risk::detail {

/// From the draw with as many below it as leave `level` of all between both ends, to its counterpart. Sorts `draws`, of
/// which there is at least one.
[[nodiscard]] inline Interval central_range(std::span<double> draws, double level) {
  std::sort(draws.begin(), draws.end());
  const auto out = static_cast<std::size_t>(std::floor(0.5 * (1.0 - level) * static_cast<double>(draws.size())));
  return {draws[out], draws[draws.size() - 1 - out]};
}

}  // namespace libprofile::risk::detail
