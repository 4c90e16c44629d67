// SPDX-License-Identifier: MIT
#include "libprofile/clusters/hdbscan_range.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/clusters/spanning_graph.hpp"
#include "libprofile/core/instruction_set.hpp"
#include "libprofile/core/parallel.hpp"

#include "support/hdbscan_by_definition.hpp"
#include "support/random_points.hpp"

using libprofile::core::InstructionSet;
using libprofile::core::InstructionSetLimit;
using libprofile::core::ThreadLimit;
using libprofile::geography::PlanarView;
using namespace libprofile::clusters;
namespace support = libprofile::testing;

namespace {

using Labels = std::vector<std::int32_t>;

bool same_edges(const std::vector<TreeEdge>& a, const std::vector<TreeEdge>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const TreeEdge& p, const TreeEdge& q) {
    return p.squared_m2 == q.squared_m2 && p.low == q.low && p.high == q.high;
  });
}

bool same_tree(const CondensedTree& a, const CondensedTree& b) {
  const auto same = [](const CondensedCluster& p, const CondensedCluster& q) {
    return p.parent == q.parent && p.birth_density == q.birth_density && p.death_density == q.death_density &&
           p.size == q.size && p.stability == q.stability;
  };
  return a.cluster_of_point == b.cluster_of_point && a.density_of_point == b.density_of_point &&
         std::equal(a.clusters.begin(), a.clusters.end(), b.clusters.begin(), b.clusters.end(), same);
}

bool same_result(const HdbscanResult& a, const HdbscanResult& b) {
  return a.labels == b.labels && a.probabilities == b.probabilities && a.outlier_scores == b.outlier_scores &&
         a.persistence == b.persistence && a.cluster_of_label == b.cluster_of_label && same_tree(a.tree, b.tree);
}

/// One run for each number.
std::vector<HdbscanResult> run_apart(PlanarView points, const std::vector<std::int32_t>& min_points,
                                     HdbscanOptions options) {
  std::vector<HdbscanResult> results;
  for (const std::int32_t value : min_points) {
    options.min_points = value;
    results.push_back(hdbscan(points, options));
  }
  return results;
}

void check_same(const std::vector<HdbscanResult>& a, const std::vector<HdbscanResult>& b) {
  CHECK(std::equal(a.begin(), a.end(), b.begin(), b.end(), same_result));
}

/// Small cases of all kinds: spread, on a fine lattice, and on one so coarse that most points coincide.
std::vector<double> small_case(std::uint32_t seed, std::size_t n) {
  switch (seed % 3U) {
    case 0:
      return support::random_points(seed, n);
    case 1:
      return support::random_lattice_points(seed, n, 12.0, 1.0);
    default:
      return support::random_lattice_points(seed, n, 3.0, 1.0);
  }
}

std::vector<std::int32_t> every_number(std::size_t most) {
  std::vector<std::int32_t> numbers(most);
  for (std::size_t k = 0; k < most; ++k) {
    numbers[k] = static_cast<std::int32_t>(k + 1);
  }
  return numbers;
}

}  // namespace

TEST_CASE("links are those nearer than a core distance and the edges of the tree", "[clusters][hand]") {
  // On a line at 0, 1, 3, 7: core distances at three points, itself the first, are 3, 2, 3 and 6.
  const std::vector<double> xy_m{0, 0, 1, 0, 3, 0, 7, 0};
  const auto graph = spanning_graph(PlanarView(xy_m), 3);
  std::map<std::uint32_t, std::vector<std::uint32_t>> links;
  for (std::size_t k = 0; k < 4; ++k) {
    for (const std::uint32_t other : graph.links_of(k)) {
      links[graph.points.id(k)].push_back(graph.points.id(other));
    }
  }
  // Nearer than a core distance: 0 and 1, 1 and 3, 3 and 7. Edges of the tree for three points, which are as long as
  // that: 0 to 3, which weighs 3 as 1 to 3 does and comes before it, and 1 to 7, which weighs 6 as 3 to 7 does.
  CHECK(links[0] == std::vector<std::uint32_t>{1, 2});
  CHECK(links[1] == std::vector<std::uint32_t>{0, 2, 3});
  CHECK(links[2] == std::vector<std::uint32_t>{1, 0, 3});
  CHECK(links[3] == std::vector<std::uint32_t>{2, 1});
  const auto tree = spanning_tree(graph, 2);
  REQUIRE(tree.size() == 3);
  // Core distances at two points: 1, 1, 2, 4.
  CHECK((tree[0].squared_m2 == 1 && tree[0].low == 0 && tree[0].high == 1));
  CHECK((tree[1].squared_m2 == 4 && tree[1].low == 1 && tree[1].high == 2));
  CHECK((tree[2].squared_m2 == 16 && tree[2].low == 2 && tree[2].high == 3));
}

