// SPDX-License-Identifier: MIT
#include "libprofile/profile/detail/audited.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "libprofile/core/error.hpp"

namespace libprofile::profile::detail {
namespace {

using disclosure::AuditedRelease;
using disclosure::AuditReport;
using disclosure::CellAudit;
using disclosure::Verdict;

bool hides_nothing(const disclosure::Policy& policy) {
  return policy.fields().threshold <= 1 && policy.rounding_base() == 1;
}

// Limits of a cell stay inside: a message may be passed on.
std::string refusal(std::string_view what, const AuditReport& report) {
  const auto first = std::find_if(report.cells.begin(), report.cells.end(),
                                  [](const CellAudit& cell) { return cell.verdict != Verdict::safe; });
  return std::string(what) + ": the audit refuses " + std::to_string(report.refused) + " of " +
         std::to_string(report.cells.size()) + " numbers, the first as \"" +
         std::string(disclosure::to_string(first->verdict)) +
         "\": too much could be worked out, so nothing is released; use larger areas, a longer window or fewer "
         "categories";
}

bool ran_out_of_time(const AuditReport& report) {
  return std::any_of(report.cells.begin(), report.cells.end(),
                     [](const CellAudit& cell) { return cell.verdict == Verdict::not_proved; });
}

}  // namespace

Audited::Audited(const disclosure::Policy& policy, double time_limit_s)
    : policy_(policy), time_limit_s_(time_limit_s) {}

void Audited::require_safe(std::string_view what, AuditedRelease release) {
  if (hides_nothing(policy_) || release.table.shape.rows.empty()) {
    return;
  }
  release.options.time_limit_s = time_limit_s_;
  const AuditReport report = disclosure::audit(release.table, release.options);
  if (ran_out_of_time(report)) {
    throw DisclosureError(std::string(what) + ": the audit ran out of time before every number was proved safe, so " +
                          "nothing is released; use fewer areas or fewer categories");
  }
  if (!report.passed()) {
    throw DisclosureError(refusal(what, report));
  }
  numbers_ += report.cells.size();
  programs_ += 2 * report.solved;
}

void Audited::require_safe(std::string_view what, const disclosure::Protected<disclosure::ProtectedTable>& counts,
                           const geography::CountTable& hierarchy) {
  require_safe(what, AuditedRelease{disclosure::released_table(counts, hierarchy), disclosure::audit_options(policy_)});
}

void Audited::require_safe(std::string_view what, const disclosure::ProtectedList& list) {
  require_safe(what, AuditedRelease{disclosure::released_table(list), disclosure::audit_options(policy_)});
}

void Audited::require_safe(std::string_view what, const disclosure::ProtectedCross& cross) {
  require_safe(what, AuditedRelease{disclosure::released_table(cross), disclosure::audit_options(policy_)});
}

void Audited::require_safe(std::string_view what, const disclosure::ProtectedPremises& premises) {
  if (premises.types.empty()) {
    return;
  }
  for (AuditedRelease& release : disclosure::released_tables(premises, policy_)) {
    require_safe(what, std::move(release));
  }
}

void Audited::require_safe(std::string_view what, const ProtectedPeople& people) {
  require_safe(what, people.age_by_sex);
  for (const auto* list : {&people.age_band, &people.sex, &people.districts, &people.care_status,
                           &people.referral_source, &people.model, &people.risk_band, &people.group, &people.rows}) {
    require_safe(what, *list);
  }
}

void Audited::require_safe(std::string_view what, const ProtectedQuality& quality) {
  for (const auto* list : {&quality.incidents, &quality.premises, &quality.snapped, &quality.rows,
                           &quality.without_place, &quality.without_category, &quality.without_person}) {
    require_safe(what, *list);
  }
}

std::optional<publish::Manifest::Method> Audited::method() const {
  if (numbers_ == 0) {
    return std::nullopt;
  }
  return publish::Manifest::Method{
      "interval audit",
      {{"numbers", std::to_string(numbers_)}, {"programs", std::to_string(programs_)}, {"refused", "0"}},
      "Cox (1980), JASA 75, 377-385"};
}

}  // namespace libprofile::profile::detail
