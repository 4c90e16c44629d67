// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/protect_cross.hpp"

#include <utility>

#include "libprofile/core/error.hpp"
#include "libprofile/disclosure/controlled_rounding.hpp"

namespace libprofile::disclosure {

Protected<ProtectedCross> protect_cross(const CrossTable& table, const Policy& policy, const core::Key& key) {
  require(table.counts.size() == table.rows.size() * table.columns.size(), "counts", table.counts.size(),
          "one for each row and column");
  const std::int64_t base = policy.rounding_base();
  ProtectedCross cross{table.rows, table.columns, {}, base};
  if (table.counts.empty()) {
    return Gate::pass(std::move(cross), policy);
  }
  RoundingTable rounding{
      .name = "cross " + table.name, .rows = table.rows, .columns = table.columns, .counts = table.counts};
  if (table.pinned_total) {
    rounding.pins.push_back({table.rows.size(), table.columns.size(), *table.pinned_total});
  }
  const RoundedTable rounded = controlled_rounding(rounding, base, key);
  for (const auto& level : rounded.levels) {
    for (const std::int64_t count : level) {
      cross.cells.push_back(released(count, base));
    }
  }
  return Gate::pass(std::move(cross), policy);
}

}  // namespace libprofile::disclosure
