// SPDX-License-Identifier: MIT
/// @file
/// Random numbers that depend on what is drawn, not on when: the same for any number of threads.
#pragma once

#include <array>
#include <cstdint>

namespace libprofile::core {

/// Keeps the draws of different methods apart. Values are part of every published result: never renumber.
enum class Stream : std::uint32_t {
  getis_ord = 1,
  sample = 2,
  rounding = 3,
  testing = 4,
  bootstrap = 5,
  relative_risk = 12,
  local_moran = 21,
  local_geary = 22,
  local_join_counts = 23,
  losh = 24,
  losh_values = 25,
  global_statistics = 30,
  evaluation = 31,
  risk_posterior = 40,
  poisson_gamma = 41,
  rounded_count = 42,
  distance_decay = 45,
  concentration_by_chance = 46,
  top_tenth_overlap = 47,
  outreach_stability = 48,
  max_p_regions = 50,
  aoristic_groups = 60,
  peak_bands = 61,
  seasonality = 62,
};

/// Philox4x32-10: a keyed bijection of a counter (item, replicate, draw, stream) under a seed.
///
/// A value: copying it copies nothing but the key. Two calls with equal arguments give equal results.
/// Method: Salmon, Moraes, Dror and Shaw (2011), SC11, doi:10.1145/2063384.2063405.
class Philox {
 public:
  Philox(std::uint64_t seed, Stream stream) : seed_(seed), stream_(stream) {}

  /// Four independent 32-bit words of one counter.
  [[nodiscard]] std::array<std::uint32_t, 4> words(std::uint32_t item, std::uint32_t replicate,
                                                   std::uint32_t draw) const;

  /// Uniform on [0, 1) with 53 random bits.
  [[nodiscard]] double uniform(std::uint32_t item, std::uint32_t replicate, std::uint32_t draw) const;

  /// Uniform on {0, ..., bound - 1}, exactly: Lemire (2019) with rejection. `bound` at least 1.
  [[nodiscard]] std::uint32_t below(std::uint32_t bound, std::uint32_t item, std::uint32_t replicate,
                                    std::uint32_t draw) const;

 private:
  std::uint64_t seed_;
  Stream stream_;
};

}  // namespace libprofile::core
