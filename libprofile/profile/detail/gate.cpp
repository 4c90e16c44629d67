// SPDX-License-Identifier: MIT
#include "libprofile/profile/detail/gate.hpp"

#include <algorithm>
#include <cstdlib>
#include <initializer_list>
#include <optional>
#include <utility>

#include "libprofile/core/error.hpp"
#include "libprofile/core/side_by_side.hpp"
#include "libprofile/profile/detail/area_level.hpp"
#include "libprofile/profile/detail/distance_table.hpp"
#include "libprofile/profile/detail/week.hpp"

namespace libprofile::profile::detail {
namespace {

using disclosure::ListTable;
using disclosure::Protected;
using disclosure::ProtectedList;
using disclosure::ProtectedTable;

// The total that was released already, where the table counts the same records.
std::optional<std::int64_t> released_total(const Protected<ProtectedTable>& counts, const Options& options) {
  return options.counts == geography::CountOf::records ? counts.value().total().count : std::nullopt;
}

const SourceReport* find_source(const Inputs& inputs, std::string_view name) {
  const auto found = std::find_if(inputs.sources.begin(), inputs.sources.end(),
                                  [name](const SourceReport& source) { return source.source == name; });
  return found == inputs.sources.end() ? nullptr : &*found;
}

void require_adds_up(const SourceReport& source, std::int64_t accepted) {
  std::int64_t rejected = source.duplicates;
  for (const auto& [rule, rows] : source.rejected) {
    rejected += rows;
  }
  require(source.accepted == accepted, source.source + ": accepted", source.accepted, "the number of records given");
  require(source.rows_read == accepted + rejected, source.source + ": rows_read", source.rows_read,
          "the sum of accepted, duplicates and rejected");
}

// Where nobody reported on the reading, all rows that arrived were accepted.
SourceReport source_or_default(const Inputs& inputs, std::string_view name, std::size_t rows) {
  if (const SourceReport* source = find_source(inputs, name)) {
    require_adds_up(*source, static_cast<std::int64_t>(rows));
    return *source;
  }
  SourceReport report;
  report.source = std::string(name);
  report.rows_read = report.accepted = static_cast<std::int64_t>(rows);
  return report;
}

ListTable count_months(const Selection& selection, const Options& options) {
  ListTable table;
  table.name = "months";
  table.labels = selection.months;
  const bool of_persons = options.counts == geography::CountOf::persons;
  table.counts = geography::count_by_group(
      selection.month, selection.months.size(),
      of_persons ? std::span<const std::int32_t>(selection.person) : std::span<const std::int32_t>());
  return table;
}

// What was released of the records that are counted, or of the persons who have them: records are at least as many as
// persons in any table, so that a lower number of them would narrow both down.
std::optional<std::int64_t> released_counted(const Protected<ProtectedTable>& counts,
                                             std::initializer_list<const Protected<ProtectedList>*> lists,
                                             const Options& options) {
  std::optional<std::int64_t> counted = counts.value().total().count;
  if (options.counts == geography::CountOf::persons) {
    for (const Protected<ProtectedList>* list : lists) {
      counted = std::max(counted, list->value().total.count);
    }
  }
  return counted;
}

// The last label is that of what was counted: its count where it was released already, as the rounding of that count.
ListTable with_last_pinned(ListTable table, const std::optional<std::int64_t>& last, std::int64_t base) {
  if (last && !table.labels.empty() && std::abs(*last - table.counts.back()) < base) {
    table.pinned.resize(table.labels.size());
    table.pinned.back() = last;
  }
  return table;
}

// Records on a lattice are no more than all that are counted, and those on a wider lattice no more than those on a
// narrower one. Often they are as many, and everybody knows that: what is within the base of the other is released as
// that. Numbers in order: on 1, 10 and 100 m, and on the ten places most used.
Protected<ProtectedList> protect_snapped(const ListTable& table, std::int64_t counted, const Options& options,
                                         const core::Key& key) {
  const auto one = [&](std::size_t row, std::int64_t most) {
    const ListTable alone{
        .name = table.name + " " + table.labels[row], .labels = {table.labels[row]}, .counts = {table.counts[row]}};
    return disclosure::protect_list(with_last_pinned(alone, most, options.policy.rounding_base()), options.policy, key);
  };
  const auto on_1_m = one(0, counted);
  const auto on_10_m = one(1, on_1_m.value().counts.front().count.value_or(0));
  const auto on_100_m = one(2, on_10_m.value().counts.front().count.value_or(0));
  const auto ten_places = one(3, counted);
  return disclosure::derive(
      [](const auto&... rows) {
        ProtectedList list;
        ((list.labels.push_back(rows.labels.front()), list.counts.push_back(rows.counts.front()),
          list.base = rows.base),
         ...);
        return list;
      },
      on_1_m, on_10_m, on_100_m, ten_places);
}

// All premises counted, rounded down from what was released of them: that says nothing more of them. Where their base
// is no part of that of rows, a second rounding would, and no number of their rows is released.
ListTable with_premises_pinned(ListTable rows, const disclosure::ProtectedPremises& premises, std::int64_t base) {
  if (!premises.all.premises.count || rows.labels.empty()) {
    return rows;
  }
  return base % premises.premises_base == 0
             ? with_last_pinned(std::move(rows), *premises.all.premises.count / base * base, base)
             : ListTable{};
}

}  // namespace

geography::CountTable count_incidents(const geography::AreaSet& areas, const Selection& selection,
                                      const Options& options) {
  return geography::count({.unit = selection.unit,
                           .category = selection.category,
                           .categories = selection.categories,
                           .person = selection.person,
                           .contributor = {}},
                          areas, {.count_of = options.counts})
      .table;
}

RawTables count_everything(const Inputs& inputs, const geography::AreaSet& areas,
                           const geography::PointLocator& locator, const Selection& selection, const Options& options) {
  RawTables raw;
  raw.incident_rows = incident_rows(source_or_default(inputs, "incidents", inputs.incidents.size()), selection);
  raw.premises_rows.name = "premises rows";
  const auto count_premises_of = [&](const records::PremisesRegister& premises) {
    const Places places = places_of(selection, options.counts);
    PremisesCounted counted =
        count_premises(premises, areas, locator, places, options.premises_radius_m, inputs.premises_sources);
    if (counts_distances(options)) {
      DistancesCounted distances =
          count_distances(counted, places_of_cells(selection, options.counts), areas, locator, options);
      raw.distances = std::move(distances.table);
      raw.distance_spread = std::move(distances.spread);
    }
    raw.premises_rows = premises_rows(source_or_default(inputs, "premises", premises.size()), counted);
    raw.premises = std::move(counted.table);
  };
  const auto count_people_of = [&](const std::optional<records::People>& people, const char* name) {
    return people ? count_people(*people, name, areas, selection.window,
                                 source_or_default(inputs, name, people->size()), options.policy)
                  : PeopleTables{};
  };
  core::side_by_side({[&] { raw.counts = count_incidents(areas, selection, options); },
                      [&] {
                        if (inputs.premises) {
                          count_premises_of(*inputs.premises);
                        }
                      },
                      [&] { raw.months = count_months(selection, options); }, [&] { raw.snapped = snapped(selection); },
                      [&] {
                        if (options.policy.fields().tier != disclosure::Tier::open) {
                          raw.week = count_week(inputs.incidents, selection, options.counts);
                        }
                      },
                      [&] { raw.completeness = completeness(inputs.incidents, selection); },
                      [&] { raw.victims = count_people_of(inputs.victims, "victims"); },
                      [&] { raw.offenders = count_people_of(inputs.offenders, "offenders"); }});
  return raw;
}

Protected<ProtectedList> protect_months(const RawTables& raw, const Protected<ProtectedTable>& counts,
                                        const Options& options, const core::Key& key) {
  ListTable months = raw.months;
  months.pinned_total = released_total(counts, options);
  return disclosure::protect_list(months, options.policy, key);
}

Protected<ProtectedList> protect_week(const RawTables& raw, const Protected<ProtectedTable>& counts,
                                      const Options& options, const core::Key& key) {
  if (raw.week.bins.empty()) {
    return disclosure::protect_list({.name = "hours of the week"}, options.policy, key);
  }
  disclosure::AoristicTable week = raw.week;
  week.pinned_total = released_total(counts, options);
  return disclosure::protect_aoristic(week, options.policy, key);
}

Protected<disclosure::ProtectedPremises> protect_premises(const RawTables& raw, const Protected<ProtectedTable>& counts,
                                                          const geography::AreaSet& areas, const Options& options,
                                                          const core::Key& key) {
  disclosure::PremisesTable table = raw.premises;
  if (const auto level = area_level(areas)) {
    for (std::size_t group = 0; group < table.groups.size(); ++group) {
      const auto& cell = counts.value().at(*level + 1, group, counts.value().categories.size());
      table.withheld_groups.push_back(cell.count ? 0 : 1);
    }
  }
  return disclosure::protect_premises(table, options.policy, key);
}

Protected<disclosure::ProtectedDistances> protect_distances(const RawTables& raw,
                                                            const Protected<ProtectedTable>& counts,
                                                            const Protected<disclosure::ProtectedPremises>& premises,
                                                            const geography::AreaSet& areas, const Options& options,
                                                            const core::Key& key) {
  disclosure::DistanceTable table = raw.distances;
  table.pinned_total = counts.value().total().count.value_or(0);
  bound_by_areas(table, raw.distance_spread, counts.value(), areas);
  bound_by_premises(table, raw.premises, premises.value());
  return disclosure::protect_distances(table, premises.value(), options.policy, key);
}

Protected<ProtectedQuality> protect_quality(const RawTables& raw, const Protected<ProtectedTable>& counts,
                                            const Protected<ProtectedList>& months,
                                            const Protected<ProtectedList>& hours,
                                            const Protected<disclosure::ProtectedPremises>& premises,
                                            const Options& options, const core::Key& key) {
  const auto protect = [&](const ListTable& table) { return disclosure::protect_list(table, options.policy, key); };
  const auto incident_rows = protect(with_last_pinned(
      raw.incident_rows, released_counted(counts, {&months, &hours}, options), options.policy.rounding_base()));
  const auto premises_rows =
      protect(with_premises_pinned(raw.premises_rows, premises.value(), options.policy.rounding_base()));
  const auto on_lattices = protect_snapped(raw.snapped, count_of(incident_rows.value(), kCounted), options, key);
  const auto rows = protect(raw.completeness.rows);
  const auto place = protect(raw.completeness.without_place);
  const auto category = protect(raw.completeness.without_category);
  const auto person = protect(raw.completeness.without_person);
  return disclosure::derive([](const auto&... lists) { return ProtectedQuality{lists...}; }, incident_rows,
                            premises_rows, on_lattices, rows, place, category, person);
}

}  // namespace libprofile::profile::detail
