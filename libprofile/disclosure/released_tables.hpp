// SPDX-License-Identifier: MIT
/// @file
/// What protected lists, cross tables and premises show, for the audit.
#pragma once

#include <vector>

#include "libprofile/disclosure/audit.hpp"
#include "libprofile/disclosure/protect_cross.hpp"
#include "libprofile/disclosure/protect_list.hpp"
#include "libprofile/disclosure/protect_premises.hpp"
#include "libprofile/disclosure/released_table.hpp"

namespace libprofile::disclosure {

/// A list with its total: labels as rows of one column. Without labels there are no cells.
[[nodiscard]] ReleasedTable released_table(const ProtectedList& list);

/// One attribute by another, with the sums over both.
[[nodiscard]] ReleasedTable released_table(const ProtectedCross& cross);

/// A table, and what it is audited for.
struct AuditedRelease {
  ReleasedTable table;
  AuditOptions options;
};

/// Premises without and with an incident by type and group; the incidents near them; and for each type whose bands are
/// shown, the premises with an incident by band. Each is audited by itself.
[[nodiscard]] std::vector<AuditedRelease> released_tables(const ProtectedPremises& premises, const Policy& policy);

}  // namespace libprofile::disclosure
