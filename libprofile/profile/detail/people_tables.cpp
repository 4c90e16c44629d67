// SPDX-License-Identifier: MIT
#include "libprofile/profile/detail/people_tables.hpp"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "libprofile/profile/detail/categories.hpp"
#include "libprofile/profile/detail/people_groups.hpp"
#include "libprofile/profile/detail/people_homes.hpp"
#include "libprofile/profile/detail/quality_tables.hpp"

namespace libprofile::profile::detail {
namespace {

using disclosure::ListTable;
using records::People;

/// Values under their own labels, then the three that every list has.
struct Labels {
  std::vector<std::string> names;
  /// Of each person.
  std::vector<std::size_t> of_person;
};

struct Rows {
  std::vector<std::size_t> counted;
  std::int64_t outside_window = 0;
  std::int64_t without_referral = 0;
};

Rows rows_of(const People& people, const records::TimeSpan& window) {
  Rows rows;
  for (std::size_t i = 0; i < people.size(); ++i) {
    const bool is_dated = !people.referral_s.empty();
    if (is_dated && people.referral_s[i] == records::kNoTime) {
      ++rows.without_referral;
    } else if (is_dated && (people.referral_s[i] < window.start_s || people.referral_s[i] >= window.end_s)) {
      ++rows.outside_window;
    } else {
      rows.counted.push_back(i);
    }
  }
  return rows;
}

/// Codes of the persons of the rows, as numbers from 0.
std::vector<std::size_t> persons_of(const People& people, const std::vector<std::size_t>& rows, std::size_t& persons) {
  std::map<std::int32_t, std::size_t> number;
  std::vector<std::size_t> of_row;
  for (const std::size_t row : rows) {
    of_row.push_back(number.emplace(people.person.codes[row], number.size()).first->second);
  }
  persons = number.size();
  return of_row;
}

Labels labels_of(const std::vector<std::string>& values, std::int64_t threshold) {
  std::map<std::string, std::int64_t> counts;
  for (const std::string& value : values) {
    ++counts[value];
  }
  for (const char* always : {kFewer, kDiffers, kNotStated}) {
    counts.erase(always);
  }
  Labels labels;
  for (const auto& [value, count] : counts) {
    if (count >= threshold) {
      labels.names.push_back(value);
    }
  }
  const std::size_t own = labels.names.size();
  labels.names.insert(labels.names.end(), {kFewer, kDiffers, kNotStated});
  for (const std::string& value : values) {
    const auto end = labels.names.begin() + static_cast<std::ptrdiff_t>(own);
    const auto found = std::lower_bound(labels.names.begin(), end, value);
    const std::size_t special = value == kNotStated ? 2 : value == kDiffers ? 1 : 0;
    labels.of_person.push_back(found != end && *found == value ? static_cast<std::size_t>(found - labels.names.begin())
                                                               : own + special);
  }
  return labels;
}

class Counter {
 public:
  Counter(const People& people, std::string kind, const std::vector<std::size_t>& rows, std::int64_t threshold)
      : people_(people),
        kind_(std::move(kind)),
        rows_(rows),
        threshold_(threshold),
        person_of_row_(persons_of(people, rows, persons_)) {}

  [[nodiscard]] std::size_t persons() const { return persons_; }

  /// The one value of each person, or why there is none.
  [[nodiscard]] std::vector<std::string> values(const char* field) const {
    std::vector<std::string> of_person(persons_, kNotStated);
    const records::Coded* column = people_.field(field);
    for (std::size_t k = 0; column != nullptr && k < rows_.size(); ++k) {
      const std::int32_t code = column->codes[rows_[k]];
      if (code == records::kAbsent) {
        continue;
      }
      std::string& value = of_person[person_of_row_[k]];
      const std::string& given = column->values[static_cast<std::size_t>(code)];
      value = value == kNotStated || value == given ? given : kDiffers;
    }
    return of_person;
  }

  [[nodiscard]] bool has(const char* field) const { return people_.field(field) != nullptr; }

  [[nodiscard]] ListTable list(const char* field) const {
    return has(field) ? counted(field, labels_of(values(field), threshold_)) : ListTable{};
  }

  [[nodiscard]] disclosure::CrossTable cross(const char* first, const char* second) const {
    if (!has(first) && !has(second)) {
      return {};
    }
    const Labels rows = labels_of(values(first), threshold_);
    const Labels columns = labels_of(values(second), threshold_);
    disclosure::CrossTable table{kind_ + " by " + first + " and " + second, rows.names, columns.names, {}, {}};
    table.counts.resize(rows.names.size() * columns.names.size());
    for (std::size_t i = 0; i < persons_; ++i) {
      ++table.counts[rows.of_person[i] * columns.names.size() + columns.of_person[i]];
    }
    return table;
  }

  /// Persons by labels that are known to everybody, such as districts.
  [[nodiscard]] ListTable among(const char* field, const std::vector<std::string>& labels,
                                const std::vector<std::size_t>& of_person) const {
    return counted(field, {labels, of_person});
  }

 private:
  [[nodiscard]] ListTable counted(const std::string& field, const Labels& labels) const {
    ListTable table;
    table.name = kind_ + " by " + field;
    table.labels = labels.names;
    table.counts.resize(labels.names.size());
    for (const std::size_t label : labels.of_person) {
      ++table.counts[label];
    }
    return table;
  }

  const People& people_;
  std::string kind_;
  const std::vector<std::size_t>& rows_;
  std::int64_t threshold_;
  std::size_t persons_ = 0;
  std::vector<std::size_t> person_of_row_;
};

ListTable fates_of(const Rows& rows, const SourceReport& source) {
  ListTable table = rejected_rows(source);
  table.labels.insert(table.labels.end(), {kOutsideWindow, kWithoutReferral, kCounted});
  table.counts.insert(table.counts.end(),
                      {rows.outside_window, rows.without_referral, static_cast<std::int64_t>(rows.counted.size())});
  return table;
}

}  // namespace

PeopleTables count_people(const People& people, const std::string& kind, const geography::AreaSet& areas,
                          const records::TimeSpan& window, const SourceReport& source,
                          const disclosure::Policy& policy) {
  const Rows rows = rows_of(people, window);
  const Counter counter(people, kind, rows.counted, policy.fields().threshold);
  PeopleTables tables;
  tables.kind = kind;
  tables.persons = static_cast<std::int64_t>(counter.persons());
  tables.rows = fates_of(rows, source);
  if (counter.has("home_area") && may_show_districts(areas, policy)) {
    const Homes homes = homes_of(counter.values("home_area"), areas);
    tables.districts = counter.among("district", homes.labels, homes.of_person);
  }
  if (policy.fields().tier == disclosure::Tier::open) {
    return tables;
  }
  tables.age_by_sex = counter.cross("age_band", "sex");
  tables.care_status = counter.list("care_status");
  tables.referral_source = counter.list("referral_source");
  tables.model = counter.list("model");
  tables.risk_band = counter.list("risk_band");
  if (counter.has("group")) {
    tables.group_size = persons_by_group_size(counter.values("group"), kind, policy);
  }
  return tables;
}

}  // namespace libprofile::profile::detail
