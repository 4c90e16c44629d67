// SPDX-License-Identifier: MIT
/// @file
/// Programs of rounds for one set of areas: the same rounds under other rules.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "libprofile/risk/detail/round_program.hpp"
#include "libprofile/risk/detail/rounds.hpp"
#include "libprofile/risk/outreach_plan.hpp"

namespace libprofile::risk::detail {

/// Keeps references to what it is given.
class Planner {
 public:
  /// @param ways  From `shortest_ways`.
  Planner(const PlanAreas& given, const PlanOptions& options, std::span<const double> ways);

  [[nodiscard]] const Rounds& rounds() const { return rounds_; }
  [[nodiscard]] std::size_t visits_a_round() const;

  /// A row for each district that has a floor.
  [[nodiscard]] std::vector<LeastVisits> floors() const;
  [[nodiscard]] LeastVisits reserve(std::size_t visits) const;

  /// Visits that the reserved share asks for.
  [[nodiscard]] std::size_t reserved_target() const;
  /// How many of `target` visits to areas in reserve floors and ways leave.
  [[nodiscard]] std::size_t reachable(const std::vector<LeastVisits>& floors, std::size_t target) const;

  /// Visits short of what rows ask for, together. The first `hard` rows hold whatever it costs.
  [[nodiscard]] double shortfall(std::vector<LeastVisits> rows, std::size_t hard) const;

  /// The most harm where all rows hold, which they must be able to; none where nodes do not suffice to find any.
  [[nodiscard]] std::optional<RoundChoice> best(std::vector<LeastVisits> rows) const;

  /// Refuses `most_nodes` where nothing was found.
  void require_found(bool is_found) const;

  [[nodiscard]] double harm_of(const RoundChoice& choice) const;

 private:
  [[nodiscard]] RoundChoice choose(const std::vector<double>& value, std::vector<LeastVisits> rows) const;

  const PlanAreas& given_;
  const PlanOptions& options_;
  std::size_t count_;
  std::vector<double> band_hours_;
  double longest_h_;
  double greatest_;
  Rounds rounds_;
};

}  // namespace libprofile::risk::detail
