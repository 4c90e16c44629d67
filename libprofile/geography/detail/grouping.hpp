// SPDX-License-Identifier: MIT
/// @file
/// Items by the group they belong to, in compressed rows.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "libprofile/core/parallel.hpp"

namespace libprofile::geography::detail {

/// The group of an item that belongs to none.
inline constexpr std::uint32_t kUngrouped = 0xFFFFFFFFU;

/// Items of group g, ascending, are items[first[g]] to items[first[g + 1] - 1].
struct Groups {
  std::vector<std::uint32_t> first;
  std::vector<std::uint32_t> items;

  [[nodiscard]] std::size_t size() const { return first.size() - 1; }
  [[nodiscard]] std::span<const std::uint32_t> items_of(std::size_t group) const {
    return std::span(items).subspan(first[group], first[group + 1] - first[group]);
  }
};

/// Groups the items 0 to n - 1 by `group_of(item)`, below `groups` or `kUngrouped`.
///
/// Time O(n + groups), parallel; the same for any number of threads.
template <class GroupOf>
[[nodiscard]] Groups group_by(std::size_t n, std::size_t groups, GroupOf&& group_of) {
  using Shared = std::atomic_ref<std::uint32_t>;
  Groups result{std::vector<std::uint32_t>(groups + 1, 0), {}};
  core::parallel_for(n, [&](std::size_t i) {
    if (const std::uint32_t group = group_of(i); group != kUngrouped) {
      Shared(result.first[group + 1]).fetch_add(1, std::memory_order_relaxed);
    }
  });
  for (std::size_t group = 0; group < groups; ++group) {
    result.first[group + 1] += result.first[group];
  }
  result.items.resize(result.first.back());
  std::vector<std::uint32_t> next(result.first.begin(), result.first.end() - 1);
  core::parallel_for(n, [&](std::size_t i) {
    if (const std::uint32_t group = group_of(i); group != kUngrouped) {
      result.items[Shared(next[group]).fetch_add(1, std::memory_order_relaxed)] = static_cast<std::uint32_t>(i);
    }
  });
  core::parallel_for(
      groups,
      [&](std::size_t group) {
        const auto begin = result.items.begin() + result.first[group];
        const auto end = result.items.begin() + result.first[group + 1];
        if (!std::is_sorted(begin, end)) {
          std::sort(begin, end);
        }
      },
      256);
  return result;
}

}  // namespace libprofile::geography::detail
