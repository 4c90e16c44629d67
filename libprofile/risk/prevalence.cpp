// SPDX-License-Identifier: MIT
#include "libprofile/risk/prevalence.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

#include "libprofile/core/error.hpp"
#include "libprofile/risk/detail/checks.hpp"
#include "libprofile/risk/funnel_limits.hpp"

namespace libprofile::risk {
namespace {

constexpr double kNotGiven = std::numeric_limits<double>::quiet_NaN();

void check(const PrevalenceScenario& scenario) {
  require(scenario.lowest_share >= 0.0, "lowest_share", scenario.lowest_share, "at least 0");
  require(scenario.highest_share > 0.0 && scenario.highest_share <= 1.0, "highest_share", scenario.highest_share,
          "above 0 and at most 1: a share, no percentage");
  require(scenario.lowest_share <= scenario.highest_share, "lowest_share", scenario.lowest_share,
          "at most highest_share");
}

/// `known` is the fewest that a rounded count can stand for.
PrevalenceNote note_of(double known, double population, double most_at_risk) {
  if (std::isnan(known)) {
    return PrevalenceNote::known_withheld;
  }
  if (std::isnan(population)) {
    return PrevalenceNote::population_unknown;
  }
  if (population == 0.0) {
    return PrevalenceNote::population_zero;
  }
  return known > most_at_risk ? PrevalenceNote::more_known_than_at_risk : PrevalenceNote::none;
}

Prevalence not_given(PrevalenceNote note, const Rate& known) {
  const Interval none{kNotGiven, kNotGiven};
  return {known, none, none, none, note};
}

Interval with_chance(const Interval& at_risk, double population, double level) {
  return {std::min(population, funnel_limits(at_risk.lower, level).lower),
          std::min(population, funnel_limits(at_risk.upper, level).upper)};
}

Interval share_known(const Interval& known, const Interval& at_risk) {
  const auto share = [](double count, double risk) { return count == 0.0 ? 0.0 : std::min(1.0, count / risk); };
  return {share(known.lower, at_risk.upper), share(known.upper, at_risk.lower)};
}

}  // namespace

std::string_view to_string(PrevalenceNote note) {
  switch (note) {
    case PrevalenceNote::more_known_than_at_risk:
      return "more people are known than the scenario has at risk: it is too low here";
    case PrevalenceNote::known_withheld:
      return "not given: the count is withheld";
    case PrevalenceNote::population_unknown:
      return "not given: the population is not known";
    case PrevalenceNote::population_zero:
      return "not given: nobody lives here";
    case PrevalenceNote::none:
      break;
  }
  return "";
}

std::vector<Prevalence> prevalence(std::span<const double> known, std::span<const double> populations,
                                   const PrevalenceScenario& scenario, const RateOptions& options) {
  check(scenario);
  const std::vector<Rate> known_rates = rates(known, populations, options);
  std::vector<Prevalence> result;
  result.reserve(known.size());
  for (std::size_t i = 0; i < known.size(); ++i) {
    const Interval at_risk{populations[i] * scenario.lowest_share, populations[i] * scenario.highest_share};
    const Interval counted{known[i] - std::min(known[i], options.rounding_band), known[i] + options.rounding_band};
    const PrevalenceNote note = note_of(counted.lower, populations[i], at_risk.upper);
    if (note != PrevalenceNote::none && note != PrevalenceNote::more_known_than_at_risk) {
      result.push_back(not_given(note, known_rates[i]));
      continue;
    }
    result.push_back({known_rates[i], at_risk, with_chance(at_risk, populations[i], options.level),
                      share_known(counted, at_risk), note});
  }
  return result;
}

}  // namespace libprofile::risk
