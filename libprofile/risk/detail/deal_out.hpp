// SPDX-License-Identifier: MIT
/// @file
/// Events dealt out over places, each as likely as any other.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "libprofile/core/random.hpp"

namespace libprofile::risk::detail {

/// Adds `events` to `counts`, one by one at a place drawn with equal probability, exactly: Lemire (2019), with four
/// draws of 32 bits from one block, and a draw of its own for the few that he rejects. There is at least one place.
inline void deal_out(const core::Philox& random, std::uint32_t replicate, std::uint32_t events,
                     std::vector<std::uint32_t>& counts) {
  const auto places = static_cast<std::uint32_t>(counts.size());
  const std::uint32_t unfair = (0U - places) % places;
  for (std::uint32_t event = 0; event < events;) {
    const std::array<std::uint32_t, 4> words = random.words(event / 4, replicate, 0);
    for (std::size_t w = 0; w < words.size() && event < events; ++w, ++event) {
      const std::uint64_t product = std::uint64_t{words[w]} * places;
      const bool is_fair = static_cast<std::uint32_t>(product) >= unfair;
      ++counts[is_fair ? product >> 32U : random.below(places, event, replicate, 1)];
    }
  }
}

}  // namespace libprofile::risk::detail
