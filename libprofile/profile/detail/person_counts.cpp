// SPDX-License-Identifier: MIT
#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "libprofile/disclosure/protect.hpp"
#include "libprofile/profile/detail/area_level.hpp"
#include "libprofile/profile/detail/categories.hpp"
#include "libprofile/profile/detail/people_gate.hpp"
#include "libprofile/profile/detail/shares.hpp"
#include "libprofile/records/code_lists.hpp"

namespace libprofile::profile::detail {
namespace {

using disclosure::ProtectedCross;
using disclosure::ProtectedList;
using publish::PersonCount;

constexpr const char* kAllAreas = "All areas";
const std::string kEverything{disclosure::kAll};

/// Attributes that are lists, by the names that tables give them.
struct NamedList {
  const char* field;
  const ProtectedList& list;
};

std::vector<NamedList> lists_of(const ProtectedPeople& people) {
  return {{"age_band", people.age_band},
          {"sex", people.sex},
          {"care_status", people.care_status},
          {"referral_source", people.referral_source},
          {"model", people.model},
          {"risk_band", people.risk_band},
          {"group", people.group}};
}

/// A code as its list words it; any other value with spaces for underscores.
std::string in_words(const std::string& field, const std::string& value) {
  static const std::map<std::string, const char*> lists{{"age_band", "age_bands"},
                                                        {"care_status", "care_statuses"},
                                                        {"referral_source", "agencies"},
                                                        {"model", "exploitation_models"},
                                                        {"risk_band", "risk_bands"}};
  const auto list = lists.find(field);
  const records::Code* code =
      list == lists.end() ? nullptr : records::find_code(records::code_list(list->second), value);
  std::string words = code == nullptr ? value : std::string(code->label);
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

void append(std::vector<PersonCount>& rows, const std::string& field, const std::string& value,
            const disclosure::ProtectedCount& count) {
  rows.push_back({kEverything, kEverything, kAllAreas, field, value, in_words(field, value), count.count});
}

void append_districts(std::vector<PersonCount>& rows, const ProtectedList& districts, const geography::AreaSet& areas) {
  if (districts.labels.empty()) {
    return;
  }
  const geography::Level& level = areas.levels[*area_level(areas)];
  for (std::size_t i = 0; i < districts.labels.size(); ++i) {
    const bool is_district = i < level.codes.size();
    rows.push_back({level.name, districts.labels[i], is_district ? level.names[i] : districts.labels[i], kEverything,
                    kEverything, kEverything, districts.counts[i].count});
  }
}

void append_cross(std::vector<PersonCount>& rows, const ProtectedCross& cross) {
  for (std::size_t row = 0; row < cross.rows.size(); ++row) {
    append(rows, "age_band", cross.rows[row], cross.at(row, cross.columns.size()));
  }
  for (std::size_t column = 0; column < cross.columns.size(); ++column) {
    append(rows, "sex", cross.columns[column], cross.at(cross.rows.size(), column));
  }
  for (std::size_t row = 0; row < cross.rows.size(); ++row) {
    for (std::size_t column = 0; column < cross.columns.size(); ++column) {
      append(rows, "age_band by sex", cross.rows[row] + " / " + cross.columns[column], cross.at(row, column));
    }
  }
}

/// The released count of persons for whom an attribute is not stated; nothing where the list is empty or withheld.
std::optional<std::int64_t> not_stated(const ProtectedList& list) {
  const auto found = std::find(list.labels.begin(), list.labels.end(), kNotStated);
  return found == list.labels.end() ? std::nullopt
                                    : list.counts[static_cast<std::size_t>(found - list.labels.begin())].count;
}

}  // namespace

std::vector<PersonCount> person_counts(const ProtectedPeople& people, const geography::AreaSet& areas) {
  std::vector<PersonCount> rows;
  if (!people.persons.count) {
    return rows;
  }
  append(rows, kEverything, kEverything, people.persons);
  append_districts(rows, people.districts, areas);
  append_cross(rows, people.age_by_sex);
  for (const auto& [field, list] : lists_of(people)) {
    for (std::size_t i = 0; i < list.labels.size(); ++i) {
      append(rows, field, list.labels[i], list.counts[i]);
    }
  }
  return rows;
}

std::vector<publish::FieldGiven> fields_given(const ProtectedPeople& people, const std::string& source) {
  std::vector<publish::FieldGiven> given;
  const std::int64_t persons = people.persons.count.value_or(0);
  if (people.rows.labels.empty() || persons <= 0) {
    return given;
  }
  const auto add = [&](const char* field, std::int64_t missing) {
    given.push_back({source, field, share_given(persons, missing)});
  };
  const ProtectedCross& cross = people.age_by_sex;
  if (!cross.cells.empty()) {
    add("age_band", cross.at(cross.rows.size() - 1, cross.columns.size()).count.value_or(0));
    add("sex", cross.at(cross.rows.size(), cross.columns.size() - 1).count.value_or(0));
  }
  if (const auto missing = not_stated(people.districts)) {
    add("home_area", *missing);
  }
  for (const auto& [field, list] : lists_of(people)) {
    if (const auto missing = not_stated(list)) {
      add(field, *missing);
    }
  }
  return given;
}

}  // namespace libprofile::profile::detail
