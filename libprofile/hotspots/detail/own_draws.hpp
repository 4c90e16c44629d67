// SPDX-License-Identifier: MIT
/// @file
/// Draws of one place alone: distinct other places, for sixteen permutations at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "libprofile/core/random_lanes.hpp"

namespace libprofile::hotspots::detail {

class OwnDraws {
 public:
  /// Among `places` places, at least 2.
  OwnDraws(const core::PhiloxLanes& source, std::size_t places);

  /// Draws `terms` (at most `places - 1`) distinct places other than `place` for permutations [first, first + 16):
  /// position t of permutation first + lane is drawn[t * 16 + lane]. Every ordered choice is equally likely; seed,
  /// stream, place, permutation and position alone decide it.
  void draw(std::size_t place, std::size_t first, std::size_t terms, std::uint32_t* drawn);

 private:
  void draw_few(std::uint32_t place, std::uint32_t first, std::size_t terms, std::uint32_t* drawn) const;
  /// Draws one permutation of which a draw fell among those that would favour some places, or on one drawn before.
  void draw_with_care(const core::LaneWords* words, std::size_t lane, std::uint32_t place, std::uint32_t first,
                      std::size_t terms, std::uint32_t* drawn) const;
  void draw_many(std::uint32_t place, std::uint32_t first, std::size_t terms, std::uint32_t* drawn);
  /// Draws position t of one permutation again until it is a place not drawn at the positions before.
  [[nodiscard]] std::uint32_t draw_again(std::uint32_t place, std::uint32_t permutation, std::size_t t,
                                         const std::uint32_t* lane) const;

  core::PhiloxLanes source_;
  core::Philox random_;
  core::PhiloxLanes::Function* words_;
  std::uint32_t others_;
  std::uint32_t reject_under_;
  std::vector<std::uint32_t> deck_;
  std::vector<std::uint32_t> swapped_;
};

}  // namespace libprofile::hotspots::detail
