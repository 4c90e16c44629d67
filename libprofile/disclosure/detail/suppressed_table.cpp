// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/detail/suppressed_table.hpp"

#include <string>
#include <utility>
#include <vector>

#include "libprofile/disclosure/detail/withheld_places.hpp"
#include "libprofile/disclosure/suppression.hpp"

namespace libprofile::disclosure::detail {
namespace {

ProtectedLevel shown_level(const std::string& name, const std::vector<std::string>& units,
                           const std::vector<std::int64_t>& counts, const std::vector<CellStatus>& statuses,
                           std::int64_t base) {
  ProtectedLevel level{name, units, {}};
  level.cells.reserve(counts.size());
  for (std::size_t cell = 0; cell < counts.size(); ++cell) {
    // One symbol, whatever the reason.
    level.cells.push_back(statuses[cell] == CellStatus::shown
                              ? ProtectedCount{nearest_multiple(counts[cell], base), Reliability::ok}
                              : ProtectedCount{});
  }
  return level;
}

}  // namespace

std::int64_t nearest_multiple(std::int64_t count, std::int64_t base) {
  return (count + base / 2) / base * base;
}

ProtectedTable suppressed_table(const geography::CountTable& table, const Policy& policy) {
  const RoundingTable shape = rounding_table(table);
  const AreaTree tree = make_area_tree(table.units.size(), shape.levels);
  const Suppression suppressed =
      suppress(shape, suppression_rule(policy),
               {table.largest_contribution, table.second_contribution, places_with_few_residents(table, policy, tree)});
  const auto sums = sums_up(tree, table.counts, table.categories.size(), ColumnMargin::sum);

  const PolicyFields& fields = policy.fields();
  const std::int64_t total_base = fields.total_base == 0 ? fields.base : fields.total_base;
  ProtectedTable shown{table.categories, {}, fields.base, total_base};
  const auto add = [&](const std::string& name, const std::vector<std::string>& units, std::int64_t base) {
    const std::size_t l = shown.levels.size();
    shown.levels.push_back(shown_level(name, units, sums[l], suppressed.levels[l], base));
  };
  add(std::string(kUnitLevel), table.units, fields.base);
  for (const geography::Level& level : table.levels) {
    add(level.name, level.codes, fields.base);
  }
  add(std::string(kAll), {std::string(kAll)}, total_base);
  return shown;
}

}  // namespace libprofile::disclosure::detail
