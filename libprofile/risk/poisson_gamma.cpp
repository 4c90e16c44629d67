// SPDX-License-Identifier: MIT
#include "libprofile/risk/poisson_gamma.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <limits>
#include <string>
#include <utility>

#include <boost/math/special_functions/digamma.hpp>
#include <boost/math/special_functions/gamma.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/risk/detail/checks.hpp"
#include "libprofile/risk/detail/gamma_draw.hpp"
#include "libprofile/risk/detail/gamma_quantile.hpp"
#include "libprofile/risk/detail/negative_binomial.hpp"
#include "libprofile/risk/detail/rounded_count.hpp"
#include "libprofile/risk/detail/rounded_gamma.hpp"

namespace libprofile::risk {
namespace {

constexpr double kNotGiven = std::numeric_limits<double>::quiet_NaN();
constexpr double kWidestBand = 1'048'576.0;
constexpr std::size_t kPlacesATask = 256;
constexpr std::size_t kDrawsATask = 16;

/// The places that take part, in order.
struct Known {
  std::vector<std::size_t> place;
  std::vector<double> counts;
  std::vector<double> expected;
};

Known known_places(std::span<const double> counts, std::span<const double> expected) {
  Known known;
  double events = 0.0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] > 0.0 && expected[i] == 0.0) {
      require(false, "expected[" + std::to_string(i) + "]", expected[i], "above 0 where there are events");
    }
    if (!std::isnan(counts[i]) && expected[i] > 0.0) {
      known.place.push_back(i);
      known.counts.push_back(counts[i]);
      known.expected.push_back(expected[i]);
      events += counts[i];
    }
  }
  require(events > 0.0, "sum of counts", events, "above 0: without an event there is no risk to compare");
  return known;
}

double sum_of(const std::vector<double>& values) {
  double sum = 0.0;
  for (const double value : values) {
    sum += value;
  }
  return sum;
}

detail::RoundedGamma fit_to(const Known& known, double band) {
  if (band > 0.0) {
    return detail::most_likely_rounded_gamma(known.counts, known.expected, band);
  }
  return {detail::most_likely_gamma(known.counts, known.expected), {}};
}

/// A gamma distribution that is a posterior: of one place, or of all together.
struct Gamma {
  double shape;
  double rate;

  [[nodiscard]] double quantile(double share) const { return detail::gamma_quantile(shape, share) / rate; }
  [[nodiscard]] double above(double threshold) const { return boost::math::gamma_q(shape, rate * threshold); }
};

/// What counts may have been released as this one, and how likely each is; the count as given where it is exact.
detail::RoundedCount possible_counts(const PoissonGamma& found, std::size_t place) {
  if (found.rounding_band == 0.0 || found.prior_variance == 0.0) {
    return {found.count[place], {1.0}};
  }
  const double rate = found.prior_mean / found.prior_variance;
  return detail::rounded_count(found.count[place], {found.rounding_band, found.rounding_threshold},
                               found.prior_mean * rate, rate, found.rate[place] - rate);
}

/// The mean of something of a place's posterior over the counts that are possible.
template <class Of>
double over_band(const PoissonGamma& found, std::size_t place, Of&& of) {
  const detail::RoundedCount counts = possible_counts(found, place);
  const double first = found.shape[place] + (counts.least - found.count[place]);
  double sum = 0.0;
  for (std::size_t k = 0; k < counts.chance.size(); ++k) {
    sum += counts.chance[k] * of(Gamma{first + static_cast<double>(k), found.rate[place]});
  }
  return sum;
}

/// The shape of a place's posterior in one draw: that of a count drawn from the possible ones.
double shape_in_draw(const PoissonGamma& found, std::size_t place, const detail::RoundedCount& counts,
                     const core::Philox& random, std::size_t draw) {
  std::size_t k = 0;
  if (counts.chance.size() > 1) {
    const double uniform = random.uniform(static_cast<std::uint32_t>(place), static_cast<std::uint32_t>(draw), 0);
    for (double below = counts.chance[0]; uniform >= below && k + 1 < counts.chance.size(); below += counts.chance[k]) {
      ++k;
    }
  }
  return found.shape[place] + (counts.least - found.count[place]) + static_cast<double>(k);
}

