// SPDX-License-Identifier: MIT
#include "libprofile/clusters/detail/component_tree.hpp"

#include <algorithm>
#include <numeric>

#include "libprofile/core/parallel.hpp"

namespace libprofile::clusters::detail {
namespace {

constexpr std::size_t kBlocksPerTask = 256;
constexpr std::uint32_t kNobody = kMixed - 1;

std::uint32_t together(std::uint32_t a, std::uint32_t b) {
  if (a == kNobody || a == b) {
    return b;
  }
  return b == kNobody ? a : kMixed;
}

}  // namespace

ComponentTree::ComponentTree(const geography::PointBlocks& of, const CoreGraph& with)
    : points(of),
      graph(with),
      component(of.size()),
      least_core_m2(2 * of.leaves(), std::numeric_limits<double>::infinity()),
      component_below(2 * of.leaves(), kNobody) {
  std::iota(component.begin(), component.end(), 0U);
  const std::size_t leaves = points.leaves();
  for (std::size_t block = 0; block < points.blocks(); ++block) {
    const auto begin = graph.core_m2.begin() + static_cast<std::ptrdiff_t>(points.first(block));
    least_core_m2[leaves + block] = *std::min_element(begin, begin + static_cast<std::ptrdiff_t>(points.count(block)));
  }
  for (std::size_t node = leaves - 1; node > 0; --node) {
    least_core_m2[node] = std::min(least_core_m2[2 * node], least_core_m2[2 * node + 1]);
  }
}

void ComponentTree::rename(const std::vector<std::uint32_t>& name_of) {
  const std::size_t leaves = points.leaves();
  core::parallel_for(
      points.blocks(),
      [&](std::size_t block) {
        std::uint32_t below = kNobody;
        for (std::size_t k = points.first(block); k < points.first(block) + points.count(block); ++k) {
          component[k] = name_of[component[k]];
          below = together(below, component[k]);
        }
        component_below[leaves + block] = below;
      },
      kBlocksPerTask);
  for (std::size_t node = leaves - 1; node > 0; --node) {
    component_below[node] = together(component_below[2 * node], component_below[2 * node + 1]);
  }
}

}  // namespace libprofile::clusters::detail
