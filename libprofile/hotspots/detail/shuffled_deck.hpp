// SPDX-License-Identifier: MIT
/// @file
/// The numbers of the places in a random order, each order equally likely.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "libprofile/core/random.hpp"
#include "libprofile/core/random_lanes.hpp"

namespace libprofile::hotspots::detail {

/// Seed, stream, number of the permutation and number of places alone decide the order.
class ShuffledDeck {
 public:
  ShuffledDeck(std::uint64_t seed, core::Stream stream, std::size_t places);

  /// Deals the order of one permutation; it stands until the next.
  [[nodiscard]] std::span<const std::uint32_t> deal(std::uint32_t permutation);

 private:
  /// Where each of the steps from `begin` on swaps to.
  void swap_steps(std::uint32_t permutation, std::uint32_t begin, const core::LaneWords& words);

  core::PhiloxLanes source_;
  core::Philox random_;
  core::PhiloxLanes::Function* words_;
  std::vector<std::uint32_t> deck_;
};

}  // namespace libprofile::hotspots::detail
