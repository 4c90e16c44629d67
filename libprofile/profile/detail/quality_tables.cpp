// SPDX-License-Identifier: MIT
#include "libprofile/profile/detail/quality_tables.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "libprofile/core/side_by_side.hpp"
#include "libprofile/geography/snapping.hpp"
#include "libprofile/profile/detail/categories.hpp"

namespace libprofile::profile::detail {
namespace {

using disclosure::ListTable;

void add(ListTable& table, std::string label, std::int64_t count) {
  table.labels.push_back(std::move(label));
  table.counts.push_back(count);
}

// Agencies that have records, "not stated" where one has none, in order of name, and where each code of the source is
// among them.
struct Agencies {
  std::vector<std::string> names;
  std::vector<std::size_t> of_source;
  std::size_t of_absent = 0;
};

Agencies agencies_of(const records::Coded& source) {
  Agencies agencies;
  agencies.names = source.values;
  if (source.codes.empty() ||
      std::find(source.codes.begin(), source.codes.end(), records::kAbsent) != source.codes.end()) {
    agencies.names.emplace_back(kNotStated);
  }
  std::sort(agencies.names.begin(), agencies.names.end());
  agencies.names.erase(std::unique(agencies.names.begin(), agencies.names.end()), agencies.names.end());
  const auto index_of = [&](const std::string& name) {
    const auto found = std::lower_bound(agencies.names.begin(), agencies.names.end(), name);
    return static_cast<std::size_t>(found - agencies.names.begin());
  };
  for (const std::string& value : source.values) {
    agencies.of_source.push_back(index_of(value));
  }
  agencies.of_absent = index_of(kNotStated);
  return agencies;
}

// Records of the window for which `has` holds, by agency and month. Every agency has every month, because a list of the
// months in which an agency has records would say that there is at least one.
template <class Has>
ListTable cells(const char* name, const records::Incidents& incidents, const Selection& selection, Has has) {
  const Agencies agencies = agencies_of(incidents.agency);
  const std::size_t months = selection.months.size();
  ListTable table;
  table.name = name;
  for (const std::string& agency : agencies.names) {
    for (const std::string& month : selection.months) {
      add(table, agency + '\t' + month, 0);
    }
  }
  for (std::size_t i = 0; i < incidents.size(); ++i) {
    const std::int32_t month = selection.month_of_row[i];
    if (month == kNoMonth || !has(i)) {
      continue;
    }
    const std::int32_t code = incidents.agency.codes.empty() ? records::kAbsent : incidents.agency.codes[i];
    const std::size_t agency =
        code == records::kAbsent ? agencies.of_absent : agencies.of_source[static_cast<std::size_t>(code)];
    ++table.counts[agency * months + static_cast<std::size_t>(month)];
  }
  return table;
}

}  // namespace

ListTable rejected_rows(const SourceReport& source) {
  ListTable table;
  table.name = source.source + " rows";
  for (const auto& [rule, rows] : source.rejected) {
    add(table, rule, rows);
  }
  add(table, kDuplicate, source.duplicates);
  return table;
}

ListTable incident_rows(const SourceReport& source, const Selection& selection) {
  ListTable table = rejected_rows(source);
  add(table, kOutsideWindow, selection.rows(Fate::outside_window));
  add(table, kOtherCategory, selection.rows(Fate::other_category));
  add(table, kProactive, selection.rows(Fate::proactive));
  add(table, kLeftOutByGrade, selection.rows(Fate::left_out_by_grade));
  add(table, kWithoutPerson, selection.rows(Fate::without_person));
  add(table, kWithoutPlace, selection.rows(Fate::without_place));
  add(table, kOutsideAreas, selection.rows(Fate::outside_areas));
  add(table, kCounted, selection.rows(Fate::counted));
  return table;
}

ListTable premises_rows(const SourceReport& source, const PremisesCounted& counted) {
  ListTable table = rejected_rows(source);
  add(table, kNeverMapped, counted.never_mapped);
  add(table, kWithoutPlace, counted.without_place);
  add(table, kOutsideAreas, counted.outside_areas);
  add(table, kCounted, counted.counted);
  return table;
}

ListTable snapped(const Selection& selection) {
  const geography::Snapping found =
      geography::snapping(geography::PlanarView(selection.place_xy_m), incidents_by_place(selection));
  const auto points = [&](double share) { return std::llround(share * static_cast<double>(found.points)); };
  ListTable table;
  table.name = "snapped coordinates";
  add(table, "1 m", points(found.share_on_1_m));
  add(table, "10 m", points(found.share_on_10_m));
  add(table, "100 m", points(found.share_on_100_m));
  add(table, "ten places", points(found.share_on_ten_places));
  return table;
}

CompletenessTables completeness(const records::Incidents& incidents, const Selection& selection) {
  const auto missing = [&](const char* name, const records::Coded& column) {
    return cells(name, incidents, selection, [&](std::size_t i) { return column.codes[i] == records::kAbsent; });
  };
  CompletenessTables tables;
  core::side_by_side(
      {[&] { tables.rows = cells("completeness: rows", incidents, selection, [](std::size_t) { return true; }); },
       [&] {
         if (!incidents.xy.empty()) {
           tables.without_place = cells("completeness: place", incidents, selection,
                                        [&](std::size_t i) { return std::isnan(incidents.xy[2 * i]); });
         }
       },
       [&] {
         if (!incidents.category.codes.empty()) {
           tables.without_category = missing("completeness: category", incidents.category);
         }
       },
       [&] {
         if (!incidents.person.codes.empty()) {
           tables.without_person = missing("completeness: person", incidents.person);
         }
       }});
  return tables;
}

}  // namespace libprofile::profile::detail
