// SPDX-License-Identifier: MIT
/// @file
/// Sums and products of doubles without rounding.
#pragma once

#include <cstddef>
#include <vector>

namespace libprofile::geography::detail {

/// sum + error is exactly a + b.
inline void two_sum(double a, double b, double& sum, double& error) {
  sum = a + b;
  const double b_part = sum - a;
  error = (a - (sum - b_part)) + (b - b_part);
}

/// product + error is exactly a * b (Dekker 1971).
void two_product(double a, double b, double& product, double& error);

/// A number kept exactly, as parts that do not overlap, the last the largest; none is 0. No parts: 0.
///
/// Method: Shewchuk (1997), Discrete & Computational Geometry 18, 305-363, with zeros left out, so that whole numbers
/// stay short.
class Expansion {
 public:
  Expansion() = default;
  /// a - b.
  [[nodiscard]] static Expansion difference(double a, double b);

  Expansion& operator+=(const Expansion& other);
  [[nodiscard]] Expansion operator-() const;
  [[nodiscard]] Expansion operator*(const Expansion& other) const;
  [[nodiscard]] int sign() const { return parts_.empty() ? 0 : (parts_.back() > 0.0 ? 1 : -1); }

 private:
  void add(double value);

  std::vector<double> parts_;
};

[[nodiscard]] inline Expansion operator+(Expansion a, const Expansion& b) {
  return a += b;
}
[[nodiscard]] inline Expansion operator-(Expansion a, const Expansion& b) {
  return a += -b;
}

}  // namespace libprofile::geography::detail
