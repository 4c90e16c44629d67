// SPDX-License-Identifier: MIT
/// @file
/// Sorted permuted sums, and how many of them are as large or as small as many observed ones.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "libprofile/hotspots/detail/tails.hpp"

namespace libprofile::hotspots::detail {

/// One sorted row of sums for each number of terms that is asked for.
class SortedSums {
 public:
  SortedSums() = default;
  /// Rows of `permutations` sums for 0 to `rows - 1` terms.
  SortedSums(std::size_t rows, std::size_t permutations);

  /// Sorts the sums of `terms` terms. May run at the same time for different numbers of terms.
  void set(std::size_t terms, std::span<const double> sums);

  /// Tails of several places at once: bounds[k] among the sums of terms[k] terms. At most `kAtOnce`.
  static constexpr std::size_t kAtOnce = 8;
  void find(std::size_t count, const std::size_t* terms, const Bounds* bounds, Tails* tails) const;

 private:
  std::size_t permutations_ = 0;
  /// A power of two above the number of permutations; a row is one shorter, filled up with infinity.
  std::size_t half_ = 0;
  std::size_t row_ = 0;
  std::vector<double> sums_;
};

}  // namespace libprofile::hotspots::detail
