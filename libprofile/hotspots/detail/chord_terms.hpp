// SPDX-License-Identifier: MIT
/// @file
/// Kernels along a row of a raster as polynomials, in the vectors in which they are added up.
#pragma once

#include <array>

#include "libprofile/core/instruction_set.hpp"
#include "libprofile/hotspots/kernel.hpp"

namespace libprofile::hotspots::detail {

/// p of (1 - t²)^p.
constexpr int power_of(Kernel kernel) {
  return kernel == Kernel::uniform ? 0 : kernel == Kernel::epanechnikov ? 1 : kernel == Kernel::quartic ? 2 : 3;
}

using Two [[gnu::vector_size(2 * sizeof(double))]] = double;
using Four [[gnu::vector_size(4 * sizeof(double))]] = double;
using Eight [[gnu::vector_size(8 * sizeof(double))]] = double;

/// The vector that holds 2p + 2 numbers.
template <int kPower>
struct VectorOf {
  using Type = Eight;
};
template <>
struct VectorOf<0> {
  using Type = Two;
};
template <>
struct VectorOf<1> {
  using Type = Four;
};

/// Coefficients of a polynomial of degree 2p in u, then the number of points; padded to a power of two.
template <int kPower>
struct alignas(sizeof(typename VectorOf<kPower>::Type)) Terms {
  static constexpr int kCoefficients = 2 * kPower + 1;
  using Vector = typename VectorOf<kPower>::Type;
  Vector value{};

  [[nodiscard]] LIBPROFILE_INLINE double count() const { return value[kCoefficients]; }
  [[nodiscard]] LIBPROFILE_INLINE double at(double u) const {
    double sum = value[kCoefficients - 1];
    for (int k = kCoefficients - 2; k >= 0; --k) {
      sum = sum * u + value[k];
    }
    return sum;
  }
};

/// w (a + b u - u²)^p with a = 1 - c² - e, b = 2 c: the kernel of a point at c along a row at squared distance e, by
/// powers of e.
template <int kPower>
struct PointTerms {
  using Vector = typename VectorOf<kPower>::Type;
  std::array<Terms<kPower>, kPower + 1> of_power;

  PointTerms() = default;
  LIBPROFILE_INLINE PointTerms(double w, double c) {
    const double a = 1.0 - c * c;
    const double b = c + c;
    auto& t = of_power;
    if constexpr (kPower == 0) {
      t[0].value = Vector{w, 1.0};
    } else if constexpr (kPower == 1) {
      t[0].value = Vector{w * a, w * b, -w, 1.0};
      t[1].value = Vector{-w, 0.0, 0.0, 0.0};
    } else if constexpr (kPower == 2) {
      t[0].value = Vector{w * (a * a), w * (2.0 * a * b), w * (b * b - 2.0 * a), w * (-2.0 * b), w, 1.0, 0.0, 0.0};
      t[1].value = Vector{w * (-2.0 * a), w * (-2.0 * b), w * 2.0, 0.0, 0.0, 0.0, 0.0, 0.0};
      t[2].value = Vector{w, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0};
    } else {
      const double bb = b * b;
      t[0].value = Vector{w * (a * a * a),
                          w * (3.0 * a * a * b),
                          w * (3.0 * a * (bb - a)),
                          w * (b * (bb - 6.0 * a)),
                          w * (3.0 * (a - bb)),
                          w * (3.0 * b),
                          -w,
                          1.0};
      t[1].value = Vector{
          w * (-3.0 * a * a), w * (-6.0 * a * b), w * (3.0 * (2.0 * a - bb)), w * (6.0 * b), w * -3.0, 0.0, 0.0, 0.0};
      t[2].value = Vector{w * (3.0 * a), w * (3.0 * b), w * -3.0, 0.0, 0.0, 0.0, 0.0, 0.0};
      t[3].value = Vector{-w, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0};
    }
  }
  LIBPROFILE_INLINE void in_row(double e, Terms<kPower>& terms) const {
    terms.value = of_power[kPower].value;
    for (int k = kPower - 1; k >= 0; --k) {
      terms.value = terms.value * e + of_power[k].value;
    }
  }
};

}  // namespace libprofile::hotspots::detail
