// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/detail/withholding.hpp"

#include <numeric>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/random.hpp"

using namespace libprofile;
using disclosure::RoundingTable;
using disclosure::detail::AreaTree;
using disclosure::detail::make_area_tree;
using disclosure::detail::NodeFlags;
using disclosure::detail::none_withheld;
using disclosure::detail::withhold_beside;

namespace {

/// Whether each withheld node keeps a free value: solves the sums for the withheld nodes by elimination and looks for a
/// node that they determine. Coefficients stay in {-1, 0, 1}.
bool is_any_determined(const AreaTree& tree, const NodeFlags& withheld) {
  std::vector<std::size_t> start{0};
  for (const std::size_t size : tree.sizes) {
    start.push_back(start.back() + size);
  }
  std::vector<std::vector<double>> equations;
  for (std::size_t l = 1; l < tree.levels(); ++l) {
    for (std::size_t node = 0; node < tree.sizes[l]; ++node) {
      std::vector<double> row(start.back(), 0.0);
      row[start[l] + node] = withheld[l][node] != 0 ? -1.0 : 0.0;
      for (std::size_t child = 0; child < tree.sizes[l - 1]; ++child) {
        if (tree.parents[l - 1][child] == node && withheld[l - 1][child] != 0) {
          row[start[l - 1] + child] = 1.0;
        }
      }
      equations.push_back(row);
    }
  }
  std::size_t rank = 0;
  for (std::size_t column = 0; column < start.back() && rank < equations.size(); ++column) {
    std::size_t pivot = rank;
    while (pivot < equations.size() && std::abs(equations[pivot][column]) < 1e-9) {
      ++pivot;
    }
    if (pivot == equations.size()) {
      continue;
    }
    std::swap(equations[pivot], equations[rank]);
    for (std::size_t other = 0; other < equations.size(); ++other) {
      const double factor = other == rank ? 0.0 : equations[other][column] / equations[rank][column];
      for (std::size_t c = 0; c < start.back(); ++c) {
        equations[other][c] -= factor * equations[rank][c];
      }
    }
    ++rank;
  }
  for (std::size_t r = 0; r < rank; ++r) {
    int terms = 0;
    for (const double coefficient : equations[r]) {
      terms += std::abs(coefficient) > 1e-9 ? 1 : 0;
    }
    if (terms == 1) {
      return true;
    }
  }
  return false;
}

AreaTree random_tree(std::uint32_t seed) {
  const core::Philox random(seed, core::Stream::testing);
  const std::size_t rows = 14;
  RoundingTable::Level lower{6, {}};
  RoundingTable::Level upper{3, {}};
  for (std::uint32_t row = 0; row < rows; ++row) {
    lower.group_of_row.push_back(random.below(6, row, 0, 0));
    upper.group_of_row.push_back(lower.group_of_row.back() / 2);
  }
  return make_area_tree(rows, std::vector{lower, upper});
}

}  // namespace

TEST_CASE("nothing withheld stays so", "[disclosure][edges]") {
  const AreaTree tree = random_tree(1);
  CHECK(withhold_beside(tree, none_withheld(tree), {std::vector<double>(14, 1.0), 0.0}) == none_withheld(tree));
}

TEST_CASE("a row alone in the table is withheld with everything above it", "[disclosure][edges]") {
  const AreaTree tree = make_area_tree(1, {});
  NodeFlags withheld = none_withheld(tree);
  withheld[0][0] = 1;
  CHECK(withhold_beside(tree, withheld, {{50.0}, 100.0}) == NodeFlags{{1}, {1}});
}

TEST_CASE("two small rows need a third where they do not reach the minimum together", "[disclosure][hand]") {
  const AreaTree tree = make_area_tree(4, {});
  NodeFlags withheld = none_withheld(tree);
  withheld[0][0] = withheld[0][1] = 1;
  CHECK(withhold_beside(tree, withheld, {{60.0, 50.0, 300.0, 200.0}, 100.0})[0] ==
        std::vector<std::uint8_t>{1, 1, 0, 0});
  CHECK(withhold_beside(tree, withheld, {{30.0, 20.0, 300.0, 200.0}, 100.0})[0] ==
        std::vector<std::uint8_t>{1, 1, 0, 1});
}

TEST_CASE("what subtraction leaves of any sum reaches the minimum, and nobody makes up most of it",
          "[disclosure][oracle]") {
  const auto seed = GENERATE(range(1U, 201U));
  const AreaTree tree = random_tree(seed);
  const core::Philox random(seed, core::Stream::testing);
  libprofile::disclosure::detail::Cover cover{{}, 100.0, {}, 0.6};
  NodeFlags withheld = none_withheld(tree);
  for (std::uint32_t row = 0; row < 14; ++row) {
    cover.size.push_back(20.0 + random.below(300, row, 1, 0));
    cover.largest.push_back(cover.size.back() * random.uniform(row, 2, 0));
    const bool is_dominated = cover.largest.back() > cover.dominance * cover.size.back();
    withheld[0][row] = is_dominated || cover.size.back() < cover.minimum ? 1 : 0;
  }
  const NodeFlags all = withhold_beside(tree, withheld, cover);
  for (std::size_t level = 1; level < tree.levels(); ++level) {
    std::vector<double> size(tree.sizes[level], 0.0);
    std::vector<double> largest(tree.sizes[level], 0.0);
    for (std::size_t row = 0; row < 14; ++row) {
      std::size_t node = row;
      bool is_hidden = true;
      for (std::size_t l = 0; l < level; ++l) {
        is_hidden = is_hidden && all[l][node] != 0;
        node = tree.parents[l][node];
      }
      if (is_hidden) {
        size[node] += cover.size[row];
        largest[node] = std::max(largest[node], cover.largest[row]);
      }
    }
    for (std::size_t node = 0; node < size.size(); ++node) {
      if (all[level][node] == 0 && size[node] > 0.0) {
        CHECK(size[node] >= cover.minimum);
        CHECK(largest[node] <= cover.dominance * size[node]);
      }
    }
  }
}

TEST_CASE("sums never determine what is withheld", "[disclosure][oracle]") {
  const auto seed = GENERATE(range(1U, 41U));
  const AreaTree tree = random_tree(seed);
  const core::Philox random(seed, core::Stream::testing);
  NodeFlags withheld = none_withheld(tree);
  std::vector<double> size;
  for (std::uint32_t row = 0; row < 14; ++row) {
    size.push_back(50.0 + random.below(300, row, 1, 0));
    withheld[0][row] = size.back() < 100.0 ? 1 : 0;
  }
  const bool has_any = std::accumulate(withheld[0].begin(), withheld[0].end(), 0) > 0;
  const NodeFlags all = withhold_beside(tree, withheld, {size, 100.0});
  CHECK_FALSE(is_any_determined(tree, all));
  for (std::size_t row = 0; row < 14; ++row) {
    CHECK(all[0][row] >= withheld[0][row]);
  }
  if (has_any && seed == 1) {
    CHECK(all != none_withheld(tree));
  }
}

TEST_CASE("one row withheld alone is determined: the oracle can fail", "[disclosure][oracle]") {
  const AreaTree tree = random_tree(2);
  NodeFlags withheld = none_withheld(tree);
  withheld[0][3] = 1;
  CHECK(is_any_determined(tree, withheld));
}
