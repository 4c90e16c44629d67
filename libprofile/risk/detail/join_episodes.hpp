// SPDX-License-Identifier: MIT
/// @file
/// Episodes of children joined to spells.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "libprofile/risk/missing_spells.hpp"

namespace libprofile::risk::detail {

enum class SpellEnd : std::uint8_t {
  returned,
  open,          ///< No return yet.
  not_recorded,  ///< The child went missing again, so that there was a return, at a time that is not known.
};

struct Spell {
  /// Numbered from 0.
  std::uint32_t child = 0;
  std::uint32_t group = 0;
  std::int64_t start_s = 0;
  /// Of the return; of the last look at the records where it is open.
  std::int64_t end_s = 0;
  /// Until the child's next spell starts, or until the last look; below 0 where there is no return to count from.
  std::int64_t until_next_s = -1;
  bool is_repeated = false;
  SpellEnd end = SpellEnd::returned;
  std::uint32_t episodes = 0;
};

/// Spells by child and start. Children are numbered in the order of the numbers that stand for them. Throws as
/// `missing_spells` says.
[[nodiscard]] std::vector<Spell> join_episodes(const EpisodesView& episodes, const MissingSpellsOptions& options);

}  // namespace libprofile::risk::detail
