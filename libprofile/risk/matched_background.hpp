// SPDX-License-Identifier: MIT
/// @file
/// Types of premises against other types in the same surroundings, so that no type is blamed for where it stands.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "libprofile/risk/premises_aggregates.hpp"

namespace libprofile::risk {

struct MatchedBackgroundOptions {
  /// Of the intervals, in (0, 1).
  double level = 0.95;
  /// How far each number of incidents, and of premises, may be from the true one: base - 1 after rounding, 0 for exact.
  double rounding_band = 0.0;
  double premises_rounding_band = 0.0;
};

/// One type against the others in the same strata.
struct MatchedBackgroundRow {
  /// As in the aggregates.
  std::uint32_t type = 0;
  /// Strata that hold premises of the type and of others: only they can be compared in. Premises and incidents of the
  /// type there.
  std::uint32_t strata = 0;
  double premises = 0.0;
  double incidents = 0.0;
  /// Incidents per premises of the type over those per premises of other types in the same stratum. 1: no more and no
  /// fewer than its surroundings. Infinite where only the type has incidents; NaN where there is no stratum or no
  /// incident to compare.
  double rate_ratio = 0.0;
  /// 0 and infinity where there is nothing to compare; NaN where a single stratum has incidents, which cannot say how
  /// strata differ.
  double lower = 0.0;
  double upper = 0.0;
};

/// Mantel-Haenszel rate ratios of each type against all others within strata (neighbourhoods, kinds of surroundings).
///
/// ratio = Σ a (N - n) / N over Σ b n / N, with a incidents at the n premises of the type, b at the others, and N all
/// premises of a stratum. What every premises of a stratum shares, as a busy street, cancels out.
///
/// The interval is the wider of two: that of independent incidents (Greenland and Robins), and a robust one that takes
/// each stratum as one observation, since incidents come in clusters. The squared residual of a stratum is divided by
/// 1 - h, h being its share of the variance of independent incidents (Bell and McCaffrey), and Student's quantile takes
/// Satterthwaite's degrees of freedom: one less than the strata where all are as large, and down to 1 the more one of
/// them outweighs the others. Only strata with incidents, of the type or of others, count. Where a single one has them
/// there is no interval; limits a million times off are 0 and infinity. Where only one side has incidents its finite
/// limit is exact, from the binomial distribution given the incidents of each stratum, as if they were independent.
/// With rounding bands it spans the intervals of the numbers in the bands that favour and disfavour the type most, and
/// there is none where there is none of the numbers given.
///
/// @param aggregates  Their `group` is the stratum. Rows of one type and stratum add up.
/// @returns One row a type, ascending.
/// @throws InvalidArgument  for an aggregate that is negative or not finite, or an option outside its range.
///
/// Time O(rows log rows). Method: Greenland and Robins (1985), Biometrics 41, pages 55-68; Bell and McCaffrey
/// (2002), Survey Methodology 28, pages 169-181.
[[nodiscard]] std::vector<MatchedBackgroundRow> matched_background(std::span<const PremisesAggregate> aggregates,
                                                                   const MatchedBackgroundOptions& options = {});

}  // namespace libprofile::risk