TEST_CASE("more points about each make an answer with fewer clusters", "[clusters][hand]") {
  // Two threes and, far away, a pair: with one point each link is its length; with three the pair holds together only
  // with the six, at 92, and none of the groups splits below.
  const std::vector<double> xy_m{0, 0, 1, 0, 2, 0, 7, 0, 8, 0, 9, 0, 100, 0, 101, 0};
  const std::vector<std::int32_t> numbers{1, 3, 9};
  const auto found = hdbscan_range(PlanarView(xy_m), numbers, {.min_cluster_size = 2});
  REQUIRE(found.size() == 3);
  CHECK(found[0].labels == Labels{0, 0, 0, 1, 1, 1, 2, 2});
  CHECK(found[1].labels == Labels{0, 0, 0, 1, 1, 1, kNoise, kNoise});
  CHECK(found[2].labels == Labels(8, kNoise));
}

TEST_CASE("no number, no point, one, points in one place, and more points asked for than there are",
          "[clusters][edges]") {
  const std::vector<std::int32_t> numbers{1, 2, 5, 5000};
  const std::vector<std::int32_t> none;
  const auto xy_m = GENERATE(std::vector<double>{}, std::vector<double>{3, 4}, std::vector<double>{3, 4, 3, 4},
                             std::vector<double>(2 * 4000, 7.0));
  CHECK(hdbscan_range(PlanarView(xy_m), none).empty());
  const auto found = hdbscan_range(PlanarView(xy_m), numbers);
  check_same(found, run_apart(PlanarView(xy_m), numbers, {}));
  CHECK(found.back().labels == Labels(xy_m.size() / 2, kNoise));
}

TEST_CASE("numbers below one, wrong options and points that are nowhere are refused", "[clusters][edges]") {
  const std::vector<double> two{0, 0, 1, 1};
  const std::vector<double> nowhere{0, 0, std::numeric_limits<double>::quiet_NaN(), 0};
  const std::vector<double> infinite{HUGE_VAL, 0, 1, 0};
  const std::vector<std::int32_t> zero{3, 0};
  const std::vector<std::int32_t> one{1};
  CHECK_THROWS_WITH(hdbscan_range(PlanarView(two), zero), Catch::Contains("min_points[1] = 0: must be at least 1"));
  CHECK_THROWS_WITH(hdbscan_range(PlanarView(two), one, {.min_cluster_size = 1}), Catch::Contains("min_cluster_size"));
  CHECK_THROWS_WITH(hdbscan_range(PlanarView(nowhere), one), Catch::Contains("points[1]"));
  CHECK_THROWS_WITH(hdbscan_range(PlanarView(infinite), one), Catch::Contains("points[0]"));
  CHECK_THROWS_WITH(spanning_graph(PlanarView(two), 0), Catch::Contains("most_min_points = 0"));
  CHECK_THROWS_WITH(spanning_graph(PlanarView(two), 3), Catch::Contains("number of points (2)"));
  const auto graph = spanning_graph(PlanarView(two), 1);
  CHECK_THROWS_WITH(spanning_tree(graph, 2), Catch::Contains("at most that of the graph (1)"));
  CHECK_THROWS_WITH(spanning_tree(graph, 0), Catch::Contains("min_points = 0"));
}

