// SPDX-License-Identifier: MIT
/// @file
/// Permuted statistics of places, computed and compared in one pass over the drawn values.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "libprofile/hotspots/detail/tails.hpp"

namespace libprofile::hotspots::detail {

/// Drawn values: permutations side by side, padded with NaN (which is never extreme) to a multiple of `kLanes`.
struct DrawnValues {
  /// Values of column c at position t begin at `value + (c * length + t) * stride`.
  const double* value = nullptr;
  std::size_t columns = 1;
  std::size_t length = 0;
  /// Permutations with padding.
  std::size_t stride = 0;
};

inline constexpr std::size_t kLanes = 16;
inline constexpr std::size_t kPlacesAtOnce = 4;

/// Four places that go over the drawn values together. Arrays hold the four side by side; a place with fewer terms
/// has weights 0 at the end, and a row without a place has bounds of NaN.
struct PlacesAtOnce {
  std::size_t terms = 0;
  /// Weight of term t: weight[t * 4 + place].
  const double* weight = nullptr;
  /// Of the place itself in column c: own[c * 4 + place]. Not read for lags.
  const double* own = nullptr;
  std::array<double, kPlacesAtOnce> at_least{};
  std::array<double, kPlacesAtOnce> at_most{};
};

using TailKernel = void(const DrawnValues& drawn, const PlacesAtOnce& places, Tails* tails);

/// Adds to tails[0 .. 3] those of Σt wt xt.
[[nodiscard]] TailKernel* lag_kernel();
/// Adds to tails[0 .. 3] those of Σt wt Σc (own_c - x_tc)².
[[nodiscard]] TailKernel* difference_kernel();
/// The same for the first place alone (tails[0]).
[[nodiscard]] TailKernel* lag_kernel_of_one();
[[nodiscard]] TailKernel* difference_kernel_of_one();

}  // namespace libprofile::hotspots::detail
