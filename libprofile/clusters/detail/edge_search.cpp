// SPDX-License-Identifier: MIT
#include "libprofile/clusters/detail/edge_search.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <utility>

namespace libprofile::clusters::detail {

using geography::PointBlocks;
using geography::squared_gap;

namespace {

TreeEdge edge_of(double squared_m2, std::uint32_t a, std::uint32_t b) {
  return {squared_m2, std::min(a, b), std::max(a, b)};
}

}  // namespace

TreeEdge edge_between(const ComponentTree& tree, std::size_t a, std::size_t b) {
  const double dx = tree.points.x_data()[b] - tree.points.x_data()[a];
  const double dy = tree.points.y_data()[b] - tree.points.y_data()[a];
  const double core_m2 = std::max(tree.graph.core_m2[a], tree.graph.core_m2[b]);
  return edge_of(std::max(core_m2, dx * dx + dy * dy), tree.points.id(a), tree.points.id(b));
}

void EdgeSearch::search(std::size_t block) {
  block_ = block;
  find_active();
  if (active_count_ == 0) {
    return;
  }
  look_into(points_.leaves() + block);
  open_.assign(1, {0.0, 1});
  while (!open_.empty()) {
    const Open next = open_.back();
    open_.pop_back();
    if (may_help_any(next.squared_m2, next.node)) {
      open(next.node);
    }
  }
}

/// An edge weighs at least the core distance of its end: points whose own is too great need no search.
void EdgeSearch::find_active() {
  active_count_ = 0;
  bound_m2_ = 0.0;
  least_core_m2_ = std::numeric_limits<double>::infinity();
  for (std::size_t k = points_.first(block_); k < points_.first(block_) + points_.count(block_); ++k) {
    const double bound_m2 = least_.squared_m2(tree_.component[k]);
    if (tree_.graph.core_m2[k] <= bound_m2) {
      active_[active_count_++] = k;
      bound_m2_ = std::max(bound_m2_, bound_m2);
      least_core_m2_ = std::min(least_core_m2_, tree_.graph.core_m2[k]);
    }
  }
}

/// Looks into a block, or puts the children of a node on the stack, the nearer on top.
void EdgeSearch::open(std::size_t node) {
  if (node >= points_.leaves()) {
    if (node != points_.leaves() + block_) {
      look_into(node);
    }
    return;
  }
  const geography::BlockBox& box = points_.box(points_.leaves() + block_);
  Open near{squared_gap(box, points_.box(2 * node)), 2 * node};
  Open far{squared_gap(box, points_.box(2 * node + 1)), 2 * node + 1};
  if (far.squared_m2 < near.squared_m2) {
    std::swap(near, far);
  }
  for (Open child : {far, near}) {
    child.squared_m2 = std::max(child.squared_m2, tree_.least_core_m2[child.node]);
    if (may_help_any(child.squared_m2, child.node)) {
      open_.push_back(child);
    }
  }
}

bool EdgeSearch::may_help_any(double squared_m2, std::size_t node) {
  const bool is_empty = squared_m2 == std::numeric_limits<double>::infinity();
  if (is_empty || squared_m2 > bound_m2_) {
    return false;
  }
  const std::uint32_t below = tree_.component_below[node];
  const std::uint32_t here = tree_.component_below[points_.leaves() + block_];
  if (below != kMixed && below == here) {
    return false;
  }
  if (std::max(squared_m2, least_core_m2_) < bound_m2_) {
    return true;
  }
  return std::any_of(active_.begin(), active_.begin() + active_count_, [&](std::size_t position) {
    return tree_.component[position] != below && may_help(position, squared_m2, node);
  });
}

bool EdgeSearch::may_help(std::size_t position, double squared_m2, std::size_t node) {
  const double weight_m2 = std::max(squared_m2, tree_.graph.core_m2[position]);
  const double bound_m2 = least_.squared_m2(tree_.component[position]);
  if (weight_m2 != bound_m2) {
    return weight_m2 < bound_m2;
  }
  return edge_of(weight_m2, points_.id(position), points_.least_id(node)) < least_.edge(tree_.component[position]);
}

void EdgeSearch::look_into(std::size_t node) {
  const std::uint32_t below = tree_.component_below[node];
  bool has_looked = false;
  for (std::size_t at = 0; at < active_count_; ++at) {
    const std::size_t position = active_[at];
    if (tree_.component[position] == below) {
      continue;
    }
    const double x = points_.x_data()[position];
    const double y = points_.y_data()[position];
    const double gap_m2 = std::max(squared_gap({x, y, x, y}, points_.box(node)), tree_.least_core_m2[node]);
    if (may_help(position, gap_m2, node)) {
      look_from(position, node, least_.squared_m2(tree_.component[position]));
      has_looked = true;
    }
  }
  if (has_looked) {
    find_active();
  }
}

void EdgeSearch::look_from(std::size_t position, std::size_t node, double reach) {
  const std::size_t first = points_.first(node - points_.leaves());
  const std::uint32_t component = tree_.component[position];
  alignas(64) std::array<double, PointBlocks::kPoints> squared_m2;
  auto near = distances_(points_.x_data() + first, points_.y_data() + first, points_.x_data()[position],
                         points_.y_data()[position], reach, squared_m2.data());
  for (; near != 0; near &= near - 1) {
    const std::size_t other = first + static_cast<std::size_t>(std::countr_zero(near));
    if (tree_.component[other] != component && tree_.graph.core_m2[other] <= reach) {
      const TreeEdge edge = edge_between(tree_, position, other);
      least_.offer(component, edge);
    }
  }
}

}  // namespace libprofile::clusters::detail
