// SPDX-License-Identifier: MIT
/// @file
/// Rates of premises types, and of types in areas, steadied by all types or by all areas.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "libprofile/risk/premises_aggregates.hpp"

namespace libprofile::risk {

/// Where the premises behind a rate lie. A type with too few premises in an area is joined to the next level.
enum class PremisesLevel { area, parent, all, none };

/// "area", "parent", "all", "none".
[[nodiscard]] std::string_view to_string(PremisesLevel level);

struct SteadiedPremisesOptions {
  /// Of the intervals, in (0, 1).
  double level = 0.95;
  /// A type with fewer premises than this in an area is joined upward. Finite, at least 0.
  double minimum_premises = 3.0;
  /// How far each number of incidents, and of premises, may be from the true one: base - 1 after rounding, 0 for exact.
  double rounding_band = 0.0;
  double premises_rounding_band = 0.0;
};

/// One type, or one type in one area. Rates are of incidents per 100 premises.
struct SteadiedPremisesRow {
  std::uint32_t group = 0;
  std::uint32_t type = 0;
  /// Where the premises and incidents below lie: what is joined upward is not shown on its own. `none`: too few
  /// premises at every level, all NaN.
  PremisesLevel level = PremisesLevel::area;
  double premises = 0.0;
  double incidents = 0.0;
  double rate_per_100 = 0.0;
  double lower = 0.0;
  double upper = 0.0;
};

/// Steadies the rate of each type by those of all types: the fewer premises, the closer to the mean of all.
///
/// Rate, mean and variance of the true rates are those of `empirical_bayes` (Marshall), with premises as population:
/// what rounding adds to the spread of incidents and premises is noise, and not types that differ.
///
/// Few types say little of how types are spread. The interval is the central one of the gamma distribution that has the
/// mean and variance of the type's rate under every mean and spread that the counts allow (negative binomial), and
/// holds the rate; of a single type, or without any incident, it is the Poisson interval of the type's own. With
/// rounding bands it spans those of the numbers in the bands; a sum of several numbers may be off by the bands of all.
///
/// Some 0.1 ms a type. Method: Marshall (1991), J. R. Stat. Soc. C 40, pages 283-294; Gelman (2006), Bayesian Analysis
/// 1, pages 515-534.
///
/// @param aggregates  One a type; `group` is carried along. A type with fewer than `minimum_premises` is `none`.
/// @returns One row an aggregate, in their order.
/// @throws InvalidArgument  for an aggregate that is negative or not finite, or an option outside its range.
[[nodiscard]] std::vector<SteadiedPremisesRow> steadied_premises_types(std::span<const PremisesAggregate> aggregates,
                                                                       const SteadiedPremisesOptions& options = {});

/// Steadies the rate of each type in each area by that type's rates in all areas.
///
/// A cell with fewer than `minimum_premises` is joined upward: to all premises of the type in the area's parent, to
/// those in all areas where that is too few as well, and to nothing where all of them are. Cells that are joined take
/// no part in the mean and variance of their type; their premises and incidents count in the levels above.
///
/// @param aggregates  `group` is the area. Pairs of type and area are distinct.
/// @param parents     Parent of each area, by the area's number; empty where there is no level between areas and all.
/// @returns One row an aggregate, in their order.
/// @throws InvalidArgument  as above, and for an area without a parent where parents are given.
[[nodiscard]] std::vector<SteadiedPremisesRow> steadied_premises_by_area(std::span<const PremisesAggregate> aggregates,
                                                                         std::span<const std::uint32_t> parents,
                                                                         const SteadiedPremisesOptions& options = {});

}  // namespace libprofile::risk
