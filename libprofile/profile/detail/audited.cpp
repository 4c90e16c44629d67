// SPDX-License-Identifier: MIT
#include "libprofile/profile/detail/audited.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "libprofile/core/error.hpp"

namespace libprofile::profile::detail {
namespace {

using disclosure::AuditReport;
using disclosure::CellAudit;
using disclosure::JointReport;
using disclosure::TablePlace;
using disclosure::Verdict;

constexpr const char* kCounts = "counts";
constexpr const char* kMonths = "months";
constexpr const char* kWeek = "hours of the week";
constexpr const char* kIncidentRows = "rows of incidents";
constexpr const char* kPremises = "premises";
constexpr const char* kPremisesRows = "rows of premises";

bool hides_nothing(const disclosure::Policy& policy) {
  return policy.fields().threshold <= 1 && policy.rounding_base() == 1;
}

bool ran_out_of_time(const AuditReport& report) {
  return std::any_of(report.cells.begin(), report.cells.end(),
                     [](const CellAudit& cell) { return cell.verdict == Verdict::not_proved; });
}

// Limits of a cell stay inside: a message may be passed on.
std::string refusal(const disclosure::NamedTable& table, const AuditReport& report) {
  const auto first = std::find_if(report.cells.begin(), report.cells.end(),
                                  [](const CellAudit& cell) { return cell.verdict != Verdict::safe; });
  return table.name + ": the audit refuses " + std::to_string(report.refused) + " of " +
         std::to_string(report.cells.size()) + " numbers, the first as \"" +
         std::string(disclosure::to_string(first->verdict)) + "\"" +
         (disclosure::audit(table.table, table.options).passed() ? " beside the other tables of the release" : "") +
         ": too much could be worked out, so nothing is released; use larger areas, a longer window or fewer "
         "categories";
}

}  // namespace

Audited::Audited(const disclosure::Policy& policy, double time_limit_s)
    : policy_(policy), time_limit_s_(time_limit_s) {}

void Audited::add(const std::string& name, disclosure::ReleasedTable table, const disclosure::AuditOptions& options) {
  if (!table.shape.rows.empty()) {
    release_.tables.push_back({name, std::move(table), options});
  }
}

void Audited::add(const disclosure::Protected<disclosure::ProtectedTable>& counts,
                  const geography::CountTable& hierarchy) {
  add(kCounts, disclosure::released_table(counts, hierarchy), disclosure::audit_options(policy_));
}

void Audited::add(const std::string& name, const disclosure::ProtectedList& list) {
  add(name, disclosure::released_table(list), disclosure::audit_options(policy_));
}

void Audited::add(const disclosure::ProtectedPremises& premises) {
  if (premises.types.empty()) {
    return;
  }
  disclosure::JointRelease tables = disclosure::released_tables(premises, policy_);
  for (auto& number : tables.shared) {
    for (TablePlace& at : number) {
      at.table += release_.tables.size();
    }
  }
  std::move(tables.tables.begin(), tables.tables.end(), std::back_inserter(release_.tables));
  std::move(tables.shared.begin(), tables.shared.end(), std::back_inserter(release_.shared));
}

void Audited::add(const disclosure::ProtectedDistances& distances) {
  const std::size_t bands = distances.bands.size();
  std::vector<std::optional<TablePlace>> totals{total_of(kCounts)};
  for (std::size_t type = 0; type < distances.types.size(); ++type) {
    const auto first = distances.incidents.begin() + static_cast<std::ptrdiff_t>(type * bands);
    if (!first->count) {
      continue;
    }
    const std::string name = "incidents by distance from " + distances.types[type];
    add(name, {.labels = distances.bands,
               .counts = {first, first + static_cast<std::ptrdiff_t>(bands)},
               .total = distances.total,
               .base = distances.base});
    totals.push_back(total_of(name));
  }
  share(totals);
}

void Audited::add(const std::string& kind, const ProtectedPeople& people) {
  const std::size_t first = release_.tables.size();
  add(kind + " by age band and sex", disclosure::released_table(people.age_by_sex), disclosure::audit_options(policy_));
  const std::pair<const char*, const disclosure::ProtectedList*> lists[] = {
      {"age band", &people.age_band},
      {"sex", &people.sex},
      {"district", &people.districts},
      {"care status", &people.care_status},
      {"referral source", &people.referral_source},
      {"model", &people.model},
      {"risk band", &people.risk_band},
      {"group", &people.group}};
  for (const auto& [field, list] : lists) {
    add(kind + " by " + field, *list);
  }
  std::vector<TablePlace> totals;
  for (std::size_t table = first; table < release_.tables.size(); ++table) {
    const disclosure::RoundingTable& shape = release_.tables[table].table.shape;
    const bool is_list = shape.margin == disclosure::ColumnMargin::none;
    totals.push_back({table, {1, 0, is_list ? 0 : shape.columns.size()}});
  }
  if (totals.size() > 1) {
    release_.shared.push_back(std::move(totals));
  }
  const std::string rows = "rows of " + kind;
  add(rows, people.rows);
  if (first < release_.tables.size()) {
    at_least(last_of(rows), total_of(release_.tables[first].name));
  }
}

void Audited::add(const ProtectedQuality& quality) {
  add(kIncidentRows, quality.incidents);
  add(kPremisesRows, quality.premises);
  add_snapped(quality.snapped);
  add("rows by agency", quality.rows);
  add("rows without a place", quality.without_place);
  add("rows without a category", quality.without_category);
  add("rows without a person", quality.without_person);
  share({total_of(kPremises), last_of(kPremisesRows)});
}

void Audited::add_snapped(const disclosure::ProtectedList& snapped) {
  std::optional<TablePlace> narrower = last_of(kIncidentRows);
  for (std::size_t row = 0; row < snapped.labels.size(); ++row) {
    const std::string name = "coordinates on " + snapped.labels[row];
    add(name, {.labels = {snapped.labels[row]},
               .counts = {snapped.counts[row]},
               .total = snapped.counts[row],
               .base = snapped.base});
    const bool is_lattice = row + 1 < snapped.labels.size();
    at_least(is_lattice ? narrower : last_of(kIncidentRows), last_of(name));
    narrower = last_of(name);
  }
}

std::optional<std::size_t> Audited::find(std::string_view name) const {
  const auto found = std::find_if(release_.tables.begin(), release_.tables.end(),
                                  [name](const disclosure::NamedTable& table) { return table.name == name; });
  return found == release_.tables.end() ? std::nullopt
                                        : std::optional(static_cast<std::size_t>(found - release_.tables.begin()));
}

std::optional<TablePlace> Audited::total_of(std::string_view name) const {
  const auto table = find(name);
  if (!table) {
    return std::nullopt;
  }
  const disclosure::ReleasedTable& released = release_.tables[*table].table;
  return TablePlace{*table, {released.shown.size() - 1, 0, released.shown.back().size() - 1}};
}

std::optional<TablePlace> Audited::last_of(std::string_view name) const {
  const auto table = find(name);
  return table ? std::optional(TablePlace{*table, {0, release_.tables[*table].table.shape.rows.size() - 1, 0}})
               : std::nullopt;
}

void Audited::share(const std::vector<std::optional<TablePlace>>& places) {
  std::vector<TablePlace> number;
  for (const std::optional<TablePlace>& place : places) {
    if (place) {
      number.push_back(*place);
    }
  }
  if (number.size() > 1) {
    release_.shared.push_back(std::move(number));
  }
}

void Audited::share_records() {
  share({total_of(kCounts), total_of(kMonths), total_of(kWeek), last_of(kIncidentRows)});
}

void Audited::at_least(const std::optional<TablePlace>& more, const std::optional<TablePlace>& less) {
  if (more && less && more->table != less->table) {
    release_.at_least.push_back({*more, *less});
  }
}

void Audited::persons_have_records() {
  for (const char* const persons : {kCounts, kMonths, kWeek}) {
    at_least(last_of(kIncidentRows), total_of(persons));
  }
}

void Audited::require_safe() {
  if (hides_nothing(policy_)) {
    return;
  }
  const JointReport report = disclosure::audit_together(release_, time_limit_s_);
  for (std::size_t t = 0; t < release_.tables.size(); ++t) {
    const AuditReport& table = report.tables[t];
    if (ran_out_of_time(table)) {
      throw DisclosureError(release_.tables[t].name +
                            ": the audit ran out of time before every number was proved "
                            "safe, so nothing is released; use fewer areas or fewer categories");
    }
    if (!table.passed()) {
      throw DisclosureError(refusal(release_.tables[t], table));
    }
    numbers_ += table.cells.size();
  }
  programs_ = 2 * report.solved;
}

std::optional<publish::Manifest::Method> Audited::method() const {
  if (numbers_ == 0) {
    return std::nullopt;
  }
  return publish::Manifest::Method{"interval audit",
                                   {{"numbers", std::to_string(numbers_)},
                                    {"tables", "all together"},
                                    {"programs", std::to_string(programs_)},
                                    {"refused", "0"}},
                                   "Cox (1980), JASA 75, 377-385"};
}

}  // namespace libprofile::profile::detail
