// SPDX-License-Identifier: MIT
#include "libprofile/profile/detail/selection.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/profile/detail/categories.hpp"
#include "libprofile/profile/detail/swapped.hpp"

namespace libprofile::profile::detail {
namespace {

using records::Incidents;

constexpr std::int32_t kMonthsAYear = 12;

std::int32_t months_of_minimum(disclosure::MinimumWindow minimum) {
  switch (minimum) {
    case disclosure::MinimumWindow::any:
      return 1;
    case disclosure::MinimumWindow::quarter:
      return 3;
    case disclosure::MinimumWindow::year:
      break;
  }
  return kMonthsAYear;
}

// "2018-01" of months since January of year 0.
std::string month_text(std::int32_t index) {
  const std::int32_t month = index % kMonthsAYear + 1;
  return std::to_string(index / kMonthsAYear) + (month < 10 ? "-0" : "-") + std::to_string(month);
}

records::TimeSpan window_of(const Incidents& incidents, const Options& options) {
  if (options.window) {
    return records::parse_window(options.window->start, options.window->end);
  }
  const auto [first, last] = std::minmax_element(incidents.start_s.begin(), incidents.start_s.end());
  const std::int32_t step = months_of_minimum(options.policy.fields().minimum_window);
  const std::int32_t start = records::month_index(*first) / step * step;
  const std::int32_t end = records::month_index(*last) / step * step + step - 1;
  return records::parse_window(month_text(start), month_text(end));
}

std::vector<std::string> months_of(const records::TimeSpan& window) {
  std::vector<std::string> months;
  for (std::int64_t at = window.start_s; at < window.end_s;) {
    months.push_back(records::format_month(at));
    at = records::parse_time_span(months.back())->end_s;
  }
  return months;
}

std::vector<std::int32_t> months_of_rows(const Incidents& incidents, const records::TimeSpan& window) {
  const std::int32_t first = records::month_index(window.start_s);
  std::vector<std::int32_t> month(incidents.size(), kNoMonth);
  core::parallel_blocks(incidents.size(), core::kBlock, [&](std::size_t begin, std::size_t end) {
    // Records come sorted by time more often than not.
    std::int64_t last_s = window.start_s;
    std::int32_t last_month = 0;
    for (std::size_t i = begin; i < end; ++i) {
      const std::int64_t start_s = incidents.start_s[i];
      if (start_s >= window.start_s && start_s < window.end_s) {
        last_month = start_s == last_s ? last_month : records::month_index(start_s) - first;
        last_s = start_s;
        month[i] = last_month;
      }
    }
  });
  return month;
}

// Each place is looked for once, however many incidents it has.
std::vector<std::int32_t> units_of_rows(const geography::DistinctPlaces& places, std::size_t rows,
                                        const geography::PointLocator& areas) {
  const std::vector<std::int32_t> unit_of_place = areas.locate(geography::PlanarView(places.xy_m));
  std::vector<std::int32_t> unit(rows, geography::kOutside);
  core::parallel_for(places.of_point.size(), [&](std::size_t i) {
    const std::uint32_t place = places.of_point[i];
    unit[i] = place == geography::kNoPlace ? geography::kOutside : unit_of_place[place];
  });
  return unit;
}

// Code of "found by looking for it"; one that no record has where the source never says so.
std::int32_t proactive_code(const records::Coded& origin) {
  const auto found = std::find(origin.values.begin(), origin.values.end(), "proactive");
  return found == origin.values.end() ? records::kAbsent - 1 : static_cast<std::int32_t>(found - origin.values.begin());
}

// What is known of each record by itself.
struct Columns {
  const Incidents& incidents;
  const Categories& categories;
  const std::vector<std::int32_t>& month;
  const std::vector<std::int32_t>& unit;
  const std::vector<std::uint32_t>& place;
  std::int32_t proactive;
  bool needs_person;
};

Fate fate_of(const Columns& columns, std::size_t i) {
  const Incidents& incidents = columns.incidents;
  if (columns.month[i] == kNoMonth) {
    return Fate::outside_window;
  }
  if (columns.categories.of(incidents.category, i) == kOtherCategoryCode) {
    return Fate::other_category;
  }
  if (!incidents.origin.codes.empty() && incidents.origin.codes[i] == columns.proactive) {
    return Fate::proactive;
  }
  if (!incidents.counted.empty() && incidents.counted[i] == 0) {
    return Fate::left_out_by_grade;
  }
  if (columns.needs_person && incidents.person.codes[i] == records::kAbsent) {
    return Fate::without_person;
  }
  if (incidents.xy.empty() || std::isnan(incidents.xy[2 * i])) {
    return Fate::without_place;
  }
  return columns.unit[i] == geography::kOutside ? Fate::outside_areas : Fate::counted;
}

// Record i as the counted record `at`.
void put(Selection& selection, std::size_t at, const Columns& columns, std::size_t i) {
  const Incidents& incidents = columns.incidents;
  selection.unit[at] = columns.unit[i];
  selection.category[at] = columns.categories.of(incidents.category, i);
  selection.month[at] = columns.month[i];
  selection.row[at] = static_cast<std::uint32_t>(i);
  selection.place[at] = columns.place[i];
  if (!selection.person.empty()) {
    selection.person[at] = incidents.person.codes[i];
  }
}

void resize(Selection& selection, std::size_t records, bool has_persons) {
  selection.unit.resize(records);
  selection.category.resize(records);
  selection.month.resize(records);
  selection.row.resize(records);
  selection.place.resize(records);
  selection.person.resize(has_persons ? records : 0);
}

// Judges every record and copies those that are counted, in input order: blocks side by side.
void select_rows(const Columns& columns, Selection& selection) {
  const std::size_t n = columns.incidents.size();
  std::vector<Fate> fates(n);
  std::vector<std::array<std::int64_t, kFates>> rows((n + core::kBlock - 1) / core::kBlock);
  core::parallel_blocks(n, core::kBlock, [&](std::size_t begin, std::size_t end) {
    auto& of_block = rows[begin / core::kBlock];
    for (std::size_t i = begin; i < end; ++i) {
      fates[i] = fate_of(columns, i);
      ++of_block[static_cast<std::size_t>(fates[i])];
    }
  });
  std::vector<std::size_t> first;
  for (const auto& of_block : rows) {
    first.push_back(static_cast<std::size_t>(selection.rows(Fate::counted)));
    for (std::size_t fate = 0; fate < kFates; ++fate) {
      selection.rows_by_fate[fate] += of_block[fate];
    }
  }
  resize(selection, static_cast<std::size_t>(selection.rows(Fate::counted)), !columns.incidents.person.codes.empty());
  core::parallel_blocks(n, core::kBlock, [&](std::size_t begin, std::size_t end) {
    std::size_t at = first[begin / core::kBlock];
    for (std::size_t i = begin; i < end; ++i) {
      if (fates[i] == Fate::counted) {
        put(selection, at++, columns, i);
      }
    }
  });
}

void require_usable(const Inputs& inputs, const Options& options) {
  if (inputs.incidents.size() == 0) {
    throw InvalidArgument("incidents: none was accepted, so there is nothing to profile");
  }
  if (inputs.areas.size() == 0) {
    throw InvalidArgument("areas: there is none to count on");
  }
  if (options.counts == geography::CountOf::persons && inputs.incidents.person.codes.empty()) {
    throw InvalidArgument("counts = \"persons\": the incidents have no column person; map one, or count \"records\"");
  }
}

void require_any_in_window(const Selection& selection, const Inputs& inputs) {
  const auto& month = selection.month_of_row;
  if (std::any_of(month.begin(), month.end(), [](std::int32_t value) { return value != kNoMonth; })) {
    return;
  }
  const auto [first, last] = std::minmax_element(inputs.incidents.start_s.begin(), inputs.incidents.start_s.end());
  throw InvalidArgument("window = " + records::format_date(selection.window.start_s) + " to " +
                        records::format_date(selection.window.end_s - 1) +
                        ": must hold incidents; those given run from " + records::format_month(*first) + " to " +
                        records::format_month(*last));
}

}  // namespace

std::int64_t counted(const Selection& selection, geography::CountOf count_of) {
  if (count_of == geography::CountOf::records) {
    return selection.rows(Fate::counted);
  }
  std::vector<std::int32_t> persons = selection.person;
  std::sort(persons.begin(), persons.end());
  return std::unique(persons.begin(), persons.end()) - persons.begin();
}

std::vector<std::int64_t> incidents_by_place(const Selection& selection) {
  std::vector<std::int64_t> incidents(selection.place_xy_m.size() / 2, 0);
  for (const std::uint32_t place : selection.place) {
    ++incidents[place];
  }
  return incidents;
}

Selection select_incidents(const Inputs& inputs, const Options& options) {
  return select_incidents(inputs, geography::distinct_places(geography::PlanarView(inputs.incidents.xy)),
                          geography::PointLocator(inputs.areas.polygons), options);
}

Selection select_incidents(const Inputs& inputs, geography::DistinctPlaces places, const geography::PointLocator& areas,
                           const Options& options) {
  require_usable(inputs, options);
  const Categories categories = categories_of(inputs.incidents.category, options.categories);
  Selection selection;
  selection.categories = categories.names;
  selection.window = window_of(inputs.incidents, options);
  selection.months = months_of(selection.window);
  selection.month_of_row = months_of_rows(inputs.incidents, selection.window);
  require_any_in_window(selection, inputs);

  const std::vector<std::int32_t> unit = units_of_rows(places, inputs.incidents.size(), areas);
  refuse_swapped(inputs.incidents.xy, unit, areas, inputs.incident_sources, "incidents");
  const Columns columns{inputs.incidents,
                        categories,
                        selection.month_of_row,
                        unit,
                        places.of_point,
                        proactive_code(inputs.incidents.origin),
                        options.counts == geography::CountOf::persons};
  select_rows(columns, selection);
  selection.place_xy_m = std::move(places.xy_m);
  return selection;
}

}  // namespace libprofile::profile::detail
