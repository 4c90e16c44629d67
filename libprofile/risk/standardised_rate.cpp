// SPDX-License-Identifier: MIT
#include "libprofile/risk/standardised_rate.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>
#include <vector>

#include "libprofile/core/error.hpp"
#include "libprofile/risk/detail/checks.hpp"
#include "libprofile/risk/poisson_interval.hpp"

namespace libprofile::risk {
namespace {

constexpr double kNotGiven = std::numeric_limits<double>::quiet_NaN();

/// Steps at most that the events which rounding leaves open are dealt out in.
constexpr double kMostSteps = 200.0;

Rate not_given(RateNote note) {
  return {kNotGiven, kNotGiven, kNotGiven, note};
}

/// An age band: what one event in it adds to the rate, and the fewest and most events that may be meant.
struct AgeBand {
  double weight;
  double fewest;
  double most;
};

/// Events of all bands, and what they add to the rate and to its variance.
struct Sums {
  double events = 0.0;
  double rate = 0.0;
  double variance = 0.0;

  void add(double count, double weight) {
    events += count;
    rate += weight * count;
    variance += weight * weight * count;
  }
};

/// Dobson's limits: those of the count, carried over by the ratio of the standard errors.
Interval dobson(const Sums& sums, double level) {
  const Interval byar = poisson_interval(sums.events, {.level = level, .method = PoissonMethod::byar});
  const double error = std::sqrt(sums.variance / sums.events);
  return {std::max(0.0, sums.rate + error * (byar.lower - sums.events)),
          sums.rate + error * (byar.upper - sums.events)};
}

/// The fewest events of each band, and so many more: as many as go in from the front, the rest from the back.
Sums dealt(const std::vector<AgeBand>& bands, double from_front, double from_back) {
  Sums sums;
  std::vector<double> left;
  for (const AgeBand& band : bands) {
    const double more = std::min(from_front, band.most - band.fewest);
    from_front -= more;
    sums.add(band.fewest + more, band.weight);
    left.push_back(band.most - band.fewest - more);
  }
  for (std::size_t k = bands.size(); k-- > 0;) {
    const double more = std::min(from_back, left[k]);
    from_back -= more;
    sums.add(more, bands[k].weight);
  }
  return sums;
}

/// The least lower and the greatest upper limit over all that the counts may stand for.
///
/// Of a given number of events, the upper limit is greatest where they have the greatest weights. The lower limit is
/// least where they have the least or the greatest: few weigh more in the rate, many in its variance.
Interval over_roundings(std::vector<AgeBand> bands, double level) {
  std::sort(bands.begin(), bands.end(), [](const AgeBand& a, const AgeBand& b) { return a.weight < b.weight; });
  double open = 0.0;
  for (const AgeBand& band : bands) {
    open += band.most - band.fewest;
  }
  const auto steps = static_cast<std::size_t>(std::ceil(std::min(open, kMostSteps)));
  const double step = steps > 0 ? open / static_cast<double>(steps) : 0.0;
  Interval widest{std::numeric_limits<double>::infinity(), 0.0};
  for (std::size_t more = 0; more <= steps; ++more) {
    for (std::size_t front = 0; front <= more; ++front) {
      const Sums sums = dealt(bands, step * static_cast<double>(front), step * static_cast<double>(more - front));
      if (!(sums.events > 0.0)) {
        widest.lower = 0.0;
        continue;
      }
      const Interval limits = dobson(sums, level);
      widest = {std::min(widest.lower, limits.lower), std::max(widest.upper, limits.upper)};
    }
  }
  return widest;
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
  std::vector<AgeBand> bands;
  Sums sums;
  double people = 0.0;
  RateNote note = RateNote::none;
  for (std::size_t k = 0; k < counts.size(); ++k) {
    // What the standard has nobody in takes no part: neither its events nor whether they are known.
    if (standard[k] == 0.0) {
      continue;
    }
    people += standard[k];
    note = std::isnan(population[k]) ? RateNote::population_unknown
           : population[k] == 0.0    ? RateNote::population_zero
                                     : note;
    const double weight = standard[k] / population[k];
    sums.add(counts[k], weight);
    bands.push_back({weight, std::max(0.0, counts[k] - options.rounding_band), counts[k] + options.rounding_band});
  }
  require(people > 0.0, "sum of standard", people, "above 0");
  if (std::isnan(sums.events)) {
    return not_given(RateNote::count_withheld);
  }
  if (note != RateNote::none) {
    return not_given(note);
  }
  if (sums.events < kStandardisedRateEvents) {
    return not_given(RateNote::too_few_events);
  }
  const Interval limits = over_roundings(std::move(bands), options.level);
  const double scale = options.per / people;
  return {sums.rate * scale, limits.lower * scale, limits.upper * scale, RateNote::none};
}

}  // namespace libprofile::risk
