// SPDX-License-Identifier: MIT
/// @file
/// Values whose squares are numbers.
#pragma once

#include <span>
#include <vector>

namespace libprofile::hotspots::detail {

/// Finite values, times a power of two where squares of squares would overflow or vanish. Nothing is rounded, and a
/// statistic that does not depend on the unit of its values has the same bytes from both.
class ScaledValues {
 public:
  /// @param values  The caller keeps them.
  explicit ScaledValues(std::span<const double> values);
  ScaledValues(const ScaledValues&) = delete;
  ScaledValues& operator=(const ScaledValues&) = delete;

  [[nodiscard]] std::span<const double> values() const { return values_; }

 private:
  std::vector<double> scaled_;
  std::span<const double> values_;
};

}  // namespace libprofile::hotspots::detail
