// SPDX-License-Identifier: MIT
/// @file
/// Which cells and margins a rule withholds, and how unsure an attacker must be left of each.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "libprofile/disclosure/detail/area_tree.hpp"
#include "libprofile/disclosure/suppression.hpp"

namespace libprofile::disclosure::detail {

/// How much higher and lower a withheld cell must be able to be, for all that an attacker knows, and how far its
/// highest must be from its lowest.
struct Room {
  std::int64_t up = 0;
  std::int64_t down = 0;
  std::int64_t width = 0;

  [[nodiscard]] bool is_needed() const { return up > 0 || down > 0 || width > 0; }
};

/// By level and cell; no room for a cell that no rule withholds.
using Rooms = std::vector<std::vector<Room>>;

/// Room for a cell that is withheld for the sake of others: as many possible values as the threshold.
[[nodiscard]] Room company_room(const SuppressionRule& rule);

/// Everyone knows of a group without rows that it holds nobody: no rule withholds its cells.
///
/// @param sums     As `sums_up` gives them.
/// @param largest  Largest and second contribution, summed up like the counts; empty where not known.
[[nodiscard]] Rooms rooms_of(const AreaTree& tree, const SuppressionRule& rule,
                             const std::vector<std::vector<std::int64_t>>& sums,
                             const std::vector<std::vector<std::int64_t>>& largest,
                             const std::vector<std::vector<std::int64_t>>& second,
                             const std::vector<std::vector<std::uint8_t>>& withheld_nodes);

}  // namespace libprofile::disclosure::detail
