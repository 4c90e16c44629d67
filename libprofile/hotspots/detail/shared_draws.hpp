// SPDX-License-Identifier: MIT
/// @file
/// One set of random draws that all places share in a conditional permutation test.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "libprofile/core/random.hpp"

namespace libprofile::hotspots::detail {

/// Consecutive permutations, each of them a random order of the places cut off after `length`.
///
/// Position t of permutation p is `place[t * permutations + p]`, so that one position lies side by side for all
/// permutations. Every ordered choice of distinct places is equally likely.
struct SharedDraws {
  std::size_t permutations = 0;
  std::size_t length = 0;
  std::vector<std::uint32_t> place;
};

/// Draws permutations [first, first + permutations) of `places` places, `length` (at most `places`) positions each.
/// Permutation number and position alone decide a draw, not the range asked for nor the number of threads.
[[nodiscard]] SharedDraws draw_shared(const core::Philox& random, std::size_t first, std::size_t permutations,
                                      std::size_t length, std::size_t places);

/// Where each place was drawn.
class Occurrences {
 public:
  struct Position {
    std::uint32_t permutation;
    std::uint32_t position;
  };

  Occurrences(const SharedDraws& draws, std::size_t places);

  [[nodiscard]] std::span<const Position> of(std::size_t place) const {
    return std::span(positions_).subspan(begin_[place], begin_[place + 1] - begin_[place]);
  }

 private:
  std::vector<std::size_t> begin_;
  std::vector<Position> positions_;
};

}  // namespace libprofile::hotspots::detail
