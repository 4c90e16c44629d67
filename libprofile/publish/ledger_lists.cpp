// SPDX-License-Identifier: MIT
#include "libprofile/publish/detail/ledger_lists.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "libprofile/core/error.hpp"

namespace libprofile::publish::detail {
namespace {

using disclosure::ListCounts;
using disclosure::ReleaseList;
using disclosure::ReleaseNumber;

constexpr std::uint32_t kDay = 24;
constexpr std::uint32_t kWeek = 7 * kDay;
constexpr const char* kEverything = "all";
constexpr const char* kAgeBySex = "age_band by sex";

std::int64_t shown(const std::optional<std::int64_t>& count) {
  return count.value_or(disclosure::kWithheld);
}

disclosure::ReleaseWindow window_of(const MonthCount& month) {
  using namespace std::chrono;
  const auto first = year(month.year) / static_cast<unsigned>(month.month) / 1;
  const sys_days start(first);
  return {start.time_since_epoch().count(), sys_days(first + months(1)).time_since_epoch().count() - 1};
}

ReleaseList months_of(const Document& document) {
  const bool of_records = document.manifest.counted == "records";
  ReleaseList list{.name = "months",
                   .measure = of_records ? "records" : document.manifest.counted + " by month",
                   .base = document.base,
                   .numbers = {}};
  for (const MonthCount& month : document.months) {
    const auto window = window_of(month);
    list.numbers.push_back(
        {.name = disclosure::format_day(window.start_day).substr(0, 7), .window = window, .shown = shown(month.count)});
  }
  return list;
}

/// "Friday 18:00": an hour of the week, as a part of which bands consist.
std::string hour_label(std::uint32_t hour_of_week) {
  constexpr std::array<const char*, 7> kDays{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                             "Friday", "Saturday", "Sunday"};
  const std::uint32_t hour = hour_of_week % kDay;
  return std::string(kDays.at(hour_of_week / kDay)) + (hour < 10 ? " 0" : " ") + std::to_string(hour) + ":00";
}

/// What happened by part of the week, with the sum. Each part is the sum of its hours, so that a week of a ledger that
/// was cut otherwise, as earlier versions did for a plan, is compared hour by hour; a time that is shared over several
/// hours is taken as if it lay in one, which is possible as well.
ReleaseList week_of(const Document& document) {
  ReleaseList list{.name = "hours of the week",
                   .measure = document.manifest.counted + " by hour of the week",
                   .base = document.base,
                   .numbers = {}};
  std::int64_t sum = 0;
  for (const WeekPart& part : document.week) {
    ReleaseNumber number{.name = part.when, .shown = shown(part.count)};
    for (std::uint32_t hour = 0; hour < part.hours; ++hour) {
      number.labels.push_back(hour_label((part.first_hour + hour) % kWeek));
    }
    if (part.hours == 0) {
      number.labels.emplace_back("not known");
    }
    sum = part.count && sum != disclosure::kWithheld ? sum + *part.count : disclosure::kWithheld;
    list.numbers.push_back(std::move(number));
  }
  if (!list.numbers.empty()) {
    list.numbers.push_back({.name = kEverything, .shown = sum});
  }
  return list;
}

/// The labels of the cells of age band by sex that a label of one of both is the sum of.
std::vector<std::string> cells_with(const std::vector<std::string>& cells, const std::string& field,
                                    const std::string& value) {
  std::vector<std::string> labels;
  std::copy_if(cells.begin(), cells.end(), std::back_inserter(labels), [&](const std::string& cell) {
    return field == "age_band" ? cell.starts_with(value + " / ") : cell.ends_with(" / " + value);
  });
  return labels;
}

/// Lists of persons by attribute; each begins with the number of all persons.
class PersonLists {
 public:
  PersonLists(std::string kind, const std::vector<PersonCount>& persons, std::int64_t base)
      : kind_(std::move(kind)), base_(base) {
    for (const PersonCount& one : persons) {
      if (one.field == kAgeBySex) {
        cells_.push_back(one.value);
      }
    }
    for (const PersonCount& one : persons) {
      add(one);
    }
  }

  [[nodiscard]] std::vector<ReleaseList> all() && {
    std::vector<ReleaseList> lists;
    for (auto& [field, list] : lists_) {
      lists.push_back(std::move(list));
    }
    return lists;
  }

 private:
  void add(const PersonCount& one) {
    if (one.field == kEverything && one.level == kEverything) {
      all_ = shown(one.count);
    } else if (one.field == kEverything) {
      list("district").numbers.push_back({.name = one.unit, .labels = {one.unit}, .shown = shown(one.count)});
    } else if (!cells_.empty() && (one.field == "age_band" || one.field == "sex")) {
      list(kAgeBySex).numbers.push_back({.name = one.field + ": " + one.value,
                                         .labels = cells_with(cells_, one.field, one.value),
                                         .shown = shown(one.count)});
    } else {
      list(one.field).numbers.push_back({.name = one.value, .labels = {one.value}, .shown = shown(one.count)});
    }
  }

