// SPDX-License-Identifier: MIT
/// @file
/// Rates of small places, steadied by the rates of all, or of their neighbours.
#pragma once

#include <span>
#include <vector>

#include "libprofile/geography/weights.hpp"

namespace libprofile::risk {

struct EmpiricalBayesOptions {
  /// How far a count may be from the true one: base - 1 after controlled rounding, 0 for exact counts. At most 2^20.
  double rounding_band = 0.0;
  /// The same of populations, where they left through a gate too.
  double population_rounding_band = 0.0;
};

/// Throws `InvalidArgument` unless every field is inside its documented range.
void validate(const EmpiricalBayesOptions& options);

struct EmpiricalBayes {
  /// Smoothed events per person; NaN where count or population is unknown, or nobody lives there.
  std::vector<double> rate;
  /// Mean and variance of the rates behind the counts. One entry; in the spatial form one for each place.
  std::vector<double> prior_mean;
  std::vector<double> prior_variance;
};

/// Pulls each rate towards the mean, the more the fewer people stand behind it.
///
/// rate = m + A / (A + m / population) (count / population - m), with m all events over all people and A the variance
/// of the rates beyond chance: Σ population (rate - m)² / Σ population - m / mean population, or 0 where that is
/// negative (all rates then equal m).
///
/// Rounding adds to the spread of counts, and must not pass for rates that differ. Of rounded counts A is the variance
/// under which rates spread as they do on average once counts of gamma risks were rounded, to mostly the nearer
/// multiple of the base and as often up as down over all; and m / population has what rounding adds beside it. A
/// population that is off by d moves the count's expectation by d risks: rounded populations add (m² + A) times the
/// mean of d².
///
/// @param counts       Events, at least 0; NaN where withheld. May be empty.
/// @param populations  People, at least 0; NaN where unknown. A place without count or people takes no part.
/// @throws InvalidArgument  for a negative or infinite value, or arguments of different lengths.
///
/// Method: Marshall (1991), J. R. Stat. Soc. C 40, pages 283-294, equations 3 to 6.
[[nodiscard]] EmpiricalBayes empirical_bayes(std::span<const double> counts, std::span<const double> populations,
                                             const EmpiricalBayesOptions& options = {});

/// The spatial form: m, A and the mean population are those of the place and its neighbours.
///
/// Of rounded counts, what rounding adds to the spread around a place is taken from the non-spatial form.
///
/// A neighbour is a link of positive weight; how large the weight is does not matter. A place with no neighbour that
/// takes part is its own prior and keeps its own rate.
///
/// @throws InvalidArgument  also for weights of another size, or a neighbour that is no place.
[[nodiscard]] EmpiricalBayes empirical_bayes(std::span<const double> counts, std::span<const double> populations,
                                             const geography::Weights& weights,
                                             const EmpiricalBayesOptions& options = {});

/// How many times the overall rate each place has: count over (population × overall rate).
///
/// NaN where count or population is unknown, nobody lives there, or there is no event at all.
///
/// @throws InvalidArgument  for a negative or infinite value, or arguments of different lengths.
[[nodiscard]] std::vector<double> excess_risk(std::span<const double> counts, std::span<const double> populations);

}  // namespace libprofile::risk
