// SPDX-License-Identifier: MIT
#include "libprofile/profile/detail/people_gate.hpp"

#include <cstdint>
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

/// Rows that are counted are as many as persons where everybody has one: then the number was released already.
ListTable with_persons(ListTable rows, std::int64_t persons, const std::optional<std::int64_t>& total) {
  if (!rows.labels.empty() && rows.counts.back() == persons) {
    rows.pinned.resize(rows.labels.size());
    rows.pinned.back() = total;
  }
  return rows;
}

Protected<ProtectedPeople> only_rows(const PeopleTables& tables, const disclosure::Policy& policy,
                                     const core::Key& key) {
  const auto rows = disclosure::protect_list(tables.rows, policy, key);
  return disclosure::derive(
      [](const ProtectedList& list) {
        ProtectedPeople people;
        people.rows = list;
        return people;
      },
      rows);
}

}  // namespace

Protected<ProtectedPeople> protect_people(const PeopleTables& tables, const disclosure::Policy& policy,
                                          const core::Key& key) {
  if (tables.rows.labels.empty() || tables.persons < policy.fields().threshold) {
    return only_rows(tables, policy, key);
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
  const auto districts = list(tables.districts);
  const auto care_status = list(tables.care_status);
  const auto referral_source = list(tables.referral_source);
  const auto model = list(tables.model);
  const auto risk_band = list(tables.risk_band);
  const auto group_size = list(tables.group_size);
  const auto rows = disclosure::protect_list(with_persons(tables.rows, tables.persons, total), policy, key);
  return disclosure::derive(
      [](const ProtectedCount& count, const ProtectedCross& by_sex, const auto&... lists) {
        return ProtectedPeople{count, by_sex, lists...};
      },
      persons, age_by_sex, districts, care_status, referral_source, model, risk_band, group_size, rows);
}

}  // namespace libprofile::profile::detail
