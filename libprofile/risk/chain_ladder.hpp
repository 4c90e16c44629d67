// SPDX-License-Identifier: MIT
/// @file
/// How much of each month has been recorded so far, from how earlier months filled up.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "libprofile/risk/interval.hpp"

namespace libprofile::risk {

/// What the spread of months about the factors is taken to be.
enum class LadderVariance : std::uint8_t {
  /// As it was seen, and never less than that of Poisson counts with one event more than were seen.
  at_least_poisson,
  /// As it was seen: for amounts, which are no counts.
  as_seen,
};

struct ChainLadderOptions {
  LadderVariance variance = LadderVariance::at_least_poisson;
  /// Of the intervals, in (0, 1).
  double level = 0.95;
};

/// Throws `InvalidArgument` unless every field is inside its documented range.
void validate(const ChainLadderOptions& options);

/// One month of incidents.
struct LadderMonth {
  /// Recorded so far, and in the end; the second is NaN where nothing is recorded yet or nothing can be said.
  double observed = 0.0;
  double expected = 0.0;
  double standard_error = 0.0;
  /// Share of the month that has been recorded by its age, in [0, 1]; NaN where nothing is recorded of any.
  double completeness = 0.0;
  /// NaN where nothing is recorded yet, or no month has shown what comes later.
  Interval interval;
};

struct ChainLadder {
  /// By how much a month grows from each lag to the next, and the variance of that for one event.
  std::vector<double> factor;
  std::vector<double> variance;
  /// Share recorded at each lag or before it, corrected for what is not recorded yet; 1 at the last.
  std::vector<double> share;
  std::vector<LadderMonth> months;
};

/// The reverse-time hazard of lags, known to insurers as chain ladder.
///
/// The factor from lag j to j + 1 is the sum of events up to j + 1 over that up to j, of the months for which both have
/// been seen; the share recorded by lag j is 1 over the product of the factors from j on: that of the reverse-time
/// hazards of Lawless, which for right-truncated lags is the maximum likelihood. The last lag seen counts as complete.
///
/// @param counts  Events of month i recorded at lag j, row by row; finite, at least 0. Of month i lags 0 to
///   months - 1 - i have been seen; what stands at later ones is not looked at.
/// @param months  Number of rows, at least 3 and at most 10,000.
/// @param lags    Number of columns, 2 to `months`.
/// @throws InvalidArgument  for a number outside its range, naming the position of a count.
///
/// Time O(months × lags). Method: Brookmeyer and Damiano (1989), Stat. Med. 8, pages 23-34; Lawless (1994), Can. J.
/// Stat. 22, pages 15-31; standard errors of Mack (1993), ASTIN Bulletin 23, pages 213-225, log-normal limits as there.
[[nodiscard]] ChainLadder chain_ladder(std::span<const double> counts, std::size_t months, std::size_t lags,
                                       const ChainLadderOptions& options = {});

}  // namespace libprofile::risk
