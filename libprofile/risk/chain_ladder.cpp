// SPDX-License-Identifier: MIT
#include "libprofile/risk/chain_ladder.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "libprofile/core/error.hpp"
#include "libprofile/risk/detail/checks.hpp"
#include "libprofile/risk/detail/normal_quantile.hpp"

namespace libprofile::risk {
namespace {

constexpr double kNotGiven = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinite = std::numeric_limits<double>::infinity();
constexpr std::size_t kMostMonths = 10'000;

/// Events of each month up to each lag, and what the steps from lag to lag are seen from.
class Ladder {
 public:
  Ladder(std::span<const double> counts, std::size_t months, std::size_t lags)
      : months_(months), lags_(lags), cumulative_(counts.begin(), counts.end()) {
    for (std::size_t i = 0; i < months; ++i) {
      for (std::size_t j = 1; j < seen(i); ++j) {
        cumulative_[i * lags + j] += cumulative_[i * lags + j - 1];
      }
    }
  }

  /// Lags of a month that have been seen.
  [[nodiscard]] std::size_t seen(std::size_t month) const { return std::min(lags_, months_ - month); }
  /// Months for which a lag and the one after it have been seen.
  [[nodiscard]] std::size_t months_of_step(std::size_t lag) const { return months_ - 1 - lag; }
  [[nodiscard]] double at(std::size_t month, std::size_t lag) const { return cumulative_[month * lags_ + lag]; }
  [[nodiscard]] double latest(std::size_t month) const { return at(month, seen(month) - 1); }

  [[nodiscard]] double sum(std::size_t lag, std::size_t step) const {
    double sum = 0.0;
    for (std::size_t i = 0; i < months_of_step(step); ++i) {
      sum += at(i, lag);
    }
    return sum;
  }

  /// The spread of single months about a factor, for one event; NaN from fewer than two months.
  [[nodiscard]] double spread(std::size_t step, double factor) const {
    double squares = 0.0;
    std::size_t used = 0;
    for (std::size_t i = 0; i < months_of_step(step); ++i) {
      if (const double before = at(i, step); before > 0.0) {
        const double off = at(i, step + 1) / before - factor;
        squares += before * off * off;
        ++used;
      }
    }
    return used >= 2 ? squares / static_cast<double>(used - 1) : kNotGiven;
  }

 private:
  std::size_t months_;
  std::size_t lags_;
  std::vector<double> cumulative_;
};

/// Mack's rule for steps that too few months show: that of the step before, or less where the two before it fell.
void fill_unseen(std::vector<double>& variance) {
  for (std::size_t j = 0; j < variance.size(); ++j) {
    if (!std::isnan(variance[j])) {
      continue;
    }
    const double last = j >= 1 ? variance[j - 1] : 0.0;
    const double before = j >= 2 ? variance[j - 2] : last;
    const double falling = before > 0.0 ? last * last / before : last;
    variance[j] = std::min(falling, std::min(last, before));
  }
}

struct Step {
  double before = 0.0;
  double factor = 1.0;
  double variance = 0.0;
};

std::vector<Step> climb(const Ladder& ladder, std::size_t lags, LadderVariance rule) {
  std::vector<Step> steps(lags - 1);
  std::vector<double> variance(lags - 1);
  for (std::size_t j = 0; j + 1 < lags; ++j) {
    steps[j].before = ladder.sum(j, j);
    const double after = ladder.sum(j + 1, j);
    steps[j].factor = steps[j].before > 0.0 ? after / steps[j].before : after > 0.0 ? kInfinite : 1.0;
    variance[j] = std::isfinite(steps[j].factor) ? ladder.spread(j, steps[j].factor) : kInfinite;
  }
  fill_unseen(variance);
  for (std::size_t j = 0; j + 1 < lags; ++j) {
    const double added = steps[j].before * (steps[j].factor - 1.0);
    const double poisson = steps[j].before > 0.0 ? (added + 1.0) / steps[j].before : 0.0;
    steps[j].variance = rule == LadderVariance::as_seen ? variance[j] : std::max(variance[j], poisson);
  }
  return steps;
}

/// Mack's relative mean squared error of a month of which so much was seen at a lag.
double relative_error(const std::vector<Step>& steps, std::size_t lag, double seen) {
  double sum = 0.0;
  for (std::size_t k = lag; k < steps.size(); ++k) {
    const Step& step = steps[k];
    if (step.variance > 0.0) {
      sum += step.variance / (step.factor * step.factor) * (1.0 / seen + 1.0 / step.before);
    }
    seen *= step.factor;
  }
  return sum;
}

LadderMonth describe(double observed, double share, double error, double level) {
  LadderMonth month{observed, kNotGiven, kNotGiven, share, {kNotGiven, kNotGiven}};
  if (!(observed > 0.0 && share > 0.0 && std::isfinite(error))) {
    return month;
  }
  month.expected = observed / share;
  month.standard_error = month.expected * std::sqrt(error);
  const double log_variance = std::log1p(error);
  const double reach = detail::central_normal_quantile(level) * std::sqrt(log_variance);
  month.interval = {std::min(1.0, share * std::exp(0.5 * log_variance - reach)),
                    std::min(1.0, share * std::exp(0.5 * log_variance + reach))};
  return month;
}

}  // namespace

void validate(const ChainLadderOptions& options) {
  detail::check_level(options.level);
}

ChainLadder chain_ladder(std::span<const double> counts, std::size_t months, std::size_t lags,
                         const ChainLadderOptions& options) {
  validate(options);
  require(months >= 3 && months <= kMostMonths, "months", months, "3 to 10,000");
  require(lags >= 2 && lags <= months, "lags", lags, "at least 2, and no more than months");
  require(counts.size() == months * lags, "counts.size()", counts.size(), "months × lags");
  for (std::size_t i = 0; i < months; ++i) {
    detail::check_known(counts.subspan(i * lags, std::min(lags, months - i)), "counts of month " + std::to_string(i));
  }
  const Ladder ladder(counts, months, lags);
  const std::vector<Step> steps = climb(ladder, lags, options.variance);
  ChainLadder result;
  result.share.assign(lags, 1.0);
  for (std::size_t j = lags - 1; j-- > 0;) {
    result.share[j] = result.share[j + 1] / steps[j].factor;
  }
  for (const Step& step : steps) {
    result.factor.push_back(step.factor);
    result.variance.push_back(step.variance);
  }
  for (std::size_t i = 0; i < months; ++i) {
    const std::size_t lag = ladder.seen(i) - 1;
    const double observed = ladder.latest(i);
    result.months.push_back(describe(observed, result.share[lag],
                                     observed > 0.0 ? relative_error(steps, lag, observed) : kNotGiven, options.level));
  }
  const bool is_empty =
      std::all_of(result.months.begin(), result.months.end(), [](const auto& one) { return one.observed == 0.0; });
  if (is_empty) {
    std::fill(result.share.begin(), result.share.end(), kNotGiven);
    std::for_each(result.months.begin(), result.months.end(), [](auto& one) { one.completeness = kNotGiven; });
  }
  return result;
}

}  // namespace libprofile::risk
