// SPDX-License-Identifier: MIT
/// @file
/// Relative risks of places that are steadied by their neighbours, with how sure they are.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "libprofile/risk/indicator_role.hpp"

namespace libprofile::risk {

namespace detail {
struct RiskPosterior;
}

/// A number of the model: posterior mean, standard deviation, and central interval of the options' level.
struct Estimate {
  double mean = 0.0;
  double standard_deviation = 0.0;
  double lower = 0.0;
  double upper = 0.0;
};

/// Columns that explain counts, one row a place: `values[place * columns + column]`. None by default.
///
/// A column whose role is, or whose name says, a protected characteristic is refused (`require_may_predict`).
struct Covariates {
  std::span<const double> values;
  std::size_t columns = 0;
  /// One a column, or empty: then nothing is known of them but their roles.
  std::vector<std::string> names = {};
  /// One a column, or empty: not said. Deprivation may explain.
  std::vector<IndicatorRole> roles = {};
};

/// What `bym2` and `leroux` say of a map.
struct SpatialRisk {
  /// Posterior mean of each place's relative risk (events over expected events), and its central interval.
  std::vector<double> relative_risk;
  std::vector<double> lower;
  std::vector<double> upper;
  /// Standard deviation of what covariates do not explain, on the log scale.
  Estimate deviation;
  /// The share of it that is smooth over the map, in (0, 1).
  Estimate mixing;
  /// Of log risk: the intercept first, then one for each covariate.
  std::vector<Estimate> coefficients;
  /// Everything that `exceedance` and `draws` need.
  std::shared_ptr<const detail::RiskPosterior> posterior;
};

/// P(relative risk > threshold) for each place.
///
/// @throws InvalidArgument  unless the threshold is above 0.
[[nodiscard]] std::vector<double> exceedance(const SpatialRisk& risk, double threshold);

/// Joint draws of all relative risks: `values[draw * places + place]`. The same for any number of threads.
///
/// @param count  At least 1.
/// @throws InvalidArgument  for a count of 0, or more than 10^9 numbers.
[[nodiscard]] std::vector<double> draws(const SpatialRisk& risk, std::size_t count, std::uint64_t seed);

}  // namespace libprofile::risk
