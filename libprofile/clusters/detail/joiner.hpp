// SPDX-License-Identifier: MIT
/// @file
/// Components that grow together.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

namespace libprofile::clusters::detail {

/// Joins components along edges, each of which is the least out of one of them.
class Joiner {
 public:
  explicit Joiner(std::size_t components) : parent_(components) { std::iota(parent_.begin(), parent_.end(), 0U); }

  /// Whether they were apart.
  bool join(std::uint32_t a, std::uint32_t b) {
    a = find(a);
    b = find(b);
    parent_[std::max(a, b)] = std::min(a, b);
    return a != b;
  }

  /// Numbers what is joined from 0 on, by the least member.
  [[nodiscard]] std::vector<std::uint32_t> names() {
    std::vector<std::uint32_t> names(parent_.size());
    for (std::uint32_t c = 0; c < names.size(); ++c) {
      const std::uint32_t root = find(c);
      names[c] = root == c ? count_++ : names[root];
    }
    return names;
  }
  [[nodiscard]] std::size_t count() const { return count_; }

 private:
  [[nodiscard]] std::uint32_t find(std::uint32_t c) {
    while (parent_[c] != c) {
      parent_[c] = parent_[parent_[c]];
      c = parent_[c];
    }
    return c;
  }

  std::vector<std::uint32_t> parent_;
  std::uint32_t count_ = 0;
};

}  // namespace libprofile::clusters::detail
