// SPDX-License-Identifier: MIT
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "libprofile/profile/detail/analysis.hpp"
#include "libprofile/risk/denominators.hpp"
#include "libprofile/risk/neighbourhood.hpp"

namespace libprofile::profile::detail {
namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

publish::Reliability reliability_of(disclosure::Reliability reliability) {
  switch (reliability) {
    case disclosure::Reliability::ok:
      return publish::Reliability::ok;
    case disclosure::Reliability::low:
      return publish::Reliability::low;
    case disclosure::Reliability::withheld:
      break;
  }
  return publish::Reliability::withheld;
}

/// What the released counts and the residents, both of which anybody may see, say of each other.
std::vector<std::string> denominators(const std::vector<double>& count, const std::vector<double>& population,
                                      double band) {
  std::vector<std::string> words;
  for (const auto& check : risk::check_denominators(count, population, {}, {.rounding_band = band})) {
    const bool is_doubted = check.note == risk::DenominatorNote::more_events_than_residents ||
                            check.note == risk::DenominatorNote::rate_far_above_all;
    words.emplace_back(is_doubted ? risk::to_string(check.note) : std::string_view());
  }
  return words;
}

}  // namespace

std::vector<publish::Neighbourhood> neighbourhoods(const disclosure::ProtectedTable& counts,
                                                   const geography::AreaSet& areas) {
  const std::size_t all = counts.categories.size();
  const std::vector<double> population =
      areas.population.empty() ? std::vector<double>(areas.size(), kUnknown) : areas.population;
  std::vector<double> count(areas.size(), kUnknown);
  for (std::size_t unit = 0; unit < areas.size(); ++unit) {
    if (const auto& cell = counts.at(0, unit, all); cell.count) {
      count[unit] = static_cast<double>(*cell.count);
    }
  }
  const auto band = static_cast<double>(counts.base - 1);
  const risk::NeighbourhoodRisk risk = risk::neighbourhood_risk(count, population, {.rounding_band = band});
  std::vector<std::string> doubts = denominators(count, population, band);
  std::vector<publish::Neighbourhood> rows;
  for (std::size_t unit = 0; unit < areas.size(); ++unit) {
    const auto& cell = counts.at(0, unit, all);
    rows.push_back({.count = cell.count,
                    .population = population[unit],
                    .rate_per_1000 = {risk.rate_per_1000[unit], risk.lower[unit], risk.upper[unit]},
                    .smoothed_per_1000 = risk.smoothed_per_1000[unit],
                    .reliability = reliability_of(cell.reliability),
                    .denominator = std::move(doubts[unit])});
  }
  return rows;
}

}  // namespace libprofile::profile::detail
