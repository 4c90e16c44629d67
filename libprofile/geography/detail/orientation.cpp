// SPDX-License-Identifier: MIT
#include "libprofile/geography/detail/orientation.hpp"

#include <array>
#include <cstddef>

#include "libprofile/geography/detail/expansion.hpp"

namespace libprofile::geography::detail {
namespace {

/// A sum kept exactly: parts that do not overlap, the last the largest.
class SmallExpansion {
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
  SmallExpansion determinant;
  determinant.add_product(a.x, b.y);
  determinant.add_product(-a.y, b.x);
  determinant.add_product(-a.x, p.y);
  determinant.add_product(a.y, p.x);
  determinant.add_product(-p.x, b.y);
  determinant.add_product(p.y, b.x);
  return determinant.sign();
}

}  // namespace libprofile::geography::detail
