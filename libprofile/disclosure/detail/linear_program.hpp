// SPDX-License-Identifier: MIT
/// @file
/// One system of linear constraints on whole numbers, minimised over and over with other objectives.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "libprofile/disclosure/detail/knowledge.hpp"

namespace libprofile::disclosure::detail {

enum class ProgramStatus { optimal, infeasible, unbounded, out_of_time };

struct ProgramResult {
  ProgramStatus status;
  /// Of the objective; with `out_of_time` no solution is better than this, and none may reach it.
  double value;
  /// Of each unknown; with `optimal` only.
  std::vector<double> solution;
};

enum class Direction { least, most };

/// A system that keeps its factorisation between solves. Not for use by two threads at once.
///
/// Each solve is a linear program; where its solution is not in whole numbers, branching on those that are not makes it
/// so. For the sums of a tree × categories the linear program is enough: its matrix is totally unimodular.
class LinearProgram {
 public:
  explicit LinearProgram(const Knowledge& knowledge);
  ~LinearProgram();
  LinearProgram(const LinearProgram&) = delete;
  LinearProgram& operator=(const LinearProgram&) = delete;

  /// The best whole-number solution for the sum of some unknowns; of an empty sum, any.
  [[nodiscard]] ProgramResult solve(std::span<const std::uint32_t> sum, Direction direction, double time_limit_s);

  /// Of the last linear program that was solved: which sums' limits hold the objective where it is.
  [[nodiscard]] std::vector<std::uint32_t> binding_sums() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace libprofile::disclosure::detail
