// SPDX-License-Identifier: MIT
/// @file
/// The polynomial that a kernel is along a row of a raster, with what it takes to add it and take it away again.
#pragma once

#include "libprofile/core/instruction_set.hpp"
#include "libprofile/hotspots/kernel.hpp"

namespace libprofile::hotspots::detail {

/// p of (1 - t²)^p.
constexpr int power_of(Kernel kernel) {
  return kernel == Kernel::uniform ? 0 : kernel == Kernel::epanechnikov ? 1 : kernel == Kernel::quartic ? 2 : 3;
}

/// Coefficients of a polynomial of degree 2p in u, then the number of points; padded to a power of two.
template <int kPower>
struct Terms {
  static constexpr int kCoefficients = 2 * kPower + 1;
  static constexpr int kSlots = kPower == 0 ? 2 : (kPower == 1 ? 4 : 8);
  double value[kSlots] = {};

  LIBPROFILE_INLINE void add(const Terms& other) {
    for (int k = 0; k < kSlots; ++k) {
      value[k] += other.value[k];
    }
  }
  LIBPROFILE_INLINE void subtract(const Terms& other) {
    for (int k = 0; k < kSlots; ++k) {
      value[k] -= other.value[k];
    }
  }
  [[nodiscard]] LIBPROFILE_INLINE double count() const { return value[kCoefficients]; }
  [[nodiscard]] LIBPROFILE_INLINE double at(double u) const {
    double sum = value[kCoefficients - 1];
    for (int k = kCoefficients - 2; k >= 0; --k) {
      sum = sum * u + value[k];
    }
    return sum;
  }
};

/// w (a + b u - u²)^p with a = s - c², b = 2 c: the kernel along a row, s = 1 - dy², of a point at c.
template <int kPower>
LIBPROFILE_INLINE Terms<kPower> terms_of(double w, double s, double c) {
  Terms<kPower> terms;
  const double a = s - c * c;
  const double b = c + c;
  auto& v = terms.value;
  if constexpr (kPower == 0) {
    v[0] = w;
  } else if constexpr (kPower == 1) {
    v[0] = w * a;
    v[1] = w * b;
    v[2] = -w;
  } else if constexpr (kPower == 2) {
    v[0] = w * (a * a);
    v[1] = w * (2.0 * a * b);
    v[2] = w * (b * b - 2.0 * a);
    v[3] = w * (-2.0 * b);
    v[4] = w;
  } else {
    v[0] = w * (a * a * a);
    v[1] = w * (3.0 * a * a * b);
    v[2] = w * (3.0 * a * (b * b - a));
    v[3] = w * (b * (b * b - 6.0 * a));
    v[4] = w * (3.0 * (a - b * b));
    v[5] = w * (3.0 * b);
    v[6] = -w;
  }
  v[Terms<kPower>::kCoefficients] = 1.0;
  return terms;
}

}  // namespace libprofile::hotspots::detail
