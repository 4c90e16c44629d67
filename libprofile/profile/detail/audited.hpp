// SPDX-License-Identifier: MIT
/// @file
/// The audit of what a profile releases, all its tables together, before anything is made from them.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "libprofile/disclosure/audit_together.hpp"
#include "libprofile/disclosure/protect.hpp"
#include "libprofile/disclosure/protect_distances.hpp"
#include "libprofile/disclosure/released_tables.hpp"
#include "libprofile/geography/count_table.hpp"
#include "libprofile/profile/detail/people_gate.hpp"
#include "libprofile/profile/detail/quality.hpp"
#include "libprofile/publish/document.hpp"

namespace libprofile::profile::detail {

/// Tables of one release, with the numbers that several of them share.
class Audited {
 public:
  /// By the limits of the policy; one that hides nothing has nothing to audit.
  /// @param time_limit_s  For all tables, above 0.
  explicit Audited(const disclosure::Policy& policy, double time_limit_s = disclosure::AuditOptions{}.time_limit_s);

  /// @param hierarchy  That of the counts; its numbers are not looked at.
  void add(const disclosure::Protected<disclosure::ProtectedTable>& counts, const geography::CountTable& hierarchy);

  /// Months and rows of incidents: what they have in common with the counts is said by `share_records`.
  void add(const std::string& name, const disclosure::ProtectedList& list);
  void add(const disclosure::ProtectedPremises& premises);
  /// Every type has the total of the counts, which are added before.
  void add(const disclosure::ProtectedDistances& distances);
  /// All lists of `kind` have one total, and everybody has a row.
  void add(const std::string& kind, const ProtectedPeople& people);
  void add(const ProtectedQuality& quality);

  /// Where counts are records: the total of the counts, that of the months, and the rows that were counted are one.
  void share_records();

  /// Where counts are persons: the rows that were counted are at least as many as persons in the counts, in all months
  /// and in all hours.
  void persons_have_records();

  /// @throws DisclosureError  where a number can be narrowed too far by all tables together, naming its table, or time
  ///                          ran out before all could be looked at.
  void require_safe();

  /// Numbers audited and linear programs solved, as the manifest states them; none where nothing had to be audited.
  [[nodiscard]] std::optional<publish::Manifest::Method> method() const;

 private:
  void add(const std::string& name, disclosure::ReleasedTable table, const disclosure::AuditOptions& options);
  /// Records on wider lattices are no more than on narrower ones, none more than are counted.
  void add_snapped(const disclosure::ProtectedList& snapped);
  [[nodiscard]] std::optional<std::size_t> find(std::string_view name) const;
  /// The sum over everything, or the last row of a list.
  [[nodiscard]] std::optional<disclosure::TablePlace> total_of(std::string_view name) const;
  [[nodiscard]] std::optional<disclosure::TablePlace> last_of(std::string_view name) const;
  /// Where there are both.
  void at_least(const std::optional<disclosure::TablePlace>& more, const std::optional<disclosure::TablePlace>& less);
  /// Where there are at least two such places.
  void share(const std::vector<std::optional<disclosure::TablePlace>>& places);

  disclosure::Policy policy_;
  double time_limit_s_;
  disclosure::JointRelease release_;
  std::size_t numbers_ = 0;
  std::size_t programs_ = 0;
};

}  // namespace libprofile::profile::detail
