// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/detail/joint_parts.hpp"

#include <algorithm>
#include <numeric>
#include <set>
#include <string_view>

#include "libprofile/core/error.hpp"
#include "libprofile/disclosure/detail/auditor.hpp"

namespace libprofile::disclosure::detail {
namespace {

bool has(const Tables& part, std::size_t table) {
  return std::binary_search(part.begin(), part.end(), table);
}

}  // namespace

void require_place(const JointRelease& release, const std::vector<AuditedTree>& audited, const TablePlace& at) {
  require(at.table < release.tables.size(), "table", at.table, "one of the release");
  const AuditedTree& tree = audited[at.table];
  require(at.place.level < tree.tree.levels() && at.place.node < tree.tree.sizes[at.place.level] &&
              at.place.column < tree.width,
          "place.level", at.place.level, "that of a cell of its table");
}

std::vector<AuditedTree> audited_trees(const JointRelease& release) {
  std::set<std::string_view> names;
  std::vector<AuditedTree> audited;
  for (const NamedTable& table : release.tables) {
    require(names.insert(table.name).second, "name", table.name, "that of one table");
    require_fit(table.table);
    audited.emplace_back(table.table);
  }
  for (const std::vector<TablePlace>& number : release.shared) {
    std::set<std::size_t> tables;
    require(!number.empty(), "shared", number.size(), "at least 1 place each");
    for (const TablePlace& at : number) {
      require_place(release, audited, at);
      require(tables.insert(at.table).second, "shared", release.tables[at.table].name, "one place in each table");
    }
  }
  for (const AtLeast& pair : release.at_least) {
    require_place(release, audited, pair.more);
    require_place(release, audited, pair.less);
    require(pair.more.table != pair.less.table, "at_least", release.tables[pair.more.table].name,
            "one place in each of two tables");
  }
  return audited;
}

std::vector<Tables> connected_tables(const JointRelease& release) {
  Tables root(release.tables.size());
  std::iota(root.begin(), root.end(), std::size_t{0});
  const auto root_of = [&](std::size_t table) {
    while (root[table] != table) {
      table = root[table];
    }
    return table;
  };
  const auto connect = [&](std::size_t a, std::size_t b) {
    const std::size_t one = root_of(a);
    const std::size_t other = root_of(b);
    root[std::max(one, other)] = std::min(one, other);
  };
  for (const std::vector<TablePlace>& number : release.shared) {
    for (const TablePlace& at : number) {
      connect(number.front().table, at.table);
    }
  }
  for (const AtLeast& pair : release.at_least) {
    connect(pair.more.table, pair.less.table);
  }
  std::vector<Tables> parts;
  for (std::size_t table = 0; table < root.size(); ++table) {
    if (root_of(table) == table) {
      parts.emplace_back();
      for (std::size_t other = table; other < root.size(); ++other) {
        if (root_of(other) == table) {
          parts.back().push_back(other);
        }
      }
    }
  }
  return parts;
}

Tables numbers_of(const JointRelease& release, const Tables& part) {
  Tables numbers;
  for (std::size_t n = 0; n < release.shared.size(); ++n) {
    if (has(part, release.shared[n].front().table)) {
      numbers.push_back(n);
    }
  }
  return numbers;
}

bool is_forest(const JointRelease& release, const Tables& part) {
  const Tables numbers = numbers_of(release, part);
  const std::size_t links =
      std::accumulate(numbers.begin(), numbers.end(), std::size_t{0},
                      [&](std::size_t sum, std::size_t n) { return sum + release.shared[n].size(); });
  const auto pairs =
      static_cast<std::size_t>(std::count_if(release.at_least.begin(), release.at_least.end(),
                                             [&](const AtLeast& pair) { return has(part, pair.more.table); }));
  return links + pairs + 1 == part.size() + numbers.size();
}

}  // namespace libprofile::disclosure::detail
