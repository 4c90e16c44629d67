// SPDX-License-Identifier: MIT
#include "libprofile/records/people.hpp"

#include <algorithm>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/records/detail/coded_rows.hpp"
#include "libprofile/records/detail/field_values.hpp"
#include "libprofile/records/schema.hpp"

namespace libprofile::records {
namespace {

std::string_view list_of(Kind kind, std::string_view name) {
  const Field* field = find_field(kind, name);
  return field == nullptr ? std::string_view() : field->list;
}

std::vector<std::int64_t> referrals(const ColumnTable& table, const std::vector<std::size_t>& rows) {
  const ColumnTable::Entry* entry = table.find("referral");
  if (entry == nullptr) {
    return {};
  }
  const detail::TimeValues times(entry->column, "referral");
  std::vector<std::int64_t> start_s(rows.size());
  core::parallel_for(rows.size(), [&](std::size_t i) {
    const auto span = times[rows[i]];
    start_s[i] = span ? span->start_s : kNoTime;
  });
  return start_s;
}

}  // namespace

const Coded* People::field(std::string_view name) const {
  const auto found = std::find_if(fields.begin(), fields.end(), [name](const auto& one) { return one.first == name; });
  return found == fields.end() ? nullptr : &found->second;
}

const std::vector<std::string>& people_fields() {
  static const std::vector<std::string> names{"age_band",        "sex",   "home_area", "care_status",
                                              "referral_source", "model", "risk_band", "group"};
  return names;
}

People to_people(const ColumnTable& table, const Validation& validation) {
  require(validation.kind == Kind::victim || validation.kind == Kind::offender, "kind of the validation",
          name(validation.kind), "victim or offender");
  require(validation.rows == table.rows(), "rows of the validation", validation.rows, "those of the table");
  People people;
  people.person = detail::coded_rows(table, "person", {}, validation.accepted);
  people.referral_s = referrals(table, validation.accepted);
  for (const std::string& field : people_fields()) {
    if (table.find(field) != nullptr) {
      people.fields.emplace_back(
          field, detail::coded_rows(table, field, list_of(validation.kind, field), validation.accepted));
    }
  }
  return people;
}

}  // namespace libprofile::records
