// SPDX-License-Identifier: MIT
#include "libprofile/profile/detail/people_gate.hpp"

#include <cstdint>
#include <cstdlib>
#include <optional>

namespace libprofile::profile::detail {
namespace {

using disclosure::ListTable;
using disclosure::Protected;
using disclosure::ProtectedCount;
using disclosure::ProtectedCross;
using disclosure::ProtectedList;

ListTable with_total(ListTable table, const std::optional<std::int64_t>& total) {
  if (!table.labels.empty()) {
    table.pinned_total = total;
  }
  return table;
}

/// Rows are said of enough persons alone: beside few, that there are rows would say that there are persons.
bool may_show_rows(const ProtectedCount& persons, const disclosure::Policy& policy) {
  return policy.rounding_base() == 1 || persons.reliability == disclosure::Reliability::ok;
}

/// A released number of rows below that of persons would narrow down both, since everybody has a row: rows that are
/// within the base of the released number of persons are released as that number.
ListTable with_persons(ListTable rows, std::int64_t persons, std::int64_t base) {
  if (std::abs(rows.counts.back() - persons) < base) {
    rows.pinned.resize(rows.labels.size());
    rows.pinned.back() = persons;
  }
  return rows;
}

Protected<ProtectedPeople> nobody(const disclosure::Policy& policy, const core::Key& key) {
  return disclosure::derive([](const ProtectedList&) { return ProtectedPeople{}; },
                            disclosure::protect_list({}, policy, key));
}

}  // namespace

Protected<ProtectedPeople> protect_people(const PeopleTables& tables, const disclosure::Policy& policy,
                                          const core::Key& key) {
  if (tables.kind.empty()) {
    return nobody(policy, key);
  }
  const auto persons = disclosure::protect_scalar(tables.kind, tables.persons, policy, key);
  const std::optional<std::int64_t> total = persons.value().count;
  const auto list = [&](const ListTable& table) {
    return disclosure::protect_list(with_total(table, total), policy, key);
  };
  disclosure::CrossTable cross = tables.age_by_sex;
  if (!cross.counts.empty()) {
    cross.pinned_total = total;
  }
  const auto age_by_sex = disclosure::protect_cross(cross, policy, key);
  const auto age_band = list(tables.age_band);
  const auto sex = list(tables.sex);
  const auto districts = list(tables.districts);
  const auto care_status = list(tables.care_status);
  const auto referral_source = list(tables.referral_source);
  const auto model = list(tables.model);
  const auto risk_band = list(tables.risk_band);
  const auto group = list(tables.group);
  const ListTable shown = may_show_rows(persons.value(), policy)
                              ? with_persons(tables.rows, total.value_or(0), policy.rounding_base())
                              : ListTable{};
  const auto rows = disclosure::protect_list(shown, policy, key);
  return disclosure::derive(
      [](const ProtectedCount& count, const ProtectedCross& by_sex, const auto&... lists) {
        return ProtectedPeople{count, by_sex, lists...};
      },
      persons, age_by_sex, age_band, sex, districts, care_status, referral_source, model, risk_band, group, rows);
}

}  // namespace libprofile::profile::detail
