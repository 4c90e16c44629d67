// SPDX-License-Identifier: MIT
/// @file
/// Moments of all values, and of all but one, without the loss of digits that subtraction brings.
#pragma once

#include <cstddef>
#include <span>

namespace libprofile::hotspots::detail {

/// The values that chance could have put around a place.
struct Pool {
  double size = 0.0;
  double total = 0.0;
  /// Their mean, measured from the mean of all values.
  double mean_deviation = 0.0;
  /// Mean square about their own mean (divided by `size`).
  double variance = 0.0;
  bool is_constant = true;
};

/// Made in O(n); then any pool in O(1), but for at most two places with nearly all of the variance, in O(n).
class ValuePool {
 public:
  /// The caller keeps the values.
  explicit ValuePool(std::span<const double> values);

  [[nodiscard]] double mean() const { return mean_; }
  [[nodiscard]] Pool all() const;
  [[nodiscard]] Pool without(std::size_t i) const;

 private:
  [[nodiscard]] double squares_without(std::size_t i, double mean_deviation) const;

  std::span<const double> values_;
  double total_ = 0.0;
  double mean_ = 0.0;
  double squares_ = 0.0;
  /// The two least and the two greatest values.
  double least_[2];
  double greatest_[2];
};

}  // namespace libprofile::hotspots::detail
