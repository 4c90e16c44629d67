// SPDX-License-Identifier: MIT
/// @file
/// Sets that many threads join at once.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace libprofile::clusters::detail {

/// Disjoint sets of 0 ... n - 1. Once all joins are done, the root of a set is its least member, whatever the order in
/// which threads joined them. Without locks: a root is only ever hung under a smaller one.
class UnionFind {
 public:
  explicit UnionFind(std::size_t n) : parent_(n) {
    for (std::size_t i = 0; i < n; ++i) {
      parent_[i].store(static_cast<std::uint32_t>(i), std::memory_order_relaxed);
    }
  }

  [[nodiscard]] std::uint32_t find(std::uint32_t i) {
    std::uint32_t parent = parent_[i].load(std::memory_order_relaxed);
    while (parent != i) {
      const std::uint32_t grandparent = parent_[parent].load(std::memory_order_relaxed);
      // Halves the path; harmless where another thread was faster.
      parent_[i].compare_exchange_weak(parent, grandparent, std::memory_order_relaxed);
      i = grandparent;
      parent = parent_[i].load(std::memory_order_relaxed);
    }
    return i;
  }

  void join(std::uint32_t a, std::uint32_t b) {
    for (;;) {
      a = find(a);
      b = find(b);
      if (a == b) {
        return;
      }
      if (a > b) {
        std::swap(a, b);
      }
      std::uint32_t expected = b;
      if (parent_[b].compare_exchange_strong(expected, a, std::memory_order_relaxed)) {
        return;
      }
    }
  }

 private:
  std::vector<std::atomic<std::uint32_t>> parent_;
};

}  // namespace libprofile::clusters::detail
