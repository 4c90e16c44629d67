// SPDX-License-Identifier: MIT
/// @file
/// What protected lists, cross tables and premises show, for the audit.
#pragma once

#include "libprofile/disclosure/audit_together.hpp"
#include "libprofile/disclosure/protect_cross.hpp"
#include "libprofile/disclosure/protect_list.hpp"
#include "libprofile/disclosure/protect_premises.hpp"
#include "libprofile/disclosure/released_table.hpp"

namespace libprofile::disclosure {

/// A list with its total: labels as rows of one column. Without labels there are no cells.
[[nodiscard]] ReleasedTable released_table(const ProtectedList& list);

/// One attribute by another, with the sums over both.
[[nodiscard]] ReleasedTable released_table(const ProtectedCross& cross);

/// Premises without and with an incident by type and group, first; the incidents near them, second; and for each type
/// of which they are shown, the premises with an incident by band, the premises by surroundings and the incidents by
/// surroundings, whose totals are those of the type in the first two.
[[nodiscard]] JointRelease released_tables(const ProtectedPremises& premises, const Policy& policy);

}  // namespace libprofile::disclosure
