// SPDX-License-Identifier: MIT
/// @file
/// The attacker's limits of one cell, by linear programs, as long as time is left.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "libprofile/disclosure/detail/audit_block.hpp"
#include "libprofile/disclosure/detail/linear_program.hpp"

namespace libprofile::disclosure::detail {

/// A moment on the wall clock by which everything has to be done.
class Deadline {
 public:
  explicit Deadline(double seconds)
      : end_(std::chrono::steady_clock::now() +
             std::chrono::duration_cast<std::chrono::steady_clock::duration>(std::chrono::duration<double>(seconds))) {}
  [[nodiscard]] double left_s() const {
    return std::chrono::duration<double>(end_ - std::chrono::steady_clock::now()).count();
  }

 private:
  std::chrono::steady_clock::time_point end_;
};

/// What a cell can be, at least and at most; not proved where time ran out.
struct Limits {
  double least = 0.0;
  double most = std::numeric_limits<double>::infinity();
  bool is_proved = true;
};

/// Throws `InvalidArgument`: no table of whole numbers fits what is shown.
[[noreturn]] void throw_contradiction();

/// The limits of the sum of some unknowns of which `offset` is known, where counts are looked for.
///
/// @throws InvalidArgument  where nothing fits the program.
[[nodiscard]] Limits solve_sum(LinearProgram& program, const std::vector<std::uint32_t>& unknowns, double offset,
                               const Deadline& deadline);

}  // namespace libprofile::disclosure::detail
