// SPDX-License-Identifier: MIT
/// @file
/// The audit of what a profile releases, before anything is made from it.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "libprofile/disclosure/audit.hpp"
#include "libprofile/disclosure/protect.hpp"
#include "libprofile/disclosure/released_tables.hpp"
#include "libprofile/geography/count_table.hpp"
#include "libprofile/profile/detail/people_gate.hpp"
#include "libprofile/profile/detail/quality.hpp"
#include "libprofile/publish/document.hpp"

namespace libprofile::profile::detail {

/// Audits one released table after the other, and keeps how much was looked at.
class Audited {
 public:
  /// By the limits of the policy; one that hides nothing has nothing to audit.
  /// @param time_limit_s  For each table, above 0.
  explicit Audited(const disclosure::Policy& policy, double time_limit_s = disclosure::AuditOptions{}.time_limit_s);

  /// @param what  For messages: "counts", "victims".
  /// @param hierarchy  That of the counts; its numbers are not looked at.
  /// @throws DisclosureError  where a number can be narrowed too far, or time ran out before all could be looked at.
  void require_safe(std::string_view what, const disclosure::Protected<disclosure::ProtectedTable>& counts,
                    const geography::CountTable& hierarchy);
  void require_safe(std::string_view what, const disclosure::ProtectedList& list);
  void require_safe(std::string_view what, const disclosure::ProtectedCross& cross);
  void require_safe(std::string_view what, const disclosure::ProtectedPremises& premises);
  void require_safe(std::string_view what, const ProtectedPeople& people);
  void require_safe(std::string_view what, const ProtectedQuality& quality);

  /// Numbers audited and linear programs solved, as the manifest states them; none where nothing had to be audited.
  [[nodiscard]] std::optional<publish::Manifest::Method> method() const;

 private:
  void require_safe(std::string_view what, disclosure::AuditedRelease release);

  disclosure::Policy policy_;
  double time_limit_s_;
  std::size_t numbers_ = 0;
  std::size_t programs_ = 0;
};

}  // namespace libprofile::profile::detail
