// SPDX-License-Identifier: MIT
#include "libprofile/geography/detail/expansion.hpp"

namespace libprofile::geography::detail {
namespace {

/// high + low is exactly a, each with half the bits.
void split(double a, double& high, double& low) {
  constexpr double kSplitter = 134217729.0;  // 2^27 + 1
  const double c = kSplitter * a;
  high = c - (c - a);
  low = a - high;
}

}  // namespace

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

Expansion Expansion::difference(double a, double b) {
  Expansion result;
  result.add(a);
  result.add(-b);
  return result;
}

void Expansion::add(double value) {
  std::size_t kept = 0;
  for (const double part : parts_) {
    double error = 0.0;
    two_sum(value, part, value, error);
    if (error != 0.0) {
      parts_[kept++] = error;
    }
  }
  parts_.resize(kept);
  if (value != 0.0) {
    parts_.push_back(value);
  }
}

Expansion& Expansion::operator+=(const Expansion& other) {
  for (const double part : other.parts_) {
    add(part);
  }
  return *this;
}

Expansion Expansion::operator-() const {
  Expansion negative = *this;
  for (double& part : negative.parts_) {
    part = -part;
  }
  return negative;
}

Expansion Expansion::operator*(const Expansion& other) const {
  Expansion result;
  for (const double a : parts_) {
    for (const double b : other.parts_) {
      double product = 0.0;
      double error = 0.0;
      two_product(a, b, product, error);
      result.add(error);
      result.add(product);
    }
  }
  return result;
}

}  // namespace libprofile::geography::detail
