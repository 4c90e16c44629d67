// SPDX-License-Identifier: MIT
/// @file
/// Whether incidents happen while something holds more often than the share of time that it holds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace libprofile::risk {

enum class CrossoverMethod { exact, score };

struct CaseCrossoverOptions {
  /// Of the interval, in (0, 1).
  double level = 0.95;
  /// Up to so many events that tell something the interval and p are exact; above, those of the score test. 0 to 5,000.
  std::size_t exact_up_to = 1000;
};

/// Throws `InvalidArgument` unless every field is inside its documented range.
void validate(const CaseCrossoverOptions& options);

struct CaseCrossover {
  /// Events of places that it sometimes holds at and sometimes not. The others say nothing and are left out.
  std::size_t events = 0;
  /// Those that happened while it held, and how many would have if it made no difference.
  std::size_t exposed = 0;
  double expected = 0.0;
  /// How many times the odds of an event are while it holds, for the same place. Infinite where every event happened
  /// while it held; NaN without an event.
  double odds_ratio = 0.0;
  /// 0 and infinity without an event.
  double lower = 0.0;
  double upper = 0.0;
  /// Twice the smaller tail where it makes no difference, at most 1. 1 without an event.
  double p = 1.0;
  CrossoverMethod method = CrossoverMethod::exact;
};

/// Conditional odds ratio of a case-crossover comparison: each event against all times of its own place.
///
/// Given that an event happened, it happened while exposed with probability ψ s / (ψ s + 1 - s), where s is the share
/// of the place's time that is exposed. The estimate is the ψ at which as many are expected to be exposed as were. The
/// exact interval holds every ψ of which neither tail of the number exposed is below half of 1 - `level`; that number
/// is a sum of independent trials of different probabilities.
///
/// @param exposed  Not 0 where the event happened while exposed.
/// @param share    Of its place's time that is exposed, in [0, 1]. Events with 0 or 1 are left out.
/// @throws InvalidArgument  for a share outside [0, 1], naming its position, arguments of different lengths, or an
///   option outside its range.
///
/// Time O(min(events, exact_up_to)²) for each of some hundred steps. Method: Maclure (1991), Am. J. Epidemiol. 133,
/// pages 144-153, with all times of the place as controls; Cox (1970), Analysis of Binary Data, for the
/// tails.
[[nodiscard]] CaseCrossover case_crossover(std::span<const std::uint8_t> exposed, std::span<const double> share,
                                           const CaseCrossoverOptions& options = {});

}  // namespace libprofile::risk
