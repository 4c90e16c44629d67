// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/detail/world_moves.hpp"

#include <algorithm>
#include <utility>

namespace libprofile::disclosure::detail {
namespace {

/// Moves beside those of the unknowns themselves: a circle through rows and columns of two tables takes four.
constexpr std::size_t kMostMoves = 5;
/// Moves that are tried for one question.
constexpr std::size_t kMostTries = 2000;
/// Unknowns of one sum that are tried.
constexpr std::size_t kMostRaised = 8;

}  // namespace

WorldMoves::WorldMoves(const ReleasePart& part, std::int64_t threshold, World world)
    : part_(part),
      threshold_(threshold),
      world_(std::move(world)),
      is_asked_(part.unknowns, 0),
      cells_of_(part.unknowns),
      links_of_(part.links.empty() ? 0 : part.unknowns) {
  for (std::uint32_t c = 0; c < part.cells.size(); ++c) {
    sums_.push_back(sum_in(world_, part.cells[c].unknowns));
    for (const std::uint32_t unknown : part.cells[c].unknowns) {
      cells_of_[unknown].push_back(c);
    }
  }
  for (std::uint32_t link = 0; link < part.links.size(); ++link) {
    links_of_[part.links[link].first].push_back(link);
    links_of_[part.links[link].second].push_back(link);
  }
}

bool WorldMoves::can_be_other(const std::vector<std::uint32_t>& unknowns) {
  const std::int64_t sum = sum_in(world_, unknowns);
  if (sum == 0 || sum >= threshold_) {
    return true;
  }
  const auto mark = [&](std::uint8_t is_asked) {
    std::for_each(unknowns.begin(), unknowns.end(), [&](std::uint32_t unknown) { is_asked_[unknown] = is_asked; });
  };
  mark(1);
  const auto raised = static_cast<std::ptrdiff_t>(std::min(unknowns.size(), kMostRaised));
  const bool can_be = can_be_none(unknowns) ||
                      std::any_of(unknowns.begin(), unknowns.begin() + raised,
                                  [&](std::uint32_t unknown) { return can_be_many(unknown, threshold_ - sum); });
  mark(0);
  return can_be;
}

bool WorldMoves::can_be_none(const std::vector<std::uint32_t>& unknowns) {
  tries_ = 0;
  for (const std::uint32_t unknown : unknowns) {
    if (world_[unknown] > 0) {
      add(unknown, -world_[unknown]);
    }
  }
  const bool can_be = can_be_repaired(kMostMoves);
  undo(0);
  return can_be;
}

bool WorldMoves::can_be_many(std::uint32_t unknown, std::int64_t amount) {
  tries_ = 0;
  add(unknown, amount);
  const bool can_be = can_be_repaired(kMostMoves);
  undo(0);
  return can_be;
}

void WorldMoves::add(std::uint32_t unknown, std::int64_t amount) {
  world_[unknown] += amount;
  for (const std::uint32_t c : cells_of_[unknown]) {
    sums_[c] += amount;
  }
  moves_.push_back({unknown, amount});
}

void WorldMoves::undo(std::size_t moves) {
  while (moves_.size() > moves) {
    const auto [unknown, amount] = moves_.back();
    world_[unknown] -= amount;
    for (const std::uint32_t c : cells_of_[unknown]) {
      sums_[c] -= amount;
    }
    moves_.pop_back();
  }
}

std::int64_t WorldMoves::excess(std::uint32_t cell) const {
  const RefinedCell& limits = part_.cells[cell];
  return sums_[cell] < limits.least  ? sums_[cell] - limits.least
         : sums_[cell] > limits.most ? sums_[cell] - limits.most
                                     : 0;
}

bool WorldMoves::was_moved(std::uint32_t unknown) const {
  return std::any_of(moves_.begin(), moves_.end(), [unknown](const Move& move) { return move.unknown == unknown; });
}

bool WorldMoves::links_hold() const {
  return links_of_.empty() || std::all_of(moves_.begin(), moves_.end(), [this](const Move& move) {
           const auto& links = links_of_[move.unknown];
           return std::all_of(links.begin(), links.end(), [this](std::uint32_t link) {
             return world_[part_.links[link].first] <= world_[part_.links[link].second];
           });
         });
}

bool WorldMoves::can_be_repaired(std::size_t more) {
  // Of the sums that are outside, the one of fewest unknowns: least can be done about it.
  const RefinedCell* outside = nullptr;
  std::int64_t too_much = 0;
  for (const Move& move : moves_) {
    for (const std::uint32_t c : cells_of_[move.unknown]) {
      const std::int64_t by = excess(c);
      if (by != 0 && (outside == nullptr || part_.cells[c].unknowns.size() < outside->unknowns.size())) {
        outside = &part_.cells[c];
        too_much = by;
      }
    }
  }
  if (outside == nullptr) {
    return links_hold();
  }
  for (std::size_t i = 0; more > 0 && i < outside->unknowns.size() && tries_ < kMostTries; ++i) {
    const std::uint32_t unknown = outside->unknowns[i];
    // What is asked of stays as it was moved: else its sum might come back to what it was.
    if (is_asked_[unknown] != 0 || world_[unknown] < too_much || was_moved(unknown)) {
      continue;
    }
    ++tries_;
    const std::size_t before = moves_.size();
    add(unknown, -too_much);
    if (can_be_repaired(more - 1)) {
      return true;
    }
    undo(before);
  }
  return false;
}

}  // namespace libprofile::disclosure::detail
