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

Limit solve(LinearProgram& program, const AuditBlock& block, const CellPlace& place, Direction direction,
            const Deadline& deadline) {
  const std::vector<std::uint32_t> unknowns = block.unknowns_of(place);
  const double left_s = deadline.left_s();
  if (left_s <= 0.0) {
    return unproved(direction);
  }
  const ProgramResult found = program.solve(unknowns, direction, left_s);
  if (found.status == ProgramStatus::infeasible) {
    throw_contradiction();
  }
  const double value = found.value + block.offset(unknowns);
  return {direction == Direction::least ? std::max(0.0, value) : value, found.status != ProgramStatus::out_of_time};
}

}  // namespace

void throw_contradiction() {
  require(false, "shown", std::string_view("contradictory"), "such that some table of whole numbers fits all of it");
  std::abort();
}

Limits solve_cell(LinearProgram& program, const AuditBlock& block, const CellPlace& place, const Deadline& deadline) {
  const Limit least = solve(program, block, place, Direction::least, deadline);
  const Limit most = solve(program, block, place, Direction::most, deadline);
  return {least.value, most.value, least.is_proved && most.is_proved};
}

bool can_be_met(const AuditedTree& audited, std::size_t level, std::size_t node, const Deadline& deadline) {
  const AuditBlock block(audited, level, node, 1);
  LinearProgram program(block.knowledge);
  const double left_s = deadline.left_s();
  return left_s > 0.0 && program.solve({}, Direction::least, left_s).status == ProgramStatus::optimal;
}

}  // namespace libprofile::disclosure::detail
