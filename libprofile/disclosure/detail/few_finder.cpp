// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/detail/few_finder.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <set>

#include "libprofile/core/progress.hpp"

namespace libprofile::disclosure::detail {
namespace {

/// Worlds that are kept to spare programs.
constexpr std::size_t kMostWorlds = 100;

std::vector<std::pair<std::int64_t, std::int64_t>> limits_in(const ReleasePart& part) {
  std::vector<std::pair<std::int64_t, std::int64_t>> limits;
  for (const RefinedCell& cell : part.cells) {
    limits.emplace_back(cell.least, cell.most);
  }
  return limits;
}

std::vector<std::uint32_t> difference(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
  std::vector<std::uint32_t> only;
  std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(only));
  return only;
}

std::vector<std::uint32_t> overlap_of(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
  std::vector<std::uint32_t> both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  return both;
}

}  // namespace

FewFinder::FewFinder(const ReleasePart& part, std::int64_t threshold, std::uint32_t added, const Deadline& deadline)
    : part_(part),
      threshold_(threshold),
      added_(added),
      deadline_(deadline),
      program_(knowledge_of(part, limits_in(part))),
      cells_of_(part.unknowns) {
  for (std::uint32_t c = 0; c < part.cells.size(); ++c) {
    for (const std::uint32_t unknown : part.cells[c].unknowns) {
      cells_of_[unknown].push_back(c);
    }
  }
}

Finding FewFinder::run() {
  if (look_at_nested() || !first_world()) {
    return finding_;
  }
  for (const RefinedCell& cell : part_.cells) {
    sums_.push_back(sum_in(worlds_.front(), cell.unknowns));
  }
  for (std::size_t c = 0; c < part_.cells.size(); ++c) {
    if (look_at({Quantity::Kind::number, part_.cells[c].unknowns, c, 0})) {
      return finding_;
    }
  }
  for (std::uint32_t unknown = 0; unknown < part_.unknowns; ++unknown) {
    if (look_at({Quantity::Kind::unknown, {unknown}, 0, 0})) {
      return finding_;
    }
  }
  for (std::size_t c = 0; c < part_.cells.size(); ++c) {
    if ((part_.cells.size() <= kSmall || is_new(part_.cells[c])) && look_at_pairs(c)) {
      return finding_;
    }
  }
  return finding_;
}

bool FewFinder::first_world() {
  finding_.verdict = CrossVerdict::not_proved;
  const double left_s = deadline_.left_s();
  if (left_s <= 0.0) {
    return false;
  }
  const ProgramResult found = program_.solve({}, Direction::least, left_s);
  ++solved_;
  if (found.status == ProgramStatus::optimal) {
    keep(found);
    moves_.emplace(part_, threshold_, worlds_.front());
    finding_.verdict = CrossVerdict::safe;
    return true;
  }
  if (found.status == ProgramStatus::infeasible) {
    binding_ = program_.binding_sums();
    finding_.verdict = CrossVerdict::contradictory;
    finding_.with = involved();
  }
  return false;
}

void FewFinder::keep(const ProgramResult& result) {
  if (worlds_.size() < kMostWorlds && result.status == ProgramStatus::optimal) {
    World world;
    std::transform(result.solution.begin(), result.solution.end(), std::back_inserter(world),
                   [](double value) { return std::llround(value); });
    worlds_.push_back(std::move(world));
  }
}

bool FewFinder::may_be_few(const std::vector<std::uint32_t>& unknowns) const {
  return std::all_of(worlds_.begin(), worlds_.end(),
                     [&](const World& world) { return is_few(sum_in(world, unknowns)); });
}

FewFinder::Answer FewFinder::ask(LinearProgram& program, const std::vector<std::uint32_t>& unknowns, Finding* found) {
  binding_.clear();
  double limits[2] = {0.0, 0.0};
  for (const Direction direction : {Direction::least, Direction::most}) {
    const double left_s = deadline_.left_s();
    if (left_s <= 0.0) {
      return Answer::out_of_time;
    }
    const ProgramResult result = program.solve(unknowns, direction, left_s);
    ++solved_;
    if (result.status == ProgramStatus::out_of_time || result.status == ProgramStatus::infeasible) {
      return Answer::out_of_time;
    }
    if (&program == &program_) {
      keep(result);
    }
    const std::vector<std::uint32_t> binding = program.binding_sums();
    binding_.insert(binding_.end(), binding.begin(), binding.end());
    const bool is_harmless =
        result.status == ProgramStatus::unbounded ||
        (direction == Direction::least ? result.value < 0.5 : result.value > static_cast<double>(threshold_) - 0.5);
    if (is_harmless) {
      return Answer::harmless;
    }
    limits[direction == Direction::least ? 0 : 1] = result.value;
  }
  if (found != nullptr) {
    found->least = std::llround(limits[0]);
    found->most = std::llround(limits[1]);
  }
  return Answer::few;
}

