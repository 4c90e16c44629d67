// SPDX-License-Identifier: MIT
/// @file
/// Permuted statistics of places, computed and compared in one pass over the drawn values.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "libprofile/hotspots/detail/permuted_statistic.hpp"
#include "libprofile/hotspots/detail/tails.hpp"

namespace libprofile::hotspots::detail {

/// Permutations of `Real` that a kernel goes over at a time.
template <class Real>
inline constexpr std::size_t kLanes = 128 / sizeof(Real);
inline constexpr std::size_t kPlacesAtOnce = 4;

/// Drawn values: permutations side by side, padded with NaN (which is never extreme) to a multiple of `kLanes`.
template <class Real>
struct DrawnValues {
  /// Values of column c at position t begin at `value + (c * length + t) * stride`.
  const Real* value = nullptr;
  std::size_t columns = 1;
  std::size_t length = 0;
  /// Permutations with padding.
  std::size_t stride = 0;
};

/// Four places that go over the drawn values together. Arrays hold the four side by side; a place with fewer terms
/// has weights 0 at the end, and a row without a place has bounds of NaN.
template <class Real>
struct PlacesAtOnce {
  std::size_t terms = 0;
  /// Weight of term t: weight[t * 4 + place].
  const Real* weight = nullptr;
  /// Of the place itself in column c: own[c * 4 + place]. Not read for lags.
  const Real* own = nullptr;
  std::array<Real, kPlacesAtOnce> at_least{};
  std::array<Real, kPlacesAtOnce> at_most{};
};

template <class Real>
using TailKernel = void(const DrawnValues<Real>& drawn, const PlacesAtOnce<Real>& places, Tails* tails);

/// Adds to tails[0 .. 3] those of Σt wt xt for lags, of Σt wt Σc (own_c - x_tc)² for differences. In double precision
/// or, to be looked at again where it is near, in single.
template <class Real>
[[nodiscard]] TailKernel<Real>* tail_kernel(PermutedTerm term);
/// The same for the first place alone (tails[0]).
[[nodiscard]] TailKernel<double>* tail_kernel_of_one(PermutedTerm term);

}  // namespace libprofile::hotspots::detail
