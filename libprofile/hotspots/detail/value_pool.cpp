// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/detail/value_pool.hpp"

#include <algorithm>
#include <limits>

#include "libprofile/core/parallel.hpp"

namespace libprofile::hotspots::detail {
namespace {

/// Below this share of the squares, what is left after taking a value away has lost half of its digits.
constexpr double kTooSmall = 1e-8;

}  // namespace

ValuePool::ValuePool(std::span<const double> values)
    : values_(values),
      least_{std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity()},
      greatest_{-std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()} {
  for (const double x : values_) {
    least_[1] = std::min(least_[1], std::max(least_[0], x));
    least_[0] = std::min(least_[0], x);
    greatest_[1] = std::max(greatest_[1], std::min(greatest_[0], x));
    greatest_[0] = std::max(greatest_[0], x);
  }
  total_ = core::deterministic_sum(values_.size(), [&](std::size_t i) { return values_[i]; });
  mean_ = values_.empty() ? 0.0 : total_ / static_cast<double>(values_.size());
  squares_ = core::deterministic_sum(values_.size(),
                                     [&](std::size_t i) { return (values_[i] - mean_) * (values_[i] - mean_); });
}

Pool ValuePool::all() const {
  const auto n = static_cast<double>(values_.size());
  return {n, total_, 0.0, squares_ / n, !(least_[0] < greatest_[0])};
}

Pool ValuePool::without(std::size_t i) const {
  const double x = values_[i];
  const double least = x == least_[0] ? least_[1] : least_[0];
  const double greatest = x == greatest_[0] ? greatest_[1] : greatest_[0];
  Pool pool;
  pool.size = static_cast<double>(values_.size()) - 1.0;
  pool.total = total_ - x;
  pool.is_constant = !(least < greatest);
  if (pool.is_constant) {
    pool.total = pool.size * least;
    pool.mean_deviation = least - mean_;
    return pool;
  }
  const double deviation = x - mean_;
  pool.mean_deviation = -deviation / pool.size;
  double squares = squares_ - deviation * deviation - deviation * deviation / pool.size;
  if (squares < kTooSmall * squares_) {
    squares = squares_without(i, pool.mean_deviation);
  }
  pool.variance = squares / pool.size;
  return pool;
}

double ValuePool::squares_without(std::size_t i, double mean_deviation) const {
  double squares = 0.0;
  for (std::size_t j = 0; j < values_.size(); ++j) {
    const double deviation = j == i ? 0.0 : values_[j] - mean_ - mean_deviation;
    squares += deviation * deviation;
  }
  return squares;
}

}  // namespace libprofile::hotspots::detail
