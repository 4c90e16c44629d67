// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/detail/release_part.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

namespace libprofile::disclosure::detail {
namespace {

constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

class UnionFind {
 public:
  explicit UnionFind(std::size_t size) : parents_(size) { std::iota(parents_.begin(), parents_.end(), 0U); }
  std::uint32_t root(std::uint32_t i) {
    while (parents_[i] != i) {
      parents_[i] = parents_[parents_[i]];
      i = parents_[i];
    }
    return i;
  }
  /// The lower number becomes the root.
  void join(std::uint32_t a, std::uint32_t b) {
    a = root(a);
    b = root(b);
    parents_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<std::uint32_t> parents_;
};

/// What a sum may be at most where it has to be 0 or at least `threshold`, and near to `wish`.
std::optional<std::int64_t> not_few(std::int64_t least, std::int64_t most, std::int64_t wish, std::int64_t threshold) {
  least = std::max<std::int64_t>(0, least);
  if (most < least) {
    return std::nullopt;
  }
  const std::int64_t nearest = std::clamp(wish, least, most);
  if (nearest == 0 || nearest >= threshold) {
    return nearest;
  }
  if (least == 0 && (2 * nearest < threshold || most < threshold)) {
    return 0;
  }
  return most >= threshold ? std::optional(std::max(least, threshold)) : std::nullopt;
}

/// Fills a world number by number.
class WorldFiller {
 public:
  WorldFiller(const ReleasePart& part, std::int64_t threshold)
      : part_(part),
        threshold_(threshold),
        world_(part.unknowns, 0),
        is_set_(part.unknowns, 0),
        sums_(part.cells.size(), 0),
        cells_of_(part.unknowns) {
    for (std::uint32_t c = 0; c < part.cells.size(); ++c) {
      left_.push_back(part.cells[c].unknowns.size());
      for (const std::uint32_t unknown : part.cells[c].unknowns) {
        cells_of_[unknown].push_back(c);
      }
      if (left_.back() == 1) {
        ready_.push_back(c);
      }
    }
  }

  [[nodiscard]] std::optional<World> fill() {
    for (std::uint32_t unknown = 0; unknown < part_.unknowns; ++unknown) {
      if (!follow()) {
        return std::nullopt;
      }
      if (is_set_[unknown] == 0) {
        set(unknown, room_for(unknown));
      }
    }
    return follow() && fits() ? std::optional(world_) : std::nullopt;
  }

 private:
  /// Sets what follows from cells with one unknown left.
  [[nodiscard]] bool follow() {
    for (; next_ < ready_.size(); ++next_) {
      const std::uint32_t c = ready_[next_];
      const RefinedCell& cell = part_.cells[c];
      const auto left = std::find_if(cell.unknowns.begin(), cell.unknowns.end(),
                                     [this](std::uint32_t unknown) { return is_set_[unknown] == 0; });
      // A withheld number says nothing; another may say more later.
      if (left == cell.unknowns.end() || cell.most == kNoLimit) {
        continue;
      }
      const auto value = not_few(cell.least - sums_[c], cell.most - sums_[c], shown_in(cell) - sums_[c], threshold_);
      if (!value) {
        return false;
      }
      set(*left, *value);
    }
    return true;
  }

  void set(std::uint32_t unknown, std::int64_t value) {
    world_[unknown] = value;
    is_set_[unknown] = 1;
    for (const std::uint32_t c : cells_of_[unknown]) {
      sums_[c] += value;
      if (--left_[c] == 1) {
        ready_.push_back(c);
      }
    }
  }

  /// The most that every cell of a free unknown has room for, as in the north-west corner rule.
  [[nodiscard]] std::int64_t room_for(std::uint32_t unknown) const {
    std::int64_t room = kNoLimit;
    for (const std::uint32_t c : cells_of_[unknown]) {
      if (part_.cells[c].most != kNoLimit) {
        room = std::min(room, std::max<std::int64_t>(0, shown_in(part_.cells[c]) - sums_[c]));
      }
    }
    return room == kNoLimit || room < threshold_ ? 0 : room;
  }

  static std::int64_t shown_in(const RefinedCell& cell) {
    const auto shown = std::find_if(cell.published.begin(), cell.published.end(),
                                    [](const Published& published) { return published.shown != kWithheld; });
    return shown == cell.published.end() ? 0 : shown->shown;
  }

