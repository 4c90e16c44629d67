// SPDX-License-Identifier: MIT
/// @file
/// How much more incidents near premises vary from area to area than if each fell independently of the others.
#pragma once

#include <span>

#include "libprofile/risk/premises_aggregates.hpp"

namespace libprofile::risk {

/// Variance of incidents over their mean, at least 1: 1 where they fall independently of each other, more where they
/// come in clusters (one premises has incident after incident, a street goes bad, one evening has many).
///
/// Incidents of a type in an area are taken to have mean premises × rate of the type × level of the area and this times
/// as much variance: the squares of what cells are off, over what those of independent incidents would be once margins
/// are fitted, of all types together. Cells count by their size, as they do in the totals of types. What moves all
/// types of an area alike is the level of the area and no dispersion; what moves a type in one area and not in another
/// is.
///
/// @param cells          One for each pair of group (area) and type; those without premises are not looked at. Only
///   `group`, `type`, `premises` and `incidents` are read.
/// @param rounding_band  How far each number of incidents may be from the true one: base - 1 after rounding, 0 for
/// exact.
///   What rounding adds to the squares is taken off.
/// @param premises_rounding_band  The same of premises.
/// @returns NaN where nothing is left to vary: fewer than two types in two areas that have incidents.
/// @throws InvalidArgument  for a number that is negative or not finite, naming its position.
///
/// Time O(cells) for each of at most 1,000 rounds of fitting.
/// Method: McCullagh and Nelder (1989), Generalized Linear Models, sections 4.5 and 6.2; margins fitted in turn as by
/// Deming and Stephan (1940), Ann. Math. Stat. 11, pages 427-444.
[[nodiscard]] double premises_dispersion(std::span<const PremisesAggregate> cells, double rounding_band = 0.0,
                                         double premises_rounding_band = 0.0);

}  // namespace libprofile::risk
