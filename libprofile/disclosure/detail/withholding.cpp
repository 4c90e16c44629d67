// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/detail/withholding.hpp"

#include <algorithm>
#include <utility>

namespace libprofile::disclosure::detail {
namespace {

/// A tree with its nodes' sizes and children.
class Family {
 public:
  Family(const AreaTree& tree, const Cover& cover)
      : minimum_(cover.minimum), dominance_(cover.dominance), sizes_{cover.size}, largest_{cover.largest} {
    largest_.front().resize(tree.sizes.front(), 0.0);
    for (std::size_t l = 0; l + 1 < tree.levels(); ++l) {
      sizes_.emplace_back(tree.sizes[l + 1], 0.0);
      largest_.emplace_back(tree.sizes[l + 1], 0.0);
      children_.emplace_back(tree.sizes[l + 1]);
      for (std::size_t node = 0; node < tree.sizes[l]; ++node) {
        const std::uint32_t parent = tree.parents[l][node];
        sizes_[l + 1][parent] += sizes_[l][node];
        largest_[l + 1][parent] = std::max(largest_[l + 1][parent], largest_[l][node]);
        if (l == 0 || !children_[l - 1][node].empty()) {
          children_[l][parent].push_back(static_cast<std::uint32_t>(node));
        }
      }
      for (auto& siblings : children_.back()) {
        std::stable_sort(siblings.begin(), siblings.end(),
                         [&](std::uint32_t a, std::uint32_t b) { return sizes_[l][a] < sizes_[l][b]; });
      }
    }
  }

  /// Children of a node of `level` (at least 1) that have rows, smallest first.
  [[nodiscard]] const std::vector<std::uint32_t>& children(std::size_t level, std::size_t node) const {
    return children_[level - 1][node];
  }
  [[nodiscard]] double size(std::size_t level, std::size_t node) const { return sizes_[level][node]; }
  [[nodiscard]] double largest(std::size_t level, std::size_t node) const { return largest_[level][node]; }
  /// Whether parts of this size, of which one contributor makes up so much, may be had as one sum.
  [[nodiscard]] bool is_enough(double size, double of_largest) const {
    return size >= minimum_ && (dominance_ >= 1.0 || of_largest <= dominance_ * size);
  }

 private:
  double minimum_;
  double dominance_;
  std::vector<std::vector<double>> sizes_;
  std::vector<std::vector<double>> largest_;
  std::vector<std::vector<std::vector<std::uint32_t>>> children_;
};

/// Withholds a node and, down to a row, its smallest child, unless one is withheld already.
void withhold_down(const Family& family, NodeFlags& withheld, std::size_t level, std::size_t node) {
  withheld[level][node] = 1;
  while (level > 0) {
    const auto& children = family.children(level, node);
    const auto& flags = withheld[level - 1];
    if (children.empty() ||
        std::any_of(children.begin(), children.end(), [&](auto child) { return flags[child] != 0; })) {
      return;
    }
    const auto has_size = [&](std::uint32_t child) { return family.size(level - 1, child) > 0.0; };
    const auto chosen = std::find_if(children.begin(), children.end(), has_size);
    node = chosen == children.end() ? children.front() : *chosen;
    --level;
    withheld[level][node] = 1;
  }
}

/// What subtraction gives of a withheld node: all of its withheld rows together.
struct Hidden {
  double size = 0.0;
  double largest = 0.0;
};

Hidden hidden_in(const Family& family, const NodeFlags& withheld, std::size_t level, std::size_t node) {
  if (level == 0) {
    return {family.size(0, node), family.largest(0, node)};
  }
  Hidden sum;
  for (const std::uint32_t child : family.children(level, node)) {
    if (withheld[level - 1][child] != 0) {
      const Hidden part = hidden_in(family, withheld, level - 1, child);
      sum.size += part.size;
      sum.largest = std::max(sum.largest, part.largest);
    }
  }
  return sum;
}

/// Makes the withheld children of one node safe, or says that the node must be withheld too.
bool hide_among_siblings(const Family& family, NodeFlags& withheld, std::size_t level, std::size_t node) {
  const auto& children = family.children(level, node);
  std::size_t hidden = 0;
  double hidden_size = 0.0;
  double hidden_largest = 0.0;
  const auto hide = [&](std::uint32_t child) {
    ++hidden;
    const Hidden part = hidden_in(family, withheld, level - 1, child);
    hidden_size += part.size;
    hidden_largest = std::max(hidden_largest, part.largest);
  };
  for (const std::uint32_t child : children) {
    if (withheld[level - 1][child] != 0) {
      hide(child);
    }
  }
  const auto suffices = [&] { return hidden == 0 || (hidden >= 2 && family.is_enough(hidden_size, hidden_largest)); };
  for (const std::uint32_t child : children) {
    if (suffices()) {
      return true;
    }
    if (withheld[level - 1][child] == 0 && family.size(level - 1, child) > 0.0) {
      withhold_down(family, withheld, level - 1, child);
      hide(child);
    }
  }
  return suffices();
}

}  // namespace

NodeFlags none_withheld(const AreaTree& tree) {
  NodeFlags flags;
  for (const std::size_t size : tree.sizes) {
    flags.emplace_back(size, std::uint8_t{0});
  }
  return flags;
}

NodeFlags withhold_beside(const AreaTree& tree, NodeFlags withheld, const Cover& cover) {
  const Family family(tree, cover);
  for (std::size_t level = 1; level < tree.levels(); ++level) {
    for (std::size_t node = 0; node < tree.sizes[level]; ++node) {
      if (withheld[level][node] != 0) {
        withhold_down(family, withheld, level, node);
      } else if (!hide_among_siblings(family, withheld, level, node)) {
        withheld[level][node] = 1;
      }
    }
  }
  return withheld;
}

}  // namespace libprofile::disclosure::detail