  [[nodiscard]] bool fits() const {
    for (std::size_t c = 0; c < part_.cells.size(); ++c) {
      if (sums_[c] < part_.cells[c].least || sums_[c] > part_.cells[c].most) {
        return false;
      }
    }
    return std::all_of(part_.links.begin(), part_.links.end(),
                       [this](const auto& link) { return world_[link.first] <= world_[link.second]; });
  }

  const ReleasePart& part_;
  std::int64_t threshold_;
  World world_;
  std::vector<std::uint8_t> is_set_;
  /// By cell: the sum of what is set, and how many unknowns are not.
  std::vector<std::int64_t> sums_;
  std::vector<std::size_t> left_;
  std::vector<std::vector<std::uint32_t>> cells_of_;
  std::vector<std::uint32_t> ready_;
  std::size_t next_ = 0;
};

}  // namespace

std::vector<ReleasePart> parts_of(const Refinement& refinement, std::uint32_t release) {
  UnionFind joined(refinement.unknowns);
  for (const RefinedCell& cell : refinement.cells) {
    for (const std::uint32_t unknown : cell.unknowns) {
      joined.join(cell.unknowns.front(), unknown);
    }
  }
  for (const auto& [persons, records] : refinement.links) {
    joined.join(persons, records);
  }
  std::vector<std::uint8_t> is_wanted(refinement.unknowns, 0);
  for (const RefinedCell& cell : refinement.cells) {
    const bool has_new = std::any_of(cell.published.begin(), cell.published.end(),
                                     [release](const Published& one) { return one.place.release == release; });
    is_wanted[joined.root(cell.unknowns.front())] |= has_new ? 1 : 0;
  }
  std::vector<ReleasePart> parts;
  std::vector<std::uint32_t> part_of(refinement.unknowns, kNone);
  std::vector<std::uint32_t> local(refinement.unknowns, kNone);
  for (std::uint32_t unknown = 0; unknown < refinement.unknowns; ++unknown) {
    const std::uint32_t root = joined.root(unknown);
    if (is_wanted[root] == 0) {
      continue;
    }
    if (part_of[root] == kNone) {
      part_of[root] = static_cast<std::uint32_t>(parts.size());
      parts.emplace_back();
    }
    part_of[unknown] = part_of[root];
    local[unknown] = static_cast<std::uint32_t>(parts[part_of[root]].unknowns++);
  }
  for (const RefinedCell& cell : refinement.cells) {
    if (part_of[cell.unknowns.front()] == kNone) {
      continue;
    }
    RefinedCell here = cell;
    for (std::uint32_t& unknown : here.unknowns) {
      unknown = local[unknown];
    }
    parts[part_of[cell.unknowns.front()]].cells.push_back(std::move(here));
  }
  for (const auto& [persons, records] : refinement.links) {
    if (part_of[persons] != kNone) {
      parts[part_of[persons]].links.emplace_back(local[persons], local[records]);
    }
  }
  return parts;
}

std::optional<World> world_without_few(const ReleasePart& part, std::int64_t threshold) {
  return WorldFiller(part, threshold).fill();
}

Knowledge knowledge_of(const ReleasePart& part, const std::vector<std::pair<std::int64_t, std::int64_t>>& limits) {
  const auto number = [](std::int64_t limit) {
    return limit == kNoLimit ? std::numeric_limits<double>::infinity() : static_cast<double>(limit);
  };
  Knowledge knowledge;
  knowledge.least.assign(part.unknowns, 0.0);
  knowledge.most.assign(part.unknowns, std::numeric_limits<double>::infinity());
  for (std::size_t c = 0; c < part.cells.size(); ++c) {
    knowledge.sums.push_back({part.cells[c].unknowns, number(limits[c].first), number(limits[c].second)});
  }
  for (const auto& [persons, records] : part.links) {
    knowledge.sums.push_back({{records}, 0.0, std::numeric_limits<double>::infinity(), {persons}});
  }
  return knowledge;
}

std::int64_t sum_in(const World& world, const std::vector<std::uint32_t>& unknowns) {
  std::int64_t sum = 0;
  for (const std::uint32_t unknown : unknowns) {
    sum += world[unknown];
  }
  return sum;
}

}  // namespace libprofile::disclosure::detail
