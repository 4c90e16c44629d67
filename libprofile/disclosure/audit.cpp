// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/audit.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <utility>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/disclosure/detail/audit_block.hpp"
#include "libprofile/disclosure/detail/linear_program.hpp"

namespace libprofile::disclosure {
namespace {

using detail::AuditBlock;
using detail::AuditedTree;
using detail::Direction;
using detail::LinearProgram;
using detail::ProgramStatus;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

class Deadline {
 public:
  explicit Deadline(double seconds)
      : end_(std::chrono::steady_clock::now() +
             std::chrono::duration_cast<std::chrono::steady_clock::duration>(std::chrono::duration<double>(seconds))) {}
  [[nodiscard]] double left_s() const {
    return std::chrono::duration<double>(end_ - std::chrono::steady_clock::now()).count();
  }

 private:
  std::chrono::steady_clock::time_point end_;
};

struct Limits {
  double least = 0.0;
  double most = kInfinity;
  bool is_proved = true;
};

/// Cells to be solved over the rows below one node, as positions in the report.
struct Task {
  std::size_t level;
  std::size_t node;
  std::vector<std::size_t> cells;
};

void require_fit(const ReleasedTable& table) {
  require(table.band >= 1, "band", table.band, "at least 1");
  const AuditedTree audited(table);
  require(table.shown.size() == audited.tree.levels(), "shown", table.shown.size(), "one for each level of the tree");
  for (std::size_t l = 0; l < table.shown.size(); ++l) {
    require(table.shown[l].size() == audited.tree.sizes[l] * audited.width, "shown[" + std::to_string(l) + "]",
            table.shown[l].size(), "one for each node and column");
    for (const std::int64_t shown : table.shown[l]) {
      require(shown >= kWithheld, "shown[" + std::to_string(l) + "]", shown, "0 or more, or withheld");
    }
  }
  for (const CommonKnowledge& known : table.known) {
    require(known.place.level < audited.tree.levels() && known.place.node < audited.tree.sizes[known.place.level] &&
                known.place.column < audited.width,
            "known.place.level", known.place.level, "that of a cell of the table");
    require(known.least <= known.most, "known.least", known.least, "at most known.most");
  }
}

[[noreturn]] void throw_contradiction() {
  require(false, "shown", std::string_view("contradictory"), "such that some table of whole numbers fits all of it");
  std::abort();
}

double solve(LinearProgram& program, const AuditBlock& block, const std::vector<std::uint32_t>& unknowns,
             Direction direction, const Deadline& deadline, Limits& limits) {
  const double offset = block.offset(unknowns);
  const double left_s = deadline.left_s();
  if (left_s <= 0.0) {
    limits.is_proved = false;
    return direction == Direction::least ? 0.0 : kInfinity;
  }
  const auto found = program.solve(unknowns, direction, left_s);
  if (found.status == ProgramStatus::infeasible) {
    throw_contradiction();
  }
  limits.is_proved = limits.is_proved && found.status != ProgramStatus::out_of_time;
  return direction == Direction::least ? std::max(0.0, found.value + offset) : found.value + offset;
}

Limits solve_cell(LinearProgram& program, const AuditBlock& block, const CellPlace& place, const Deadline& deadline) {
  const std::vector<std::uint32_t> unknowns = block.unknowns_of(place);
  Limits limits;
  limits.least = solve(program, block, unknowns, Direction::least, deadline, limits);
  limits.most = solve(program, block, unknowns, Direction::most, deadline, limits);
  return limits;
}

/// Whether the rows below a node can be filled so that every shown sum is met exactly.
bool can_be_met(const AuditedTree& audited, std::size_t level, std::size_t node, const Deadline& deadline) {
  const AuditBlock block(audited, level, node, 1);
  LinearProgram program(block.knowledge);
  const double left_s = deadline.left_s();
  return left_s > 0.0 && program.solve({}, Direction::least, left_s).status == ProgramStatus::optimal;
}

Verdict verdict_of(const Limits& limits, bool is_exact, const AuditOptions& options) {
  const auto threshold = static_cast<double>(options.threshold);
  if (!limits.is_proved) {
    return Verdict::not_proved;
  }
  if (limits.least >= 1.0 && limits.most <= threshold - 1.0) {
    return Verdict::certainly_few;
  }
  if (is_exact) {
    return Verdict::safe;
  }
  if (limits.most - limits.least < static_cast<double>(options.base - 1)) {
    return Verdict::too_narrow;
  }
  if (limits.least >= 2.0 && limits.most <= threshold) {
    return Verdict::few_beside_oneself;
  }
  return Verdict::safe;
}

class Auditor {
 public:
  Auditor(const ReleasedTable& table, const AuditOptions& options)
      : table_(table), options_(options), audited_(table), deadline_(options.time_limit_s) {
    for (std::size_t l = 0; l < audited_.tree.levels(); ++l) {
      for (std::size_t node = 0; node < audited_.tree.sizes[l]; ++node) {
        for (std::size_t c = 0; c < audited_.width; ++c) {
          places_.push_back({l, node, c});
        }
      }
    }
    limits_.resize(places_.size());
  }

