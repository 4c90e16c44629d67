// SPDX-License-Identifier: MIT
#include "libprofile/clusters/spanning_graph.hpp"

#include <algorithm>
#include <atomic>
#include <string>
#include <utility>

#include "libprofile/clusters/detail/block_tree.hpp"
#include "libprofile/clusters/detail/core_graph.hpp"
#include "libprofile/clusters/detail/link_tree.hpp"
#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"

namespace libprofile::clusters {
namespace {

/// Writes the links of a graph: counts them, then fills them in.
class Linker {
 public:
  Linker(SpanningGraph& graph, const detail::CoreGraph& nearest)
      : graph_(graph), nearest_(nearest), position_of_(detail::positions_by_id(graph.points)) {}

  void link(const std::vector<TreeEdge>& tree) {
    const std::size_t n = graph_.points.size();
    std::vector<std::atomic<std::uint32_t>> count(n);
    const auto add = [&](std::size_t from, std::size_t) { count[from].fetch_add(1, std::memory_order_relaxed); };
    for_links(tree, add);
    graph_.first.assign(n + 1, 0);
    for (std::size_t k = 0; k < n; ++k) {
      graph_.first[k + 1] = graph_.first[k] + count[k].exchange(0, std::memory_order_relaxed);
    }
    graph_.linked.resize(graph_.first[n]);
    for_links(tree, [&](std::size_t from, std::size_t to) {
      graph_.linked[graph_.first[from] + count[from].fetch_add(1, std::memory_order_relaxed)] =
          static_cast<std::uint32_t>(to);
    });
    core::parallel_for(n, [&](std::size_t k) { sort_links(k); });
  }

 private:
  /// Calls `visit(from, to)` for each link, both ways, in any order and on any thread.
  template <class Visit>
  void for_links(const std::vector<TreeEdge>& tree, Visit&& visit) const {
    const std::vector<double>& core_m2 = nearest_.core_m2;
    core::parallel_for(graph_.points.size(), [&](std::size_t k) {
      for (const std::uint32_t other : nearest_.neighbours_of(k)) {
        const double squared_m2 = graph_.squared_m2(k, other);
        if (squared_m2 >= core_m2[k]) {
          break;
        }
        visit(k, other);
        if (squared_m2 >= core_m2[other]) {
          visit(other, k);
        }
      }
    });
    core::parallel_for(tree.size(), [&](std::size_t e) {
      const std::size_t a = position_of_[tree[e].low];
      const std::size_t b = position_of_[tree[e].high];
      if (graph_.squared_m2(a, b) >= std::max(core_m2[a], core_m2[b])) {
        visit(a, b);
        visit(b, a);
      }
    });
  }

  void sort_links(std::size_t k) {
    const auto begin = graph_.linked.begin() + static_cast<std::ptrdiff_t>(graph_.first[k]);
    const auto end = graph_.linked.begin() + static_cast<std::ptrdiff_t>(graph_.first[k + 1]);
    std::vector<std::pair<double, std::uint32_t>> links;
    links.reserve(static_cast<std::size_t>(end - begin));
    for (auto at = begin; at != end; ++at) {
      links.emplace_back(graph_.squared_m2(k, *at), *at);
    }
    std::sort(links.begin(), links.end());
    std::transform(links.begin(), links.end(), begin, [](const auto& link) { return link.second; });
  }

  SpanningGraph& graph_;
  const detail::CoreGraph& nearest_;
  std::vector<std::uint32_t> position_of_;
};

}  // namespace

SpanningGraph spanning_graph(geography::PlanarView points, std::int32_t most_min_points) {
  require(most_min_points >= 1, "most_min_points", most_min_points, "at least 1");
  require(static_cast<std::size_t>(most_min_points) <= std::max<std::size_t>(points.size(), 1), "most_min_points",
          most_min_points, "at most the number of points (" + std::to_string(points.size()) + ")");
  SpanningGraph graph{geography::PointBlocks(points), most_min_points, {}, {}, {}};
  if (points.size() < 2) {
    graph.first.assign(points.size() + 1, 0);
    return graph;
  }
  const auto most = static_cast<std::size_t>(most_min_points);
  detail::CoreGraph nearest = detail::core_graph(graph.points, most, std::max(most - 1, detail::kEnoughNeighbours));
  Linker(graph, nearest).link(detail::block_tree(graph.points, nearest));
  graph.most_core_m2 = std::move(nearest.core_m2);
  return graph;
}

std::vector<TreeEdge> spanning_tree(const SpanningGraph& graph, std::int32_t min_points) {
  require(min_points >= 1, "min_points", min_points, "at least 1");
  require(min_points <= graph.most_min_points, "min_points", min_points,
          "at most that of the graph (" + std::to_string(graph.most_min_points) + ")");
  return graph.points.size() < 2 ? std::vector<TreeEdge>{} : detail::link_tree(graph, min_points);
}

}  // namespace libprofile::clusters
