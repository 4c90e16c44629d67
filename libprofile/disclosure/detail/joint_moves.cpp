// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/detail/joint_moves.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>
#include <set>

namespace libprofile::disclosure::detail {
namespace {

/// Shared numbers, ascending: those that one inner cell is part of.
using Hits = std::vector<std::uint32_t>;

/// A table by the shared numbers that its inner cells are part of.
struct MovingTable {
  /// Of all inner cells, and of those above 0; also that no cell moves.
  std::set<Hits> up;
  std::set<Hits> down;
  Hits numbers;
  /// Those of them that no earlier table has.
  Hits fresh;
};

bool is_shown_whole(const AuditedTree& audited) {
  return std::none_of(audited.table->shown.begin(), audited.table->shown.end(), [](const auto& level) {
    return std::find(level.begin(), level.end(), kWithheld) != level.end();
  });
}

/// Shared numbers of a table by level and node of their place.
using NumbersAt = std::map<std::pair<std::size_t, std::size_t>, std::vector<std::pair<std::size_t, std::uint32_t>>>;

MovingTable moving_table(const AuditedTree& audited, const NumbersAt& numbers) {
  MovingTable moving;
  moving.up.insert(Hits{});
  moving.down.insert(Hits{});
  for (std::size_t row = 0; row < audited.tree.sizes[0]; ++row) {
    for (std::size_t column = 0; column < audited.columns; ++column) {
      Hits hits;
      std::size_t node = row;
      for (std::size_t level = 0; level < audited.tree.levels(); ++level) {
        if (const auto found = numbers.find({level, node}); found != numbers.end()) {
          for (const auto& [of_column, number] : found->second) {
            if (of_column == column || of_column == audited.columns) {
              hits.push_back(number);
            }
          }
        }
        node = level + 1 < audited.tree.levels() ? audited.tree.parents[level][node] : node;
      }
      std::sort(hits.begin(), hits.end());
      if (audited.shown({0, row, column}) > 0) {
        moving.down.insert(hits);
      }
      moving.up.insert(std::move(hits));
    }
  }
  return moving;
}

/// The tables, each with what it shares; in an order in which each shares something with one before it.
class Moves {
 public:
  Moves(std::vector<MovingTable> tables, const Deadline& deadline) : tables_(std::move(tables)), deadline_(deadline) {}

  /// Whether every cell of the first table can be moved with cells of the others.
  [[nodiscard]] bool all_of_first(std::set<Hits> MovingTable::*cells) {
    cells_ = cells;
    return std::all_of((tables_.front().*cells).begin(), (tables_.front().*cells).end(),
                       [&](const Hits& hits) { return extend(1, hits); });
  }

 private:
  /// Whether tables from `table` on have cells that move what the earlier ones do. Ways through several tables grow in
  /// number with each: after the deadline there is none, and nobody has looked further.
  [[nodiscard]] bool extend(std::size_t table, const Hits& hits) const {
    if (table == tables_.size()) {
      return true;
    }
    if (deadline_.left_s() <= 0.0) {
      return false;
    }
    const MovingTable& moving = tables_[table];
    Hits asked;
    std::set_intersection(hits.begin(), hits.end(), moving.numbers.begin(), moving.numbers.end(),
                          std::back_inserter(asked));
    if (moving.fresh.empty()) {
      return (moving.*cells_).contains(asked) && extend(table + 1, hits);
    }
    return std::any_of((moving.*cells_).begin(), (moving.*cells_).end(), [&](const Hits& own) {
      Hits met;
      std::set_difference(own.begin(), own.end(), moving.fresh.begin(), moving.fresh.end(), std::back_inserter(met));
      if (met != asked) {
        return false;
      }
      Hits all;
      std::set_union(hits.begin(), hits.end(), own.begin(), own.end(), std::back_inserter(all));
      return extend(table + 1, all);
    });
  }

