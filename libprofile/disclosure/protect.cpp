// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/protect.hpp"

#include <utility>

#include "libprofile/disclosure/controlled_rounding.hpp"
#include "libprofile/disclosure/detail/area_tree.hpp"
#include "libprofile/disclosure/detail/count_table_shape.hpp"
#include "libprofile/disclosure/detail/suppressed_table.hpp"
#include "libprofile/disclosure/detail/withheld_places.hpp"
#include "libprofile/disclosure/release_rules.hpp"

namespace libprofile::disclosure {
namespace {

using geography::CountTable;

ProtectedLevel protected_level(const std::string& name, const std::vector<std::string>& units,
                               const std::vector<std::int64_t>& rounded, const std::vector<std::uint8_t>& withheld,
                               std::int64_t base) {
  ProtectedLevel level{name, units, {}};
  level.cells.reserve(rounded.size());
  const std::size_t width = units.empty() ? 1 : rounded.size() / units.size();
  for (std::size_t cell = 0; cell < rounded.size(); ++cell) {
    level.cells.push_back(withheld[cell / width] != 0 ? ProtectedCount{} : released(rounded[cell], base));
  }
  return level;
}

}  // namespace

Protected<ProtectedTable> protect(const CountTable& table, const Policy& policy, const core::Key& key) {
  detail::require_shape(table);
  require_no_small_areas(policy, table.units);
  if (policy.fields().method == Method::suppression) {
    return Gate::pass(detail::suppressed_table(table, policy), policy);
  }
  const std::int64_t base = policy.rounding_base();
  const RoundingTable rounding = detail::rounding_table(table);
  const RoundedTable rounded = controlled_rounding(rounding, base, key);
  const detail::AreaTree tree = detail::make_area_tree(table.units.size(), rounding.levels);
  const detail::NodeFlags withheld = detail::withheld_places(table, policy, tree);

  ProtectedTable released_table{table.categories, {}, base, base};
  const auto add = [&](const std::string& name, const std::vector<std::string>& units) {
    const std::size_t l = released_table.levels.size();
    released_table.levels.push_back(protected_level(name, units, rounded.levels[l], withheld[l], base));
  };
  add(std::string(kUnitLevel), table.units);
  for (const geography::Level& level : table.levels) {
    add(level.name, level.codes);
  }
  add(std::string(kAll), {std::string(kAll)});
  return Gate::pass(std::move(released_table), policy);
}

core::Key key_from_seed(std::uint64_t seed) {
  const core::Digest digest = core::sha256("libprofile key from seed 1;" + std::to_string(seed));
  return core::Key({digest.begin(), digest.end()});
}

}  // namespace libprofile::disclosure
