// SPDX-License-Identifier: MIT
/// @file
/// Records of persons for tests.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "libprofile/records/people.hpp"
#include "libprofile/records/time.hpp"

#include "support/profile_inputs.hpp"

namespace libprofile::testing {

/// One row: fields by name, with "person" and, for victims, "referral" (a day; empty: not given).
using PersonRow = std::map<std::string, std::string>;

inline records::People people_of(const std::vector<PersonRow>& rows) {
  records::People people;
  const auto has = [&rows](const std::string& field) { return !rows.empty() && rows.front().count(field) > 0; };
  for (const std::string& field : records::people_fields()) {
    if (has(field)) {
      people.fields.emplace_back(field, records::Coded{});
    }
  }
  for (const PersonRow& row : rows) {
    people.person.codes.push_back(code_in(people.person, row.at("person")));
    for (auto& [field, column] : people.fields) {
      const auto value = row.find(field);
      column.codes.push_back(value == row.end() ? records::kAbsent : code_in(column, value->second));
    }
    if (has("referral")) {
      const auto day = row.find("referral");
      const bool is_given = day != row.end() && !day->second.empty();
      people.referral_s.push_back(is_given ? records::parse_time_span(day->second)->start_s : records::kNoTime);
    }
  }
  return people;
}

/// Persons "p0", "p1" ... that all have these values.
inline std::vector<PersonRow> persons_with(int count, const PersonRow& values, int first = 0) {
  std::vector<PersonRow> rows;
  for (int i = 0; i < count; ++i) {
    PersonRow row = values;
    row["person"] = "p" + std::to_string(first + i);
    rows.push_back(row);
  }
  return rows;
}

inline void append(std::vector<PersonRow>& to, const std::vector<PersonRow>& rows) {
  to.insert(to.end(), rows.begin(), rows.end());
}

}  // namespace libprofile::testing
