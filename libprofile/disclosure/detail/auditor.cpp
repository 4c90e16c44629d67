// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/detail/auditor.hpp"

#include <algorithm>
#include <atomic>
#include <map>
#include <utility>

#include "libprofile/core/parallel.hpp"
#include "libprofile/disclosure/detail/whole_places.hpp"

namespace libprofile::disclosure::detail {
namespace {

Verdict verdict_of(const Limits& limits, bool is_meant_to_be_known, const AuditOptions& options) {
  const auto threshold = static_cast<double>(options.threshold);
  if (!limits.is_proved) {
    return Verdict::not_proved;
  }
  if (limits.least >= 1.0 && limits.most <= threshold - 1.0) {
    return Verdict::certainly_few;
  }
  if (is_meant_to_be_known) {
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

}  // namespace

Auditor::Auditor(const ReleasedTable& table, const AuditOptions& options)
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

AuditReport Auditor::report() {
  if (auto limits = limits_of_whole_places(audited_)) {
    limits_ = std::move(*limits);
    return collect({});
  }
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

AuditReport Auditor::report_of(std::vector<Limits> limits) {
  limits_ = std::move(limits);
  return collect({});
}

bool Auditor::is_meant_to_be_known(std::size_t cell) const {
  if (table_.small_counts == SmallCounts::withheld && limits_[cell].is_proved && limits_[cell].most == 0.0) {
    return true;
  }
  const bool is_by_choice = table_.band == 1 || table_.small_counts == SmallCounts::withheld;
  return is_by_choice && audited_.shown(places_[cell]) != kWithheld;
}

bool Auditor::is_empty(std::size_t cell) const {
  return audited_.rows_below[places_[cell].level][places_[cell].node].empty();
}

Limits Auditor::own_limits(std::size_t cell) const {
  const std::int64_t shown = audited_.shown(places_[cell]);
  if (is_empty(cell)) {
    return {0.0, 0.0, true};
  }
  if (shown == kWithheld) {
    return {};
  }
  return {static_cast<double>(std::max<std::int64_t>(0, shown - table_.band + 1)),
          static_cast<double>(shown + table_.band - 1), true};
}

std::vector<Task> Auditor::withheld_tasks() const {
  std::map<std::pair<std::size_t, std::size_t>, std::vector<std::size_t>> by_node;
  for (std::size_t cell = 0; cell < places_.size(); ++cell) {
    const CellPlace& place = places_[cell];
    if (audited_.shown(place) == kWithheld && !is_empty(cell)) {
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

Task Auditor::everything() const {
  Task task{audited_.tree.levels() - 1, 0, {}};
  for (std::size_t cell = 0; cell < places_.size(); ++cell) {
    if (!is_empty(cell)) {
      task.cells.push_back(cell);
    }
  }
  return task;
}

bool Auditor::cannot_be_narrowed(const std::vector<Task>& tasks) const {
  if (!table_.known.empty() || !adds_up(audited_)) {
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

void Auditor::run(const Task& task) {
  const AuditBlock block(audited_, task.level, task.node, table_.band);
  LinearProgram program(block.knowledge);
  for (const std::size_t cell : task.cells) {
    const std::vector<std::uint32_t> unknowns = block.unknowns_of(places_[cell]);
    limits_[cell] = solve_sum(program, unknowns, block.offset(unknowns), deadline_);
  }
}

AuditReport Auditor::collect(const std::vector<Task>& tasks) const {
  AuditReport report;
  for (const Task& task : tasks) {
    report.solved += task.cells.size();
  }
  for (std::size_t cell = 0; cell < places_.size(); ++cell) {
    // Everyone knows that a group without rows holds nobody.
    const Verdict verdict =
        is_empty(cell) ? Verdict::safe : verdict_of(limits_[cell], is_meant_to_be_known(cell), options_);
    report.cells.push_back({places_[cell], limits_[cell].least, limits_[cell].most, verdict});
    report.refused += verdict == Verdict::safe ? 0 : 1;
  }
  return report;
}

}  // namespace libprofile::disclosure::detail