void summarise(std::size_t place, const Gamma& posterior, const PoissonGammaOptions& options, PoissonGamma& found) {
  // Counts move the shape alone. Of all places together they cancel out, and there is no band.
  const double band = found.prior_variance > 0.0 ? options.rounding_band : 0.0;
  const double least = found.prior_variance > 0.0 ? found.prior_mean * found.prior_mean / found.prior_variance : 0.0;
  const double tail = 0.5 * (1.0 - options.level);
  found.shape[place] = posterior.shape;
  found.rate[place] = posterior.rate;
  found.relative_risk[place] = over_band(found, place, [](const Gamma& one) { return one.shape / one.rate; });
  found.lower[place] = Gamma{std::max(least, posterior.shape - band), posterior.rate}.quantile(tail);
  found.upper[place] = Gamma{posterior.shape + band, posterior.rate}.quantile(1.0 - tail);
}

}  // namespace

void validate(const PoissonGammaOptions& options) {
  detail::check_level(options.level);
  require(options.rounding_band >= 0.0 && options.rounding_band <= kWidestBand, "rounding_band", options.rounding_band,
          "from 0 to 2^20");
}

PoissonGamma poisson_gamma(std::span<const double> counts, std::span<const double> expected,
                           const PoissonGammaOptions& options) {
  validate(options);
  detail::check_same_length(expected.size(), "expected", counts.size(), "counts");
  detail::check_known_or_nan(counts, "counts");
  detail::check_known_or_nan(expected, "expected");
  const Known known = known_places(counts, expected);
  const detail::RoundedGamma fit = fit_to(known, options.rounding_band);
  const detail::GammaOfRisks& prior = fit.risks;
  const std::vector<double> none(counts.size(), kNotGiven);
  PoissonGamma found{none,
                     none,
                     none,
                     none,
                     none,
                     none,
                     options.rounding_band,
                     fit.rounding.threshold,
                     prior.mean,
                     prior.relative_variance * prior.mean * prior.mean};
  const Gamma of_all{sum_of(known.counts), sum_of(known.expected)};
  core::parallel_for(
      known.place.size(),
      [&](std::size_t k) {
        const double shape = 1.0 / prior.relative_variance;
        const Gamma posterior = prior.relative_variance > 0.0
                                    ? Gamma{shape + known.counts[k], shape / prior.mean + known.expected[k]}
                                    : of_all;
        found.count[known.place[k]] = known.counts[k];
        summarise(known.place[k], posterior, options, found);
      },
      kPlacesATask);
  return found;
}

std::vector<double> exceedance(const PoissonGamma& found, double threshold) {
  require(threshold > 0.0 && std::isfinite(threshold), "threshold", threshold, "above 0 and finite");
  std::vector<double> result(found.shape.size(), kNotGiven);
  core::parallel_for(
      result.size(),
      [&](std::size_t i) {
        if (!std::isnan(found.shape[i])) {
          result[i] = over_band(found, i, [&](const Gamma& one) { return one.above(threshold); });
        }
      },
      kPlacesATask);
  return result;
}

LogRisks log_risks(const PoissonGamma& found, std::size_t place) {
  require(place < found.shape.size(), "place", place, "below the number of places");
  if (std::isnan(found.shape[place])) {
    return {};
  }
  detail::RoundedCount counts = possible_counts(found, place);
  const double first = found.shape[place] + (counts.least - found.count[place]);
  LogRisks made{std::move(counts.chance), {}};
  for (std::size_t k = 0; k < made.chance.size(); ++k) {
    const double shape = first + static_cast<double>(k);
    made.log_risk.push_back(boost::math::digamma(shape) - std::log(found.rate[place]));
  }
  return made;
}

std::vector<double> draws(const PoissonGamma& found, std::size_t count, std::uint64_t seed) {
  constexpr std::size_t kMost = 1'000'000'000;
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < found.shape.size(); ++i) {
    if (!std::isnan(found.shape[i])) {
      places.push_back(i);
    }
  }
  require(count >= 1 && count <= kMost / std::max<std::size_t>(1, places.size()), "count", count,
          "at least 1, and at most 10^9 divided by the places");
  const core::Philox random(seed, core::Stream::poisson_gamma);
  const core::Philox random_count(seed, core::Stream::rounded_count);
  std::vector<detail::RoundedCount> counts;
  std::transform(places.begin(), places.end(), std::back_inserter(counts),
                 [&](std::size_t place) { return possible_counts(found, place); });
  const bool is_one_risk = found.prior_variance == 0.0;
  std::vector<double> result(count * places.size());
  core::parallel_for(
      count,
      [&](std::size_t draw) {
        for (std::size_t k = 0; k < places.size(); ++k) {
          const std::size_t place = places[k];
          const std::size_t item = is_one_risk ? 0 : place;
          const double shape = shape_in_draw(found, place, counts[k], random_count, draw);
          result[draw * places.size() + k] = detail::gamma_draw(shape, random, item, draw) / found.rate[place];
        }
      },
      kDrawsATask);
  return result;
}

}  // namespace libprofile::risk
