// SPDX-License-Identifier: MIT
/// @file
/// Whether cells of several tables can be moved together, so that nothing that they share narrows them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "libprofile/disclosure/audit_together.hpp"
#include "libprofile/disclosure/detail/audit_block.hpp"
#include "libprofile/disclosure/detail/cell_limits.hpp"

namespace libprofile::disclosure::detail {

enum class Moved : std::uint8_t { yes, no, out_of_time };

/// Whether every inner cell of the tables can be raised, and every one above 0 lowered, by as much as its band allows,
/// together with at most one inner cell of each other table, so that each shared number moves alike wherever it stands.
/// Then no shown number is narrowed, because every number that moves does so within its band.
///
/// No where that was not found: where a table does not add up, something is withheld or commonly known, bands differ, a
/// shared number is shown in two ways, or one that is never below another might be by what is shown of both.
///
/// @param tables  Ascending.
[[nodiscard]] Moved can_move_together(const JointRelease& release, const std::vector<AuditedTree>& audited,
                                      const std::vector<std::size_t>& tables, const Deadline& deadline);

}  // namespace libprofile::disclosure::detail
