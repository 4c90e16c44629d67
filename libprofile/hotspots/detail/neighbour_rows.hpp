// SPDX-License-Identifier: MIT
/// @file
/// Weights as a permutation test sees them: without a place's link to itself and without links of weight 0.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "libprofile/geography/weights.hpp"

namespace libprofile::hotspots::detail {

class NeighbourRows {
 public:
  /// The caller keeps the weights.
  explicit NeighbourRows(const geography::Weights& weights);
  NeighbourRows(const NeighbourRows&) = delete;
  NeighbourRows& operator=(const NeighbourRows&) = delete;

  [[nodiscard]] std::size_t size() const { return rows_->size(); }
  [[nodiscard]] std::size_t degree(std::size_t i) const { return rows_->offsets[i + 1] - rows_->offsets[i]; }
  [[nodiscard]] bool is_island(std::size_t i) const { return degree(i) == 0; }
  [[nodiscard]] std::span<const std::uint32_t> neighbours_of(std::size_t i) const { return rows_->neighbours_of(i); }
  /// Where all weights of a row are equal, they are to be taken as 1: this is never asked then.
  [[nodiscard]] std::span<const double> values_of(std::size_t i) const { return rows_->values_of(i); }
  [[nodiscard]] bool is_equal(std::size_t i) const { return is_equal_[i] != 0; }
  /// The weight of term t: 1 in a row of equal weights.
  [[nodiscard]] double weight(std::size_t i, std::size_t t) const { return is_equal(i) ? 1.0 : values_of(i)[t]; }
  [[nodiscard]] std::size_t greatest_degree() const { return greatest_degree_; }

 private:
  void leave_out(const geography::Weights& weights);

  const geography::Weights* rows_;
  /// Only where something had to be left out.
  geography::Weights kept_;
  std::vector<std::uint8_t> is_equal_;
  std::size_t greatest_degree_ = 0;
};

}  // namespace libprofile::hotspots::detail
