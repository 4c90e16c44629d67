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
#include "libprofile/disclosure/detail/joint_parts.hpp"

namespace libprofile::disclosure {
namespace {

using detail::AuditedTree;
using detail::Deadline;
using detail::Direction;
using detail::JointBlock;
using detail::Limits;
using detail::LinearProgram;
using detail::ProgramStatus;
using detail::Tables;

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
      : release_(release), audited_(detail::audited_trees(release)), deadline_(time_limit_s) {}

  [[nodiscard]] JointReport run() {
    report_.tables.resize(release_.tables.size());
    for (const Tables& part : detail::connected_tables(release_)) {
      for (const std::size_t table : part) {
        audit_alone(table, {});
      }
      if (detail::is_forest(release_, part)) {
        pass_limits_on(part);
      } else {
        audit_circle(part);
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
    return possible(limits.first, limits.second);
  }

  /// Limits that others narrow for a table.
  [[nodiscard]] std::vector<CommonKnowledge> news_for(std::size_t table, const Tables& numbers, bool* is_new) const {
    std::vector<CommonKnowledge> known;
    *is_new = false;
    const auto add = [&](const TablePlace& place, std::pair<double, double> limits) {
      known.push_back({place.place, limits.first, limits.second});
      *is_new = *is_new || limits.first > at(place).least || limits.second < at(place).most;
    };
    for (const std::size_t n : numbers) {
      for (const TablePlace& place : release_.shared[n]) {
        if (place.table == table) {
          add(place, limits_of(release_.shared[n]));
        }
      }
    }
    for (const AtLeast& pair : release_.at_least) {
      if (pair.more.table == table) {
        add(pair.more, limits_of_more(pair));
      } else if (pair.less.table == table) {
        add(pair.less, limits_of_less(pair));
      }
    }
    return known;
  }

  [[nodiscard]] std::pair<double, double> limits_of_more(const AtLeast& pair) const {
    return possible(std::max(at(pair.more).least, at(pair.less).least), at(pair.more).most);
  }

  [[nodiscard]] std::pair<double, double> limits_of_less(const AtLeast& pair) const {
    return possible(at(pair.less).least, std::min(at(pair.less).most, at(pair.more).most));
  }

  [[nodiscard]] static std::pair<double, double> possible(double least, double most) {
    if (least > most) {
      detail::throw_contradiction();
    }
    return {least, most};
  }

  void pass_limits_on(const Tables& part) {
    const Tables numbers = detail::numbers_of(release_, part);
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
    // Where limits could still move when time ran out, nothing of the tables is proved.
    const bool is_settled = deadline_.left_s() > 0.0 || std::none_of(part.begin(), part.end(), [&](std::size_t table) {
                              bool is_new = false;
                              static_cast<void>(news_for(table, numbers, &is_new));
                              return is_new;
                            });
    if (!is_settled) {
      refuse(part);
    }
  }

  void audit_circle(const Tables& part) {
    switch (detail::can_move_together(release_, audited_, part, deadline_)) {
      case detail::Moved::yes:
        break;
      case detail::Moved::no:
        solve_together(part);
        break;
      case detail::Moved::out_of_time:
        refuse(part);
        break;
    }
  }

  /// Nothing of these tables is proved.
  void refuse(const Tables& part) {
    for (const std::size_t table : part) {
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
  const std::vector<AuditedTree> audited = detail::audited_trees(release);
  detail::require_place(release, audited, cell);
  const std::vector<Tables> parts = detail::connected_tables(release);
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
