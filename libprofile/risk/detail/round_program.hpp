// SPDX-License-Identifier: MIT
/// @file
/// Which rounds to drive: the best choice of sets, with a bound that no choice exceeds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "libprofile/risk/detail/rounds.hpp"

namespace libprofile::risk::detail {

/// Visits to these areas, in any band, must come to `least`; each that is missing costs `penalty`.
struct LeastVisits {
  std::vector<bool> counts;
  double least = 0.0;
  double penalty = 1.0;
};

struct RoundProgram {
  const Rounds* rounds = nullptr;
  std::size_t areas = 0;
  std::size_t teams = 0;
  /// Hours that a round may last in each band.
  std::vector<double> band_hours;
  /// Of a visit: `value[area * bands + band]`, at least 0.
  std::vector<double> value;
  std::vector<LeastVisits> least_visits;
};

struct ChosenRound {
  std::size_t set = 0;
  std::size_t band = 0;
};

struct RoundChoice {
  /// At most one a team, by band, then set.
  std::vector<ChosenRound> chosen;
  /// Values of the visits less the penalties.
  double value = 0.0;
  /// No choice has a higher one.
  double bound = 0.0;
};

/// The best choice of rounds, each area at most once in each band.
///
/// The linear program over all rounds is solved by adding those that improve it until none does. A round whose reduced
/// cost is further below 0 than the best choice found lies below the bound can be in no better choice; branching over
/// the others therefore gives the optimum. Single thread, limited by nodes and never by time: the same on every run.
[[nodiscard]] RoundChoice choose_rounds(const RoundProgram& program, std::size_t most_nodes);

}  // namespace libprofile::risk::detail
