// SPDX-License-Identifier: MIT
/// @file
/// The attacker's limits where places are shown or withheld as a whole, which need no linear program.
#pragma once

#include <optional>
#include <vector>

#include "libprofile/disclosure/detail/audit_block.hpp"
#include "libprofile/disclosure/detail/cell_limits.hpp"

namespace libprofile::disclosure::detail {

/// Limits of every cell by level, node and column; empty where a place is withheld in part, or where the shown numbers
/// with their gaps filled are not themselves a possible table.
///
/// In one column the sums up the tree are a system without cycles, so passing limits up and down it is exact. Columns
/// do not narrow one another: from the release with its gaps filled, what moves in one column moves the sums over
/// columns by as much, and their bands are as wide. Nothing else than the release may be known, and shown numbers
/// must be multiples of the band that add up.
///
/// Time linear in the cells.
[[nodiscard]] std::optional<std::vector<Limits>> limits_of_whole_places(const AuditedTree& audited);

}  // namespace libprofile::disclosure::detail
