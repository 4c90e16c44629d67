// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/detail/premises_surroundings.hpp"

#include <algorithm>
#include <numeric>
#include <optional>
#include <span>
#include <string>

#include "libprofile/core/error.hpp"
#include "libprofile/disclosure/controlled_rounding.hpp"

namespace libprofile::disclosure::detail {
namespace {

using Counts = std::vector<std::int64_t>;
using Flags = std::vector<std::uint8_t>;

Counts row_of(const PremisesTable& table, const Counts& counts, std::size_t type) {
  const auto row = std::span(counts).subspan(type * table.surroundings.size(), table.surroundings.size());
  return {row.begin(), row.end()};
}

std::int64_t sum_over_groups(const PremisesTable& table, const Counts& counts, std::size_t type) {
  const auto row = std::span(counts).subspan(type * table.groups.size(), table.groups.size());
  return std::accumulate(row.begin(), row.end(), std::int64_t{0});
}

/// Rounded so that the row adds up to what was released of its type.
Counts rounded(const PremisesTable& table, const Counts& counts, const std::string& name, std::int64_t total,
               std::int64_t base, const core::Key& key) {
  RoundingTable rounding{.name = name, .rows = table.surroundings, .columns = {"count"}, .margin = ColumnMargin::none};
  rounding.counts = counts;
  rounding.pins = {{table.surroundings.size(), 0, total}};
  return controlled_rounding(rounding, base, key).levels.front();
}

/// Where a cell with premises is withheld, at least two are, that together reach `minimum`: the smallest others first,
/// ties to the earlier, and of which no premises makes up more than `dominance`. Cells without premises are empty for
/// whoever knows the register, and hide nothing.
void withhold_company(Flags& withheld, const Counts& premises, const Counts& size, std::int64_t minimum,
                      const Counts& largest = {}, double dominance = 1.0) {
  while (true) {
    std::int64_t together = 0;
    std::int64_t of_one = 0;
    std::size_t cells = 0;
    std::optional<std::size_t> least;
    for (std::size_t s = 0; s < size.size(); ++s) {
      if (premises[s] > 0 && withheld[s] != 0) {
        together += size[s];
        of_one = std::max(of_one, largest.empty() ? 0 : largest[s]);
        ++cells;
      } else if (premises[s] > 0 && (!least || size[s] < size[*least])) {
        least = s;
      }
    }
    const bool is_one = dominance < 1.0 && static_cast<double>(of_one) > dominance * static_cast<double>(together);
    if (cells == 0 || !least || (cells >= 2 && together >= minimum && !is_one)) {
      return;
    }
    withheld[*least] = 1;
  }
}

}  // namespace

void require_surroundings(const PremisesTable& table) {
  const std::size_t cells = table.types.size() * table.surroundings.size();
  require(table.premises_by_surroundings.size() == cells, "premises_by_surroundings",
          table.premises_by_surroundings.size(), "one for each type and surroundings");
  require(table.incidents_by_surroundings.size() == cells, "incidents_by_surroundings",
          table.incidents_by_surroundings.size(), "one for each type and surroundings");
  require(table.largest_by_surroundings.empty() || table.largest_by_surroundings.size() == cells,
          "largest_by_surroundings", table.largest_by_surroundings.size(),
          "none, or one for each type and surroundings");
  for (std::size_t cell = 0; cell < table.largest_by_surroundings.size(); ++cell) {
    require(table.largest_by_surroundings[cell] >= 0 &&
                table.largest_by_surroundings[cell] <= table.incidents_by_surroundings[cell],
            "largest_by_surroundings", table.largest_by_surroundings[cell], "in 0 to the incidents of its cell");
  }
  if (table.surroundings.empty()) {
    return;
  }
  for (std::size_t type = 0; type < table.types.size(); ++type) {
    const auto adds_up = [&](const Counts& by_surroundings, const Counts& by_group) {
      const Counts row = row_of(table, by_surroundings, type);
      return std::accumulate(row.begin(), row.end(), std::int64_t{0}) == sum_over_groups(table, by_group, type);
    };
    require(adds_up(table.premises_by_surroundings, table.premises), "premises_by_surroundings", table.types[type],
            "divided so that the surroundings of the type add up to its premises");
    require(adds_up(table.incidents_by_surroundings, table.incidents), "incidents_by_surroundings", table.types[type],
            "divided so that the surroundings of the type add up to its incidents");
  }
}

std::vector<ProtectedSurroundings> protected_surroundings(const PremisesTable& table, std::size_t type,
                                                          const ProtectedPremisesCell& type_cell,
                                                          const SurroundingsRules& rules, const core::Key& key) {
  const std::size_t n = table.surroundings.size();
  std::vector<ProtectedSurroundings> result(n);
  if (n == 0 || !type_cell.premises.count) {
    return result;
  }
  const Counts raw = row_of(table, table.premises_by_surroundings, type);
  const Counts premises = rounded(table, raw, "premises surroundings " + table.types[type], *type_cell.premises.count,
                                  rules.premises_base, key);
  Flags withheld(n);
  std::transform(raw.begin(), raw.end(), withheld.begin(),
                 [&](std::int64_t count) { return count < rules.premises_threshold ? 1 : 0; });
  withhold_company(withheld, raw, raw, rules.premises_threshold);
  for (std::size_t s = 0; s < n; ++s) {
    result[s].premises = withheld[s] != 0 ? ProtectedCount{} : released(premises[s], rules.premises_base);
  }
  if (!type_cell.incidents.count) {
    return result;
  }
  const Counts incidents =
      rounded(table, row_of(table, table.incidents_by_surroundings, type),
              "premises surroundings incidents " + table.types[type], *type_cell.incidents.count, rules.base, key);
  const Counts raw_incidents = row_of(table, table.incidents_by_surroundings, type);
  const Counts largest =
      table.largest_by_surroundings.empty() ? Counts(n, 0) : row_of(table, table.largest_by_surroundings, type);
  const bool has_incidents = rules.base > 1 && type_cell.with_incident.count.value_or(0) > 0;
  for (std::size_t s = 0; s < n; ++s) {
    const bool is_one = rules.dominance < 1.0 &&
                        static_cast<double>(largest[s]) > rules.dominance * static_cast<double>(raw_incidents[s]);
    if ((has_incidents && incidents[s] == 0 && premises[s] > 0) || is_one) {
      withheld[s] = 1;
    }
  }
  withhold_company(withheld, raw, incidents, rules.base > 1 ? rules.base : 0, largest, rules.dominance);
  for (std::size_t s = 0; s < n; ++s) {
    result[s].incidents = withheld[s] != 0 ? ProtectedCount{} : released(incidents[s], rules.base);
  }
  return result;
}

}  // namespace libprofile::disclosure::detail
