// SPDX-License-Identifier: MIT
#include "libprofile/risk/concentration_by_chance.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <span>
#include <vector>

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/special_functions/gamma.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/core/random.hpp"
#include "libprofile/risk/concentration.hpp"
#include "libprofile/risk/detail/central_range.hpp"
#include "libprofile/risk/detail/checks.hpp"
#include "libprofile/risk/detail/deal_out.hpp"

namespace libprofile::risk {
namespace {

constexpr double kNotGiven = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kMostPlaces = 100'000'000;
constexpr std::uint64_t kMostEvents = std::numeric_limits<std::uint32_t>::max();
constexpr std::uint64_t kMostDealt = 10'000'000'000;
constexpr std::size_t kMeasures = 6;
constexpr double kTenth = 10.0;
/// So many standard deviations from the mean, what is left of a distribution is below rounding.
constexpr double kFar = 12.0;

void check_places(std::size_t places) {
  require(places >= 1 && places <= kMostPlaces, "places", places, "1 to 100,000,000");
}

void check_ascending(std::span<const double> numbers, const char* name) {
  detail::check_known(numbers, name);
  require(std::adjacent_find(numbers.begin(), numbers.end(), std::greater_equal<>()) == numbers.end(), name,
          numbers.size(), "numbers that ascend");
}

std::array<double, kMeasures> measures_of(std::span<const std::uint32_t> counts) {
  const std::uint32_t most = *std::max_element(counts.begin(), counts.end());
  std::vector<PlacesWithValue> histogram(std::size_t{most} + 1);
  for (std::size_t value = 0; value < histogram.size(); ++value) {
    histogram[value].value = static_cast<double>(value);
  }
  for (const std::uint32_t count : counts) {
    histogram[count].places += 1.0;
  }
  const Concentration found = concentration(std::span<const PlacesWithValue>(histogram));
  return {found.gini,
          found.gini_generalised,
          found.share_top_tenth,
          found.places_with_quarter,
          found.places_with_half,
          found.places_with_four_fifths};
}

ChanceRange range_of(std::span<double> drawn, double level) {
  const double mean = std::accumulate(drawn.begin(), drawn.end(), 0.0) / static_cast<double>(drawn.size());
  const Interval range = detail::central_range(drawn, level);
  return {mean, range.lower, range.upper};
}

/// Mean absolute difference between two places, given how many events both have together: E |2 Bin(both, 1/2) - both|.
double mean_difference(double both) {
  // both · 2^(1 - both) · C(both - 1, ⌊both / 2⌋), by logarithms.
  const double half = std::floor(0.5 * both);
  return both * std::exp((1.0 - both) * std::log(2.0) + std::lgamma(both) - std::lgamma(half + 1.0) -
                         std::lgamma(both - half));
}

double expected_gini_of_whole(double places, double events) {
  if (events == 0.0 || places == 1.0) {
    return 0.0;
  }
  const boost::math::binomial_distribution<double> both(events, 2.0 / places);
  const double mean = 2.0 * events / places;
  const double deviation = std::sqrt(mean) + 1.0;
  const double last = std::min(events, std::ceil(mean + kFar * deviation));
  double difference = 0.0;
  for (double sum = std::max(1.0, std::floor(mean - kFar * deviation)); sum <= last; ++sum) {
    difference += boost::math::pdf(both, sum) * mean_difference(sum);
  }
  return (places - 1.0) * difference / (2.0 * events);
}

/// P(a Poisson count > limit); 0 where that is below what a double holds.
double chance_above(double limit, double mean) {
  constexpr double kLeastExponent = -745.0;
  const double least = limit + 1.0;
  const bool is_nothing = least > mean && least - mean - least * std::log(least / mean) < kLeastExponent;
  return is_nothing ? 0.0 : boost::math::gamma_p(least, mean);
}

/// P(the number of a place > limit), over places that split events among different numbers of places.
double chance_above(double limit, double mean, std::span<const PlacesWithValue> among) {
  if (among.empty()) {
    return chance_above(std::floor(limit), mean);
  }
  double places = 0.0;
  double above = 0.0;
  for (const PlacesWithValue& kind : among) {
    places += kind.places;
    above += kind.places * chance_above(std::floor(limit * kind.value), mean * kind.value);
  }
  return above / places;
}

void check_among(std::span<const PlacesWithValue> among) {
  double places = 0.0;
  for (const PlacesWithValue& kind : among) {
    detail::check_known(std::array<double, 1>{kind.places}, "among: places");
    require(kind.value >= 1.0 && std::isfinite(kind.value), "among: value", kind.value, "finite and at least 1");
    places += kind.places;
  }
  require(among.empty() || places > 0.0, "among: places", places, "above 0 together");
}

/// E min(k, N) for N binomial: how many of the k places with the most have more than some value.
double mean_of_at_most(double k, double places, double chance) {
  const boost::math::binomial_distribution<double> above(places, chance);
  const double fewer = places > 1.0 && k <= places - 1.0
                           ? boost::math::cdf(boost::math::binomial_distribution<double>(places - 1.0, chance), k - 1.0)
                           : 1.0;
  const double more = k < places ? boost::math::cdf(boost::math::complement(above, k)) : 0.0;
  return places * chance * fewer + k * more;
}

}  // namespace

void validate(const ByChanceOptions& options) {
  detail::check_level(options.level);
  require(options.replicates >= 1 && options.replicates <= 1'000'000, "replicates", options.replicates,
          "1 to 1,000,000");
}

ConcentrationByChance concentration_by_chance(std::size_t places, std::uint64_t events,
                                              const ByChanceOptions& options) {
  validate(options);
  check_places(places);
  require(events <= kMostEvents, "events", static_cast<double>(events), "at most 4,294,967,295");
  const auto replicates = static_cast<std::size_t>(options.replicates);
  require(events <= kMostDealt / replicates, "events × replicates",
          static_cast<double>(events) * static_cast<double>(replicates), "at most 10^10: take fewer replicates");
  if (events == 0) {
    constexpr ChanceRange kNone{kNotGiven, kNotGiven, kNotGiven};
    return {kNone, kNone, kNone, kNone, kNone, kNone};
  }
  std::vector<double> drawn(kMeasures * replicates);
  const core::Philox random(options.seed, core::Stream::concentration_by_chance);
  core::parallel_for(
      replicates,
      [&](std::size_t r) {
        std::vector<std::uint32_t> counts(places, 0);
        detail::deal_out(random, static_cast<std::uint32_t>(r), static_cast<std::uint32_t>(events), counts);
        const auto measures = measures_of(counts);
        for (std::size_t m = 0; m < kMeasures; ++m) {
          drawn[m * replicates + r] = measures[m];
        }
      },
      1);
  const auto range = [&](std::size_t measure) {
    return range_of(std::span(drawn).subspan(measure * replicates, replicates), options.level);
  };
  return {range(0), range(1), range(2), range(3), range(4), range(5)};
}

double expected_gini(std::size_t places, double events) {
  check_places(places);
  require(events > 0.0 && events <= 1e9, "events", events, "above 0 and at most 10^9");
  const double whole = std::floor(events);
  const double below = expected_gini_of_whole(static_cast<double>(places), std::max(1.0, whole));
  if (events <= 1.0 || whole == events) {
    return below;
  }
  const double above = expected_gini_of_whole(static_cast<double>(places), whole + 1.0);
  return below + (events - whole) * (above - below);
}

double expected_share_top_tenth(std::size_t places, double events) {
  check_places(places);
  require(events > 0.0 && events <= 1e9, "events", events, "above 0 and at most 10^9");
  const auto n = static_cast<double>(places);
  const double top = std::ceil(n / kTenth);
  const double mean = events / n;
  const double first = std::max(0.0, std::floor(mean - kFar * (std::sqrt(mean) + 1.0)));
  // The k largest add up to Σ over values j of how many of them lie above j.
  double sum = first * top;
  for (double value = first;; ++value) {
    const double chance = boost::math::gamma_p(value + 1.0, mean);
    const double above = mean_of_at_most(top, n, chance);
    sum += above;
    if (value > mean && above < 1e-15 * sum) {
      break;
    }
  }
  return std::min(1.0, sum / events);
}

double expected_share_top_tenth(std::size_t places, double events, std::span<const double> limits,
                                std::span<const double> values, std::span<const PlacesWithValue> among) {
  check_places(places);
  require(events > 0.0 && events <= 1e9, "events", events, "above 0 and at most 10^9");
  require(values.size() == limits.size() + 1, "values.size()", values.size(), "one more than there are limits");
  check_ascending(limits, "limits");
  check_ascending(values, "values");
  check_among(among);
  const auto n = static_cast<double>(places);
  const double top = std::ceil(n / kTenth);
  double of_top = values[0] * top;
  double of_all = values[0] * n;
  for (std::size_t band = 0; band < limits.size(); ++band) {
    const double chance = chance_above(limits[band], events / n, among);
    const double more = values[band + 1] - values[band];
    of_top += more * mean_of_at_most(top, n, chance);
    of_all += more * n * chance;
  }
  return of_all > 0.0 ? std::min(1.0, of_top / of_all) : kNotGiven;
}

}  // namespace libprofile::risk
