// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/detail/cell_limits.hpp"

#include <algorithm>
#include <cstdlib>
#include <string_view>

#include "libprofile/core/error.hpp"

namespace libprofile::disclosure::detail {
namespace {

struct Limit {
  double value;
  bool is_proved;
};

/// What limits a cell where no program says more.
Limit unproved(Direction direction) {
  return {direction == Direction::least ? 0.0 : std::numeric_limits<double>::infinity(), false};
}

Limit solve(LinearProgram& program, const std::vector<std::uint32_t>& unknowns, double offset, Direction direction,
            const Deadline& deadline) {
  const double left_s = deadline.left_s();
  if (left_s <= 0.0) {
    return unproved(direction);
  }
  const ProgramResult found = program.solve(unknowns, direction, left_s);
  if (found.status == ProgramStatus::infeasible) {
    throw_contradiction();
  }
  const double value = found.value + offset;
  return {direction == Direction::least ? std::max(0.0, value) : value, found.status != ProgramStatus::out_of_time};
}

}  // namespace

void throw_contradiction() {
  require(false, "shown", std::string_view("contradictory"), "such that some table of whole numbers fits all of it");
  std::abort();
}

Limits solve_sum(LinearProgram& program, const std::vector<std::uint32_t>& unknowns, double offset,
                 const Deadline& deadline) {
  const Limit least = solve(program, unknowns, offset, Direction::least, deadline);
  const Limit most = solve(program, unknowns, offset, Direction::most, deadline);
  return {least.value, most.value, least.is_proved && most.is_proved};
}

}  // namespace libprofile::disclosure::detail
