// SPDX-License-Identifier: MIT
#include "libprofile/clusters/hdbscan.hpp"

#include <cmath>
#include <limits>
#include <map>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
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

HdbscanResult run(const std::vector<double>& xy_m, const HdbscanOptions& options) {
  return hdbscan(PlanarView(xy_m), options);
}

/// Points on a line.
std::vector<double> line(const std::vector<double>& x) {
  std::vector<double> xy_m;
  for (const double value : x) {
    xy_m.insert(xy_m.end(), {value, 0.0});
  }
  return xy_m;
}

bool same_edges(const std::vector<TreeEdge>& a, const std::vector<TreeEdge>& b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](const TreeEdge& p, const TreeEdge& q) {
           return p.squared_m2 == q.squared_m2 && p.low == q.low && p.high == q.high;
         });
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

}  // namespace

TEST_CASE("two groups on a line and a point between", "[clusters][hand]") {
  // min_points 1: edges are gaps. 10 apart, {0, 1, 2} and {13, 14, 16} part from {2 .. 12}'s 12, which leaves at 1/10.
  const auto found = run(line({0, 1, 2, 12, 23, 24, 26}), {.min_cluster_size = 3, .min_points = 1});
  CHECK(found.labels == Labels{0, 0, 0, 0, 1, 1, 1});
  // 11 parts {0, 1, 2, 12} from {23, 24, 26}; 10 takes 12 away, then 1 all three; 2 takes all of the other.
  REQUIRE(found.tree.clusters.size() == 3);
  CHECK(found.probabilities == std::vector<double>{1, 1, 1, 0.1, 1, 1, 1});
  CHECK(found.outlier_scores[3] == 0.9);
  CHECK(found.tree.clusters[0].death_density == 1.0 / 11.0);
  const auto& first = found.tree.clusters[static_cast<std::size_t>(found.cluster_of_label[0])];
  CHECK(first.stability == Approx(3.0 * (1.0 - 1.0 / 11.0) + (0.1 - 1.0 / 11.0)));
  CHECK(found.persistence[0] == Approx(first.stability / 4.0));
}

TEST_CASE("edges of one length are taken away together", "[clusters][hand]") {
  // Three pairs, 5 apart: the root has three children, not two of which one has two.
  const auto found = run(line({0, 1, 6, 7, 12, 13}), {.min_cluster_size = 2, .min_points = 1});
  REQUIRE(found.tree.clusters.size() == 4);
  for (std::size_t c = 1; c < 4; ++c) {
    CHECK(found.tree.clusters[c].parent == 0);
    CHECK(found.tree.clusters[c].birth_density == 0.2);
  }
  CHECK(found.labels == Labels{0, 0, 1, 1, 2, 2});
}

TEST_CASE("leaf, epsilon and a single cluster", "[clusters][hand]") {
  // Two pairs 3 apart, and far away a third group.
  const auto xy_m = line({0, 1, 4, 5, 100, 101, 102});
  const HdbscanOptions leaf{.min_cluster_size = 2, .min_points = 1, .selection = ClusterSelection::leaf};
  CHECK(run(xy_m, leaf).labels == Labels{0, 0, 1, 1, 2, 2, 2});
  auto wide = leaf;
  wide.selection_epsilon_m = 3.5;
  CHECK(run(xy_m, wide).labels == Labels{0, 0, 0, 0, 1, 1, 1});
  wide.selection_epsilon_m = 3.0;
  CHECK(run(xy_m, wide).labels == Labels{0, 0, 1, 1, 2, 2, 2});
  const auto lone = line({0, 1, 2, 3, 50});
  CHECK(run(lone, {.min_cluster_size = 3, .min_points = 1}).labels == Labels(5, kNoise));
  CHECK(run(lone, {.min_cluster_size = 3, .min_points = 1, .single_cluster = SingleCluster::allow}).labels ==
        Labels{0, 0, 0, 0, kNoise});
}

