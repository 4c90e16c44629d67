// SPDX-License-Identifier: MIT
/// @file
/// What the limits of every cell of a released table come to.
#pragma once

#include <cstddef>
#include <vector>

#include "libprofile/disclosure/audit.hpp"
#include "libprofile/disclosure/detail/audit_block.hpp"
#include "libprofile/disclosure/detail/cell_limits.hpp"

namespace libprofile::disclosure::detail {

/// Throws `InvalidArgument` unless lengths fit and what is shown and known is possible.
void require_fit(const ReleasedTable& table);

/// One audit of one table, which must outlive it.
class Auditor {
 public:
  Auditor(const ReleasedTable& table, const AuditOptions& options);

  [[nodiscard]] AuditReport report();

  /// What is to be said of limits that were found otherwise, one a cell in the order of reports.
  [[nodiscard]] AuditReport report_of(std::vector<Limits> limits);

 private:
  /// Shown by choice, or 0 in a table that shows zeros.
  [[nodiscard]] bool is_meant_to_be_known(std::size_t cell) const;
  [[nodiscard]] bool is_empty(std::size_t cell) const;
  [[nodiscard]] AuditReport collect() const;

  const ReleasedTable& table_;
  const AuditOptions& options_;
  AuditedTree audited_;
  Deadline deadline_;
  std::vector<CellPlace> places_;
  std::vector<Limits> limits_;
};

}  // namespace libprofile::disclosure::detail
