// SPDX-License-Identifier: MIT
#include "libprofile/risk/detail/supernodes.hpp"

#include <algorithm>
#include <cstdint>
#include <random>
#include <set>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/risk/detail/fill_reducing_order.hpp"

using namespace libprofile::risk::detail;

namespace {

using Links = std::set<std::pair<int, int>>;

SparseMatrix pattern_of(int n, const Links& links) {
  std::vector<Eigen::Triplet<double>> entries;
  for (int i = 0; i < n; ++i) {
    entries.emplace_back(i, i, 1.0);
  }
  for (const auto& [i, j] : links) {
    entries.emplace_back(i, j, 1.0);
    entries.emplace_back(j, i, 1.0);
  }
  SparseMatrix pattern(n, n);
  pattern.setFromTriplets(entries.begin(), entries.end());
  return pattern;
}

Links random_links(std::uint32_t seed, int n) {
  std::mt19937 random(seed);
  Links links;
  const auto count = static_cast<std::uint32_t>(n) * (seed % 4);
  for (std::uint32_t k = 0; n > 1 && k < count; ++k) {
    const auto i = static_cast<int>(random() % static_cast<std::uint32_t>(n));
    const auto j = static_cast<int>(random() % static_cast<std::uint32_t>(n));
    if (i != j) {
      links.emplace(std::min(i, j), std::max(i, j));
    }
  }
  return links;
}

/// Rows of each column of the factor, diagonal left out: eliminating places one by one.
std::vector<std::set<int>> filled_in(int n, const Links& links) {
  std::vector<std::set<int>> rows(static_cast<std::size_t>(n));
  for (const auto& [i, j] : links) {
    rows[static_cast<std::size_t>(i)].insert(j);
  }
  for (const auto& column : rows) {
    if (!column.empty()) {
      const int first = *column.begin();
      std::copy_if(column.begin(), column.end(),
                   std::inserter(rows[static_cast<std::size_t>(first)], rows[static_cast<std::size_t>(first)].end()),
                   [first](int row) { return row > first; });
    }
  }
  return rows;
}

/// The row that a position in a supernode stands for.
int row_at(const Supernode& node, int position) {
  return position < node.columns ? node.first + position
                                 : node.below[static_cast<std::size_t>(position - node.columns)];
}

}  // namespace

TEST_CASE("runs are joined while at most half of what they store are zeros", "[risk][hand]") {
  // Eight leaves and a root: a leaf has two numbers, itself and the root's row. Six columns store 21 for 11 true ones,
  // seven would store 28 for 13.
  Links links;
  for (int leaf = 0; leaf < 8; ++leaf) {
    links.emplace(leaf, 8);
  }
  const Supernodes nodes = supernodes(pattern_of(9, links));
  REQUIRE(nodes.size() == 4);
  CHECK(nodes[0].columns == 1);
  CHECK(nodes[0].below == std::vector<int>{8});
  CHECK(nodes[3].first == 3);
  CHECK(nodes[3].columns == 6);
  CHECK(nodes[3].below.empty());
  CHECK(nodes[3].parent == -1);
  CHECK(nodes[0].parent == 3);
  CHECK(nodes[0].in_parent == std::vector<int>{5});
  CHECK(nodes[3].children == std::vector<int>{0, 1, 2});
}

TEST_CASE("a clique is one block, islands are one each, nothing is none", "[risk][edges]") {
  Links clique;
  for (int i = 0; i < 9; ++i) {
    for (int j = i + 1; j < 9; ++j) {
      clique.emplace(i, j);
    }
  }
  CHECK(supernodes(pattern_of(9, clique)).size() == 1);
  CHECK(supernodes(pattern_of(5, {})).size() == 5);
  CHECK(supernodes(pattern_of(0, {})).empty());
  CHECK(fill_reducing_order(pattern_of(1, {})) == std::vector<std::size_t>{0});
}

TEST_CASE("blocks hold every number of the factor, and not many more", "[risk][oracle]") {
  for (std::uint32_t seed = 0; seed < 300; ++seed) {
    const int n = 1 + static_cast<int>(seed % 60);
    const Links links = random_links(seed, n);
    const auto rows = filled_in(n, links);
    const Supernodes nodes = supernodes(pattern_of(n, links));
    int next = 0;
    for (std::size_t s = 0; s < nodes.size(); ++s) {
      const Supernode& node = nodes[s];
      CHECK(node.first == next);
      next += node.columns;
      std::set<int> held(node.below.begin(), node.below.end());
      CHECK(held.size() == node.below.size());
      std::size_t true_numbers = 0;
      for (int column = node.first; column < next; ++column) {
        true_numbers += rows[static_cast<std::size_t>(column)].size() + 1;
        for (const int row : rows[static_cast<std::size_t>(column)]) {
          CHECK((row < next || held.count(row) == 1));
        }
      }
      const auto columns = static_cast<std::size_t>(node.columns);
      const std::size_t stored = columns * (columns + 1) / 2 + columns * node.below.size();
      CHECK((columns <= 4 || stored <= 2 * true_numbers));
      CHECK((node.parent == -1) == node.below.empty());
      for (std::size_t k = 0; k < node.in_parent.size(); ++k) {
        CHECK(row_at(nodes[static_cast<std::size_t>(node.parent)], node.in_parent[k]) == node.below[k]);
      }
      CHECK((node.parent == -1 || node.parent > static_cast<int>(s)));
    }
    CHECK(next == n);
  }
}

TEST_CASE("an order is one of all places, with parents after children", "[risk][property]") {
  for (std::uint32_t seed = 0; seed < 100; ++seed) {
    const int n = 1 + static_cast<int>(seed % 50);
    const SparseMatrix pattern = pattern_of(n, random_links(seed, n));
    std::vector<std::size_t> order = fill_reducing_order(pattern);
    Eigen::PermutationMatrix<Eigen::Dynamic, Eigen::Dynamic, int> new_of_old(n);
    for (int k = 0; k < n; ++k) {
      new_of_old.indices()[static_cast<Eigen::Index>(order[static_cast<std::size_t>(k)])] = k;
    }
    SparseMatrix ordered;
    ordered = pattern.twistedBy(new_of_old);
    const std::vector<int> parent = elimination_tree(ordered);
    // From its leaves: the place before a parent is one of its children.
    for (int j = 0; j < n; ++j) {
      const int above = parent[static_cast<std::size_t>(j)];
      CHECK((above == -1 || above > j));
      CHECK((above == -1 || parent[static_cast<std::size_t>(above - 1)] == above));
    }
    std::sort(order.begin(), order.end());
    for (std::size_t k = 0; k < order.size(); ++k) {
      CHECK(order[k] == k);
    }
  }
}
