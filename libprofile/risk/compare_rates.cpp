// SPDX-License-Identifier: MIT
#include "libprofile/risk/compare_rates.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/risk/detail/binomial_test.hpp"
#include "libprofile/risk/detail/checks.hpp"

namespace libprofile::risk {
namespace {

constexpr double kNotGiven = std::numeric_limits<double>::quiet_NaN();
constexpr double kNoLimit = std::numeric_limits<double>::infinity();
constexpr double kMostEvents = 1e9;
constexpr double kWidestBand = 50.0;
constexpr std::size_t kPlacesATask = 64;

void check_whole(std::span<const double> counts, const std::string& name) {
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (!std::isnan(counts[i]) && !(counts[i] == std::floor(counts[i]) && counts[i] <= kMostEvents)) {
      require(false, name + "[" + std::to_string(i) + "]", counts[i], "whole and at most 1e9: the test counts events");
    }
  }
}

void check(const EventsAndPeople& group, const std::string& counts, const std::string& populations,
           std::size_t places) {
  detail::check_same_length(group.counts.size(), counts, places, "first.counts");
  detail::check_same_length(group.populations.size(), populations, places, "first.counts");
  detail::check_known_or_nan(group.counts, counts);
  detail::check_known_or_nan(group.populations, populations);
  check_whole(group.counts, counts);
}

struct Pair {
  double first_count;
  double second_count;
  double first_people;
  double second_people;

  /// The chance that an event is one of the first, if the rates are equal.
  [[nodiscard]] double share() const { return first_people / (first_people + second_people); }
};

/// A rounded 0 is no 0: what is said of it is that it may be too few to compare.
ComparisonNote note_of(const Pair& pair, double band) {
  if (std::isnan(pair.first_count) || std::isnan(pair.second_count)) {
    return ComparisonNote::count_withheld;
  }
  if (std::isnan(pair.first_people) || std::isnan(pair.second_people)) {
    return ComparisonNote::population_unknown;
  }
  if (pair.first_people == 0.0 || pair.second_people == 0.0) {
    return ComparisonNote::population_zero;
  }
  if (pair.first_count == 0.0 && pair.second_count == 0.0) {
    return band > 0.0 ? ComparisonNote::too_few_in_either : ComparisonNote::no_event_in_either;
  }
  if (pair.second_count > 0.0) {
    return ComparisonNote::none;
  }
  return band > 0.0 ? ComparisonNote::too_few_in_second : ComparisonNote::no_event_in_second;
}

Interval interval_of_ratio(double first, double second, const Pair& pair, double level) {
  if (first + second == 0.0) {
    return {0.0, kNoLimit};
  }
  const Interval share = detail::clopper_pearson(first, first + second, level);
  const auto ratio = [&](double at) {
    return at < 1.0 ? at / (1.0 - at) * pair.second_people / pair.first_people : kNoLimit;
  };
  return {ratio(share.lower), ratio(share.upper)};
}

/// Both limits, and the largest p over all pairs of counts within the band.
RateComparison compare(const Pair& pair, const CompareRatesOptions& options) {
  const double band = options.rounding_band;
  const auto fewest = [&](double count) { return std::max(0.0, count - band); };
  RateComparison result{pair.first_count / pair.first_people * pair.second_people / pair.second_count, 0.0, 0.0, 0.0};
  result.lower = interval_of_ratio(fewest(pair.first_count), pair.second_count + band, pair, options.level).lower;
  result.upper = interval_of_ratio(pair.first_count + band, fewest(pair.second_count), pair, options.level).upper;
  for (double first = fewest(pair.first_count); first <= pair.first_count + band; first += 1.0) {
    for (double second = fewest(pair.second_count); second <= pair.second_count + band; second += 1.0) {
      const double events = first + second;
      const double p = events > 0.0 ? detail::binomial_p(first, events, pair.share(), options.two_sided) : 1.0;
      result.p = std::max(result.p, p);
    }
  }
  return result;
}

}  // namespace

std::string_view to_string(ComparisonNote note) {
  switch (note) {
    case ComparisonNote::no_event_in_second:
      return "no event in the second: the ratio has no upper limit";
    case ComparisonNote::no_event_in_either:
      return "not compared: no event in either";
    case ComparisonNote::too_few_in_second:
      return "too few in the second to give the ratio an upper limit";
    case ComparisonNote::too_few_in_either:
      return "too few in either to compare";
    case ComparisonNote::count_withheld:
      return "not compared: a count is withheld";
    case ComparisonNote::population_unknown:
      return "not compared: a population is not known";
    case ComparisonNote::population_zero:
      return "not compared: a population is 0";
    case ComparisonNote::none:
      break;
  }
  return "";
}

void validate(const CompareRatesOptions& options) {
  detail::check_level(options.level);
  require(options.rounding_band >= 0.0 && options.rounding_band <= kWidestBand &&
              options.rounding_band == std::floor(options.rounding_band),
          "rounding_band", options.rounding_band, "whole and from 0 to 50");
}

std::vector<RateComparison> compare_rates(const EventsAndPeople& first, const EventsAndPeople& second,
                                          const CompareRatesOptions& options) {
  validate(options);
  const std::size_t places = first.counts.size();
  check(first, "first.counts", "first.populations", places);
  check(second, "second.counts", "second.populations", places);
  std::vector<RateComparison> result(places);
  core::parallel_for(
      places,
      [&](std::size_t i) {
        const Pair pair{first.counts[i], second.counts[i], first.populations[i], second.populations[i]};
        const ComparisonNote note = note_of(pair, options.rounding_band);
        const bool is_given = note == ComparisonNote::none || note == ComparisonNote::no_event_in_second ||
                              note == ComparisonNote::too_few_in_second || note == ComparisonNote::too_few_in_either;
        result[i] = is_given ? compare(pair, options) : RateComparison{kNotGiven, kNotGiven, kNotGiven, kNotGiven};
        result[i].note = note;
      },
      kPlacesATask);
  return result;
}

}  // namespace libprofile::risk
