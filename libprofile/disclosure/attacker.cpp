// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/attacker.hpp"

#include <cmath>
#include <limits>
#include <string>

#include "libprofile/core/error.hpp"
#include "libprofile/disclosure/detail/linear_program.hpp"

namespace libprofile::disclosure {
namespace {

using detail::Direction;
using detail::ProgramStatus;

void require_limits(const std::string& name, double least, double most) {
  require(least <= most, name, least, "at most the most that it is said to be");
}

void require_consistent(const Knowledge& knowledge) {
  require(knowledge.most.size() == knowledge.least.size(), "most.size()", knowledge.most.size(), "that of least");
  for (std::size_t i = 0; i < knowledge.unknowns(); ++i) {
    require_limits("least[" + std::to_string(i) + "]", knowledge.least[i], knowledge.most[i]);
  }
  for (std::size_t s = 0; s < knowledge.sums.size(); ++s) {
    const std::string name = "sums[" + std::to_string(s) + "]";
    require_limits(name + ".least", knowledge.sums[s].least, knowledge.sums[s].most);
    for (const std::uint32_t unknown : knowledge.sums[s].unknowns) {
      require(unknown < knowledge.unknowns(), name + ".unknowns", std::int64_t{unknown}, "the number of an unknown");
    }
  }
}

/// One bound; `is_exact` turns false where time ran out.
double bound(detail::LinearProgram& program, const std::vector<std::uint32_t>& sum, Direction direction,
             double time_limit_s, bool& is_exact) {
  const auto result = program.solve(sum, direction, time_limit_s);
  require(result.status != ProgramStatus::infeasible, "knowledge", std::string_view("contradictory"),
          "such that some whole numbers fit all of it");
  is_exact = is_exact && result.status != ProgramStatus::out_of_time;
  return result.value;
}

}  // namespace

void validate(const AttackOptions& options) {
  require(options.time_limit_s > 0.0 && std::isfinite(options.time_limit_s), "time_limit_s", options.time_limit_s,
          "finite and above 0");
}

std::vector<SumBounds> attack(const Knowledge& knowledge, std::span<const std::vector<std::uint32_t>> wanted,
                              const AttackOptions& options) {
  validate(options);
  require_consistent(knowledge);
  detail::LinearProgram program(knowledge);
  std::vector<SumBounds> bounds;
  bounds.reserve(wanted.size());
  for (const std::vector<std::uint32_t>& sum : wanted) {
    SumBounds found{0.0, 0.0, true};
    found.least = bound(program, sum, Direction::least, options.time_limit_s, found.is_exact);
    found.most = bound(program, sum, Direction::most, options.time_limit_s, found.is_exact);
    bounds.push_back(found);
  }
  return bounds;
}

}  // namespace libprofile::disclosure
