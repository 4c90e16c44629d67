// SPDX-License-Identifier: MIT
/// @file
/// Sorting by whole numbers without comparing them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace libprofile::geography::detail {

/// How many bits a number needs; 0 for 0.
[[nodiscard]] inline unsigned bits_of(std::uint64_t value) {
  unsigned bits = 0;
  for (; value > 0; value >>= 1U) {
    ++bits;
  }
  return bits;
}

/// Sorts by `key(item)`, an unsigned number of at most `bits` bits, keeping the order of equal ones.
///
/// 11 bits a pass, as many passes as `bits` need: time O(n bits).
template <class Item, class Key>
void radix_sort(std::vector<Item>& items, unsigned bits, const Key& key) {
  constexpr unsigned kDigit = 11;
  constexpr std::size_t kBuckets = std::size_t{1} << kDigit;
  std::vector<Item> other(items.size());
  for (unsigned shift = 0; shift < bits; shift += kDigit) {
    std::array<std::size_t, kBuckets + 1> begin{};
    for (const Item& item : items) {
      ++begin[((key(item) >> shift) & (kBuckets - 1)) + 1];
    }
    for (std::size_t b = 0; b < kBuckets; ++b) {
      begin[b + 1] += begin[b];
    }
    for (const Item& item : items) {
      other[begin[(key(item) >> shift) & (kBuckets - 1)]++] = item;
    }
    items.swap(other);
  }
}

}  // namespace libprofile::geography::detail