TEST_CASE("every tree of the graph is that of Prim's algorithm, edge by edge", "[clusters][oracle]") {
  const auto seed = GENERATE(range(0U, 400U));
  const std::size_t n = 2 + seed * 7 % 60;
  const auto xy_m = small_case(seed, n);
  const std::size_t most = 1 + seed * 5 % std::min<std::size_t>(n, 24);
  const auto graph = spanning_graph(PlanarView(xy_m), static_cast<std::int32_t>(most));
  for (std::size_t value = 1; value <= most; ++value) {
    const auto found = spanning_tree(graph, static_cast<std::int32_t>(value));
    CHECK(same_edges(found, support::spanning_tree_by_definition(PlanarView(xy_m), value)));
  }
}

TEST_CASE("results are those of separate runs, to the bit", "[clusters][oracle]") {
  const auto seed = GENERATE(range(0U, 300U));
  const std::size_t n = 2 + seed * 7 % 300;
  const auto xy_m = small_case(seed, n);
  const auto numbers = every_number(std::min<std::size_t>(n + 2, 20));
  const HdbscanOptions options{.min_cluster_size = static_cast<std::int32_t>(2 + seed % 9),
                               .selection = seed % 2 == 0 ? ClusterSelection::excess_of_mass : ClusterSelection::leaf,
                               .single_cluster = seed % 5 == 0 ? SingleCluster::allow : SingleCluster::refuse,
                               .selection_epsilon_m = seed % 7 == 0 ? 1.5 : 0.0};
  check_same(hdbscan_range(PlanarView(xy_m), numbers, options), run_apart(PlanarView(xy_m), numbers, options));
}

TEST_CASE("moved by an exact amount and scaled by a power of two, clusters stay", "[clusters][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const auto xy_m = support::random_lattice_points(seed, 500, 100.0, 1.0);
  auto moved = xy_m;
  std::transform(moved.begin(), moved.end(), moved.begin(), [](double value) { return 8.0 * (value + 1024.0); });
  const std::vector<std::int32_t> numbers{12, 3, 7};
  const auto here = hdbscan_range(PlanarView(xy_m), numbers);
  const auto there = hdbscan_range(PlanarView(moved), numbers);
  for (std::size_t k = 0; k < numbers.size(); ++k) {
    CHECK(here[k].labels == there[k].labels);
    CHECK(here[k].probabilities == there[k].probabilities);
  }
}

TEST_CASE("shuffled points have the same clusters for every number", "[clusters][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const auto xy_m = small_case(seed, 600);
  const auto moved_to = [](std::size_t i) { return (i * 307 + 11) % 600; };
  std::vector<double> shuffled(1200);
  for (std::size_t i = 0; i < 600; ++i) {
    shuffled[2 * moved_to(i)] = xy_m[2 * i];
    shuffled[2 * moved_to(i) + 1] = xy_m[2 * i + 1];
  }
  const std::vector<std::int32_t> numbers{2, 5, 11};
  const auto one = hdbscan_range(PlanarView(xy_m), numbers, {.min_cluster_size = 4});
  const auto two = hdbscan_range(PlanarView(shuffled), numbers, {.min_cluster_size = 4});
  for (std::size_t k = 0; k < numbers.size(); ++k) {
    std::map<std::int32_t, std::int32_t> renamed;
    for (std::size_t i = 0; i < 600; ++i) {
      const auto there = moved_to(i);
      const auto label = two[k].labels[there];
      CHECK(renamed.try_emplace(one[k].labels[i], label).first->second == label);
      CHECK(one[k].probabilities[i] == two[k].probabilities[there]);
      CHECK(one[k].outlier_scores[i] == two[k].outlier_scores[there]);
    }
  }
}

TEST_CASE("any number of threads and any instruction set give the same bytes for every number",
          "[clusters][property]") {
  const auto xy_m = GENERATE(support::random_points(2, 20000), support::random_lattice_points(2, 20000, 200.0, 1.0));
  const std::vector<std::int32_t> numbers{1, 4, 17};
  const auto with = [&](int threads, InstructionSet set) {
    const ThreadLimit threads_limit(threads);
    const InstructionSetLimit set_limit(set);
    return hdbscan_range(PlanarView(xy_m), numbers);
  };
  const auto one = with(1, InstructionSet::baseline);
  check_same(with(2, InstructionSet::avx2), one);
  check_same(with(8, InstructionSet::avx512), one);
  check_same(with(8, InstructionSet::baseline), one);
  check_same(run_apart(PlanarView(xy_m), numbers, {}), one);
}