  AuditReport report() {
    std::vector<Task> tasks = withheld_tasks();
    if (!cannot_be_narrowed(tasks)) {
      tasks = {everything()};
    }
    for (std::size_t cell = 0; cell < places_.size(); ++cell) {
      limits_[cell] = own_limits(cell);
    }
    core::parallel_for(
        tasks.size(), [&](std::size_t task) { run(tasks[task]); }, 1);
    return collect(tasks);
  }

 private:
  [[nodiscard]] bool is_exact(std::size_t cell) const {
    return table_.band == 1 && audited_.shown(places_[cell]) != kWithheld;
  }

  [[nodiscard]] Limits own_limits(std::size_t cell) const {
    const std::int64_t shown = audited_.shown(places_[cell]);
    if (audited_.rows_below[places_[cell].level][places_[cell].node].empty()) {
      return {0.0, 0.0, true};
    }
    if (shown == kWithheld) {
      return {};
    }
    return {static_cast<double>(std::max<std::int64_t>(0, shown - table_.band + 1)),
            static_cast<double>(shown + table_.band - 1), true};
  }

  /// Withheld cells by the nearest node above them that is shown in full.
  [[nodiscard]] std::vector<Task> withheld_tasks() const {
    std::map<std::pair<std::size_t, std::size_t>, std::vector<std::size_t>> by_node;
    for (std::size_t cell = 0; cell < places_.size(); ++cell) {
      const CellPlace& place = places_[cell];
      if (audited_.shown(place) == kWithheld && !audited_.rows_below[place.level][place.node].empty()) {
        const CellPlace top = audited_.nearest_shown(place.level, place.node);
        by_node[{top.level, top.node}].push_back(cell);
      }
    }
    std::vector<Task> tasks;
    for (auto& [node, cells] : by_node) {
      tasks.push_back({node.first, node.second, std::move(cells)});
    }
    return tasks;
  }

  [[nodiscard]] Task everything() const {
    Task task{audited_.tree.levels() - 1, 0, {}};
    for (std::size_t cell = 0; cell < places_.size(); ++cell) {
      if (!audited_.rows_below[places_[cell].level][places_[cell].node].empty()) {
        task.cells.push_back(cell);
      }
    }
    return task;
  }

  /// Whether the release, with its gaps filled, is itself a possible table.
  [[nodiscard]] bool cannot_be_narrowed(const std::vector<Task>& tasks) const {
    if (!table_.known.empty() || !detail::adds_up(audited_)) {
      return false;
    }
    std::atomic<bool> all_met{true};
    core::parallel_for(
        tasks.size(),
        [&](std::size_t task) {
          if (!can_be_met(audited_, tasks[task].level, tasks[task].node, deadline_)) {
            all_met = false;
          }
        },
        1);
    return all_met;
  }

  void run(const Task& task) {
    const AuditBlock block(audited_, task.level, task.node, table_.band);
    LinearProgram program(block.knowledge);
    for (const std::size_t cell : task.cells) {
      limits_[cell] = solve_cell(program, block, places_[cell], deadline_);
    }
  }

