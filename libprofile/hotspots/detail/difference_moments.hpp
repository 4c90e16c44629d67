// SPDX-License-Identifier: MIT
/// @file
/// Mean and variance, over all other places, of the squared distance from one place.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace libprofile::hotspots::detail {

struct DifferenceMoments {
  double mean = 0.0;
  /// Divided by the number of other places.
  double variance = 0.0;
};

/// Of dij = Σc (xic - xjc)² over j ≠ i, in O(columns²) a place after O(n columns²).
class SquaredDifferences {
 public:
  /// Columns of one length, each of mean 0. The caller keeps them.
  explicit SquaredDifferences(std::span<const std::span<const double>> columns);

  [[nodiscard]] DifferenceMoments of(std::size_t i) const;

 private:
  /// Sums over all places for columns a and b: Σ xa xb, Σ xa xb², Σ xa² xb, Σ xa² xb².
  struct Cross {
    double xy = 0.0;
    double xyy = 0.0;
    double xxy = 0.0;
    double xxyy = 0.0;
  };
  [[nodiscard]] const Cross& cross(std::size_t a, std::size_t b) const { return cross_[a * columns_.size() + b]; }
  /// Means by going through all places: for places where the closed form loses its digits.
  [[nodiscard]] DifferenceMoments one_by_one(std::size_t i) const;

  std::span<const std::span<const double>> columns_;
  std::size_t n_;
  std::vector<double> squares_;
  std::vector<Cross> cross_;
};

}  // namespace libprofile::hotspots::detail
