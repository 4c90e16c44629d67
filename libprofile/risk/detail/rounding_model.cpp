// SPDX-License-Identifier: MIT
#include "libprofile/risk/detail/rounding_model.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace libprofile::risk::detail {
namespace {

/// Share of the base over which the chance to go up climbs from 0 to 1.
constexpr double kWidth = 0.3;
/// Standard deviations of counts, in bases, above which what is left over is spread evenly.
constexpr double kEven = 3.0;
constexpr double kLeftOut = 1e-12;
constexpr double kMostCounts = 2000.0;
constexpr std::size_t kMostSizes = 64;
constexpr int kHalvings = 60;

/// Calls `visit(count, chance)` for the counts of a negative binomial distribution.
///
/// @returns The chance of those left out: too unlikely, or so great that what is left over is spread evenly.
template <class Visit>
double for_counts(double expected, double relative_variance, Visit&& visit) {
  const double more = expected * relative_variance;
  // P(0), and the ratio of neighbours; of the Poisson distribution where risks do not vary.
  double log_chance = relative_variance > 0.0 ? -std::log1p(more) / relative_variance : -expected;
  double left = 1.0;
  for (double count = 0.0; count < kMostCounts && left > kLeftOut; count += 1.0) {
    const double chance = std::exp(log_chance);
    visit(count, chance);
    left -= chance;
    log_chance += std::log((expected + more * count) / ((count + 1.0) * (1.0 + more)));
  }
  return std::max(0.0, left);
}

bool is_even(double expected, double relative_variance, double base) {
  return expected * (1.0 + relative_variance * expected) > (kEven * base) * (kEven * base) && relative_variance < 1.0;
}

/// Chances of what is left over, by whole numbers, of one count of so many expected.
void add_rests(double expected, double relative_variance, double places, std::vector<double>& rests) {
  const auto base = static_cast<double>(rests.size());
  double even = 1.0;
  if (!is_even(expected, relative_variance, base)) {
    even = for_counts(expected, relative_variance, [&](double count, double chance) {
      rests[static_cast<std::size_t>(std::fmod(count, base))] += places * chance;
    });
  }
  for (double& rest : rests) {
    rest += places * even / base;
  }
}

/// At most so many sizes that stand for all, with how many places each stands for.
template <class Visit>
void for_sizes(std::span<const double> expected, Visit&& visit) {
  std::vector<double> sorted(expected.begin(), expected.end());
  std::sort(sorted.begin(), sorted.end());
  const std::size_t sizes = std::min(kMostSizes, sorted.size());
  for (std::size_t k = 0; k < sizes; ++k) {
    const std::size_t from = k * sorted.size() / sizes;
    const std::size_t to = (k + 1) * sorted.size() / sizes;
    double sum = 0.0;
    for (std::size_t i = from; i < to; ++i) {
      sum += sorted[i];
    }
    visit(sum / static_cast<double>(to - from), static_cast<double>(to - from));
  }
}

/// The mean square of what is added where rests are spread evenly.
double mean_square_of_even(const RoundingModel& model) {
  const double base = model.base();
  double sum = 0.0;
  for (double rest = 1.0; rest < base; rest += 1.0) {
    const double up = model.chance_up(rest);
    sum += (up * (base - rest) * (base - rest) + (1.0 - up) * rest * rest) / base;
  }
  return sum;
}

}  // namespace

double RoundingModel::chance_up(double rest) const {
  return rest > 0.0 ? std::clamp(0.5 + (rest - threshold) / (kWidth * base()), 0.0, 1.0) : 0.0;
}

double RoundingModel::chance(double true_over_released) const {
  return true_over_released < 0.0 ? chance_up(base() + true_over_released) : 1.0 - chance_up(true_over_released);
}

RoundingModel balanced_rounding(std::span<const double> expected, double mean, double relative_variance, double band) {
  RoundingModel model{band, 0.5 * (band + 1.0)};
  std::vector<double> rests(static_cast<std::size_t>(std::floor(model.base())), 0.0);
  for_sizes(expected, [&](double size, double places) { add_rests(mean * size, relative_variance, places, rests); });
  double low = 0.0;
  double high = model.base();
  for (int step = 0; step < kHalvings; ++step) {
    model.threshold = 0.5 * (low + high);
    double moved = 0.0;
    for (std::size_t rest = 1; rest < rests.size(); ++rest) {
      const auto over = static_cast<double>(rest);
      moved += rests[rest] * (model.base() * model.chance_up(over) - over);
    }
    (moved > 0.0 ? low : high) = model.threshold;
  }
  return model;
}

double mean_square_of_rounding(double band) {
  return mean_square_of_even({band, 0.5 * (band + 1.0)});
}

double variance_of_rounding(const RoundingModel& model, double expected, double relative_variance) {
  if (model.band == 0.0) {
    return 0.0;
  }
  const double base = model.base();
  double sum = 0.0;
  double even = 1.0;
  if (!is_even(expected, relative_variance, base)) {
    even = for_counts(expected, relative_variance, [&](double count, double chance) {
      const double rest = std::fmod(count, base);
      const double up = model.chance_up(rest);
      const double off = count - expected;
      const double above = off + base - rest;
      const double below = off - rest;
      sum += chance * (up * above * above + (1.0 - up) * below * below - off * off);
    });
  }
  return sum + even * mean_square_of_even(model);
}

}  // namespace libprofile::risk::detail
