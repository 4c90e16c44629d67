// SPDX-License-Identifier: MIT
#include "libprofile/risk/standardised_ratio.hpp"

#include <cmath>
#include <cstddef>
#include <limits>
#include <string>

#include "libprofile/core/error.hpp"
#include "libprofile/risk/detail/checks.hpp"
#include "libprofile/risk/detail/rounded_interval.hpp"

namespace libprofile::risk {
namespace {

constexpr double kNotGiven = std::numeric_limits<double>::quiet_NaN();

Rate not_given(RateNote note) {
  return {kNotGiven, kNotGiven, kNotGiven, note};
}

void check_standard(const StandardRates& standard) {
  detail::check_same_length(standard.populations.size(), "standard.populations", standard.counts.size(),
                            "standard.counts");
  detail::check_known(standard.counts, "standard.counts");
  detail::check_known(standard.populations, "standard.populations");
  double events = 0.0;
  for (std::size_t band = 0; band < standard.counts.size(); ++band) {
    events += standard.counts[band];
    if (standard.counts[band] > 0.0 && standard.populations[band] == 0.0) {
      require(false, "standard.populations[" + std::to_string(band) + "]", 0.0, "above 0 where there are events");
    }
  }
  require(events > 0.0, "sum of standard.counts", events, "above 0");
}

double crude_rate(const StandardRates& standard) {
  double events = 0.0;
  double people = 0.0;
  for (std::size_t band = 0; band < standard.counts.size(); ++band) {
    events += standard.counts[band];
    people += standard.populations[band];
  }
  return events / people;
}

/// Events that the people of one place would have; NaN where a band that counts is unknown.
double expected_events(std::span<const double> people, const StandardRates& standard) {
  double expected = 0.0;
  for (std::size_t band = 0; band < people.size(); ++band) {
    if (standard.counts[band] > 0.0) {
      expected += people[band] * standard.counts[band] / standard.populations[band];
    }
  }
  return expected;
}

Rate ratio_of(double count, double expected, const RateOptions& options) {
  if (std::isnan(count)) {
    return not_given(RateNote::count_withheld);
  }
  if (std::isnan(expected)) {
    return not_given(RateNote::population_unknown);
  }
  if (expected == 0.0) {
    return not_given(RateNote::nothing_expected);
  }
  const Interval events = detail::rounded_interval(count, options.rounding_band, options.level);
  return {count / expected, events.lower / expected, events.upper / expected, RateNote::none};
}

}  // namespace

std::vector<StandardisedRatio> standardised_ratio(std::span<const double> counts, std::span<const double> populations,
                                                  const StandardRates& standard, const RateOptions& options) {
  validate(options);
  check_standard(standard);
  const std::size_t bands = standard.counts.size();
  detail::check_same_length(populations.size(), "populations", counts.size() * bands, "counts times bands");
  detail::check_known_or_nan(counts, "counts");
  detail::check_known_or_nan(populations, "populations");
  const double scale = crude_rate(standard) * options.per;
  std::vector<StandardisedRatio> result;
  result.reserve(counts.size());
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const double expected = expected_events(populations.subspan(i * bands, bands), standard);
    const Rate ratio = ratio_of(counts[i], expected, options);
    result.push_back({expected, ratio, {ratio.value * scale, ratio.lower * scale, ratio.upper * scale, ratio.note}});
  }
  return result;
}

}  // namespace libprofile::risk