TEST_CASE("no point, one point, too few points and points in one place", "[clusters][edges]") {
  CHECK(run({}, {}).labels.empty());
  CHECK(run({}, {}).tree.clusters.empty());
  CHECK(run({3, 4}, {}).labels == Labels{kNoise});
  CHECK(run({3, 4}, {.min_points = 1}).labels == Labels{kNoise});
  CHECK(run(line({0, 1, 2, 3}), {.min_cluster_size = 5}).labels == Labels(4, kNoise));
  std::vector<double> places(2 * 2000, 7.0);
  places.resize(2 * 4000, 9000.0);
  const auto found = run(places, {.min_cluster_size = 5});
  CHECK(found.labels.front() == 0);
  CHECK(found.labels.back() == 1);
  CHECK(found.probabilities == std::vector<double>(4000, 1.0));
  CHECK(found.outlier_scores == std::vector<double>(4000, 0.0));
  CHECK(found.persistence == std::vector<double>{1.0, 1.0});
}

TEST_CASE("options outside their range and points that are nowhere are refused", "[clusters][edges]") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK_THROWS_WITH(run({}, {.min_cluster_size = 1}), Catch::Contains("min_cluster_size = 1"));
  CHECK_THROWS_WITH(run({}, {.min_points = -1}), Catch::Contains("min_points = -1"));
  CHECK_THROWS_WITH(run({}, {.selection_epsilon_m = nan}), Catch::Contains("selection_epsilon_m"));
  CHECK_THROWS_WITH(run({}, {.selection_epsilon_m = HUGE_VAL}), Catch::Contains("selection_epsilon_m"));
  CHECK_THROWS_WITH(run({0, 0, nan, 0}, {}), Catch::Contains("points[1]"));
  const std::vector<double> two{0, 0, 1, 1};
  CHECK_THROWS_WITH(spanning_tree(PlanarView(two), 0), Catch::Contains("min_points = 0"));
  CHECK_THROWS_WITH(spanning_tree(PlanarView(two), 3), Catch::Contains("number of points (2)"));
  CHECK_THROWS_WITH(condense({}, 2, 2), Catch::Contains("edges.size()"));
}

TEST_CASE("the spanning tree is that of Prim's algorithm, edge by edge", "[clusters][oracle]") {
  const auto seed = GENERATE(range(0U, 1500U));
  const std::size_t n = 2 + seed * 7 % 130;
  const auto xy_m = small_case(seed, n);
  const std::size_t min_points = 1 + seed * 5 % std::min<std::size_t>(n, 24);
  const auto found = spanning_tree(PlanarView(xy_m), static_cast<std::int32_t>(min_points));
  CHECK(same_edges(found, support::spanning_tree_by_definition(PlanarView(xy_m), min_points)));
}

TEST_CASE("clusters, probabilities and outlier scores are those of the definition", "[clusters][oracle]") {
  const auto seed = GENERATE(range(0U, 1500U));
  const std::size_t n = 4 + seed * 7 % 37;
  const auto xy_m = small_case(seed, n);
  const std::size_t min_points = 1 + seed * 5 % 4;
  const std::size_t size = 2 + seed % 5;
  const auto found = run(
      xy_m, {.min_cluster_size = static_cast<std::int32_t>(size), .min_points = static_cast<std::int32_t>(min_points)});
  const auto expected = support::HdbscanByDefinition(PlanarView(xy_m), min_points, size).excess_of_mass();
  CHECK(found.labels == expected.labels);
  CHECK(found.probabilities == expected.probabilities);
  CHECK(found.outlier_scores == expected.outlier_scores);
}

