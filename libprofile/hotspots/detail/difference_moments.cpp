// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/detail/difference_moments.hpp"

#include "libprofile/core/parallel.hpp"

namespace libprofile::hotspots::detail {
namespace {

/// Below this share of the mean square, what is left after taking the squared mean away has lost a third of its digits.
constexpr double kTooSmall = 1e-5;

}  // namespace

SquaredDifferences::SquaredDifferences(std::span<const std::span<const double>> columns)
    : columns_(columns), n_(columns.front().size()), squares_(columns.size()), cross_(columns.size() * columns.size()) {
  for (std::size_t a = 0; a < columns_.size(); ++a) {
    const auto x = columns_[a];
    squares_[a] = core::deterministic_sum(n_, [&](std::size_t i) { return x[i] * x[i]; });
    for (std::size_t b = 0; b < columns_.size(); ++b) {
      const auto y = columns_[b];
      Cross& sums = cross_[a * columns_.size() + b];
      sums.xy = core::deterministic_sum(n_, [&](std::size_t i) { return x[i] * y[i]; });
      sums.xyy = core::deterministic_sum(n_, [&](std::size_t i) { return x[i] * y[i] * y[i]; });
      sums.xxy = core::deterministic_sum(n_, [&](std::size_t i) { return x[i] * x[i] * y[i]; });
      sums.xxyy = core::deterministic_sum(n_, [&](std::size_t i) { return x[i] * x[i] * y[i] * y[i]; });
    }
  }
}

DifferenceMoments SquaredDifferences::of(std::size_t i) const {
  const auto n = static_cast<double>(n_);
  double sum = 0.0;
  double square = 0.0;
  for (std::size_t a = 0; a < columns_.size(); ++a) {
    const double u = columns_[a][i];
    sum += n * u * u + squares_[a];
    for (std::size_t b = 0; b < columns_.size(); ++b) {
      const double v = columns_[b][i];
      const Cross& s = cross(a, b);
      // Σj (u - xj)² (v - yj)², the sums of x and of y being 0.
      square += n * u * u * v * v + u * u * squares_[b] + v * v * squares_[a] + 4.0 * u * v * s.xy - 2.0 * u * s.xyy -
                2.0 * v * s.xxy + s.xxyy;
    }
  }
  const double others = n - 1.0;
  DifferenceMoments moments{sum / others, 0.0};
  moments.variance = square / others - moments.mean * moments.mean;
  return moments.variance < kTooSmall * (square / others) ? one_by_one(i) : moments;
}

DifferenceMoments SquaredDifferences::one_by_one(std::size_t i) const {
  const auto distance = [&](std::size_t j) {
    double sum = 0.0;
    for (const auto column : columns_) {
      sum += (column[i] - column[j]) * (column[i] - column[j]);
    }
    return sum;
  };
  const double others = static_cast<double>(n_) - 1.0;
  DifferenceMoments moments;
  for (std::size_t j = 0; j < n_; ++j) {
    moments.mean += j == i ? 0.0 : distance(j) / others;
  }
  for (std::size_t j = 0; j < n_; ++j) {
    const double deviation = j == i ? 0.0 : distance(j) - moments.mean;
    moments.variance += deviation * deviation / others;
  }
  // What rounding alone could make of equal distances.
  if (moments.variance <= 1e-24 * moments.mean * moments.mean) {
    moments.variance = 0.0;
  }
  return moments;
}

}  // namespace libprofile::hotspots::detail
