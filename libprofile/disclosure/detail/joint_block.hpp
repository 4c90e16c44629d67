// SPDX-License-Identifier: MIT
/// @file
/// Several tables of one release as one system of known sums.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

#include "libprofile/disclosure/audit_together.hpp"
#include "libprofile/disclosure/detail/audit_block.hpp"
#include "libprofile/disclosure/detail/knowledge.hpp"

namespace libprofile::disclosure::detail {

/// The unknown counts of all rows of some tables, as deviations from what is shown, and all that is known of them: what
/// each table shows, that shared numbers are equal, and which numbers are never below others.
struct JointBlock {
  /// @param audited  One for each table of the release. `tables`: those that are taken, ascending.
  JointBlock(const JointRelease& release, const std::vector<AuditedTree>& audited,
             const std::vector<std::size_t>& tables);

  [[nodiscard]] std::vector<std::uint32_t> unknowns_of(const TablePlace& at) const;
  /// What has to be added to the sum of deviations of a cell.
  [[nodiscard]] double offset(const TablePlace& at) const;

  Knowledge knowledge;
  /// Which cell each known sum is; sums beyond are what tables share.
  std::vector<TablePlace> places;

 private:
  void add(const AuditBlock& block, std::size_t table);
  void add_equal(const TablePlace& a, const TablePlace& b);
  void add_at_least(const AtLeast& pair);

  std::map<std::size_t, AuditBlock> blocks_;
  std::map<std::size_t, std::uint32_t> first_unknown_;
};

}  // namespace libprofile::disclosure::detail