TEST_CASE("shuffled points are clustered as before", "[clusters][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const auto xy_m = small_case(seed, 600);
  const auto moved_to = [](std::size_t i) { return (i * 307 + 11) % 600; };
  std::vector<double> shuffled(1200);
  for (std::size_t i = 0; i < 600; ++i) {
    shuffled[2 * moved_to(i)] = xy_m[2 * i];
    shuffled[2 * moved_to(i) + 1] = xy_m[2 * i + 1];
  }
  const auto one = run(xy_m, {.min_cluster_size = 4, .min_points = 3});
  const auto two = run(shuffled, {.min_cluster_size = 4, .min_points = 3});
  std::map<std::int32_t, std::int32_t> renamed;
  for (std::size_t i = 0; i < 600; ++i) {
    const auto there = moved_to(i);
    CHECK(renamed.try_emplace(one.labels[i], two.labels[there]).first->second == two.labels[there]);
    CHECK(one.probabilities[i] == two.probabilities[there]);
    CHECK(one.outlier_scores[i] == two.outlier_scores[there]);
  }
}

TEST_CASE("the tree is the same for any number of threads and any instruction set", "[clusters][property]") {
  const auto xy_m = GENERATE(support::random_points(2, 20000), support::random_lattice_points(2, 20000, 200.0, 1.0));
  const auto with = [&](int threads, InstructionSet set) {
    const ThreadLimit threads_limit(threads);
    const InstructionSetLimit set_limit(set);
    return spanning_tree(PlanarView(xy_m), 10);
  };
  const auto one = with(1, InstructionSet::baseline);
  CHECK(one.size() == 19999);
  CHECK(same_edges(with(2, InstructionSet::avx2), one));
  CHECK(same_edges(with(8, InstructionSet::avx512), one));
  CHECK(same_edges(with(2, InstructionSet::baseline), one));
}

TEST_CASE("two groups and six strays, as another package clusters them", "[clusters][golden]") {
  // hdbscan 0.8.44 (BSD-3), HDBSCAN(min_cluster_size=4, min_samples=3), which does not count the point itself:
  // labels_, probabilities_, outlier_scores_ and cluster_persistence_. scikit-learn 1.9.1 (min_samples=4) agrees.
  const std::vector<double> xy_m{0,     3,    -2.7,  -8.9, -4.5,  -9.9, 0.6,   13.4, -4.9, -6.2,  4.9,   3.6,
                                 1.1,   -9.3, -0.3,  7,    -13.4, -4.6, 77.2,  4.5,  77.9, 17.2,  84.8,  23.3,
                                 101.9, 17.8, 69.8,  13.5, 99.4,  21.4, 81.6,  14.3, 88.3, 10.3,  112.7, 10.3,
                                 -49.3, 116,  -19.1, 3.5,  126.1, 52,   119.4, 77.9, 98.4, -31.7, 58.2,  51.6};
  const std::vector probabilities{0.647910727717,
                                  1.0,
                                  1.0,
                                  0.631059640583,
                                  1.0,
                                  0.631059640583,
                                  1.0,
                                  0.647910727717,
                                  0.651973847239,
                                  1.0,
                                  1.0,
                                  0.930257658041,
                                  0.806389022795,
                                  1.0,
                                  0.797818834869,
                                  1.0,
                                  1.0,
                                  0.513277746071,
                                  0.0,
                                  0.353466216626,
                                  0.2989296952,
                                  0.20007629483,
                                  0.28227710523,
                                  0.314461437741};
  const auto found = run(xy_m, {.min_cluster_size = 4, .min_points = 4});
  CHECK(found.labels == Labels{0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, 0, 1, 1, 1, 1});
  for (std::size_t i = 0; i < probabilities.size(); ++i) {
    CHECK(found.probabilities[i] == Approx(probabilities[i]).margin(1e-11));
  }
  CHECK(found.outlier_scores[0] == Approx(0.352089272283).margin(1e-11));
  CHECK(found.outlier_scores[18] == Approx(0.943488670889).margin(1e-11));
  CHECK(found.outlier_scores[21] == Approx(0.79992370517).margin(1e-11));
  REQUIRE(found.persistence.size() == 2);
  CHECK(found.persistence[0] == Approx(0.6534676883711474).epsilon(1e-12));
  CHECK(found.persistence[1] == Approx(0.2764064377275812).epsilon(1e-12));
}
