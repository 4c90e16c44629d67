// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/protect_list.hpp"

#include <algorithm>
#include <utility>

#include "libprofile/core/error.hpp"
#include "libprofile/disclosure/controlled_rounding.hpp"

namespace libprofile::disclosure {
namespace {

/// A table of one column, whose margin over columns would only repeat it.
RoundingTable rounding_table(const ListTable& table) {
  RoundingTable rounding{.name = "list " + table.name,
                         .rows = table.labels,
                         .columns = {"count"},
                         .margin = ColumnMargin::none,
                         .counts = table.counts};
  for (std::size_t i = 0; i < table.pinned.size(); ++i) {
    if (table.pinned[i].has_value()) {
      rounding.pins.push_back({i, 0, *table.pinned[i]});
    }
  }
  if (table.pinned_total.has_value()) {
    rounding.pins.push_back({table.labels.size(), 0, *table.pinned_total});
  }
  return rounding;
}

/// Whether one label holds all that is released, so that everybody counted is all but known to have it.
bool is_one_label(const std::vector<std::int64_t>& rounded, std::int64_t total) {
  return total > 0 && std::find(rounded.begin(), rounded.end(), total) != rounded.end();
}

}  // namespace

Protected<ProtectedList> protect_list(const ListTable& table, const Policy& policy, const core::Key& key) {
  require(table.counts.size() == table.labels.size(), "counts", table.counts.size(), "one for each label");
  require(table.pinned.empty() || table.pinned.size() == table.labels.size(), "pinned", table.pinned.size(),
          "none, or one for each label");
  const std::int64_t base = policy.rounding_base();
  const RoundedTable rounded = controlled_rounding(rounding_table(table), base, key);
  ProtectedList list{table.labels, {}, released(rounded.levels.back().front(), base), base};
  const bool is_withheld = table.of == ListOf::persons && policy.fields().tier == Tier::open &&
                           is_one_label(rounded.levels.front(), rounded.levels.back().front());
  for (const std::int64_t count : rounded.levels.front()) {
    list.counts.push_back(is_withheld ? ProtectedCount{} : released(count, base));
  }
  return Gate::pass(std::move(list), policy);
}

Protected<ProtectedCount> protect_scalar(std::string_view name, std::int64_t count, const Policy& policy,
                                         const core::Key& key) {
  const RoundingTable table{.name = "number",
                            .rows = {std::string(name)},
                            .columns = {"count"},
                            .margin = ColumnMargin::none,
                            .counts = {count}};
  const std::int64_t base = policy.rounding_base();
  const std::int64_t rounded = controlled_rounding(table, base, key).levels.front().front();
  return Gate::pass(released(rounded, base), policy);
}

}  // namespace libprofile::disclosure
