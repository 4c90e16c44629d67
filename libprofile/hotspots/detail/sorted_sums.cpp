// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/detail/sorted_sums.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>

namespace libprofile::hotspots::detail {

SortedSums::SortedSums(std::size_t rows, std::size_t permutations)
    : permutations_(permutations),
      half_(std::bit_ceil(permutations + 1) / 2),
      row_(2 * half_),
      sums_(rows * row_, std::numeric_limits<double>::infinity()) {}

void SortedSums::set(std::size_t terms, std::span<const double> sums) {
  const auto begin = sums_.begin() + static_cast<std::ptrdiff_t>(terms * row_);
  std::copy(sums.begin(), sums.end(), begin);
  std::sort(begin, begin + static_cast<std::ptrdiff_t>(sums.size()));
}

void SortedSums::find(std::size_t count, const std::size_t* terms, const Bounds* bounds, Tails* tails) const {
  std::array<const double*, kAtOnce> below{};
  std::array<const double*, kAtOnce> up_to{};
  for (std::size_t s = 0; s < count; ++s) {
    below[s] = up_to[s] = sums_.data() + terms[s] * row_;
  }
  // All searches take the same steps, so that none waits for the memory of another; no step is a jump.
  for (std::size_t step = half_; step > 0; step /= 2) {
    for (std::size_t s = 0; s < count; ++s) {
      below[s] += below[s][step - 1] < bounds[s].at_least ? step : 0;
      up_to[s] += up_to[s][step - 1] <= bounds[s].at_most ? step : 0;
    }
  }
  for (std::size_t s = 0; s < count; ++s) {
    const double* row = sums_.data() + terms[s] * row_;
    tails[s].at_least = static_cast<std::uint32_t>(permutations_ - static_cast<std::size_t>(below[s] - row));
    tails[s].at_most = static_cast<std::uint32_t>(std::min(permutations_, static_cast<std::size_t>(up_to[s] - row)));
  }
}

}  // namespace libprofile::hotspots::detail
