// SPDX-License-Identifier: MIT
/// @file
/// The least edge out of each component, lowered by many threads at once.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "libprofile/clusters/spanning_tree.hpp"

namespace libprofile::clusters::detail {

/// Whatever the order of offers, the least one remains.
class LeastEdges {
 public:
  explicit LeastEdges(std::size_t components) : weight_(components), ends_(components) {
    for (auto& weight : weight_) {
      weight.store(std::numeric_limits<double>::infinity(), std::memory_order_relaxed);
    }
  }

  [[nodiscard]] double squared_m2(std::uint32_t component) const {
    return weight_[component].load(std::memory_order_relaxed);
  }

  [[nodiscard]] TreeEdge edge(std::uint32_t component) {
    const Hold hold(lock_of(component));
    return {squared_m2(component), ends_[component].low, ends_[component].high};
  }

  void offer(std::uint32_t component, const TreeEdge& candidate) {
    if (candidate.squared_m2 > squared_m2(component)) {
      return;
    }
    const Hold hold(lock_of(component));
    const TreeEdge now{squared_m2(component), ends_[component].low, ends_[component].high};
    if (candidate < now) {
      ends_[component] = {candidate.low, candidate.high};
      weight_[component].store(candidate.squared_m2, std::memory_order_relaxed);
    }
  }

 private:
  struct Ends {
    std::uint32_t low = std::numeric_limits<std::uint32_t>::max();
    std::uint32_t high = std::numeric_limits<std::uint32_t>::max();
  };

  class Hold {
   public:
    explicit Hold(std::atomic_flag& flag) : flag_(flag) {
      while (flag_.test_and_set(std::memory_order_acquire)) {
      }
    }
    ~Hold() { flag_.clear(std::memory_order_release); }
    Hold(const Hold&) = delete;
    Hold& operator=(const Hold&) = delete;

   private:
    std::atomic_flag& flag_;
  };

  [[nodiscard]] std::atomic_flag& lock_of(std::uint32_t component) { return locks_[component % locks_.size()]; }

  std::vector<std::atomic<double>> weight_;
  std::vector<Ends> ends_;
  std::array<std::atomic_flag, 1024> locks_{};
};

}  // namespace libprofile::clusters::detail
