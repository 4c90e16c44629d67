// SPDX-License-Identifier: MIT
/// @file
/// What somebody who knows some sums of unknown counts can work out about each of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace libprofile::disclosure {

/// A sum of unknown counts that lies between two known numbers.
struct KnownSum {
  /// Numbers of the unknowns, each at most once.
  std::vector<std::uint32_t> unknowns;
  /// Both included; infinite where nothing is known. `least` at most `most`.
  double least;
  double most;
};

/// Everything known of some unknown whole numbers.
struct Knowledge {
  /// Of each unknown alone; both included, infinite where nothing is known.
  std::vector<double> least;
  std::vector<double> most;
  std::vector<KnownSum> sums;

  [[nodiscard]] std::size_t unknowns() const { return least.size(); }
};

/// What can be worked out about one sum of unknowns.
struct SumBounds {
  /// No whole numbers that fit the knowledge give less, or more; infinite where nothing limits them.
  double least;
  double most;
  /// False where the time limit came first: then the true limits lie between `least` and `most`.
  bool is_exact;

  friend bool operator==(const SumBounds&, const SumBounds&) = default;
};

struct AttackOptions {
  /// For each wanted sum, in seconds of wall time. Above 0.
  double time_limit_s = 60.0;
};

/// Throws `InvalidArgument` unless every field is inside its documented range.
void validate(const AttackOptions& options);

/// The least and the most that each wanted sum can be, over all whole numbers that fit the knowledge.
///
/// Each bound is a linear program; where its solution is not in whole numbers, branching on those that are not makes it
/// so. For the sums of a tree × categories the linear program is enough: its matrix is totally unimodular.
///
/// @param wanted  Numbers of the unknowns of each sum. Empty sums are 0.
/// @returns One entry for each wanted sum, in order.
/// @throws InvalidArgument  where lengths differ, a number is out of range, a least is above its most, or no whole
///   numbers fit all that is said to be known.
///
/// Time grows with unknowns and sums as linear programs do; each after the first starts from the last one's solution.
/// Method: Cox (1980), JASA 75, pages 377-385; Fischetti and Salazar (2000), JASA 95, pages 916-928.
[[nodiscard]] std::vector<SumBounds> attack(const Knowledge& knowledge,
                                            std::span<const std::vector<std::uint32_t>> wanted,
                                            const AttackOptions& options = {});

}  // namespace libprofile::disclosure
