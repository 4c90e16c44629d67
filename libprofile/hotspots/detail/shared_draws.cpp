// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/detail/shared_draws.hpp"

#include <numeric>
#include <utility>

#include "libprofile/core/parallel.hpp"

namespace libprofile::hotspots::detail {
namespace {

constexpr std::size_t kPermutationsPerTask = 64;

}  // namespace

SharedDraws draw_shared(const core::Philox& random, std::size_t first, std::size_t permutations, std::size_t length,
                        std::size_t places) {
  SharedDraws draws{permutations, length, std::vector<std::uint32_t>(permutations * length)};
  core::parallel_blocks(permutations, kPermutationsPerTask, [&](std::size_t begin, std::size_t end) {
    std::vector<std::uint32_t> deck(places);
    std::iota(deck.begin(), deck.end(), 0U);
    std::vector<std::uint32_t> swapped(length);
    for (std::size_t p = begin; p < end; ++p) {
      for (std::size_t t = 0; t < length; ++t) {
        const auto left = static_cast<std::uint32_t>(places - t);
        swapped[t] = static_cast<std::uint32_t>(t) +
                     random.below(left, static_cast<std::uint32_t>(t), static_cast<std::uint32_t>(first + p), 0);
        std::swap(deck[t], deck[swapped[t]]);
        draws.place[t * permutations + p] = deck[t];
      }
      // Undone rather than made afresh: the next permutation must not depend on this one.
      for (std::size_t t = length; t-- > 0;) {
        std::swap(deck[t], deck[swapped[t]]);
      }
    }
  });
  return draws;
}

Occurrences::Occurrences(const SharedDraws& draws, std::size_t places)
    : begin_(places + 1, 0), positions_(draws.place.size()) {
  for (const std::uint32_t place : draws.place) {
    ++begin_[place + 1];
  }
  std::partial_sum(begin_.begin(), begin_.end(), begin_.begin());
  std::vector<std::size_t> next(begin_.begin(), begin_.end() - 1);
  for (std::size_t t = 0; t < draws.length; ++t) {
    for (std::size_t p = 0; p < draws.permutations; ++p) {
      const std::uint32_t place = draws.place[t * draws.permutations + p];
      positions_[next[place]++] = {static_cast<std::uint32_t>(p), static_cast<std::uint32_t>(t)};
    }
  }
}

}  // namespace libprofile::hotspots::detail
