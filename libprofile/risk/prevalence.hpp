// SPDX-License-Identifier: MIT
/// @file
/// How many are known, against how many may be at risk: two numbers that are never added.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "libprofile/risk/interval.hpp"
#include "libprofile/risk/rate.hpp"

namespace libprofile::risk {

/// A share of people at risk that somebody has estimated elsewhere, as a range.
struct PrevalenceScenario {
  /// At least 0.
  double lowest_share = 0.0;
  /// At least `lowest_share`, above 0, at most 1.
  double highest_share = 0.0;
};

enum class PrevalenceNote : std::uint8_t {
  none,
  /// The scenario is too low here, or people are known who live elsewhere.
  more_known_than_at_risk,
  /// Nothing is given, because ...
  known_withheld,
  population_unknown,
  population_zero,
};

/// The note in words: empty for `none`.
[[nodiscard]] std::string_view to_string(PrevalenceNote note);

/// What one scenario says of one place; NaN where nothing is given. There is no sum of known and at risk: most who are
/// known are among those at risk, nobody knows how many, so that a sum counts people twice.
struct Prevalence {
  /// Known people per `options.per`, with the interval of the count.
  Rate known;
  /// People at risk if the scenario's shares hold here.
  Interval at_risk;
  /// The same with chance: fewer people are at risk in 300 than in 30,000, and how many is a matter of luck.
  Interval with_chance;
  /// Known over at risk, at most 1: how much of the scenario is seen.
  Interval known_share;
  PrevalenceNote note = PrevalenceNote::none;
};

/// Sets known people against a scenario, place by place.
///
/// `with_chance` runs from the lower Poisson limit of the lowest to the upper of the highest, at `options.level`, and
/// never beyond the population. The scenario's shares are taken as given: whether they hold here is not known.
///
/// @param known        Distinct people known, at least 0; NaN where withheld. May be empty.
/// @param populations  People of the same ages, at least 0; NaN where unknown.
/// @throws InvalidArgument  for values outside these ranges (naming the position), different lengths, a scenario or an
///   option outside its range.
[[nodiscard]] std::vector<Prevalence> prevalence(std::span<const double> known, std::span<const double> populations,
                                                 const PrevalenceScenario& scenario, const RateOptions& options = {});

}  // namespace libprofile::risk
