// SPDX-License-Identifier: MIT
#include "libprofile/risk/rate.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/risk/detail/checks.hpp"
#include "libprofile/risk/detail/rounded_interval.hpp"

namespace libprofile::risk {
namespace {

constexpr double kNotGiven = std::numeric_limits<double>::quiet_NaN();

Rate checked_rate(double count, double population, const RateOptions& options) {
  const auto none = [](RateNote note) { return Rate{kNotGiven, kNotGiven, kNotGiven, note}; };
  if (std::isnan(count)) {
    return none(RateNote::count_withheld);
  }
  if (std::isnan(population)) {
    return none(RateNote::population_unknown);
  }
  if (population == 0.0) {
    return none(RateNote::population_zero);
  }
  const Interval events = detail::rounded_interval(count, options.rounding_band, options.level);
  const double scale = options.per / population;
  return {count * scale, events.lower * scale, events.upper * scale,
          count > population ? RateNote::more_events_than_people : RateNote::none};
}

}  // namespace

std::string_view to_string(RateNote note) {
  switch (note) {
    case RateNote::more_events_than_people:
      return "more events than residents: people come here from elsewhere";
    case RateNote::population_unknown:
      return "no rate: the population is not known";
    case RateNote::population_zero:
      return "no rate: nobody lives here";
    case RateNote::count_withheld:
      return "no rate: the count is withheld";
    case RateNote::too_few_events:
      return "no rate: fewer than 10 events";
    case RateNote::nothing_expected:
      return "no ratio: no event is expected here";
    case RateNote::none:
      break;
  }
  return "";
}

void validate(const RateOptions& options) {
  require(options.per > 0.0 && std::isfinite(options.per), "per", options.per, "finite and above 0");
  detail::check_level(options.level);
  require(options.rounding_band >= 0.0 && std::isfinite(options.rounding_band), "rounding_band", options.rounding_band,
          "finite and at least 0");
}

Rate rate(double count, double population, const RateOptions& options) {
  validate(options);
  detail::check_known_or_nan(std::span(&count, 1), "count");
  detail::check_known_or_nan(std::span(&population, 1), "population");
  return checked_rate(count, population, options);
}

std::vector<Rate> rates(std::span<const double> counts, std::span<const double> populations,
                        const RateOptions& options) {
  validate(options);
  detail::check_same_length(populations.size(), "populations", counts.size(), "counts");
  detail::check_known_or_nan(counts, "counts");
  detail::check_known_or_nan(populations, "populations");
  std::vector<Rate> result(counts.size());
  core::parallel_for(counts.size(),
                     [&](std::size_t i) { result[i] = checked_rate(counts[i], populations[i], options); });
  return result;
}

}  // namespace libprofile::risk
