// SPDX-License-Identifier: MIT
/// @file
/// What has to be withheld beside a withheld place, so that it cannot be had by subtraction.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "libprofile/disclosure/detail/area_tree.hpp"

namespace libprofile::disclosure::detail {

/// One flag a node of the tree, level by level: 1 where the node is withheld with all its columns.
using NodeFlags = std::vector<std::vector<std::uint8_t>>;

/// How much stands behind each row, such as residents or premises, and how much must stand behind what a sum may tell.
struct Cover {
  /// By row, 0 where unknown.
  std::vector<double> size;
  double minimum = 0.0;
  /// Of each row what its largest contributor makes up; empty where nobody is asked for.
  std::vector<double> largest = {};
  /// Largest share of what is withheld together that one contributor may have.
  double dominance = 1.0;
};

/// No node withheld.
[[nodiscard]] NodeFlags none_withheld(const AreaTree& tree);

/// Adds to `withheld` what subtraction would otherwise give away.
///
/// Afterwards, of the parts of a released sum either none is withheld, or at least two that together reach
/// `cover.minimum`, and of which no contributor makes up more than `cover.dominance`; and a withheld sum has a withheld
/// part. So every withheld value lies on a path of withheld values from a row to a row (or to the top), along which it
/// can be shifted while all that is released stays as it is. The smallest part goes first, ties to the earlier row;
/// parts of size 0 tell nothing and hide nothing. Where the parts do not suffice the sum is withheld too. Groups
/// without rows are never withheld: everyone knows that they are 0.
///
/// @param withheld  What must not be shown for reasons of its own.
[[nodiscard]] NodeFlags withhold_beside(const AreaTree& tree, NodeFlags withheld, const Cover& cover);

}  // namespace libprofile::disclosure::detail
