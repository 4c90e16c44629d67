// SPDX-License-Identifier: MIT
/// @file
/// Which places differ from expectation by more than chance, and by more than places differ anyway.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "libprofile/risk/interval.hpp"

namespace libprofile::risk {

/// What limits allow for beyond chance.
enum class Overdispersion : std::uint8_t {
  /// Nothing: exact Poisson limits.
  none,
  /// All places differ by a random effect of variance τ² on the scale of square roots of ratios.
  additive,
  /// The variance of counts is the same multiple of their mean everywhere.
  multiplicative,
};

/// "none", "additive", "multiplicative".
[[nodiscard]] std::string_view to_string(Overdispersion overdispersion);

/// On what scale chance and overdispersion are reckoned.
enum class FunnelMethod : std::uint8_t {
  /// That of counts: what chance makes of each is summed exactly, and limits are quantiles. Without a spread levels are
  /// kept at any expectation; a large spread comes out too small where few events are expected.
  counts,
  /// Spiegelhalter's formulae as published: a root of a count has variance 1/4 and is normal. Far off where fewer than
  /// about ten events are expected.
  roots,
};

/// "counts", "roots".
[[nodiscard]] std::string_view to_string(FunnelMethod method);

/// Where a place lies. The wider limits are those of `outer_level`.
enum class FunnelFlag : std::uint8_t { inside, high, very_high, low, very_low, not_given };

/// "inside", "high", "very high", "low", "very low", "not given".
[[nodiscard]] std::string_view to_string(FunnelFlag flag);

struct FunnelOptions {
  double inner_level = 0.95;
  /// At least `inner_level`. Both in (0, 1).
  double outer_level = 0.998;

  Overdispersion overdispersion = Overdispersion::additive;

  FunnelMethod method = FunnelMethod::counts;

  /// Share of places on each side whose z is pulled in to that of the place at its border before φ is found, so that
  /// the few which the funnel should show do not widen it. At least 0, below 0.5.
  double winsorised_share = 0.1;

  /// How far a count may be from the true one: base - 1 after rounding, 0 for exact counts. A place is flagged only
  /// where every count in the band lies outside; z, φ and τ² are of the counts as given.
  double rounding_band = 0.0;
};

/// Throws `InvalidArgument` unless every field is inside its documented range.
void validate(const FunnelOptions& options);

/// One entry for each place, NaN where not given, and what was found of all.
struct Funnel {
  /// Deviations of √count from √(target expected) in units of chance alone: 2 (√count - √(target expected)), over the
  /// root of the mean square that chance gives that for `FunnelMethod::counts`.
  std::vector<double> z;
  /// Counts between which a place lies if it is like the others: whole but for `FunnelMethod::roots` where
  /// overdispersion is found.
  std::vector<Interval> inner;
  std::vector<Interval> outer;
  std::vector<FunnelFlag> flag;
  /// All events over all expected events; NaN, with the two below, where no place takes part.
  double target;
  /// The mean square of winsorised z; at most 1 on average if nothing but chance is at work.
  double phi;
  /// Variance of the random effect, on the scale of √ratio: 0 where φ is no larger than chance makes it.
  double tau_squared;
};

/// Funnel limits, with allowance for places that differ anyway.
///
/// The target is the ratio of all places together. Where overdispersion is none, or none is found (τ² = 0; φ at most
/// 1), limits are `funnel_limits`. Otherwise, with m = target expected:
///
/// - `counts`: exact quantiles of the negative binomial distribution of mean m and variance m + 4 τ² / target m², or
///   ψ m for `multiplicative`, where ψ - 1 is φ - 1 over how much the mean square of z grows with ψ. They go over into
///   `funnel_limits` as the spread goes to 0.
/// - `roots`: m (1 ± z √(s² + τ² / target))² with s = 1 / (2 √m), or √φ s for `multiplicative`; below 0 the lower
///   limit is 0.
///
/// τ² is DerSimonian and Laird's moment estimate. For `roots` its weights are 4 expected; for `counts`, 4 / target
/// times how much the mean square of z grows with the relative variance of the risk. Both agree where m is large. That
/// growth is taken for a straight line, which it is for small variances: larger ones come out too small.
///
/// @param counts    Events, at least 0; NaN where withheld. May be empty.
/// @param expected  At least 0; NaN where unknown. A place without expected events takes no part.
/// @throws InvalidArgument  for a negative or infinite value (naming its position), arguments of different lengths, or
///   an option outside its range.
///
/// Cost O(n log n), and for `counts` O(m) terms a place, up to some hundred expected; above, O(log m) of the beta
/// function. Method: Spiegelhalter (2005), Stat. Med. 24, pages 1185-1202, sections 2.4 and 3 and appendix A.1;
/// Spiegelhalter and others (2012), J. R. Stat. Soc. A 175, pages 1-47, for winsorising and the square root.
[[nodiscard]] Funnel funnel(std::span<const double> counts, std::span<const double> expected,
                            const FunnelOptions& options = {});

}  // namespace libprofile::risk
