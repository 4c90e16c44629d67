// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/detail/tail_kernel.hpp"

#include <cstring>

#include "libprofile/core/instruction_set.hpp"

namespace libprofile::hotspots::detail {
namespace {

/// Registers of AVX-512; two of AVX2, four of the baseline.
template <class Real>
struct Registers;
template <>
struct Registers<double> {
  using Reals = double __attribute__((vector_size(64)));
  using Counts = std::int64_t __attribute__((vector_size(64)));
};
template <>
struct Registers<float> {
  using Reals = float __attribute__((vector_size(64)));
  using Counts = std::int32_t __attribute__((vector_size(64)));
};

template <class Real, PermutedTerm kTerm, std::size_t kPlaces>
LIBPROFILE_INLINE void count_tails(const DrawnValues<Real>& drawn, const PlacesAtOnce<Real>& places, Tails* tails) {
  using Reals = typename Registers<Real>::Reals;
  using Counts = typename Registers<Real>::Counts;
  constexpr std::size_t kWidth = sizeof(Reals) / sizeof(Real);
  constexpr std::size_t kVectors = kLanes<Real> / kWidth;
  Counts least[kPlaces] = {};
  Counts most[kPlaces] = {};
  for (std::size_t begin = 0; begin < drawn.stride; begin += kLanes<Real>) {
    Reals sum[kPlaces][kVectors] = {};
    for (std::size_t t = 0; t < places.terms; ++t) {
      const Real* weight = places.weight + t * kPlacesAtOnce;
      for (std::size_t column = 0; column < drawn.columns; ++column) {
        const Real* own = places.own + column * kPlacesAtOnce;
        const Real* value = drawn.value + (column * drawn.length + t) * drawn.stride + begin;
        for (std::size_t v = 0; v < kVectors; ++v) {
          Reals x;
          std::memcpy(&x, value + v * kWidth, sizeof x);
          for (std::size_t s = 0; s < kPlaces; ++s) {
            if constexpr (kTerm == PermutedTerm::lag) {
              sum[s][v] += weight[s] * x;
            } else {
              const Reals difference = own[s] - x;
              sum[s][v] += weight[s] * (difference * difference);
            }
          }
        }
      }
    }
    for (std::size_t s = 0; s < kPlaces; ++s) {
      for (std::size_t v = 0; v < kVectors; ++v) {
        least[s] -= sum[s][v] >= places.at_least[s];
        most[s] -= sum[s][v] <= places.at_most[s];
      }
    }
  }
  for (std::size_t s = 0; s < kPlaces; ++s) {
    for (std::size_t lane = 0; lane < kWidth; ++lane) {
      tails[s].at_least += static_cast<std::uint32_t>(least[s][lane]);
      tails[s].at_most += static_cast<std::uint32_t>(most[s][lane]);
    }
  }
}

template <class Real, PermutedTerm kTerm, std::size_t kPlaces>
void baseline(const DrawnValues<Real>& drawn, const PlacesAtOnce<Real>& places, Tails* tails) {
  count_tails<Real, kTerm, kPlaces>(drawn, places, tails);
}
template <class Real, PermutedTerm kTerm, std::size_t kPlaces>
LIBPROFILE_AVX2 void avx2(const DrawnValues<Real>& drawn, const PlacesAtOnce<Real>& places, Tails* tails) {
  count_tails<Real, kTerm, kPlaces>(drawn, places, tails);
}
template <class Real, PermutedTerm kTerm, std::size_t kPlaces>
LIBPROFILE_AVX512 void avx512(const DrawnValues<Real>& drawn, const PlacesAtOnce<Real>& places, Tails* tails) {
  count_tails<Real, kTerm, kPlaces>(drawn, places, tails);
}

template <class Real, std::size_t kPlaces>
TailKernel<Real>* chosen(PermutedTerm term) {
  if (term == PermutedTerm::lag) {
    constexpr auto kTerm = PermutedTerm::lag;
    return core::choose(baseline<Real, kTerm, kPlaces>, avx2<Real, kTerm, kPlaces>, avx512<Real, kTerm, kPlaces>);
  }
  constexpr auto kTerm = PermutedTerm::difference;
  return core::choose(baseline<Real, kTerm, kPlaces>, avx2<Real, kTerm, kPlaces>, avx512<Real, kTerm, kPlaces>);
}

}  // namespace

template <class Real>
TailKernel<Real>* tail_kernel(PermutedTerm term) {
  return chosen<Real, kPlacesAtOnce>(term);
}
template TailKernel<double>* tail_kernel<double>(PermutedTerm term);
template TailKernel<float>* tail_kernel<float>(PermutedTerm term);

TailKernel<double>* tail_kernel_of_one(PermutedTerm term) {
  return chosen<double, 1>(term);
}

}  // namespace libprofile::hotspots::detail
