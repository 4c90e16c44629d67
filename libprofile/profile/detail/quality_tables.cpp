// SPDX-License-Identifier: MIT
#include "libprofile/profile/detail/quality_tables.hpp"

#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "libprofile/geography/snapping.hpp"

namespace libprofile::profile::detail {
namespace {

using disclosure::ListTable;

void add(ListTable& table, std::string label, std::int64_t count) {
  table.labels.push_back(std::move(label));
  table.counts.push_back(count);
}

ListTable rejected_rows(const SourceReport& source) {
  ListTable table;
  table.name = source.source + " rows";
  for (const auto& [rule, rows] : source.rejected) {
    add(table, rule, rows);
  }
  add(table, kDuplicate, source.duplicates);
  return table;
}

// Names of the agencies in order of code, then that of records which do not say.
std::vector<std::string> agency_names(const records::Incidents& incidents) {
  std::vector<std::string> names = incidents.agency.values;
  names.emplace_back(kNotStated);
  return names;
}

// Records of the window for which `has` holds, by agency and month.
template <class Has>
std::vector<std::int64_t> cells(const records::Incidents& incidents, const Selection& selection, Has has) {
  const std::size_t months = selection.months.size();
  const std::size_t not_stated = incidents.agency.values.size();
  std::vector<std::int64_t> counts((not_stated + 1) * months);
  for (std::size_t i = 0; i < incidents.size(); ++i) {
    const std::int32_t month = selection.month_of_row[i];
    if (month == kNoMonth || !has(i)) {
      continue;
    }
    const std::int32_t agency = incidents.agency.codes.empty() ? records::kAbsent : incidents.agency.codes[i];
    const std::size_t row = agency == records::kAbsent ? not_stated : static_cast<std::size_t>(agency);
    ++counts[row * months + static_cast<std::size_t>(month)];
  }
  return counts;
}

// A list of the cells in which there is any record, so that all lists have the same labels.
ListTable list_of(std::string name, const records::Incidents& incidents, const Selection& selection,
                  const std::vector<std::int64_t>& rows, const std::vector<std::int64_t>& counts) {
  const std::vector<std::string> agencies = agency_names(incidents);
  const std::size_t months = selection.months.size();
  ListTable table;
  table.name = std::move(name);
  for (std::size_t cell = 0; cell < rows.size(); ++cell) {
    if (rows[cell] > 0) {
      add(table, agencies[cell / months] + '\t' + selection.months[cell % months], counts[cell]);
    }
  }
  return table;
}

}  // namespace

ListTable incident_rows(const SourceReport& source, const Selection& selection) {
  ListTable table = rejected_rows(source);
  add(table, kOutsideWindow, selection.outside_window);
  add(table, kOtherCategory, selection.other_category);
  add(table, kProactive, selection.proactive);
  add(table, kWithoutPerson, selection.without_person);
  add(table, kWithoutPlace, selection.without_place);
  add(table, kOutsideAreas, selection.outside_areas);
  add(table, kCounted, static_cast<std::int64_t>(selection.row.size()));
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
  const geography::Snapping found = geography::snapping(geography::PlanarView(selection.xy_m));
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
  const auto rows = cells(incidents, selection, [](std::size_t) { return true; });
  const auto list = [&](const char* name, const std::vector<std::int64_t>& counts) {
    return list_of(name, incidents, selection, rows, counts);
  };
  const auto given = [&](const char* name, const records::Coded& column) {
    return list(name, cells(incidents, selection, [&](std::size_t i) { return column.codes[i] != records::kAbsent; }));
  };
  CompletenessTables tables;
  tables.rows = list("completeness: rows", rows);
  if (!incidents.xy.empty()) {
    tables.with_place =
        list("completeness: place",
             cells(incidents, selection, [&](std::size_t i) { return !std::isnan(incidents.xy[2 * i]); }));
  }
  if (!incidents.category.codes.empty()) {
    tables.with_category = given("completeness: category", incidents.category);
  }
  if (!incidents.person.codes.empty()) {
    tables.with_person = given("completeness: person", incidents.person);
  }
  return tables;
}

}  // namespace libprofile::profile::detail
