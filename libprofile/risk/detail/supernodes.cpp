// SPDX-License-Identifier: MIT
#include "libprofile/risk/detail/supernodes.hpp"

#include <algorithm>
#include <utility>

namespace libprofile::risk::detail {
namespace {

using Rows = std::vector<int>;

/// Rows below the diagonal of each column of the factor, rising.
std::vector<Rows> factor_rows(const SparseMatrix& pattern, const std::vector<int>& parent) {
  const auto n = static_cast<std::size_t>(pattern.cols());
  std::vector<Rows> rows(n);
  std::vector<int> seen_at(n, -1);
  std::vector<Rows> children(n);
  for (std::size_t j = 0; j < n; ++j) {
    const auto column = static_cast<int>(j);
    const auto take = [&](int row) {
      if (row > column && seen_at[static_cast<std::size_t>(row)] != column) {
        seen_at[static_cast<std::size_t>(row)] = column;
        rows[j].push_back(row);
      }
    };
    for (SparseMatrix::InnerIterator entry(pattern, column); entry; ++entry) {
      take(static_cast<int>(entry.row()));
    }
    for (const int child : children[j]) {
      for (const int row : rows[static_cast<std::size_t>(child)]) {
        take(row);
      }
    }
    std::sort(rows[j].begin(), rows[j].end());
    if (parent[j] >= 0) {
      children[static_cast<std::size_t>(parent[j])].push_back(column);
    }
  }
  return rows;
}

/// A run of columns while runs are joined: how many, and how many numbers of the factor they truly have.
struct Run {
  int first;
  int columns;
  double numbers;
};

/// Numbers that a block of so many columns over so many rows below stores.
double stored(int columns, double below) {
  return columns * (0.5 * (columns + 1) + below);
}

/// Wide blocks pay for few zeros only: their arithmetic is fast already.
bool is_worth_joining(int columns, double share_of_zeros) {
  return columns <= 4 || (columns <= 16 && share_of_zeros < 0.5) || (columns <= 48 && share_of_zeros < 0.15) ||
         share_of_zeros < 0.05;
}

std::vector<Run> runs_of_columns(const std::vector<int>& parent, const std::vector<Rows>& rows) {
  std::vector<Run> runs;
  const auto below = [&](const Run& run) {
    return static_cast<double>(rows[static_cast<std::size_t>(run.first + run.columns - 1)].size());
  };
  for (std::size_t j = 0; j < parent.size(); ++j) {
    Run run{static_cast<int>(j), 1, 1.0 + static_cast<double>(rows[j].size())};
    while (!runs.empty()) {
      const Run& before = runs.back();
      const int columns = before.columns + run.columns;
      const double numbers = before.numbers + run.numbers;
      const double all = stored(columns, below(run));
      const int parent_of_before = parent[static_cast<std::size_t>(run.first - 1)];
      const bool leads_here = parent_of_before >= run.first && parent_of_before < run.first + run.columns;
      if (!leads_here || !is_worth_joining(columns, 1.0 - numbers / all)) {
        break;
      }
      run = {before.first, columns, numbers};
      runs.pop_back();
    }
    runs.push_back(run);
  }
  return runs;
}

/// Where each of the rising `rows` stands in a supernode; all of them are in it.
std::vector<int> places_in(const Rows& rows, const Supernode& node) {
  std::vector<int> places;
  places.reserve(rows.size());
  auto below = node.below.begin();
  for (const int row : rows) {
    if (row < node.first + node.columns) {
      places.push_back(row - node.first);
    } else {
      below = std::lower_bound(below, node.below.end(), row);
      places.push_back(node.columns + static_cast<int>(below - node.below.begin()));
    }
  }
  return places;
}

}  // namespace

std::vector<int> elimination_tree(const SparseMatrix& pattern) {
  const auto n = static_cast<std::size_t>(pattern.cols());
  std::vector<int> parent(n, -1);
  // The highest column known above each, which shortens later walks.
  std::vector<int> top(n, -1);
  for (Eigen::Index j = 0; j < pattern.cols(); ++j) {
    for (SparseMatrix::InnerIterator entry(pattern, j); entry && entry.row() < j; ++entry) {
      auto at = static_cast<std::size_t>(entry.row());
      while (top[at] >= 0 && top[at] != j) {
        at = static_cast<std::size_t>(std::exchange(top[at], static_cast<int>(j)));
      }
      if (top[at] < 0) {
        top[at] = static_cast<int>(j);
        parent[at] = static_cast<int>(j);
      }
    }
  }
  return parent;
}

Supernodes supernodes(const SparseMatrix& pattern) {
  const std::vector<int> parent = elimination_tree(pattern);
  std::vector<Rows> rows = factor_rows(pattern, parent);
  Supernodes nodes;
  std::vector<int> node_of(parent.size());
  for (const Run& run : runs_of_columns(parent, rows)) {
    const auto number = static_cast<int>(nodes.size());
    std::fill_n(node_of.begin() + run.first, run.columns, number);
    nodes.push_back(
        {run.first, run.columns, std::move(rows[static_cast<std::size_t>(run.first + run.columns - 1)]), -1, {}, {}});
  }
  for (std::size_t s = 0; s < nodes.size(); ++s) {
    Supernode& node = nodes[s];
    if (!node.below.empty()) {
      node.parent = node_of[static_cast<std::size_t>(node.below.front())];
      Supernode& above = nodes[static_cast<std::size_t>(node.parent)];
      node.in_parent = places_in(node.below, above);
      above.children.push_back(static_cast<int>(s));
    }
  }
  return nodes;
}

}  // namespace libprofile::risk::detail
