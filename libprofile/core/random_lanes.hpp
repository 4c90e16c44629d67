// SPDX-License-Identifier: MIT
/// @file
/// The words of Philox for sixteen replicates side by side.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "libprofile/core/random.hpp"

namespace libprofile::core {

inline constexpr std::size_t kRandomLanes = 16;

/// Word w of replicate first + lane is `[w][lane]`.
using LaneWords = std::array<std::array<std::uint32_t, kRandomLanes>, 4>;

/// The same words as `Philox(seed, stream).words(item, first + lane, draw)` gives, lane by lane.
struct PhiloxLanes {
  std::uint64_t seed = 0;
  Stream stream = Stream::testing;

  using Function = void(const PhiloxLanes& source, std::uint32_t item, std::uint32_t first, std::uint32_t draw,
                        LaneWords& words);
  /// For the current instruction set; choose once before a loop.
  [[nodiscard]] static Function* words();
};

}  // namespace libprofile::core
