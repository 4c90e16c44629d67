// SPDX-License-Identifier: MIT
/// @file
/// The attacker's limits of cells by flows in the network of their table.
#pragma once

#include <vector>

#include "libprofile/disclosure/detail/audit_block.hpp"
#include "libprofile/disclosure/detail/cell_limits.hpp"

namespace libprofile::disclosure::detail {

/// The least and most that each cell holds in the tables that fit, by level, node and column.
///
/// From one table that fits, a circle of cells that are raised or lowered leads to another. Circles through a cell are
/// made one by one, shortest first, until there is none left: then the limit is exact, because no flow through the cell
/// is greater. Each table on the way tells of all cells that it moved, and the next cell goes on from the last table.
///
/// Parts of the network that no cell connects that is not known exactly are searched on threads of their own.
///
/// @returns Limits that are not proved where time ran out.
/// @throws InvalidArgument  where no table fits all that is shown and known.
[[nodiscard]] std::vector<Limits> network_limits(const AuditedTree& audited, const Deadline& deadline);

}  // namespace libprofile::disclosure::detail
