// SPDX-License-Identifier: MIT
#include "libprofile/profile/detail/people_tables.hpp"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "libprofile/core/error.hpp"
#include "libprofile/profile/detail/categories.hpp"
#include "libprofile/profile/detail/people_homes.hpp"
#include "libprofile/profile/detail/quality_tables.hpp"
#include "libprofile/records/age_band.hpp"
#include "libprofile/records/code_lists.hpp"

namespace libprofile::profile::detail {
namespace {

using disclosure::ListTable;
using records::People;

/// What a field is counted by.
struct Labels {
  /// Known without the records.
  std::vector<std::string> names;
  /// For each value of the source, an index into `names`.
  std::vector<std::size_t> of_value;
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

std::string context_of(const std::string& kind, const char* field) {
  return kind + ": every value of " + field;
}

Labels labels_of_list(const std::vector<std::string>& values, const char* list, const std::string& context) {
  const records::CodeList& known = records::code_list(list);
  Labels labels;
  for (const records::Code& code : known.codes) {
    labels.names.emplace_back(code.code);
  }
  for (const std::string& value : values) {
    const records::Code* code = records::find_code(known, value);
    require(code != nullptr, context, "one that is not", known.rule);
    labels.of_value.push_back(static_cast<std::size_t>(code - known.codes.data()));
  }
  return labels;
}

Labels labels_of_ages(const std::vector<std::string>& values, const std::string& context) {
  Labels labels = labels_of_list({}, "age_bands", context);
  const std::size_t other = labels.names.size();
  labels.names.emplace_back(kOtherBand);
  for (const std::string& value : values) {
    const auto band = records::parse_age_band(value);
    require(band.has_value(), context, "one that is not", "a band of ages, such as 13-15, 50-plus or under-10");
    labels.of_value.push_back(records::listed_age_band(*band).value_or(other));
  }
  return labels;
}

/// Persons under one label each.
struct Column {
  std::vector<std::string> labels;
  std::vector<std::size_t> of_person;
};

class Counter {
 public:
  Counter(const People& people, std::string kind, const std::vector<std::size_t>& rows)
      : people_(people), kind_(std::move(kind)), rows_(rows), person_of_row_(persons_of(people, rows, persons_)) {}

  [[nodiscard]] std::size_t persons() const { return persons_; }

  [[nodiscard]] bool has(const char* field) const { return people_.field(field) != nullptr; }

  [[nodiscard]] const std::vector<std::string>& values(const char* field) const { return people_.field(field)->values; }

  /// Persons by one of the labels, or one of the two that are added for those without one value.
  [[nodiscard]] Column column(const char* field, const Labels& labels) const {
    const std::size_t differs = labels.names.size();
    const std::size_t not_stated = differs + 1;
    Column column{labels.names, std::vector<std::size_t>(persons_, not_stated)};
    column.labels.insert(column.labels.end(), {kDiffers, kNotStated});
    const records::Coded& codes = *people_.field(field);
    for (std::size_t k = 0; k < rows_.size(); ++k) {
      const std::int32_t code = codes.codes[rows_[k]];
      if (code == records::kAbsent) {
        continue;
      }
      const std::size_t given = labels.of_value[static_cast<std::size_t>(code)];
      std::size_t& label = column.of_person[person_of_row_[k]];
      label = label == not_stated || label == given ? given : differs;
    }
    return column;
  }

  [[nodiscard]] Column ages() const {
    return column("age_band", labels_of_ages(values("age_band"), context_of(kind_, "age_band")));
  }

  [[nodiscard]] Column coded(const char* field, const char* list) const {
    return column(field, labels_of_list(values(field), list, context_of(kind_, field)));
  }

  /// Persons by a code list; empty where the source does not have the field.
  [[nodiscard]] ListTable list(const char* field, const char* codes) const {
    return has(field) ? counted(field, coded(field, codes)) : ListTable{};
  }

  [[nodiscard]] ListTable districts(const geography::AreaSet& areas) const {
    Homes homes = homes_of(values("home_area"), areas);
    return counted("district", column("home_area", {std::move(homes.labels), std::move(homes.of_value)}));
  }

  /// A person whose rows name several groups is in a group.
  [[nodiscard]] ListTable groups() const {
    const Labels any{{kInGroup}, std::vector<std::size_t>(values("group").size(), 0)};
    Column named = column("group", any);
    named.labels = {kInGroup, kNotStated};
    for (std::size_t& label : named.of_person) {
      label = std::min<std::size_t>(label, 1);
    }
    return counted("group", named);
  }

  [[nodiscard]] disclosure::CrossTable age_by_sex() const {
    const Column rows = ages();
    const Column columns = coded("sex", "sexes");
    disclosure::CrossTable table{kind_ + " by age_band and sex", rows.labels, columns.labels, {}, {}};
    table.counts.resize(rows.labels.size() * columns.labels.size());
    for (std::size_t i = 0; i < persons_; ++i) {
      ++table.counts[rows.of_person[i] * columns.labels.size() + columns.of_person[i]];
    }
    return table;
  }

  [[nodiscard]] ListTable counted(const std::string& field, const Column& column) const {
    ListTable table;
    table.of = disclosure::ListOf::persons;
    table.name = kind_ + " by " + field;
    table.labels = column.labels;
    table.counts.resize(column.labels.size());
    for (const std::size_t label : column.of_person) {
      ++table.counts[label];
    }
    return table;
  }

 private:
  const People& people_;
  std::string kind_;
  const std::vector<std::size_t>& rows_;
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
  const Counter counter(people, kind, rows.counted);
  PeopleTables tables;
  tables.kind = kind;
  tables.persons = static_cast<std::int64_t>(counter.persons());
  tables.rows = fates_of(rows, source);
  if (counter.has("home_area") && may_show_districts(areas, policy)) {
    tables.districts = counter.districts(areas);
  }
  if (policy.fields().tier == disclosure::Tier::open) {
    return tables;
  }
  if (counter.has("age_band") && counter.has("sex")) {
    tables.age_by_sex = counter.age_by_sex();
  } else {
    tables.age_band = counter.has("age_band") ? counter.counted("age_band", counter.ages()) : ListTable{};
    tables.sex = counter.list("sex", "sexes");
  }
  tables.care_status = counter.list("care_status", "care_statuses");
  tables.referral_source = counter.list("referral_source", "agencies");
  tables.model = counter.list("model", "exploitation_models");
  tables.risk_band = counter.list("risk_band", "risk_bands");
  tables.group = counter.has("group") ? counter.groups() : ListTable{};
  return tables;
}

}  // namespace libprofile::profile::detail
