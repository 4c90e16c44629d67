// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/bandwidth.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <vector>

#include "libprofile/core/error.hpp"
#include "libprofile/hotspots/detail/pair_sums.hpp"
#include "libprofile/hotspots/detail/surface_points.hpp"

namespace libprofile::hotspots {
namespace {

using detail::PairSums;
using geography::PlanarView;
using std::numbers::pi;

constexpr std::array<std::string_view, 5> kNames{"scott", "silverman", "plug_in", "least_squares", "likelihood"};
constexpr double kQuartilesPerSd = 1.349;
constexpr int kSteps = 31;
constexpr double kNarrowest = 1.0 / 30.0;
constexpr double kWidest = 3.0;
constexpr double kPrecision = 1e-6;

void check(PlanarView points, bool looks_at_pairs) {
  detail::check_points(points, {});
  require(points.size() >= 3, "points.size()", points.size(), "at least 3 for a bandwidth");
  require(!looks_at_pairs || points.size() <= kMostPairedPoints, "points.size()", points.size(),
          "at most 50000 for a rule that looks at every pair: draw a sample of them, or take silverman");
}

double scott(const PairSums& pairs) {
  const double sd = std::sqrt(0.5 * (pairs.variance_x() + pairs.variance_y()));
  return sd * std::pow(static_cast<double>(pairs.size()), -1.0 / 6.0);
}

double quartile_range(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const auto quantile = [&](double share) {
    const double at = share * static_cast<double>(values.size() - 1);
    const auto below = static_cast<std::size_t>(at);
    const double above = values[std::min(below + 1, values.size() - 1)];
    return values[below] + (at - static_cast<double>(below)) * (above - values[below]);
  };
  return quantile(0.75) - quantile(0.25);
}

double silverman(const PairSums& pairs) {
  const auto variance = [](double of_all, const std::vector<double>& values) {
    const double sd = quartile_range(values) / kQuartilesPerSd;
    return sd > 0.0 ? std::min(of_all, sd * sd) : of_all;
  };
  const double sum = variance(pairs.variance_x(), pairs.x()) + variance(pairs.variance_y(), pairs.y());
  return std::sqrt(0.5 * sum) * std::pow(static_cast<double>(pairs.size()), -1.0 / 6.0);
}

/// From a normal distribution's ∫f∇⁸f to an estimate of ∫f∇⁶f, to one of ∫f∇⁴f, to the bandwidth. Each step's own
/// bandwidth makes the two leading terms of its bias cancel: Wand and Jones (1995), section 4.6, for the Laplacian.
double plug_in(const PairSums& pairs) {
  const double n = static_cast<double>(pairs.size());
  const double doubled_variance = pairs.variance_x() + pairs.variance_y();
  const double psi8 = 384.0 / (2.0 * pi) * std::pow(doubled_variance, -5.0);
  const double g6 = std::pow(2.0 * (24.0 / pi) / (n * psi8), 0.1);
  const double psi6 = pairs.laplacian_functional(3, g6);
  require(psi6 < 0.0, "plug_in", psi6, "possible: the estimate of ∫f∇⁶f must be below 0; take silverman");
  const double g4 = std::pow(2.0 * (4.0 / pi) / (n * -psi6), 0.125);
  const double psi4 = pairs.laplacian_functional(2, g4);
  require(psi4 > 0.0, "plug_in", psi4, "possible: the estimate of ∫f∇⁴f must be above 0; take silverman");
  return std::pow(2.0 / (4.0 * pi * n * psi4), 1.0 / 6.0);
}

double score(const PairSums& pairs, double sd_m, BandwidthRule rule) {
  return rule == BandwidthRule::likelihood ? pairs.log_likelihood(sd_m) : pairs.least_squares(sd_m);
}

/// Golden section of what is to be small, between the logarithms of two bandwidths.
template <class Cost>
double golden(const Cost& cost, double low, double high) {
  const double ratio = std::numbers::phi - 1.0;
  double left = high - ratio * (high - low);
  double right = low + ratio * (high - low);
  double at_left = cost(left);
  double at_right = cost(right);
  while (high - low > kPrecision) {
    if (at_left <= at_right) {
      high = right;
      right = left;
      at_right = at_left;
      left = high - ratio * (high - low);
      at_left = cost(left);
    } else {
      low = left;
      left = right;
      at_left = at_right;
      right = low + ratio * (high - low);
      at_right = cost(right);
    }
  }
  return 0.5 * (low + high);
}

double cross_validated(const PairSums& pairs, BandwidthRule rule) {
  const double wide = std::log(kWidest * scott(pairs));
  const double narrow = std::log(kNarrowest * scott(pairs));
  const double sign = rule == BandwidthRule::likelihood ? -1.0 : 1.0;
  const auto cost = [&](double log_sd) { return sign * score(pairs, std::exp(log_sd), rule); };
  const auto log_sd = [&](int step) { return narrow + (wide - narrow) * step / (kSteps - 1); };
  int best = 0;
  double least = cost(narrow);
  for (int step = 1; step < kSteps; ++step) {
    const double found = cost(log_sd(step));
    if (found < least) {
      least = found;
      best = step;
    }
  }
  require(best > 0, to_string(rule), std::string_view("no minimum"),
          "one of points that hardly coincide: the narrower, the better it finds; take plug_in");
  return std::exp(golden(cost, log_sd(best - 1), log_sd(std::min(best + 1, kSteps - 1))));
}

double gaussian_bandwidth(const PairSums& pairs, BandwidthRule rule) {
  switch (rule) {
    case BandwidthRule::scott:
      return scott(pairs);
    case BandwidthRule::silverman:
      return silverman(pairs);
    case BandwidthRule::plug_in:
      return plug_in(pairs);
    default:
      return cross_validated(pairs, rule);
  }
}

}  // namespace

std::string_view to_string(BandwidthRule rule) {
  return kNames[static_cast<std::size_t>(rule)];
}

BandwidthRule bandwidth_rule_from(std::string_view name) {
  const auto found = std::find(kNames.begin(), kNames.end(), name);
  require(found != kNames.end(), "method", name, "scott, silverman, plug_in, least_squares or likelihood");
  return static_cast<BandwidthRule>(found - kNames.begin());
}

double bandwidth(PlanarView points, const BandwidthOptions& options) {
  check(points, options.rule >= BandwidthRule::plug_in);
  const PairSums pairs(points);
  require(pairs.variance_x() + pairs.variance_y() > 0.0, "points", std::string_view("all in one place"),
          "spread out for a bandwidth");
  require(std::isfinite(pairs.variance_x() + pairs.variance_y()), "points", std::string_view("too far apart"),
          "on one plane, in metres");
  return gaussian_bandwidth(pairs, options.rule) * kernel_per_gaussian(options.kernel);
}

double bandwidth_score(PlanarView points, double sd_m, BandwidthRule rule) {
  check(points, true);
  detail::require_bandwidth("bandwidth_m", sd_m);
  require(rule >= BandwidthRule::least_squares, "method", to_string(rule), "least_squares or likelihood");
  return score(PairSums(points), sd_m, rule);
}

}  // namespace libprofile::hotspots
