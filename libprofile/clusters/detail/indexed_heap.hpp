// SPDX-License-Identifier: MIT
/// @file
/// A queue of items whose place can improve while they wait.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

namespace libprofile::clusters::detail {

/// Items of 0 ... n - 1, each at most once; `Before(a, b)` says which of two comes out first: a strict total order.
template <class Before>
class IndexedHeap {
 public:
  IndexedHeap(std::size_t n, Before before) : before_(std::move(before)), where_(n, kAbsent) {}

  [[nodiscard]] bool empty() const { return heap_.empty(); }

  /// Puts an item in, or moves it forward after its place improved.
  void raise(std::uint32_t item) {
    if (where_[item] == kAbsent) {
      where_[item] = static_cast<std::uint32_t>(heap_.size());
      heap_.push_back(item);
    }
    std::uint32_t at = where_[item];
    while (at > 0 && before_(item, heap_[(at - 1) / 2])) {
      put(at, heap_[(at - 1) / 2]);
      at = (at - 1) / 2;
    }
    put(at, item);
  }

  /// Takes the first item out.
  [[nodiscard]] std::uint32_t pop() {
    const std::uint32_t first = heap_.front();
    where_[first] = kAbsent;
    const std::uint32_t last = heap_.back();
    heap_.pop_back();
    if (!heap_.empty()) {
      sink(last);
    }
    return first;
  }

 private:
  static constexpr std::uint32_t kAbsent = std::numeric_limits<std::uint32_t>::max();

  void put(std::uint32_t at, std::uint32_t item) {
    heap_[at] = item;
    where_[item] = at;
  }

  void sink(std::uint32_t item) {
    const auto size = static_cast<std::uint32_t>(heap_.size());
    std::uint32_t at = 0;
    for (std::uint32_t child = 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && before_(heap_[child + 1], heap_[child])) {
        ++child;
      }
      if (!before_(heap_[child], item)) {
        break;
      }
      put(at, heap_[child]);
      at = child;
    }
    put(at, item);
  }

  Before before_;
  std::vector<std::uint32_t> heap_;
  std::vector<std::uint32_t> where_;
};

}  // namespace libprofile::clusters::detail
