// SPDX-License-Identifier: MIT
#include "libprofile/profile/prepare.hpp"

#include <map>
#include <utility>

#include "libprofile/records/accepted.hpp"
#include "libprofile/records/identifier_guard.hpp"

namespace libprofile::profile {
namespace {

struct Checked {
  records::ColumnTable table;
  records::Validation validation;
};

Checked check(const records::ColumnTable& source, const records::Mapping& mapping,
              const records::ValidateOptions& options) {
  Checked checked{records::apply(mapping, source), {}};
  records::require_no_identifiers(checked.table);
  checked.validation = records::validate(checked.table, mapping.kind, options);
  return checked;
}

std::vector<records::FieldUse> uses_of(const Checked& checked, Uses uses) {
  return uses == Uses::listed ? records::field_uses(checked.table, checked.validation)
                              : std::vector<records::FieldUse>();
}

}  // namespace

SourceReport source_report(std::string name, const records::Validation& validation) {
  SourceReport report;
  report.source = std::move(name);
  report.rows_read = static_cast<std::int64_t>(validation.rows);
  report.accepted = static_cast<std::int64_t>(validation.accepted.size());
  std::map<std::string, std::int64_t> by_rule;
  const records::Rejected* previous = nullptr;
  for (const records::Rejected& fault : validation.rejected) {
    const bool is_same_row = previous != nullptr && previous->source == fault.source && previous->row == fault.row;
    previous = &fault;
    if (is_same_row) {
      continue;
    }
    if (fault.rule == records::kDuplicateRule) {
      ++report.duplicates;
    } else {
      ++by_rule[fault.column + ": must be " + std::string(fault.rule)];
    }
  }
  report.rejected.assign(by_rule.begin(), by_rule.end());
  return report;
}

PreparedIncidents prepare_incidents(const records::ColumnTable& source, const records::Mapping& mapping,
                                    const records::ValidateOptions& options, Uses uses) {
  Checked checked = check(source, mapping, options);
  SourceReport report = source_report("incidents", checked.validation);
  auto used = uses_of(checked, uses);
  return {records::to_incidents(checked.table, checked.validation), std::move(checked.validation), std::move(report),
          std::move(used)};
}

PreparedPremises prepare_premises(const records::ColumnTable& source, const records::Mapping& mapping, Uses uses) {
  Checked checked = check(source, mapping, {});
  SourceReport report = source_report("premises", checked.validation);
  auto used = uses_of(checked, uses);
  return {records::to_premises(checked.table, checked.validation), std::move(checked.validation), std::move(report),
          std::move(used)};
}

PreparedPeople prepare_people(const records::ColumnTable& source, const records::Mapping& mapping, Uses uses) {
  Checked checked = check(source, mapping, {});
  SourceReport report =
      source_report(mapping.kind == records::Kind::victim ? "victims" : "offenders", checked.validation);
  auto used = uses_of(checked, uses);
  return {records::to_people(checked.table, checked.validation), std::move(checked.validation), std::move(report),
          std::move(used)};
}

}  // namespace libprofile::profile
