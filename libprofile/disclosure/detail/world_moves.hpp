// SPDX-License-Identifier: MIT
/// @file
/// Worlds beside one that fits: some unknowns raised or lowered, and a few others so that every sum stays in its
/// limits.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "libprofile/disclosure/detail/release_part.hpp"

namespace libprofile::disclosure::detail {

/// Looks for them without programs. One that is found fits; that none is found says nothing.
class WorldMoves {
 public:
  /// @param part   Must outlive it.
  /// @param world  One that fits.
  WorldMoves(const ReleasePart& part, std::int64_t threshold, World world);

  /// Whether some world was found in which the sum of these unknowns is 0 or at least the threshold.
  ///
  /// All of them are lowered to 0, or one is raised. Where sums leave their limits by that, other unknowns of theirs,
  /// none of those asked of, are moved as well, one after the other, up to a limit of moves: time does not grow with
  /// the part.
  [[nodiscard]] bool can_be_other(const std::vector<std::uint32_t>& unknowns);

 private:
  void add(std::uint32_t unknown, std::int64_t amount);
  void undo(std::size_t moves);
  [[nodiscard]] bool can_be_none(const std::vector<std::uint32_t>& unknowns);
  [[nodiscard]] bool can_be_many(std::uint32_t unknown, std::int64_t amount);
  /// How far the sum of a cell is outside its limits; 0 inside.
  [[nodiscard]] std::int64_t excess(std::uint32_t cell) const;
  /// Whether the world fits after at most `more` further moves; those stay made.
  [[nodiscard]] bool can_be_repaired(std::size_t more);
  [[nodiscard]] bool links_hold() const;
  [[nodiscard]] bool was_moved(std::uint32_t unknown) const;

  struct Move {
    std::uint32_t unknown;
    std::int64_t amount;
  };

  const ReleasePart& part_;
  std::int64_t threshold_;
  World world_;
  std::vector<std::int64_t> sums_;
  std::vector<std::uint8_t> is_asked_;
  std::vector<std::vector<std::uint32_t>> cells_of_;
  std::vector<std::vector<std::uint32_t>> links_of_;
  std::vector<Move> moves_;
  std::size_t tries_ = 0;
};

}  // namespace libprofile::disclosure::detail
