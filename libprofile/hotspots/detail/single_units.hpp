// SPDX-License-Identifier: MIT
/// @file
/// Permuted sums in single precision, and how far from a bound they must lie to be beyond doubt.
#pragma once

#include <cstddef>
#include <vector>

#include "libprofile/hotspots/detail/permuted_statistic.hpp"

namespace libprofile::hotspots::detail {

/// The weights of a place as its sums in single precision see them: the largest is 1.
struct SingleRow {
  std::size_t terms = 0;
  double largest = 0.0;
  double sum = 0.0;
};

/// Values measured from the middle of their range in units of half of it, so that they lie in [-1, 1].
class SingleUnits {
 public:
  /// The caller keeps the columns.
  explicit SingleUnits(const PermutedStatistic& statistic);

  /// Values differ, by what a double can hold.
  [[nodiscard]] bool is_usable() const;

  [[nodiscard]] float value(std::size_t column, std::size_t place) const {
    return static_cast<float>((statistic_->columns[column][place] - middle_[column]) * per_unit_);
  }

  /// A sum in single precision from `at_least` up, or from `at_most` down, is beyond doubt above, or below, both of
  /// `bounds`: it lies further off than the rounding of both sums and the tie together. NaN where nothing is.
  [[nodiscard]] Bounds beyond_doubt(const SingleRow& row, const Bounds& bounds) const;

 private:
  const PermutedStatistic* statistic_;
  std::vector<double> middle_;
  double unit_ = 0.0;
  double per_unit_ = 0.0;
};

}  // namespace libprofile::hotspots::detail
