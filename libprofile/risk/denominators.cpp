// SPDX-License-Identifier: MIT
#include "libprofile/risk/denominators.hpp"

#include <cmath>
#include <limits>
#include <string>

#include "libprofile/core/error.hpp"
#include "libprofile/risk/detail/checks.hpp"
#include "libprofile/risk/detail/rounded_interval.hpp"

namespace libprofile::risk {
namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();
constexpr double kSureLevel = 0.998;

double rate_of_all(std::span<const double> counts, std::span<const double> residents) {
  double events = 0.0;
  double people = 0.0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (!std::isnan(counts[i]) && residents[i] > 0.0) {
      events += counts[i];
      people += residents[i];
    }
  }
  return events > 0.0 ? events / people : kUnknown;
}

bool is_far_above(double count, double expected, const DenominatorOptions& options) {
  return count > options.times_all * expected &&
         detail::rounded_interval(count, options.rounding_band, kSureLevel).lower > options.times_all * expected;
}

DenominatorNote note_of(double count, double residents, double by_day_per_resident, double expected,
                        const DenominatorOptions& options) {
  if (std::isnan(residents)) {
    return DenominatorNote::residents_unknown;
  }
  if (count > residents) {
    return DenominatorNote::more_events_than_residents;
  }
  if (by_day_per_resident >= options.people_by_day) {
    return DenominatorNote::many_more_by_day;
  }
  if (std::isnan(count)) {
    return DenominatorNote::count_withheld;
  }
  return is_far_above(count, expected, options) ? DenominatorNote::rate_far_above_all : DenominatorNote::none;
}

void check_starts(std::size_t ages, std::span<const std::size_t> starts) {
  require(ages >= 1, "ages", ages, "at least 1");
  require(!starts.empty(), "starts.size()", starts.size(), "at least 1");
  for (std::size_t band = 0; band < starts.size(); ++band) {
    const std::string name = "starts[" + std::to_string(band) + "]";
    require(starts[band] < ages, name, starts[band], "below the number of ages");
    require(band == 0 || starts[band] > starts[band - 1], name, starts[band], "above the one before");
  }
}

}  // namespace

std::string_view to_string(DenominatorNote note) {
  switch (note) {
    case DenominatorNote::count_withheld:
      return "the count is withheld";
    case DenominatorNote::residents_unknown:
      return "residents are not known";
    case DenominatorNote::more_events_than_residents:
      return "more events than residents: people come here from elsewhere, so a rate of residents misleads";
    case DenominatorNote::many_more_by_day:
      return "many more people are here by day than live here: set events against people by day";
    case DenominatorNote::rate_far_above_all:
      return "the rate of residents is far above all others: look whether people come here from elsewhere";
    case DenominatorNote::none:
      break;
  }
  return "";
}

void validate(const DenominatorOptions& options) {
  require(options.people_by_day > 1.0, "people_by_day", options.people_by_day, "above 1");
  require(options.times_all > 1.0, "times_all", options.times_all, "above 1");
  require(options.rounding_band >= 0.0 && std::isfinite(options.rounding_band), "rounding_band", options.rounding_band,
          "finite and at least 0");
}

std::vector<DenominatorCheck> check_denominators(std::span<const double> counts, std::span<const double> residents,
                                                 std::span<const double> by_day, const DenominatorOptions& options) {
  validate(options);
  detail::check_same_length(residents.size(), "residents", counts.size(), "counts");
  detail::check_known_or_nan(counts, "counts");
  detail::check_known_or_nan(residents, "residents");
  if (!by_day.empty()) {
    detail::check_same_length(by_day.size(), "by_day", counts.size(), "counts");
    detail::check_known_or_nan(by_day, "by_day");
  }
  const double all = rate_of_all(counts, residents);
  std::vector<DenominatorCheck> result;
  result.reserve(counts.size());
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const bool is_lived_in = residents[i] > 0.0;
    const double ratio = is_lived_in && !by_day.empty() ? by_day[i] / residents[i] : kUnknown;
    const double times = is_lived_in ? counts[i] / residents[i] / all : kUnknown;
    result.push_back({ratio, times, note_of(counts[i], residents[i], ratio, all * residents[i], options)});
  }
  return result;
}

std::vector<double> age_bands(std::span<const double> people, std::size_t ages, std::span<const std::size_t> starts) {
  check_starts(ages, starts);
  require(people.size() % ages == 0, "people.size()", people.size(), "a multiple of ages");
  detail::check_known_or_nan(people, "people");
  const std::size_t places = people.size() / ages;
  const std::size_t bands = starts.size();
  std::vector<double> result(places * bands, 0.0);
  for (std::size_t place = 0; place < places; ++place) {
    for (std::size_t band = 0; band < bands; ++band) {
      const std::size_t end = band + 1 < bands ? starts[band + 1] : ages;
      for (std::size_t age = starts[band]; age < end; ++age) {
        result[place * bands + band] += people[place * ages + age];
      }
    }
  }
  return result;
}

}  // namespace libprofile::risk
