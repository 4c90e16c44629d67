// SPDX-License-Identifier: MIT
/// @file
/// Whether events come with the months of the year or the days of the week, and by how much.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "libprofile/risk/interval.hpp"
#include "libprofile/risk/season_table.hpp"

namespace libprofile::risk {

struct SeasonalityOptions {
  /// Of the intervals, in (0, 1).
  double level = 0.95;
  /// Up to so many events p of the plain test is by dealing events out, above it is that of chi-squared. 0 to 100,000.
  std::size_t exact_up_to = 10'000;
  /// Times that events are dealt out, 99 to 100,000.
  std::int32_t replicates = 999;
  std::uint64_t seed = 0;
};

/// Throws `InvalidArgument` unless every field is inside its documented range.
void validate(const SeasonalityOptions& options);

/// One month of the year, or day of the week.
struct SeasonPhase {
  double count = 0.0;
  double days = 0.0;
  /// What it would have if all days were alike: `count` / `index`.
  double expected = 0.0;
  /// Rate a day over the mean rate a day of all phases, the level of each stratum allowed for.
  double index = 0.0;
  Interval interval;
};

/// A wave of one year (or week), fitted to the phases.
struct SeasonCycle {
  /// Roger's statistic; its p is that of chi-squared with 2 degrees of freedom, after dividing by the dispersion.
  double statistic = 0.0;
  double p = 0.0;
  /// At its height the rate is about 1 + `amplitude` times the mean; `peak` is where, from 0 (start of the first
  /// phase).
  double amplitude = 0.0;
  double peak = 0.0;
};

/// All NaN without an event.
struct Seasonality {
  std::vector<SeasonPhase> phases;
  double events = 0.0;
  /// How many times more strata differ in their seasons than Poisson counts would; at least 1. Intervals allow for it.
  double dispersion = 1.0;
  double degrees = 0.0;
  /// If all days of a stratum were alike: p of events that come one by one, and p that allows for the dispersion (F
  /// test; NaN where one stratum leaves it unknown). Believe the larger.
  double p_plain = 0.0;
  double p = 0.0;
  bool is_exact = false;
  SeasonCycle cycle;
};

/// Indices of a log-linear model: rate a day = level of the stratum × index of the phase.
///
/// Strata allow for growth and for windows that begin in the middle of a year. The interval of an index is Clopper and
/// Pearson's for the phase's share of all events, both divided by the dispersion (Pearson's X² over its degrees of
/// freedom, at least 1), relative to the share expected. The plain test deals the events of each stratum out over its
/// days, each as likely, and compares Pearson's X² over phases. A phase without days, and all without events, are NaN.
///
/// @param table  1 to 10,000 strata, 2 to 366 phases; whole counts of at least 0, none where there are no days.
/// @throws InvalidArgument  for a table or an option outside its range.
///
/// Time O(strata × phases × some tens of rounds + replicates × min(events, exact_up_to)); the same for any number of
/// threads. Method: McCullagh and Nelder (1989), Generalized Linear Models, chapter 6; Roger (1977), Biometrika 64,
/// pages 152-155, as score test for unequal days (Edwards 1961, Ann. Hum. Genet. 25, pages 83-87).
[[nodiscard]] Seasonality seasonality(const SeasonTable& table, const SeasonalityOptions& options = {});

}  // namespace libprofile::risk
