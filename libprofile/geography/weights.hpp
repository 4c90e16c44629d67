// SPDX-License-Identifier: MIT
/// @file
/// Who is whose neighbour, and how much.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace libprofile::geography {

/// Sparse spatial weights in compressed rows. Neighbours of a place ascend; a place is its own neighbour only where
/// `with_self` made it so. Binary weights are 1.
struct Weights {
  std::vector<std::size_t> offsets{0};
  std::vector<std::uint32_t> neighbours;
  std::vector<double> values;

  [[nodiscard]] std::size_t size() const { return offsets.size() - 1; }
  [[nodiscard]] std::size_t links() const { return neighbours.size(); }
  [[nodiscard]] std::span<const std::uint32_t> neighbours_of(std::size_t i) const {
    return std::span(neighbours).subspan(offsets[i], offsets[i + 1] - offsets[i]);
  }
  [[nodiscard]] std::span<const double> values_of(std::size_t i) const {
    return std::span(values).subspan(offsets[i], offsets[i + 1] - offsets[i]);
  }
};

/// More links are refused: they take up to 10 GB while they are made.
inline constexpr std::size_t kMostLinks = 500'000'000;

}  // namespace libprofile::geography