  [[nodiscard]] AuditReport collect(const std::vector<Task>& tasks) const {
    AuditReport report;
    for (const Task& task : tasks) {
      report.solved += task.cells.size();
    }
    for (std::size_t cell = 0; cell < places_.size(); ++cell) {
      // Everyone knows that a group without rows holds nobody.
      const bool is_empty = audited_.rows_below[places_[cell].level][places_[cell].node].empty();
      const Verdict verdict = is_empty ? Verdict::safe : verdict_of(limits_[cell], is_exact(cell), options_);
      report.cells.push_back({places_[cell], limits_[cell].least, limits_[cell].most, verdict});
      report.refused += verdict == Verdict::safe ? 0 : 1;
    }
    return report;
  }

  const ReleasedTable& table_;
  const AuditOptions& options_;
  AuditedTree audited_;
  Deadline deadline_;
  std::vector<CellPlace> places_;
  std::vector<Limits> limits_;
};

}  // namespace

std::string_view to_string(Verdict verdict) {
  switch (verdict) {
    case Verdict::certainly_few:
      return "certainly few";
    case Verdict::too_narrow:
      return "too narrow";
    case Verdict::few_beside_oneself:
      return "few beside oneself";
    case Verdict::not_proved:
      return "not proved";
    case Verdict::safe:
      break;
  }
  return "safe";
}

void validate(const AuditOptions& options) {
  require(options.threshold >= 1, "threshold", options.threshold, "at least 1");
  require(options.base >= 1, "base", options.base, "at least 1");
  require(options.time_limit_s > 0.0 && std::isfinite(options.time_limit_s), "time_limit_s", options.time_limit_s,
          "finite and above 0");
}

AuditReport audit(const ReleasedTable& table, const AuditOptions& options) {
  validate(options);
  require_fit(table);
  return Auditor(table, options).report();
}

std::vector<Narrowing> explain(const ReleasedTable& table, const CellPlace& place, const AuditOptions& options) {
  validate(options);
  require_fit(table);
  const AuditedTree audited(table);
  require(place.level < audited.tree.levels() && place.node < audited.tree.sizes[place.level] &&
              place.column < audited.width,
          "place.level", place.level, "that of a cell of the table");
  const CellPlace top = table.known.empty() && detail::adds_up(audited) ? audited.nearest_shown(place.level, place.node)
                                                                        : CellPlace{audited.tree.levels() - 1, 0, 0};
  const AuditBlock block(audited, top.level, top.node, table.band);
  LinearProgram program(block.knowledge);
  std::vector<Narrowing> narrowings;
  for (const auto& [direction, side] :
       {std::pair(Direction::least, Narrowing::Side::least), std::pair(Direction::most, Narrowing::Side::most)}) {
    if (program.solve(block.unknowns_of(place), direction, options.time_limit_s).status == ProgramStatus::infeasible) {
      throw_contradiction();
    }
    for (const std::uint32_t sum : program.binding_sums()) {
      narrowings.push_back({block.places[sum], side});
    }
  }
  return narrowings;
}

AuditOptions audit_options(const Policy& policy) {
  return {.threshold = std::max<std::int64_t>(1, policy.fields().threshold), .base = policy.rounding_base()};
}

ReleasedTable released_table(const Protected<ProtectedTable>& table, const geography::CountTable& counts) {
  const ProtectedTable& released = table.value();
  require(released.categories == counts.categories, "counts.categories", counts.categories.size(),
          "those of the protected table");
  require(released.levels.size() == counts.levels.size() + 2, "counts.levels", counts.levels.size(),
          "those of the protected table");
  require(released.levels.front().units == counts.units, "counts.units", counts.units.size(),
          "those of the protected table, in the same order");
  ReleasedTable shown;
  shown.shape = {.name = "counts", .rows = counts.units, .columns = counts.categories};
  for (std::size_t l = 0; l < counts.levels.size(); ++l) {
    require(released.levels[l + 1].units == counts.levels[l].codes, "counts.levels[" + std::to_string(l) + "]",
            counts.levels[l].codes.size(), "those of the protected table, in the same order");
    shown.shape.levels.push_back({counts.levels[l].codes.size(), counts.levels[l].group_of_unit});
  }
  for (const ProtectedLevel& level : released.levels) {
    std::vector<std::int64_t> cells;
    std::transform(level.cells.begin(), level.cells.end(), std::back_inserter(cells),
                   [](const ProtectedCount& cell) { return cell.count.value_or(kWithheld); });
    shown.shown.push_back(std::move(cells));
  }
  shown.band = released.base;
  return shown;
}

}  // namespace libprofile::disclosure
