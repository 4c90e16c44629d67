// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/audit_together.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>
#include <utility>

#include "libprofile/core/error.hpp"
#include "libprofile/core/progress.hpp"
#include "libprofile/disclosure/detail/auditor.hpp"
#include "libprofile/disclosure/detail/joint_block.hpp"
#include "libprofile/disclosure/detail/joint_moves.hpp"

namespace libprofile::disclosure {
namespace {

using detail::AuditedTree;
using detail::Deadline;
using detail::Direction;
using detail::JointBlock;
using detail::Limits;
using detail::LinearProgram;
using detail::ProgramStatus;
using Tables = std::vector<std::size_t>;

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
    detail::require_fit(table.table);
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
  return audited;
}

/// Tables that shared numbers connect, ascending, by their first.
std::vector<Tables> connected_tables(const JointRelease& release) {
  Tables root(release.tables.size());
  std::iota(root.begin(), root.end(), std::size_t{0});
  const auto root_of = [&](std::size_t table) {
    while (root[table] != table) {
      table = root[table];
    }
    return table;
  };
  for (const std::vector<TablePlace>& number : release.shared) {
    for (const TablePlace& at : number) {
      const std::size_t one = root_of(number.front().table);
      const std::size_t other = root_of(at.table);
      root[std::max(one, other)] = std::min(one, other);
    }
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

/// Shared numbers of a part.
Tables numbers_of(const JointRelease& release, const Tables& part) {
  Tables numbers;
  for (std::size_t n = 0; n < release.shared.size(); ++n) {
    if (std::binary_search(part.begin(), part.end(), release.shared[n].front().table)) {
      numbers.push_back(n);
    }
  }
  return numbers;
}

/// Whether tables and shared numbers form no circle: connected, with as many links as a tree has.
bool is_forest(const JointRelease& release, const Tables& part) {
  const Tables numbers = numbers_of(release, part);
  const std::size_t links =
      std::accumulate(numbers.begin(), numbers.end(), std::size_t{0},
                      [&](std::size_t sum, std::size_t n) { return sum + release.shared[n].size(); });
  return links + 1 == part.size() + numbers.size();
}

const CellAudit& cell_of(const AuditReport& report, const AuditedTree& audited, const CellPlace& place) {
  std::size_t first = 0;
  for (std::size_t level = 0; level < place.level; ++level) {
    first += audited.tree.sizes[level] * audited.width;
  }
  return report.cells[first + place.node * audited.width + place.column];
}

class Together {
 public:
  Together(const JointRelease& release, double time_limit_s)
      : release_(release), audited_(audited_trees(release)), deadline_(time_limit_s) {}

  [[nodiscard]] JointReport run() {
    report_.tables.resize(release_.tables.size());
    for (const Tables& part : connected_tables(release_)) {
      for (const std::size_t table : part) {
        audit_alone(table, {});
      }
      if (is_forest(release_, part)) {
        pass_limits_on(part);
      } else if (!detail::can_move_together(release_, audited_, part)) {
        solve_together(part);
      }
    }
    for (const AuditReport& table : report_.tables) {
      report_.refused += table.refused;
    }
    return std::move(report_);
  }

 private:
  /// With what the others say of numbers that are shared.
  void audit_alone(std::size_t table, std::vector<CommonKnowledge> known) {
    core::current_cancellation().throw_if_cancelled();
    AuditOptions options = release_.tables[table].options;
    options.time_limit_s = std::max(deadline_.left_s(), std::numeric_limits<double>::min());
    if (known.empty()) {
      report_.tables[table] = audit(release_.tables[table].table, options);
    } else {
      ReleasedTable informed = release_.tables[table].table;
      informed.known.insert(informed.known.end(), known.begin(), known.end());
      report_.tables[table] = audit(informed, options);
    }
    report_.solved += report_.tables[table].solved;
  }

  [[nodiscard]] const CellAudit& at(const TablePlace& place) const {
    return cell_of(report_.tables[place.table], audited_[place.table], place.place);
  }

  /// What all places of a shared number say of it.
  [[nodiscard]] std::pair<double, double> limits_of(const std::vector<TablePlace>& number) const {
    std::pair<double, double> limits{0.0, std::numeric_limits<double>::infinity()};
    for (const TablePlace& place : number) {
      limits = {std::max(limits.first, at(place).least), std::min(limits.second, at(place).most)};
    }
    if (limits.first > limits.second) {
      detail::throw_contradiction();
    }
    return limits;
  }

  /// Limits that others narrow for a table.
  [[nodiscard]] std::vector<CommonKnowledge> news_for(std::size_t table, const Tables& numbers, bool* is_new) const {
    std::vector<CommonKnowledge> known;
    *is_new = false;
    for (const std::size_t n : numbers) {
      for (const TablePlace& place : release_.shared[n]) {
        if (place.table == table) {
          const auto [least, most] = limits_of(release_.shared[n]);
          known.push_back({place.place, least, most});
          *is_new = *is_new || least > at(place).least || most < at(place).most;
        }
      }
    }
    return known;
  }

  void pass_limits_on(const Tables& part) {
    const Tables numbers = numbers_of(release_, part);
    for (bool moved = true; moved;) {
      moved = false;
      for (const std::size_t table : part) {
        bool is_new = false;
        std::vector<CommonKnowledge> known = news_for(table, numbers, &is_new);
        if (is_new && deadline_.left_s() > 0.0) {
          audit_alone(table, std::move(known));
          moved = true;
        }
      }
    }
    if (deadline_.left_s() <= 0.0) {
      refuse_unproved(part, numbers);
    }
  }

  /// Where limits could still move when time ran out, nothing of the tables is proved.
  void refuse_unproved(const Tables& part, const Tables& numbers) {
    const bool is_settled = std::all_of(numbers.begin(), numbers.end(), [&](std::size_t n) {
      const auto limits = limits_of(release_.shared[n]);
      return std::all_of(release_.shared[n].begin(), release_.shared[n].end(), [&](const TablePlace& place) {
        return at(place).least == limits.first && at(place).most == limits.second;
      });
    });
    for (const std::size_t table : is_settled ? Tables() : part) {
      AuditReport& report = report_.tables[table];
      report.refused = report.cells.size();
      for (CellAudit& cell : report.cells) {
        cell.verdict = Verdict::not_proved;
      }
    }
  }

  void solve_together(const Tables& part) {
    const JointBlock block(release_, audited_, part);
    LinearProgram program(block.knowledge);
    for (const std::size_t table : part) {
      AuditOptions options = release_.tables[table].options;
      detail::Auditor auditor(release_.tables[table].table, options);
      std::vector<Limits> limits;
      for (const CellAudit& cell : report_.tables[table].cells) {
        core::current_cancellation().throw_if_cancelled();
        const TablePlace place{table, cell.place};
        limits.push_back(detail::solve_sum(program, block.unknowns_of(place), block.offset(place), deadline_));
      }
      report_.solved += limits.size();
      report_.tables[table] = auditor.report_of(std::move(limits));
    }
  }

  const JointRelease& release_;
  std::vector<AuditedTree> audited_;
  Deadline deadline_;
  JointReport report_;
};

}  // namespace

JointReport audit_together(const JointRelease& release, double time_limit_s) {
  validate(AuditOptions{.time_limit_s = time_limit_s});
  return Together(release, time_limit_s).run();
}

std::vector<JointNarrowing> explain_together(const JointRelease& release, const TablePlace& cell, double time_limit_s) {
  validate(AuditOptions{.time_limit_s = time_limit_s});
  const std::vector<AuditedTree> audited = audited_trees(release);
  require_place(release, audited, cell);
  const std::vector<Tables> parts = connected_tables(release);
  const auto part = std::find_if(parts.begin(), parts.end(), [&](const Tables& tables) {
    return std::binary_search(tables.begin(), tables.end(), cell.table);
  });
  const JointBlock block(release, audited, *part);
  LinearProgram program(block.knowledge);
  std::vector<JointNarrowing> narrowings;
  for (const auto& [direction, side] :
       {std::pair(Direction::least, Narrowing::Side::least), std::pair(Direction::most, Narrowing::Side::most)}) {
    if (program.solve(block.unknowns_of(cell), direction, time_limit_s).status == ProgramStatus::infeasible) {
      detail::throw_contradiction();
    }
    for (const std::uint32_t sum : program.binding_sums()) {
      if (sum < block.places.size()) {
        narrowings.push_back({block.places[sum], side});
      }
    }
  }
  return narrowings;
}

}  // namespace libprofile::disclosure
