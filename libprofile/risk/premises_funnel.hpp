// SPDX-License-Identifier: MIT
/// @file
/// Which types of premises lie outside what chance would give, when all types are looked at.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "libprofile/risk/interval.hpp"

namespace libprofile::risk {

/// Outside the 95 % or the 99.8 % limits, and still so after the correction for many types.
enum class PremisesFunnelFlag { none, high_95, high_998, low_95, low_998 };

/// "none", "high_95", "high_99.8", "low_95", "low_99.8".
[[nodiscard]] std::string_view to_string(PremisesFunnelFlag flag);

struct PremisesFunnelOptions {
  /// How far each number of incidents, and of premises, may be from the true one: base - 1 after rounding, 0 for exact.
  double rounding_band = 0.0;
  double premises_rounding_band = 0.0;
  /// How many times as much incidents vary as independent ones would, at least 1: `premises_dispersion`.
  double dispersion = 1.0;
};

/// One type. NaN throughout, and no flag, where it has no premises.
struct PremisesFunnelRow {
  /// Incidents that its premises would have at the mean rate of all types.
  double expected = 0.0;
  /// `premises_funnel_limits` at 95 and 99.8 %.
  Interval at_95;
  Interval at_998;
  /// Twice the smaller tail of the negative binomial distribution, at most 1; of the Poisson distribution
  /// without dispersion. With rounding bands the largest such p over all numbers in the bands.
  double p = 1.0;
  /// The same over all types: Benjamini and Hochberg.
  double q = 1.0;
  /// 95 where q is at most 0.05, 99.8 where it is at most 0.002.
  PremisesFunnelFlag flag = PremisesFunnelFlag::none;
};

/// The funnel of premises types: each against the mean of all, corrected for how many are looked at.
///
/// Where incidents come in clusters they vary more than if each fell independently of the others. Those of a type are
/// negative binomial with `dispersion` times the variance of a Poisson count; Poisson where it is 1.
///
/// Parts of incidents are whole ones split, so the tails are those of the beta and gamma functions that run through the
/// probabilities. A type is part of the mean that it is compared with. No incident at all: p and q are 1.
///
/// @param premises   Of each type: finite, at least 0. May be empty.
/// @param incidents  Of each type: finite, at least 0.
/// @throws InvalidArgument  for a value outside its range, naming its position, or arguments of different lengths.
///
/// Method: Spiegelhalter (2005), Stat. Med. 24, pages 1185-1202, for the funnel; Jones, Ohlssen and Spiegelhalter
/// (2008), J. Clin. Epidemiol. 61, pages 232-240, for its correction by the false discovery rate; Breslow (1984),
/// J. R. Stat. Soc. C 33, pages 38-44, for variance beyond chance.
[[nodiscard]] std::vector<PremisesFunnelRow> premises_funnel(std::span<const double> premises,
                                                             std::span<const double> incidents,
                                                             const PremisesFunnelOptions& options = {});

/// Numbers of incidents that chance would keep a type between, of which so many are expected: whole quantiles of the
/// negative binomial distribution, `funnel_limits` where dispersion is 1.
///
/// @param expected    Finite, at least 0.
/// @param dispersion  Finite, at least 1.
/// @param level       In (0, 1).
/// @throws InvalidArgument  for an argument outside its range.
[[nodiscard]] Interval premises_funnel_limits(double expected, double dispersion, double level);

}  // namespace libprofile::risk
