// SPDX-License-Identifier: MIT
/// @file
/// Whether two rates differ by more than chance: two areas, or two periods of one.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace libprofile::risk {

/// What belongs to a two-sided p-value besides the result seen.
enum class TwoSided : std::uint8_t {
  /// Every split of the events that is at most as likely: the rule of R's poisson.test and of SciPy's binomtest.
  minimum_likelihood,
  /// Twice the smaller tail, at most 1. Agrees with the interval: p is below 1 - level where it leaves 1 out.
  doubled,
};

/// What is to be said beside a comparison.
enum class ComparisonNote : std::uint8_t {
  none,
  /// The second rate is 0: the ratio has no upper limit.
  no_event_in_second,
  /// Of rounded counts, which are 0 but may stand for events: as much is not known of the second, or of either (no
  /// ratio, limits 0 and infinity, p = 1).
  too_few_in_second,
  too_few_in_either,
  /// Nothing is given, because ...
  no_event_in_either,
  count_withheld,
  population_unknown,
  population_zero,
};

/// The note in words: empty for `none`.
[[nodiscard]] std::string_view to_string(ComparisonNote note);

struct CompareRatesOptions {
  /// Of the interval of the ratio, in (0, 1).
  double level = 0.95;
  TwoSided two_sided = TwoSided::minimum_likelihood;
  /// How far each count may be from the true one, either way; whole, at most 50. The interval is then the union over
  /// all pairs of counts that may be meant, p the largest of theirs.
  double rounding_band = 0.0;
};

/// Throws `InvalidArgument` unless every field is inside its documented range.
void validate(const CompareRatesOptions& options);

/// Events, and the people (or people times years, or visits) that they are set against.
struct EventsAndPeople {
  std::span<const double> counts;
  std::span<const double> populations;
};

/// First rate over second. NaN throughout where nothing is given; an infinite limit is one that the counts do not set.
struct RateComparison {
  double ratio;
  double lower;
  double upper;
  double p;
  ComparisonNote note = ComparisonNote::none;
};

/// Compares place by place, by the conditional test: given the events of both together, those of the first are binomial
/// with its share of the people, if the rates are equal.
///
/// The interval is that of Clopper and Pearson, carried over to the ratio: it holds the ratio at least as often as it
/// claims. Many comparisons find some by chance: see the false discovery rate.
///
/// @param first   Whole counts from 0 to 1e9, NaN where withheld; populations at least 0, NaN where unknown.
/// @param second  The same, as many.
/// @throws InvalidArgument  for arguments outside these ranges (naming the position) or of different lengths.
///
/// Cost a few microseconds a place, times (2 rounding_band + 1)².
/// Method: Przyborowski and Wilenski (1940), Biometrika 31, pages 313-323; Clopper and Pearson (1934), Biometrika 26,
/// pages 404-413; for rules of two sides Fay (2010), Biostatistics 11, pages 373-374.
[[nodiscard]] std::vector<RateComparison> compare_rates(const EventsAndPeople& first, const EventsAndPeople& second,
                                                        const CompareRatesOptions& options = {});

}  // namespace libprofile::risk