  std::vector<MovingTable> tables_;
  const Deadline& deadline_;
  std::set<Hits> MovingTable::*cells_ = &MovingTable::up;
};

/// `first`, then tables that share something with one before them, where any is left.
std::vector<std::size_t> order_from(std::size_t first, const std::vector<MovingTable>& tables) {
  std::vector<std::size_t> order;
  std::vector<std::uint8_t> is_placed(tables.size(), 0);
  std::set<std::uint32_t> seen;
  const auto place = [&](std::size_t table) {
    order.push_back(table);
    is_placed[table] = 1;
    seen.insert(tables[table].numbers.begin(), tables[table].numbers.end());
  };
  place(first);
  while (order.size() < tables.size()) {
    const std::size_t before = order.size();
    for (std::size_t next = 0; next < tables.size(); ++next) {
      const auto& numbers = tables[next].numbers;
      if (is_placed[next] == 0 &&
          std::any_of(numbers.begin(), numbers.end(), [&](std::uint32_t n) { return seen.contains(n); })) {
        place(next);
      }
    }
    if (order.size() == before) {
      place(static_cast<std::size_t>(std::find(is_placed.begin(), is_placed.end(), 0) - is_placed.begin()));
    }
  }
  return order;
}

std::vector<MovingTable> ordered(const std::vector<MovingTable>& tables, const std::vector<std::size_t>& order) {
  std::vector<MovingTable> result;
  std::set<std::uint32_t> seen;
  for (const std::size_t table : order) {
    result.push_back(tables[table]);
    const auto& numbers = result.back().numbers;
    std::copy_if(numbers.begin(), numbers.end(), std::back_inserter(result.back().fresh),
                 [&](std::uint32_t n) { return !seen.contains(n); });
    seen.insert(numbers.begin(), numbers.end());
  }
  return result;
}

bool are_shown_alike(const JointRelease& release, const std::vector<AuditedTree>& audited,
                     const std::vector<TablePlace>& number) {
  const std::int64_t shown = audited[number.front().table].shown(number.front().place);
  const std::int64_t band = release.tables[number.front().table].table.band;
  return std::all_of(number.begin(), number.end(), [&](const TablePlace& at) {
    return audited[at.table].shown(at.place) == shown && release.tables[at.table].table.band == band;
  });
}

/// Whether what is shown of both, each alone, leaves no world in which the one is below the other.
bool is_so_anyway(const JointRelease& release, const std::vector<AuditedTree>& audited, const AtLeast& pair) {
  const std::int64_t least =
      audited[pair.more.table].shown(pair.more.place) - release.tables[pair.more.table].table.band + 1;
  const std::int64_t most =
      audited[pair.less.table].shown(pair.less.place) + release.tables[pair.less.table].table.band - 1;
  return least >= most;
}

/// All is shown and adds up, and no number is never below another but by what is shown of both.
bool are_plain(const JointRelease& release, const std::vector<AuditedTree>& audited,
               const std::vector<std::size_t>& tables) {
  return std::all_of(tables.begin(), tables.end(),
                     [&](std::size_t table) {
                       return audited[table].table->known.empty() && adds_up(audited[table]) &&
                              is_shown_whole(audited[table]);
                     }) &&
         std::all_of(release.at_least.begin(), release.at_least.end(), [&](const AtLeast& pair) {
           return !std::binary_search(tables.begin(), tables.end(), pair.more.table) ||
                  is_so_anyway(release, audited, pair);
         });
}

Moved moved_or_late(bool is_moved, const Deadline& deadline) {
  return is_moved ? Moved::yes : deadline.left_s() > 0.0 ? Moved::no : Moved::out_of_time;
}

}  // namespace

Moved can_move_together(const JointRelease& release, const std::vector<AuditedTree>& audited,
                        const std::vector<std::size_t>& tables, const Deadline& deadline) {
  if (!are_plain(release, audited, tables)) {
    return moved_or_late(false, deadline);
  }
  std::vector<NumbersAt> numbers_at(tables.size());
  std::vector<Hits> numbers(tables.size());
  for (std::uint32_t n = 0; n < release.shared.size(); ++n) {
    for (const TablePlace& at : release.shared[n]) {
      const auto local = std::lower_bound(tables.begin(), tables.end(), at.table);
      if (local == tables.end() || *local != at.table) {
        break;
      }
      if (!are_shown_alike(release, audited, release.shared[n])) {
        return moved_or_late(false, deadline);
      }
      const auto index = static_cast<std::size_t>(local - tables.begin());
      numbers_at[index][{at.place.level, at.place.node}].emplace_back(at.place.column, n);
      numbers[index].push_back(n);
    }
  }
  std::vector<MovingTable> moving;
  for (std::size_t i = 0; i < tables.size(); ++i) {
    moving.push_back(moving_table(audited[tables[i]], numbers_at[i]));
    moving.back().numbers = numbers[i];
  }
  for (std::size_t first = 0; first < moving.size(); ++first) {
    Moves moves(ordered(moving, order_from(first, moving)), deadline);
    if (!moves.all_of_first(&MovingTable::up) || !moves.all_of_first(&MovingTable::down)) {
      return moved_or_late(false, deadline);
    }
  }
  return Moved::yes;
}

}  // namespace libprofile::disclosure::detail
