// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/detail/tail_kernel.hpp"

#include <cstring>

#include "libprofile/core/instruction_set.hpp"

namespace libprofile::hotspots::detail {
namespace {

/// Eight doubles: one register of AVX-512, two of AVX2, four of the baseline.
using Doubles = double __attribute__((vector_size(64)));
using Counts = std::int64_t __attribute__((vector_size(64)));
constexpr std::size_t kWidth = 8;
constexpr std::size_t kVectors = kLanes / kWidth;

enum class Term { lag, difference };

template <Term kTerm, std::size_t kPlaces>
LIBPROFILE_INLINE void count_tails(const DrawnValues& drawn, const PlacesAtOnce& places, Tails* tails) {
  Counts least[kPlaces] = {};
  Counts most[kPlaces] = {};
  for (std::size_t begin = 0; begin < drawn.stride; begin += kLanes) {
    Doubles sum[kPlaces][kVectors] = {};
    for (std::size_t t = 0; t < places.terms; ++t) {
      const double* weight = places.weight + t * kPlacesAtOnce;
      for (std::size_t column = 0; column < drawn.columns; ++column) {
        const double* own = places.own + column * kPlacesAtOnce;
        const double* value = drawn.value + (column * drawn.length + t) * drawn.stride + begin;
        for (std::size_t v = 0; v < kVectors; ++v) {
          Doubles x;
          std::memcpy(&x, value + v * kWidth, sizeof x);
          for (std::size_t s = 0; s < kPlaces; ++s) {
            if constexpr (kTerm == Term::lag) {
              sum[s][v] += weight[s] * x;
            } else {
              const Doubles difference = own[s] - x;
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

template <Term kTerm, std::size_t kPlaces>
void baseline(const DrawnValues& drawn, const PlacesAtOnce& places, Tails* tails) {
  count_tails<kTerm, kPlaces>(drawn, places, tails);
}
template <Term kTerm, std::size_t kPlaces>
LIBPROFILE_AVX2 void avx2(const DrawnValues& drawn, const PlacesAtOnce& places, Tails* tails) {
  count_tails<kTerm, kPlaces>(drawn, places, tails);
}
template <Term kTerm, std::size_t kPlaces>
LIBPROFILE_AVX512 void avx512(const DrawnValues& drawn, const PlacesAtOnce& places, Tails* tails) {
  count_tails<kTerm, kPlaces>(drawn, places, tails);
}

template <Term kTerm, std::size_t kPlaces>
TailKernel* chosen() {
  return core::choose(baseline<kTerm, kPlaces>, avx2<kTerm, kPlaces>, avx512<kTerm, kPlaces>);
}

}  // namespace

TailKernel* lag_kernel() {
  return chosen<Term::lag, kPlacesAtOnce>();
}
TailKernel* difference_kernel() {
  return chosen<Term::difference, kPlacesAtOnce>();
}
TailKernel* lag_kernel_of_one() {
  return chosen<Term::lag, 1>();
}
TailKernel* difference_kernel_of_one() {
  return chosen<Term::difference, 1>();
}

}  // namespace libprofile::hotspots::detail
