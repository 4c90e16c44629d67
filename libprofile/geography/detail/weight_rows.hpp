// SPDX-License-Identifier: MIT
/// @file
/// Weights from a function that gives one row.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/geography/weights.hpp"

namespace libprofile::geography::detail {

/// Links that rows found so far have, of all threads.
class LinkCount {
 public:
  /// @throws InvalidArgument  once there are more than `kMostLinks`: before they fill the memory.
  void add(std::size_t links) {
    if (links_.fetch_add(links) + links > kMostLinks) {
      throw InvalidArgument("links: must be at most " + std::to_string(kMostLinks) +
                            ": take a smaller radius, fewer neighbours or fewer places");
    }
  }

 private:
  std::atomic<std::size_t> links_ = 0;
};

/// Binary weights of n places: `add_row(i, row, scratch)` adds the neighbours of i to `row`, in any order, repeats
/// allowed. `make_scratch()` makes what one task needs for its rows. More than `kMostLinks` links are refused.
template <class MakeScratch, class AddRow>
[[nodiscard]] Weights binary_weights_with(std::size_t n, MakeScratch&& make_scratch, AddRow&& add_row) {
  constexpr std::size_t kRowsPerTask = 512;
  std::vector<std::vector<std::uint32_t>> parts((n + kRowsPerTask - 1) / kRowsPerTask);
  LinkCount found;
  Weights weights;
  weights.offsets.assign(n + 1, 0);
  core::parallel_blocks(n, kRowsPerTask, [&](std::size_t begin, std::size_t end) {
    auto scratch = make_scratch();
    std::vector<std::uint32_t> row;
    for (std::size_t i = begin; i < end; ++i) {
      row.clear();
      add_row(i, row, scratch);
      std::sort(row.begin(), row.end());
      row.erase(std::unique(row.begin(), row.end()), row.end());
      weights.offsets[i + 1] = row.size();
      found.add(row.size());
      auto& part = parts[begin / kRowsPerTask];
      part.insert(part.end(), row.begin(), row.end());
    }
  });
  for (std::size_t i = 0; i < n; ++i) {
    weights.offsets[i + 1] += weights.offsets[i];
  }
  weights.neighbours.resize(weights.offsets.back());
  core::parallel_for(
      parts.size(),
      [&](std::size_t part) {
        std::copy(parts[part].begin(), parts[part].end(),
                  weights.neighbours.begin() + static_cast<std::ptrdiff_t>(weights.offsets[part * kRowsPerTask]));
      },
      1);
  weights.values.assign(weights.neighbours.size(), 1.0);
  return weights;
}

/// The same for rows that need no scratch: `add_row(i, row)`.
template <class AddRow>
[[nodiscard]] Weights binary_weights(std::size_t n, AddRow&& add_row) {
  return binary_weights_with(
      n, [] { return 0; }, [&](std::size_t i, std::vector<std::uint32_t>& row, int) { add_row(i, row); });
}

/// Gives each link (i, j) the value `value(i, j)`, and drops those whose value is 0.
template <class Value>
[[nodiscard]] Weights weighted(Weights binary, Value&& value) {
  core::parallel_for(
      binary.size(),
      [&](std::size_t i) {
        for (std::size_t k = binary.offsets[i]; k < binary.offsets[i + 1]; ++k) {
          binary.values[k] = value(i, binary.neighbours[k]);
        }
      },
      512);
  if (std::find(binary.values.begin(), binary.values.end(), 0.0) == binary.values.end()) {
    return binary;
  }
  std::size_t kept = 0;
  for (std::size_t i = 0; i < binary.size(); ++i) {
    const std::size_t begin = std::exchange(binary.offsets[i], kept);
    // The next row's start still is what it was: this loop overwrites only what it has passed.
    for (std::size_t k = begin; k < binary.offsets[i + 1]; ++k) {
      if (binary.values[k] != 0.0) {
        binary.neighbours[kept] = binary.neighbours[k];
        binary.values[kept++] = binary.values[k];
      }
    }
  }
  binary.offsets.back() = kept;
  binary.neighbours.resize(kept);
  binary.values.resize(kept);
  return binary;
}

/// Adds a neighbour unless it is among the last few that were added: keeps rows short where repeats come in bursts.
inline void add_once(std::vector<std::uint32_t>& row, std::uint32_t neighbour) {
  constexpr std::ptrdiff_t kLookBack = 16;
  const auto from = row.end() - std::min<std::ptrdiff_t>(kLookBack, row.end() - row.begin());
  if (std::find(from, row.end(), neighbour) == row.end()) {
    row.push_back(neighbour);
  }
}

}  // namespace libprofile::geography::detail
