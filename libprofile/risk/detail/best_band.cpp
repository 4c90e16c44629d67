// SPDX-License-Identifier: MIT
#include "libprofile/risk/detail/best_band.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

namespace libprofile::risk::detail {
namespace {

/// Sums of the same weights in another order differ by less.
constexpr double kHair = 1e-10;

/// Weights and hours of the bands of one length, by their first hour; grows by an hour at a time.
struct Bands {
  std::vector<double> weight;
  std::vector<double> hours;

  explicit Bands(std::size_t bins) : weight(bins, 0.0), hours(bins, 0.0) {}

  void grow(std::span<const double> weights, std::span<const double> window, std::size_t length) {
    const std::size_t bins = weights.size();
    for (std::size_t first = 0; first < bins; ++first) {
      const std::size_t last = first + length - 1 < bins ? first + length - 1 : first + length - 1 - bins;
      weight[first] += weights[last];
      hours[first] += window[last];
    }
  }
};

double sum_of(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

double log_ratio(double part, double whole, double share) {
  return part > 0.0 ? part * std::log(part / (whole * share)) : 0.0;
}

/// Kulldorff's: above 0 only for a rate above the mean.
double likelihood_ratio(double weight, double all, double share) {
  if (!(share > 0.0 && share < 1.0 && weight > all * share * (1.0 + kHair))) {
    return 0.0;
  }
  return log_ratio(weight, all, share) + log_ratio(std::max(0.0, all - weight), all, 1.0 - share);
}

}  // namespace

std::size_t common_hours(const Band& a, const Band& b, std::size_t bins) {
  std::size_t common = 0;
  for (std::size_t i = 0; i < a.length; ++i) {
    common += has_hour(b, (a.first + i) % bins, bins) ? 1U : 0U;
  }
  return common;
}

bool is_same_band(const Band& a, const Band& b, std::size_t bins) {
  const std::size_t common = common_hours(a, b, bins);
  return 2 * common >= a.length + b.length - common;
}

std::optional<Band> scan_band(std::span<const double> weights, std::span<const double> hours, std::size_t longest,
                              std::span<const std::uint8_t> taken) {
  const std::size_t bins = weights.size();
  const double all = sum_of(weights);
  const double all_hours = sum_of(hours);
  std::vector<std::uint8_t> is_barred(bins, 0);
  Bands bands(bins);
  std::optional<Band> best;
  for (std::size_t length = 1; length <= std::min(longest, bins - 1); ++length) {
    bands.grow(weights, hours, length);
    for (std::size_t first = 0; first < bins; ++first) {
      if (!taken.empty() && taken[(first + length - 1) % bins] != 0) {
        is_barred[first] = 1;
      }
      const double merit =
          is_barred[first] != 0 ? 0.0 : likelihood_ratio(bands.weight[first], all, bands.hours[first] / all_hours);
      if (merit > (best ? best->merit * (1.0 + kHair) : 0.0)) {
        best = Band{first, length, bands.weight[first], bands.hours[first], merit};
      }
    }
  }
  return best;
}

std::optional<Band> shortest_band(std::span<const double> weights, std::span<const double> hours, double share) {
  const std::size_t bins = weights.size();
  const double needed = share * sum_of(weights) * (1.0 - kHair);
  Bands bands(bins);
  for (std::size_t length = 1; length <= bins && needed > 0.0; ++length) {
    bands.grow(weights, hours, length);
    std::optional<Band> best;
    for (std::size_t first = 0; first < bins; ++first) {
      const double weight = bands.weight[first];
      if (weight >= needed && (!best || weight > best->weight * (1.0 + kHair))) {
        best = Band{first, length, weight, bands.hours[first], -static_cast<double>(length)};
      }
    }
    if (best) {
      return best;
    }
  }
  return std::nullopt;
}

}  // namespace libprofile::risk::detail
