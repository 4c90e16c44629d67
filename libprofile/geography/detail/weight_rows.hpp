// SPDX-License-Identifier: MIT
/// @file
/// Weights from a function that gives one row.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "libprofile/core/parallel.hpp"
#include "libprofile/geography/weights.hpp"

namespace libprofile::geography::detail {

/// Binary weights of n places: `add_row(i, row)` adds the neighbours of i to `row`, in any order, repeats allowed.
template <class AddRow>
[[nodiscard]] Weights binary_weights(std::size_t n, AddRow&& add_row) {
  constexpr std::size_t kRowsPerTask = 512;
  std::vector<std::vector<std::uint32_t>> parts((n + kRowsPerTask - 1) / kRowsPerTask);
  Weights weights;
  weights.offsets.assign(n + 1, 0);
  core::parallel_blocks(n, kRowsPerTask, [&](std::size_t begin, std::size_t end) {
    std::vector<std::uint32_t> row;
    for (std::size_t i = begin; i < end; ++i) {
      row.clear();
      add_row(i, row);
      std::sort(row.begin(), row.end());
      row.erase(std::unique(row.begin(), row.end()), row.end());
      weights.offsets[i + 1] = row.size();
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

/// Adds a neighbour unless it is among the last few that were added: keeps rows short where repeats come in bursts.
inline void add_once(std::vector<std::uint32_t>& row, std::uint32_t neighbour) {
  constexpr std::ptrdiff_t kLookBack = 16;
  const auto from = row.end() - std::min<std::ptrdiff_t>(kLookBack, row.end() - row.begin());
  if (std::find(from, row.end(), neighbour) == row.end()) {
    row.push_back(neighbour);
  }
}

}  // namespace libprofile::geography::detail
