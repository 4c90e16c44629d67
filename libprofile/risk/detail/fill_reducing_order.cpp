// SPDX-License-Identifier: MIT
#include "libprofile/risk/detail/fill_reducing_order.hpp"

#include <utility>

#include <Eigen/OrderingMethods>

#include "libprofile/risk/detail/supernodes.hpp"

namespace libprofile::risk::detail {
namespace {

/// Columns of a tree, each after all below it.
std::vector<int> from_leaves(const std::vector<int>& parent) {
  const std::size_t n = parent.size();
  std::vector<int> first_child(n, -1);
  std::vector<int> sibling(n, -1);
  std::vector<int> open;
  for (std::size_t j = n; j-- > 0;) {
    if (parent[j] < 0) {
      open.push_back(static_cast<int>(j));
    } else {
      const auto above = static_cast<std::size_t>(parent[j]);
      sibling[j] = std::exchange(first_child[above], static_cast<int>(j));
    }
  }
  std::vector<int> order;
  while (!open.empty()) {
    const auto j = static_cast<std::size_t>(open.back());
    const int child = std::exchange(first_child[j], -1);
    if (child < 0) {
      order.push_back(open.back());
      open.pop_back();
    }
    for (int next = child; next >= 0; next = sibling[static_cast<std::size_t>(next)]) {
      open.push_back(next);
    }
  }
  return order;
}

}  // namespace

std::vector<std::size_t> fill_reducing_order(const SparseMatrix& pattern) {
  Eigen::PermutationMatrix<Eigen::Dynamic, Eigen::Dynamic, int> new_of_old;
  Eigen::AMDOrdering<int>()(pattern.selfadjointView<Eigen::Lower>(), new_of_old);
  SparseMatrix ordered;
  ordered = pattern.twistedBy(new_of_old.inverse());
  std::vector<std::size_t> order;
  order.reserve(static_cast<std::size_t>(pattern.cols()));
  for (const int j : from_leaves(elimination_tree(ordered))) {
    order.push_back(static_cast<std::size_t>(new_of_old.indices()[j]));
  }
  return order;
}

}  // namespace libprofile::risk::detail
