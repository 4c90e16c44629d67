// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/detail/single_units.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace libprofile::hotspots::detail {
namespace {

constexpr double kNotANumber = std::numeric_limits<double>::quiet_NaN();
/// Half the distance from 1 to the next number of single precision, with a hundredth for products of errors.
constexpr double kRoundingOfSingle = 1.01 * 0x1p-24;
constexpr double kRoundingOfDouble = 1.01 * 0x1p-53;
/// Within these, no term that counts is lost below the least or above the greatest double.
constexpr double kLeastUnit = 1e-200;
constexpr double kGreatestUnit = 1e200;
/// Products of errors stay within that hundredth up to here.
constexpr double kMostTerms = 100'000;

}  // namespace

SingleUnits::SingleUnits(const PermutedStatistic& statistic) : statistic_(&statistic) {
  for (const auto column : statistic.columns) {
    const auto [least, greatest] = std::minmax_element(column.begin(), column.end());
    middle_.push_back(0.5 * *least + 0.5 * *greatest);
    unit_ = std::max(unit_, 0.5 * *greatest - 0.5 * *least);
  }
  per_unit_ = 1.0 / unit_;
}

bool SingleUnits::is_usable() const {
  return unit_ > 0.0 && std::isfinite(unit_) && std::isfinite(per_unit_);
}

Bounds SingleUnits::beyond_doubt(const SingleRow& row, const Bounds& bounds) const {
  const bool is_lag = statistic_->term == PermutedTerm::lag;
  const auto columns = static_cast<double>(statistic_->columns.size());
  const double observed = 0.5 * bounds.at_least + 0.5 * bounds.at_most;
  const double weight = row.sum / row.largest;
  const double unit = is_lag ? unit_ * row.largest : unit_ * unit_ * row.largest;
  const double sum = (is_lag ? observed - middle_.front() * row.sum : observed) / unit;
  // Squared differences of values in [-1, 1] are at most 4.
  const double largest_sum = is_lag ? weight : 4.0 * columns * weight;
  // A value, its weight and their product are rounded once each (a squared difference up to seven times), then every
  // addition, then the bound. The plain sum rounds less, but values as large as their distance from 0.
  const double terms = static_cast<double>(row.terms) * columns + 10.0;
  const double size = is_lag ? 1.0 + std::abs(middle_.front()) * per_unit_ : 1.0;
  const double doubt =
      largest_sum * (terms * kRoundingOfSingle + size * (2.0 * terms * kRoundingOfDouble + 2.0 * kTie));
  const bool is_in_range = unit > kLeastUnit && unit < kGreatestUnit && terms <= kMostTerms;
  if (!(is_in_range && std::isfinite(sum) && std::isfinite(doubt))) {
    return {kNotANumber, kNotANumber};
  }
  return {sum + doubt, sum - doubt};
}

}  // namespace libprofile::hotspots::detail
