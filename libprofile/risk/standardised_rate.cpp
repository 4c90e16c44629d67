// SPDX-License-Identifier: MIT
#include "libprofile/risk/standardised_rate.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

#include "libprofile/core/error.hpp"
#include "libprofile/risk/detail/checks.hpp"
#include "libprofile/risk/poisson_interval.hpp"

namespace libprofile::risk {
namespace {

constexpr double kNotGiven = std::numeric_limits<double>::quiet_NaN();

struct Sums {
  double events = 0.0;
  double standard = 0.0;
  double weighted_rate = 0.0;
  double weighted_variance = 0.0;
};

Rate not_given(RateNote note) {
  return {kNotGiven, kNotGiven, kNotGiven, note};
}

/// Dobson's limits: those of the count, carried over by the ratio of the standard errors.
Rate dobson(const Sums& sums, const RateOptions& options) {
  const PoissonIntervalOptions byar{.level = options.level, .method = PoissonMethod::byar};
  const double value = sums.weighted_rate / sums.standard;
  const double error = std::sqrt(sums.weighted_variance / sums.events) / sums.standard;
  const double fewest = std::max(0.0, sums.events - options.rounding_band);
  const double lower = value + error * (poisson_interval(fewest, byar).lower - sums.events);
  const double upper =
      value + error * (poisson_interval(sums.events + options.rounding_band, byar).upper - sums.events);
  return {value * options.per, std::max(0.0, lower) * options.per, upper * options.per, RateNote::none};
}

}  // namespace

Rate standardised_rate(std::span<const double> counts, std::span<const double> population,
                       std::span<const double> standard, const RateOptions& options) {
  validate(options);
  detail::check_same_length(population.size(), "population", counts.size(), "counts");
  detail::check_same_length(standard.size(), "standard", counts.size(), "counts");
  detail::check_known_or_nan(counts, "counts");
  detail::check_known_or_nan(population, "population");
  detail::check_known(standard, "standard");
  Sums sums;
  RateNote note = RateNote::none;
  for (std::size_t k = 0; k < counts.size(); ++k) {
    sums.standard += standard[k];
    sums.events += counts[k];
    if (standard[k] > 0.0) {
      note = std::isnan(population[k]) ? RateNote::population_unknown
             : population[k] == 0.0    ? RateNote::population_zero
                                       : note;
      const double per_person = standard[k] / population[k];
      sums.weighted_rate += per_person * counts[k];
      sums.weighted_variance += per_person * per_person * counts[k];
    }
  }
  require(sums.standard > 0.0, "sum of standard", sums.standard, "above 0");
  if (std::isnan(sums.events)) {
    return not_given(RateNote::count_withheld);
  }
  if (note != RateNote::none) {
    return not_given(note);
  }
  return sums.events < kStandardisedRateEvents ? not_given(RateNote::too_few_events) : dobson(sums, options);
}

}  // namespace libprofile::risk