  ReleaseList& list(const std::string& field) {
    const auto [found, is_new] = lists_.try_emplace(field);
    if (is_new) {
      const std::string name = kind_ + " by " + field;
      found->second = {.name = name, .measure = name, .base = base_, .numbers = {{.name = kEverything, .shown = all_}}};
    }
    return found->second;
  }

  std::string kind_;
  std::int64_t base_;
  std::vector<std::string> cells_;
  std::int64_t all_ = disclosure::kWithheld;
  std::map<std::string, ReleaseList> lists_;
};

using PremisesCount = std::optional<std::int64_t> PremisesType::*;

ReleaseList types_of(const Document& document, const char* name, ListCounts of, std::int64_t base,
                     PremisesCount count) {
  ReleaseList list{.name = name, .measure = name, .of = of, .base = base, .numbers = {}};
  for (const PremisesType& type : document.premises_types) {
    list.numbers.push_back({.name = type.type, .labels = {type.type}, .shown = shown(type.*count)});
  }
  for (const PremisesType& type : document.premises_types_by_area) {
    const std::string& area = document.by_area_level.codes.at(type.group);
    list.numbers.push_back(
        {.name = type.type + " in " + area, .areas = {area}, .labels = {type.type}, .shown = shown(type.*count)});
  }
  return list;
}

/// Parts of types: bands, surroundings.
template <class Part, class Label>
ReleaseList parts_of(const std::vector<Part>& parts, const char* name, ListCounts of, std::int64_t base, Label label,
                     std::optional<std::int64_t> Part::*count) {
  ReleaseList list{.name = name, .measure = name, .of = of, .base = base, .numbers = {}};
  for (const Part& part : parts) {
    const std::string full = part.type + " / " + part.*label;
    list.numbers.push_back({.name = full, .labels = {full}, .shown = shown(part.*count)});
  }
  return list;
}

/// Incidents by distance, and of each type the sum, which all incidents are.
ReleaseList distances_of(const Document& document) {
  constexpr const char* kName = "incidents by distance from premises";
  ReleaseList list{.name = kName, .measure = kName, .of = ListCounts::persons, .base = document.base, .numbers = {}};
  std::map<std::string, ReleaseNumber> sums;
  for (const PremisesDistance& part : document.premises_distances) {
    const std::string full = part.type + " / " + part.distance;
    list.numbers.push_back({.name = full, .labels = {full}, .shown = shown(part.incidents)});
    ReleaseNumber& sum = sums.try_emplace(part.type, ReleaseNumber{.name = part.type, .shown = 0}).first->second;
    sum.labels.push_back(full);
    sum.shown =
        part.incidents && sum.shown != disclosure::kWithheld ? sum.shown + *part.incidents : disclosure::kWithheld;
  }
  for (auto& [type, sum] : sums) {
    list.numbers.push_back(std::move(sum));
  }
  return list;
}

}  // namespace

std::vector<ReleaseList> ledger_lists(const Document& document) {
  const std::int64_t base = document.base;
  const std::int64_t premises_base = document.premises_base == 0 ? base : document.premises_base;
  std::vector<ReleaseList> lists{months_of(document), week_of(document)};
  for (const auto& [kind, persons] : {std::pair("victims", &document.victims), {"offenders", &document.offenders}}) {
    std::vector<ReleaseList> of_kind = PersonLists(kind, *persons, base).all();
    std::move(of_kind.begin(), of_kind.end(), std::back_inserter(lists));
  }
  lists.push_back(types_of(document, "premises", ListCounts::premises, premises_base, &PremisesType::premises));
  lists.push_back(types_of(document, "premises with an incident", ListCounts::premises, premises_base,
                           &PremisesType::with_incident));
  lists.push_back(types_of(document, "incidents near premises", ListCounts::persons, base, &PremisesType::incidents));
  lists.push_back(parts_of(document.premises_bands, "premises by band", ListCounts::premises, premises_base,
                           &PremisesBand::band, &PremisesBand::premises));
  lists.push_back(parts_of(document.premises_surroundings, "premises by surroundings", ListCounts::premises,
                           premises_base, &PremisesSurroundings::surroundings, &PremisesSurroundings::premises));
  lists.push_back(parts_of(document.premises_surroundings, "incidents by surroundings", ListCounts::persons, base,
                           &PremisesSurroundings::surroundings, &PremisesSurroundings::incidents));
  lists.push_back(distances_of(document));
  std::erase_if(lists, [](const ReleaseList& list) { return list.numbers.empty(); });
  return lists;
}

}  // namespace libprofile::publish::detail
