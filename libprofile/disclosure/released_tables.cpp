// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/released_tables.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <utility>

namespace libprofile::disclosure {
namespace {

std::int64_t shown(const ProtectedCount& count) {
  return count.count.value_or(kWithheld);
}

/// Rows of one column below a total.
ReleasedTable one_column(std::vector<std::string> rows, std::vector<std::int64_t> counts, std::int64_t total,
                         std::int64_t band) {
  return {.shape = {.name = "list", .rows = std::move(rows), .columns = {"count"}, .margin = ColumnMargin::none},
          .shown = {std::move(counts), {total}},
          .band = band};
}

/// Cells (type, group) with types above them and everything above those, without numbers.
ReleasedTable types_by_group(const ProtectedPremises& premises, std::int64_t band) {
  ReleasedTable table{
      .shape = {.name = "premises", .levels = {{premises.types.size(), {}}}}, .shown = {{}, {}, {}}, .band = band};
  for (std::size_t type = 0; type < premises.types.size(); ++type) {
    for (const std::string& group : premises.groups) {
      table.shape.rows.push_back(premises.types[type] + " " + group);
      table.shape.levels.front().group_of_row.push_back(static_cast<std::uint32_t>(type));
    }
  }
  return table;
}

/// Calls `add` with the level and each cell of the tree.
template <class Add>
void for_each_cell(const ProtectedPremises& premises, Add add) {
  for (const ProtectedPremisesCell& cell : premises.by_group) {
    add(0U, cell);
  }
  for (const ProtectedPremisesCell& cell : premises.by_type) {
    add(1U, cell);
  }
  add(2U, premises.all);
}

ReleasedTable premises_table(const ProtectedPremises& premises) {
  ReleasedTable table = types_by_group(premises, premises.premises_base);
  table.shape.columns = {"without", "with"};
  for_each_cell(premises, [&](std::size_t level, const ProtectedPremisesCell& cell) {
    const bool is_known = cell.premises.count && cell.with_incident.count;
    const std::int64_t without = is_known ? *cell.premises.count - *cell.with_incident.count : kWithheld;
    table.shown[level].insert(table.shown[level].end(), {without, shown(cell.with_incident), shown(cell.premises)});
  });
  return table;
}

ReleasedTable incidents_table(const ProtectedPremises& premises) {
  ReleasedTable table = types_by_group(premises, premises.base);
  table.shape.columns = {"incidents"};
  table.shape.margin = ColumnMargin::none;
  for_each_cell(premises, [&](std::size_t level, const ProtectedPremisesCell& cell) {
    table.shown[level].push_back(shown(cell.incidents));
  });
  return table;
}

/// Tables of one type, each with the place of its total in the first two tables.
class TypeTables {
 public:
  TypeTables(JointRelease& release, const ProtectedPremises& premises, std::size_t type)
      : release_(release), premises_(premises), type_(type), of_premises_(release.tables[0].options) {}

  void add_bands() {
    std::vector<std::int64_t> counts;
    for (std::size_t band = 0; band < premises_.bands.size(); ++band) {
      counts.push_back(shown(premises_.by_band[type_ * premises_.bands.size() + band]));
    }
    // All of them are withheld with their type.
    if (!counts.empty() && counts.front() != kWithheld) {
      add("premises bands of ",
          one_column(premises_.bands, std::move(counts), shown(cell().with_incident), premises_.premises_base),
          of_premises_, {0, {1, type_, 1}});
    }
  }

  void add_surroundings() {
    std::vector<std::int64_t> premises;
    std::vector<std::int64_t> incidents;
    for (std::size_t kind = 0; kind < premises_.surroundings.size(); ++kind) {
      const ProtectedSurroundings& one = premises_.by_surroundings[type_ * premises_.surroundings.size() + kind];
      premises.push_back(shown(one.premises));
      incidents.push_back(shown(one.incidents));
    }
    if (!premises.empty() && cell().premises.count) {
      add("premises by surroundings of ",
          one_column(premises_.surroundings, std::move(premises), shown(cell().premises), premises_.premises_base),
          of_premises_, {0, {1, type_, 2}});
    }
    if (!incidents.empty() && cell().incidents.count) {
      add("incidents by surroundings of ",
          one_column(premises_.surroundings, std::move(incidents), shown(cell().incidents), premises_.base),
          release_.tables[1].options, {1, {1, type_, 0}});
    }
  }

 private:
  [[nodiscard]] const ProtectedPremisesCell& cell() const { return premises_.by_type[type_]; }

  void add(const char* what, ReleasedTable table, const AuditOptions& options, const TablePlace& total) {
    release_.shared.push_back({total, {release_.tables.size(), {1, 0, 0}}});
    release_.tables.push_back({what + premises_.types[type_], std::move(table), options});
  }

  JointRelease& release_;
  const ProtectedPremises& premises_;
  std::size_t type_;
  AuditOptions of_premises_;
};

}  // namespace

ReleasedTable released_table(const ProtectedList& list) {
  std::vector<std::int64_t> counts;
  std::transform(list.counts.begin(), list.counts.end(), std::back_inserter(counts), shown);
  return one_column(list.labels, std::move(counts), shown(list.total), list.base);
}

ReleasedTable released_table(const ProtectedCross& cross) {
  ReleasedTable table{
      .shape = {.name = "cross", .rows = cross.rows, .columns = cross.columns}, .shown = {{}, {}}, .band = cross.base};
  const std::size_t inner = cross.rows.size() * (cross.columns.size() + 1);
  for (std::size_t cell = 0; cell < cross.cells.size(); ++cell) {
    table.shown[cell < inner ? 0 : 1].push_back(shown(cross.cells[cell]));
  }
  return table;
}

JointRelease released_tables(const ProtectedPremises& premises, const Policy& policy) {
  const AuditOptions of_premises{.threshold = std::max<std::int64_t>(1, policy.fields().premises_threshold),
                                 .base = premises.premises_base};
  JointRelease release{{{"premises", premises_table(premises), of_premises},
                        {"incidents near premises", incidents_table(premises), audit_options(policy)}},
                       {}};
  for (std::size_t type = 0; type < premises.types.size(); ++type) {
    TypeTables tables(release, premises, type);
    tables.add_bands();
    tables.add_surroundings();
  }
  return release;
}

}  // namespace libprofile::disclosure
