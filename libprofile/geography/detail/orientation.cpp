// SPDX-License-Identifier: MIT
#include "libprofile/geography/detail/orientation.hpp"

#include <array>
#include <cstddef>

namespace libprofile::geography::detail {
namespace {

/// sum + error is exactly a + b.
void two_sum(double a, double b, double& sum, double& error) {
  sum = a + b;
  const double b_part = sum - a;
  error = (a - (sum - b_part)) + (b - b_part);
}

/// high + low is exactly a, each with half the bits.
void split(double a, double& high, double& low) {
  constexpr double kSplitter = 134217729.0;  // 2^27 + 1
  const double c = kSplitter * a;
  high = c - (c - a);
  low = a - high;
}

/// product + error is exactly a * b (Dekker 1971).
void two_product(double a, double b, double& product, double& error) {
  product = a * b;
  double a_high = 0.0;
  double a_low = 0.0;
  double b_high = 0.0;
  double b_low = 0.0;
  split(a, a_high, a_low);
  split(b, b_high, b_low);
  error = a_low * b_low - (((product - a_high * b_high) - a_low * b_high) - a_high * b_low);
}

/// A sum kept exactly: parts that do not overlap, the last the largest.
class Expansion {
 public:
  void add_product(double a, double b) {
    double product = 0.0;
    double error = 0.0;
    two_product(a, b, product, error);
    add(error);
    add(product);
  }

  [[nodiscard]] int sign() const {
    for (std::size_t i = size_; i > 0; --i) {
      if (parts_[i - 1] != 0.0) {
        return parts_[i - 1] > 0.0 ? 1 : -1;
      }
    }
    return 0;
  }

 private:
  void add(double value) {
    for (std::size_t i = 0; i < size_; ++i) {
      two_sum(value, parts_[i], value, parts_[i]);
    }
    parts_[size_++] = value;
  }

  std::array<double, 12> parts_{};
  std::size_t size_ = 0;
};

}  // namespace

int exact_orientation(Point a, Point b, Point p) {
  // (a.x - p.x) (b.y - p.y) - (a.y - p.y) (b.x - p.x), multiplied out: no difference is rounded.
  Expansion determinant;
  determinant.add_product(a.x, b.y);
  determinant.add_product(-a.y, b.x);
  determinant.add_product(-a.x, p.y);
  determinant.add_product(a.y, p.x);
  determinant.add_product(-p.x, b.y);
  determinant.add_product(p.y, b.x);
  return determinant.sign();
}

}  // namespace libprofile::geography::detail
