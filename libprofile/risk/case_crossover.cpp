// SPDX-License-Identifier: MIT
#include "libprofile/risk/case_crossover.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <boost/math/special_functions/erf.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/risk/detail/checks.hpp"
#include "libprofile/risk/detail/normal_quantile.hpp"

namespace libprofile::risk {
namespace {

constexpr double kNotGiven = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinite = std::numeric_limits<double>::infinity();
/// Of the logarithm of an odds ratio: beyond it there is none.
constexpr double kWidest = 100.0;
constexpr std::size_t kMostExact = 5000;

/// Probability that an event with this share of exposed time happens while exposed.
double probability(double share, double log_ratio) {
  return 1.0 / (1.0 + (1.0 - share) / share * std::exp(-log_ratio));
}

struct Moments {
  double mean = 0.0;
  double variance = 0.0;
};

Moments moments(const std::vector<double>& shares, double log_ratio) {
  Moments sum;
  for (const double share : shares) {
    const double p = probability(share, log_ratio);
    sum.mean += p;
    sum.variance += p * (1.0 - p);
  }
  return sum;
}

/// P(at most `most` are exposed): the distribution grows by one event at a time.
double at_most(const std::vector<double>& shares, std::size_t most, double log_ratio) {
  std::vector<double> chance(most + 1, 0.0);
  chance[0] = 1.0;
  std::size_t reached = 0;
  for (const double share : shares) {
    const double p = probability(share, log_ratio);
    reached = std::min(most, reached + 1);
    for (std::size_t k = reached; k > 0; --k) {
      chance[k] = chance[k] * (1.0 - p) + chance[k - 1] * p;
    }
    chance[0] *= 1.0 - p;
  }
  double sum = 0.0;
  for (const double one : chance) {
    sum += one;
  }
  return std::min(1.0, sum);
}

/// P(at least `least` are exposed): at most the others are not.
double at_least(const std::vector<double>& shares, std::size_t least, double log_ratio) {
  std::vector<double> not_exposed(shares.size());
  std::transform(shares.begin(), shares.end(), not_exposed.begin(), [](double share) { return 1.0 - share; });
  return at_most(not_exposed, shares.size() - least, -log_ratio);
}

/// Where a falling function of the log ratio crosses 0.
template <class Falling>
double crossing(Falling&& falling) {
  double low = -kWidest;
  double high = kWidest;
  while (high - low > 1e-10) {
    const double middle = 0.5 * (low + high);
    (falling(middle) > 0.0 ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

void give_exact(CaseCrossover& result, const std::vector<double>& shares, double level) {
  const double tail = 0.5 * (1.0 - level);
  const std::size_t exposed = result.exposed;
  if (exposed > 0) {
    result.lower = std::exp(crossing([&](double ratio) { return tail - at_least(shares, exposed, ratio); }));
  }
  if (exposed < shares.size()) {
    result.upper = std::exp(crossing([&](double ratio) { return at_most(shares, exposed, ratio) - tail; }));
  }
  result.p = std::min(1.0, 2.0 * std::min(at_most(shares, exposed, 0.0), at_least(shares, exposed, 0.0)));
}

/// The ratios at which the number exposed lies z standard deviations from what is expected.
void give_score(CaseCrossover& result, const std::vector<double>& shares, double level) {
  const double z = detail::central_normal_quantile(level);
  const auto exposed = static_cast<double>(result.exposed);
  const auto score = [&](double ratio) {
    const Moments at = moments(shares, ratio);
    return (exposed - at.mean) / std::sqrt(at.variance);
  };
  if (result.exposed > 0) {
    result.lower = std::exp(crossing([&](double ratio) { return score(ratio) - z; }));
  }
  if (result.exposed < shares.size()) {
    result.upper = std::exp(crossing([&](double ratio) { return score(ratio) + z; }));
  }
  result.p = boost::math::erfc(std::abs(score(0.0)) / std::sqrt(2.0));
  result.method = CrossoverMethod::score;
}

}  // namespace

void validate(const CaseCrossoverOptions& options) {
  detail::check_level(options.level);
  require(options.exact_up_to <= kMostExact, "exact_up_to", options.exact_up_to, "0 to 5,000");
}

CaseCrossover case_crossover(std::span<const std::uint8_t> exposed, std::span<const double> share,
                             const CaseCrossoverOptions& options) {
  validate(options);
  detail::check_same_length(share.size(), "share", exposed.size(), "exposed");
  CaseCrossover result;
  std::vector<double> shares;
  for (std::size_t i = 0; i < share.size(); ++i) {
    if (!(share[i] >= 0.0 && share[i] <= 1.0)) {
      require(false, "share[" + std::to_string(i) + "]", share[i], "in [0, 1]");
    }
    if (share[i] > 0.0 && share[i] < 1.0) {
      shares.push_back(share[i]);
      result.exposed += exposed[i] != 0 ? 1U : 0U;
    }
  }
  result.events = shares.size();
  result.upper = kInfinite;
  if (shares.empty()) {
    result.odds_ratio = kNotGiven;
    return result;
  }
  // One order, so that the same events in another give the same bytes.
  std::sort(shares.begin(), shares.end());
  const auto count = static_cast<double>(result.exposed);
  result.expected = moments(shares, 0.0).mean;
  result.odds_ratio = result.exposed == 0 ? 0.0
                      : result.exposed == result.events
                          ? kInfinite
                          : std::exp(crossing([&](double ratio) { return count - moments(shares, ratio).mean; }));
  if (result.events <= options.exact_up_to) {
    give_exact(result, shares, options.level);
  } else {
    give_score(result, shares, options.level);
  }
  return result;
}

}  // namespace libprofile::risk
