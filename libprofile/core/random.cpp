// SPDX-License-Identifier: MIT
#include "libprofile/core/random.hpp"

#include <cassert>

#include <Random123/philox.h>

#include "libprofile/core/error.hpp"

namespace libprofile::core {
namespace {

// A rejected draw takes its next word from a counter that no ordinary draw uses: the top bits of the stream word.
constexpr std::uint32_t kRetryShift = 16;

}  // namespace

std::array<std::uint32_t, 4> Philox::words(std::uint32_t item, std::uint32_t replicate, std::uint32_t draw) const {
  const r123::Philox4x32::ctr_type counter{{item, replicate, draw, static_cast<std::uint32_t>(stream_)}};
  const r123::Philox4x32::key_type key{{static_cast<std::uint32_t>(seed_), static_cast<std::uint32_t>(seed_ >> 32U)}};
  const auto out = r123::Philox4x32{}(counter, key);
  return {out[0], out[1], out[2], out[3]};
}

double Philox::uniform(std::uint32_t item, std::uint32_t replicate, std::uint32_t draw) const {
  const auto w = words(item, replicate, draw);
  const std::uint64_t bits = (static_cast<std::uint64_t>(w[0]) << 32U | w[1]) >> 11U;
  return static_cast<double>(bits) * 0x1.0p-53;
}

std::uint32_t Philox::below(std::uint32_t bound, std::uint32_t item, std::uint32_t replicate,
                            std::uint32_t draw) const {
  require(bound >= 1, "bound", static_cast<std::int64_t>(bound), "at least 1");
  assert(bound != 0);
  const std::uint32_t reject_under = (0U - bound) % bound;
  for (std::uint32_t attempt = 0;; ++attempt) {
    const Philox source(seed_, static_cast<Stream>(static_cast<std::uint32_t>(stream_) | attempt << kRetryShift));
    for (const std::uint32_t word : source.words(item, replicate, draw)) {
      const std::uint64_t product = static_cast<std::uint64_t>(word) * bound;
      if (static_cast<std::uint32_t>(product) >= reject_under) {
        return static_cast<std::uint32_t>(product >> 32U);
      }
    }
  }
}

}  // namespace libprofile::core
