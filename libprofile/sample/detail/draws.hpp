// SPDX-License-Identifier: MIT
/// @file
/// The draws of one item of a sample: independent of every other item, so items are made in any order.
#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <span>

#include "libprofile/core/random.hpp"

namespace libprofile::sample::detail {

/// Keeps the draws for different things apart. Values decide the sample: never renumber.
enum class Purpose : std::uint32_t {
  vertex = 1,
  edge,
  residents,
  unit_weight,
  parade,
  premises,
  hotspot,
  victim,
  offender,
  token,
  episode,
  contact,
  incident,
  duplicate,
  emptied_unit,
  event_time,
  repeated,
};

class Draws {
 public:
  Draws(std::uint64_t seed, Purpose purpose, std::uint32_t item)
      : philox_(seed, core::Stream::sample), item_(item), purpose_(static_cast<std::uint32_t>(purpose)) {}

  /// Uniform on [0, 1).
  double uniform() {
    if (used_ == 2) {
      words_ = philox_.words(item_, purpose_, draw_++);
      used_ = 0;
    }
    const std::uint64_t high = words_[2 * used_];
    const std::uint64_t low = words_[2 * used_ + 1];
    ++used_;
    return static_cast<double>((high << 32U | low) >> 11U) * 0x1.0p-53;
  }

  /// Uniform on [from, to).
  double between(double from, double to) { return from + (to - from) * uniform(); }

  /// Uniform on {0, ..., bound - 1}; 0 for a bound of 0.
  std::uint32_t below(std::uint32_t bound) { return static_cast<std::uint32_t>(uniform() * bound); }

  bool chance(double probability) { return uniform() < probability; }

  /// Standard normal, by Box and Muller (1958).
  double normal() {
    const double radius = std::sqrt(-2.0 * std::log(1.0 - uniform()));
    return radius * std::cos(2.0 * std::numbers::pi * uniform());
  }

  /// An index with probability in proportion to its share. Shares need not sum to 1.
  std::uint8_t pick(std::span<const double> shares) {
    double sum = 0.0;
    for (const double share : shares) {
      sum += share;
    }
    double left = uniform() * sum;
    for (std::size_t i = 0; i + 1 < shares.size(); ++i) {
      left -= shares[i];
      if (left < 0.0) {
        return static_cast<std::uint8_t>(i);
      }
    }
    return static_cast<std::uint8_t>(shares.size() - 1);
  }

 private:
  core::Philox philox_;
  std::uint32_t item_;
  std::uint32_t purpose_;
  std::uint32_t draw_ = 0;
  std::uint32_t used_ = 2;
  std::array<std::uint32_t, 4> words_{};
};

}  // namespace libprofile::sample::detail
