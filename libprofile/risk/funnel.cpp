// SPDX-License-Identifier: MIT
#include "libprofile/risk/funnel.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/risk/detail/checks.hpp"
#include "libprofile/risk/detail/mixed_poisson_limits.hpp"
#include "libprofile/risk/detail/normal_quantile.hpp"
#include "libprofile/risk/detail/root_moments.hpp"
#include "libprofile/risk/funnel_limits.hpp"

namespace libprofile::risk {
namespace {

constexpr double kNotGiven = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kPlacesATask = 256;

bool takes_part(double count, double expected) {
  return !std::isnan(count) && expected > 0.0;
}

/// The value that a share of the sorted values lies below, between two in a straight line: type 7 of Hyndman and Fan.
double quantile(const std::vector<double>& sorted, double share) {
  const double at = share * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(at);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (at - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

double mean_square_winsorised(std::vector<double> z, double share) {
  std::sort(z.begin(), z.end());
  const double lowest = quantile(z, share);
  const double highest = quantile(z, 1.0 - share);
  double sum = 0.0;
  for (const double one : z) {
    const double inside = std::clamp(one, lowest, highest);
    sum += inside * inside;
  }
  return sum / static_cast<double>(z.size());
}

/// DerSimonian and Laird's moment estimate; `weights` are how much the squares of z grow with what is estimated.
double between_places(double phi, const std::vector<double>& weights) {
  double sum = 0.0;
  double squares = 0.0;
  for (const double weight : weights) {
    sum += weight;
    squares += weight * weight;
  }
  const auto n = static_cast<double>(weights.size());
  const double spread = sum - squares / sum;
  return spread > 0.0 ? std::max(0.0, (n * phi - (n - 1.0)) / spread) : 0.0;
}

/// Variance over mean of counts if that is alike everywhere: 1 + (φ - 1) over how much φ grows with it, which is the
/// mean of `weights` / (4 events).
double variance_ratio(double phi, const std::vector<double>& weights, const std::vector<double>& events) {
  double sum = 0.0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    sum += events[i] > 0.0 ? weights[i] / (4.0 * events[i]) : 0.0;
  }
  return sum > 0.0 ? 1.0 + (phi - 1.0) * static_cast<double>(weights.size()) / sum : 1.0;
}

/// `events` are those expected at the target.
class Limits {
 public:
  Limits(const Funnel& funnel, double variance_ratio, const FunnelOptions& options) : method_(options.method) {
    if (options.overdispersion == Overdispersion::additive && funnel.tau_squared > 0.0) {
      // τ² is of √ratio; of √(ratio / target) it is τ² / target.
      between_ = funnel.tau_squared / funnel.target;
    }
    if (options.overdispersion == Overdispersion::multiplicative && variance_ratio > 1.0) {
      inflation_ = variance_ratio;
    }
  }

  [[nodiscard]] Interval at(double events, double level) const {
    if ((between_ == 0.0 && inflation_ == 1.0) || events == 0.0) {
      return funnel_limits(events, level);
    }
    if (method_ == FunnelMethod::counts) {
      return detail::mixed_poisson_limits(events, 4.0 * between_ + (inflation_ - 1.0) / events, level);
    }
    const double reach = detail::central_normal_quantile(level) * std::sqrt(inflation_ / (4.0 * events) + between_);
    const double below = std::max(0.0, 1.0 - reach);
    return {events * below * below, events * (1.0 + reach) * (1.0 + reach)};
  }

 private:
  FunnelMethod method_;
  double between_ = 0.0;
  double inflation_ = 1.0;
};

/// Outside only where every count that may be meant is.
FunnelFlag flag_of(double count, double band, const Interval& inner, const Interval& outer) {
  if (count - band > inner.upper) {
    return count - band > outer.upper ? FunnelFlag::very_high : FunnelFlag::high;
  }
  if (count + band < inner.lower) {
    return count + band < outer.lower ? FunnelFlag::very_low : FunnelFlag::low;
  }
  return FunnelFlag::inside;
}

/// How z is made at `events` expected: what its root is measured in, and its weight for τ² / target.
struct Scale {
  double unit = 1.0;
  double weight = 0.0;
};

Scale scale_at(double events, FunnelMethod method) {
  if (method == FunnelMethod::roots || events == 0.0) {
    return {1.0, 4.0 * events};
  }
  const detail::RootMoments moments = detail::root_moments(events);
  return {std::sqrt(moments.by_chance), 4.0 * moments.by_spread / moments.by_chance};
}

/// z, φ and τ²; returns the variance ratio.
double find_dispersion(std::span<const double> counts, std::span<const double> expected, const FunnelOptions& options,
                       Funnel& found) {
  std::vector<double> weights(counts.size(), kNotGiven);
  std::vector<double> events(counts.size(), kNotGiven);
  core::parallel_for(
      counts.size(),
      [&](std::size_t i) {
        if (takes_part(counts[i], expected[i])) {
          events[i] = found.target * expected[i];
          const Scale scale = scale_at(events[i], options.method);
          found.z[i] = 2.0 * (std::sqrt(counts[i]) - std::sqrt(events[i])) / scale.unit;
          weights[i] = scale.weight;
        }
      },
      kPlacesATask);
  std::vector<double> z = found.z;
  for (std::vector<double>* all : {&z, &weights, &events}) {
    std::erase_if(*all, [](double one) { return std::isnan(one); });
  }
  if (z.empty()) {
    return 1.0;
  }
  found.phi = mean_square_winsorised(std::move(z), options.winsorised_share);
  found.tau_squared = found.target * between_places(found.phi, weights);
  return variance_ratio(found.phi, weights, events);
}

double ratio_of_all(std::span<const double> counts, std::span<const double> expected) {
  double events = 0.0;
  double all_expected = 0.0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (takes_part(counts[i], expected[i])) {
      events += counts[i];
      all_expected += expected[i];
    }
  }
  return events / all_expected;
}

}  // namespace

std::string_view to_string(Overdispersion overdispersion) {
  switch (overdispersion) {
    case Overdispersion::additive:
      return "additive";
    case Overdispersion::multiplicative:
      return "multiplicative";
    case Overdispersion::none:
      break;
  }
  return "none";
}

std::string_view to_string(FunnelMethod method) {
  return method == FunnelMethod::roots ? "roots" : "counts";
}

std::string_view to_string(FunnelFlag flag) {
  switch (flag) {
    case FunnelFlag::high:
      return "high";
    case FunnelFlag::very_high:
      return "very high";
    case FunnelFlag::low:
      return "low";
    case FunnelFlag::very_low:
      return "very low";
    case FunnelFlag::not_given:
      return "not given";
    case FunnelFlag::inside:
      break;
  }
  return "inside";
}

void validate(const FunnelOptions& options) {
  require(options.inner_level > 0.0 && options.inner_level < 1.0, "inner_level", options.inner_level,
          "above 0 and below 1");
  require(options.outer_level >= options.inner_level && options.outer_level < 1.0, "outer_level", options.outer_level,
          "at least inner_level and below 1");
  require(options.winsorised_share >= 0.0 && options.winsorised_share < 0.5, "winsorised_share",
          options.winsorised_share, "at least 0 and below 0.5");
  require(options.rounding_band >= 0.0 && std::isfinite(options.rounding_band), "rounding_band", options.rounding_band,
          "finite and at least 0");
}

Funnel funnel(std::span<const double> counts, std::span<const double> expected, const FunnelOptions& options) {
  validate(options);
  detail::check_same_length(expected.size(), "expected", counts.size(), "counts");
  detail::check_known_or_nan(counts, "counts");
  detail::check_known_or_nan(expected, "expected");
  const std::size_t n = counts.size();
  const Interval none{kNotGiven, kNotGiven};
  Funnel found{std::vector<double>(n, kNotGiven),
               std::vector<Interval>(n, none),
               std::vector<Interval>(n, none),
               std::vector<FunnelFlag>(n, FunnelFlag::not_given),
               ratio_of_all(counts, expected),
               kNotGiven,
               kNotGiven};
  const double ratio = find_dispersion(counts, expected, options, found);
  const Limits limits(found, ratio, options);
  core::parallel_for(
      n,
      [&](std::size_t i) {
        if (takes_part(counts[i], expected[i])) {
          found.inner[i] = limits.at(found.target * expected[i], options.inner_level);
          found.outer[i] = limits.at(found.target * expected[i], options.outer_level);
          found.flag[i] = flag_of(counts[i], options.rounding_band, found.inner[i], found.outer[i]);
        }
      },
      kPlacesATask);
  return found;
}

}  // namespace libprofile::risk
