// SPDX-License-Identifier: MIT
/// @file
/// Which tables of a release have anything to do with one another.
#pragma once

#include <cstddef>
#include <vector>

#include "libprofile/disclosure/audit_together.hpp"
#include "libprofile/disclosure/detail/audit_block.hpp"

namespace libprofile::disclosure::detail {

using Tables = std::vector<std::size_t>;

/// Throws `InvalidArgument` unless a place is a cell of a table of the release.
void require_place(const JointRelease& release, const std::vector<AuditedTree>& audited, const TablePlace& at);

/// One for each table of the release. @throws InvalidArgument  where it breaks the contract of `audit_together`.
[[nodiscard]] std::vector<AuditedTree> audited_trees(const JointRelease& release);

/// Tables that shared numbers, or numbers never below others, connect, ascending, by their first.
[[nodiscard]] std::vector<Tables> connected_tables(const JointRelease& release);

/// Shared numbers of a part.
[[nodiscard]] Tables numbers_of(const JointRelease& release, const Tables& part);

/// Whether tables and what connects them form no circle: connected, with as many links as a tree has.
[[nodiscard]] bool is_forest(const JointRelease& release, const Tables& part);

}  // namespace libprofile::disclosure::detail
