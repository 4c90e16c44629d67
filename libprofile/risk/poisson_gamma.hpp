// SPDX-License-Identifier: MIT
/// @file
/// Relative risks steadied by the spread of all, with how sure they are.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace libprofile::risk {

struct PoissonGammaOptions {
  /// Share of the posterior that intervals hold, in (0, 1).
  double level = 0.95;
  /// How far a count may be from the true one: base - 1 after controlled rounding, 0 for exact counts. At most 2^20.
  double rounding_band = 0.0;
};

/// Throws `InvalidArgument` unless every field is inside its documented range.
void validate(const PoissonGammaOptions& options);

/// One entry for each place, NaN where count or expected is unknown, or nothing is expected.
struct PoissonGamma {
  /// Posterior mean and central interval of events over expected events. Of rounded counts the interval goes from the
  /// lower limit of the smallest count that a place's may stand for to the upper limit of the largest.
  std::vector<double> relative_risk;
  std::vector<double> lower;
  std::vector<double> upper;
  /// The posterior of each place's risk: a gamma distribution of this shape, and this rate. Of rounded counts it is a
  /// mixture of such, whose shapes lie up to `rounding_band` away from this one.
  std::vector<double> shape;
  std::vector<double> rate;
  /// The counts as given.
  std::vector<double> count;
  double rounding_band;
  /// Of rounded counts: what is left over a multiple of the base is taken to go up as often as down at this.
  double rounding_threshold;
  /// Of the risks behind the counts. A variance of 0: counts vary no more than chance makes them, so that all places
  /// have the overall risk, whose own posterior then stands for each.
  double prior_mean;
  double prior_variance;
};

/// count ~ Poisson(expected × risk), risk ~ gamma; mean and variance of the gamma distribution are those under which
/// the counts are most likely (negative binomial).
///
/// That mean and variance are taken as known in what follows, so that intervals are somewhat narrow where places are
/// few (92.5 in 100 hold at thirty places, 84 at ten). Expected events may be people: risks are then events a
/// person.
///
/// Of rounded counts, mean and variance are those under which it is most likely that the gate releases these counts:
/// rounding is noise, and must not pass for places that differ. It is taken to go mostly to the nearer multiple of the
/// base, and to move all counts together neither up nor down. The posterior of a place is that of every count that may
/// have been released as its own, each as likely as mean, variance and rounding make it.
///
/// @param counts    Events, at least 0, not all 0; NaN where withheld. Need not be whole.
/// @param expected  At least 0, above 0 where there are events; NaN where unknown.
/// @throws InvalidArgument  for arguments outside these ranges (naming the position) or of different lengths.
///
/// Cost O(n) for each of some hundred evaluations of the likelihood: 0.1 µs a place each, 1 µs of counts rounded to 5.
/// Method: Clayton and Kaldor (1987), Biometrics 43, pages 671-681, section 2.1.
[[nodiscard]] PoissonGamma poisson_gamma(std::span<const double> counts, std::span<const double> expected,
                                         const PoissonGammaOptions& options = {});

/// P(relative risk > threshold) for each place; NaN where the place has no posterior.
///
/// @throws InvalidArgument  unless the threshold is above 0 and finite.
[[nodiscard]] std::vector<double> exceedance(const PoissonGamma& found, double threshold);

/// The posterior mean of the log of a place's risk under each count that may have been released as its own, from the
/// smallest on, and how likely each count is. One entry of chance 1 of an exact count; empty without a posterior.
struct LogRisks {
  std::vector<double> chance;
  std::vector<double> log_risk;
};

/// @param place  Below the number of places.
/// @throws InvalidArgument  for another place.
[[nodiscard]] LogRisks log_risks(const PoissonGamma& found, std::size_t place);

/// Joint draws of the risks of all places that have a posterior, in order: `values[draw * places + place]`, for
/// `rank_probability` and `rank_interval`. The same for any number of threads. Of rounded counts each draw takes a
/// count of the band first.
///
/// @param count  At least 1.
/// @throws InvalidArgument  for a count of 0, or more than 10^9 numbers.
[[nodiscard]] std::vector<double> draws(const PoissonGamma& found, std::size_t count, std::uint64_t seed);

}  // namespace libprofile::risk