bool FewFinder::look_at(Quantity quantity) {
  if (quantity.unknowns.empty() || !may_be_few(quantity.unknowns)) {
    return false;
  }
  core::current_cancellation().throw_if_cancelled();
  if (deadline_.left_s() > 0.0 && moves_->can_be_other(quantity.unknowns)) {
    return false;
  }
  const Answer answer = ask(program_, quantity.unknowns, &finding_);
  if (answer == Answer::harmless) {
    return false;
  }
  finding_.quantity = std::move(quantity);
  if (answer == Answer::out_of_time) {
    finding_.verdict = CrossVerdict::not_proved;
    return true;
  }
  finding_.verdict = CrossVerdict::certainly_few;
  finding_.with = involved();
  for (const std::uint32_t release : finding_.with) {
    if (finding_.with.size() > 1 && suffices(release)) {
      finding_.with = {release};
      break;
    }
  }
  return true;
}

bool FewFinder::look_at_pairs(std::size_t first) {
  struct Shared {
    std::size_t unknowns = 0;
    std::int64_t sum = 0;
  };
  std::map<std::uint32_t, Shared> shared;
  const RefinedCell& cell = part_.cells[first];
  for (const std::uint32_t unknown : cell.unknowns) {
    for (const std::uint32_t other : cells_of_[unknown]) {
      Shared& with = shared[other];
      ++with.unknowns;
      with.sum += worlds_.front()[unknown];
    }
  }
  for (const auto& [other, with] : shared) {
    const RefinedCell& beside = part_.cells[other];
    // The first world spares most pairs the making of their sets.
    if (with.unknowns < cell.unknowns.size() && is_few(sums_[first] - with.sum) &&
        look_at({Quantity::Kind::difference, difference(cell.unknowns, beside.unknowns), first, other})) {
      return true;
    }
    if (with.unknowns < beside.unknowns.size() && is_few(sums_[other] - with.sum) &&
        look_at({Quantity::Kind::difference, difference(beside.unknowns, cell.unknowns), other, first})) {
      return true;
    }
    if (is_few(with.sum) &&
        look_at({Quantity::Kind::overlap, overlap_of(cell.unknowns, beside.unknowns), first, other})) {
      return true;
    }
  }
  return false;
}

bool FewFinder::look_at_nested() {
  for (std::size_t c = 0; c < part_.cells.size(); ++c) {
    const RefinedCell& cell = part_.cells[c];
    if (!is_new(cell)) {
      continue;
    }
    std::map<std::uint32_t, std::size_t> shared;
    for (const std::uint32_t unknown : cell.unknowns) {
      for (const std::uint32_t other : cells_of_[unknown]) {
        ++shared[other];
      }
    }
    for (const auto& [other, unknowns] : shared) {
      const RefinedCell& beside = part_.cells[other];
      if ((unknowns == cell.unknowns.size() && is_few_within(c, other)) ||
          (unknowns == beside.unknowns.size() && is_few_within(other, c))) {
        return true;
      }
    }
  }
  return false;
}

/// Whether a number that is at least 1 is part of one that is below the threshold.
bool FewFinder::is_few_within(std::size_t inner, std::size_t outer) {
  const std::int64_t least = part_.cells[inner].least;
  const std::int64_t most = std::min(part_.cells[inner].most, part_.cells[outer].most);
  if (least < 1 || most >= threshold_ || most < least) {
    return false;
  }
  finding_.verdict = CrossVerdict::certainly_few;
  finding_.quantity = {Quantity::Kind::number, part_.cells[inner].unknowns, inner, outer};
  finding_.least = least;
  finding_.most = most;
  binding_ = {static_cast<std::uint32_t>(inner), static_cast<std::uint32_t>(outer)};
  finding_.with = involved();
  return true;
}

bool FewFinder::is_new(const RefinedCell& cell) const {
  return std::any_of(cell.published.begin(), cell.published.end(),
                     [this](const Published& one) { return one.place.release == added_; });
}

/// Earlier releases of the cells that hold the last quantity where it is; without any, those of all cells.
std::vector<std::uint32_t> FewFinder::involved() const {
  std::set<std::uint32_t> releases;
  const auto add = [&](const RefinedCell& cell) {
    for (const Published& one : cell.published) {
      if (one.place.release != added_ && one.shown != kWithheld) {
        releases.insert(one.place.release);
      }
    }
  };
  for (const std::uint32_t sum : binding_) {
    if (sum < part_.cells.size()) {
      add(part_.cells[sum]);
    }
  }
  if (releases.empty()) {
    std::for_each(part_.cells.begin(), part_.cells.end(), add);
  }
  return {releases.begin(), releases.end()};
}

/// Whether the new release and one earlier one are enough to know it.
bool FewFinder::suffices(std::uint32_t release) {
  std::vector<std::pair<std::int64_t, std::int64_t>> limits;
  for (const RefinedCell& cell : part_.cells) {
    std::pair<std::int64_t, std::int64_t> of_cell{0, kNoLimit};
    for (const Published& one : cell.published) {
      if (one.place.release == added_ || one.place.release == release) {
        const auto [least, most] = limits_of(one);
        of_cell = {std::max(of_cell.first, least), std::min(of_cell.second, most)};
      }
    }
    limits.push_back(of_cell);
  }
  LinearProgram program(knowledge_of(part_, limits));
  return ask(program, finding_.quantity.unknowns, nullptr) == Answer::few;
}

}  // namespace libprofile::disclosure::detail
