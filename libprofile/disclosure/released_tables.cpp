// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/released_tables.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
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

std::optional<ReleasedTable> bands_table(const ProtectedPremises& premises, std::size_t type) {
  const auto first = premises.by_band.begin() + static_cast<std::ptrdiff_t>(type * premises.bands.size());
  std::vector<std::int64_t> counts;
  std::transform(first, first + static_cast<std::ptrdiff_t>(premises.bands.size()), std::back_inserter(counts), shown);
  if (counts.empty() || std::find(counts.begin(), counts.end(), kWithheld) != counts.end()) {
    return std::nullopt;
  }
  return one_column(premises.bands, std::move(counts), shown(premises.by_type[type].with_incident),
                    premises.premises_base);
}

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

std::vector<AuditedRelease> released_tables(const ProtectedPremises& premises, const Policy& policy) {
  const AuditOptions of_premises{.threshold = std::max<std::int64_t>(1, policy.fields().premises_threshold),
                                 .base = premises.premises_base};
  std::vector<AuditedRelease> tables{{premises_table(premises), of_premises},
                                     {incidents_table(premises), audit_options(policy)}};
  for (std::size_t type = 0; type < premises.types.size(); ++type) {
    if (auto bands = bands_table(premises, type)) {
      tables.push_back({std::move(*bands), of_premises});
    }
  }
  return tables;
}

}  // namespace libprofile::disclosure
