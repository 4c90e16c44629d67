// SPDX-License-Identifier: MIT
/// @file
/// Parallel loops and sums whose results do not depend on the number of threads.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <vector>

namespace libprofile::core {

/// Items that one task handles and one partial sum covers: fixed, so that sums round the same way everywhere.
inline constexpr std::size_t kBlock = 4096;

/// Limits the threads of every parallel loop while it lives. -1 means all; otherwise at least 1.
///
/// @throws InvalidArgument  for 0 or below -1.
class ThreadLimit {
 public:
  explicit ThreadLimit(int n_jobs);
  ~ThreadLimit();
  ThreadLimit(const ThreadLimit&) = delete;
  ThreadLimit& operator=(const ThreadLimit&) = delete;

 private:
  struct Control;
  std::unique_ptr<Control> control_;
};

/// Calls `body(begin, end)` for consecutive blocks of [0, n), in any order and on any thread.
///
/// Blocks are [k * grain, (k + 1) * grain). The first exception of a body is thrown here. Stops early with `Cancelled`
/// when the current `Progress` is cancelled.
void parallel_blocks(std::size_t n, std::size_t grain,
                     const std::function<void(std::size_t begin, std::size_t end)>& body);

/// Calls `body(i)` for every i in [0, n).
template <class Body>
void parallel_for(std::size_t n, Body&& body, std::size_t grain = kBlock) {
  parallel_blocks(n, grain, [&body](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      body(i);
    }
  });
}

/// The sum of `term(i)` over [0, n): block sums of `kBlock` terms each, then added pairwise in a fixed tree.
template <class Term>
[[nodiscard]] double deterministic_sum(std::size_t n, Term&& term) {
  std::vector<double> partial((n + kBlock - 1) / kBlock, 0.0);
  parallel_blocks(n, kBlock, [&](std::size_t begin, std::size_t end) {
    double sum = 0.0;
    for (std::size_t i = begin; i < end; ++i) {
      sum += term(i);
    }
    partial[begin / kBlock] = sum;
  });
  for (std::size_t width = 1; width < partial.size(); width *= 2) {
    for (std::size_t i = 0; i + width < partial.size(); i += 2 * width) {
      partial[i] += partial[i + width];
    }
  }
  return partial.empty() ? 0.0 : partial.front();
}

}  // namespace libprofile::core
