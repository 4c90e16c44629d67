// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/detail/shuffled_deck.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace libprofile::hotspots::detail {
namespace {

/// Steps that one call for random words is enough for.
constexpr std::uint32_t kSteps = 4 * core::kRandomLanes;
/// The draw number of a step whose first word would favour some places.
constexpr std::uint32_t kAgain = 1;

/// Lemire (2019): whether a draw whose product has this low half must be made again. The division is hardly ever made.
bool favours_some(std::uint32_t low, std::uint32_t bound) {
  return low < bound && low < (0U - bound) % bound;
}

}  // namespace

ShuffledDeck::ShuffledDeck(std::uint64_t seed, core::Stream stream, std::size_t places)
    : source_{seed, stream}, random_(seed, stream), words_(core::PhiloxLanes::words()), deck_(places) {}

std::span<const std::uint32_t> ShuffledDeck::deal(std::uint32_t permutation) {
  std::iota(deck_.begin(), deck_.end(), 0U);
  core::LaneWords words;
  const auto places = static_cast<std::uint32_t>(deck_.size());
  for (std::uint32_t begin = 0; begin + 1 < places; begin += kSteps) {
    // Lanes are blocks of steps of one permutation, not permutations: one deck then stays close to the processor.
    words_(source_, permutation, begin / kSteps * core::kRandomLanes, 0, words);
    swap_steps(permutation, begin, words);
  }
  return deck_;
}

void ShuffledDeck::swap_steps(std::uint32_t permutation, std::uint32_t begin, const core::LaneWords& words) {
  const auto places = static_cast<std::uint32_t>(deck_.size());
  const std::uint32_t end = begin + std::min(kSteps, places - 1 - begin);
  for (std::uint32_t step = begin; step < end; ++step) {
    const std::uint32_t left = places - step;
    const std::uint32_t k = step - begin;
    const std::uint64_t product = std::uint64_t{words[k / core::kRandomLanes][k % core::kRandomLanes]} * left;
    const std::uint32_t drawn = favours_some(static_cast<std::uint32_t>(product), left)
                                    ? random_.below(left, permutation, step, kAgain)
                                    : static_cast<std::uint32_t>(product >> 32U);
    std::swap(deck_[step], deck_[step + drawn]);
  }
}

}  // namespace libprofile::hotspots::detail
