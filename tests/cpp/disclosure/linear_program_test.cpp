// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/detail/linear_program.hpp"

#include <limits>
#include <vector>

#include <catch2/catch.hpp>

using namespace libprofile::disclosure::detail;

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kEnough_s = 10.0;

Knowledge counts(std::size_t n) {
  return {std::vector<double>(n, 0.0), std::vector<double>(n, kInfinity), {}};
}

}  // namespace

TEST_CASE("a sum and one of its two parts give the other", "[disclosure][hand]") {
  Knowledge knowledge = counts(2);
  knowledge.sums = {{{0, 1}, 9, 9}, {{0}, 7, 7}};
  LinearProgram program(knowledge);
  const std::vector<std::uint32_t> second{1};
  const std::vector<std::uint32_t> both{0, 1};
  CHECK(program.solve(second, Direction::least, kEnough_s).value == 2);
  CHECK(program.solve(second, Direction::most, kEnough_s).value == 2);
  CHECK(program.solve(both, Direction::most, kEnough_s).value == 9);
  CHECK(program.solve({}, Direction::least, kEnough_s).solution == std::vector<double>{7, 2});
}

TEST_CASE("what nothing limits has no limit", "[disclosure][edges]") {
  LinearProgram program(counts(1));
  const std::vector<std::uint32_t> first{0};
  CHECK(program.solve(first, Direction::least, kEnough_s).value == 0);
  const auto most = program.solve(first, Direction::most, kEnough_s);
  CHECK(most.status == ProgramStatus::unbounded);
  CHECK(most.value == kInfinity);
}

TEST_CASE("three sums of pairs that are odd together leave no whole numbers in between", "[disclosure][hand]") {
  // Each pair at most 1: as fractions all three could be a half, and their sum 1.5; as whole numbers it is at most 1.
  Knowledge knowledge = counts(3);
  knowledge.sums = {{{0, 1}, 0, 1}, {{1, 2}, 0, 1}, {{0, 2}, 0, 1}};
  LinearProgram program(knowledge);
  const std::vector<std::uint32_t> all{0, 1, 2};
  CHECK(program.solve(all, Direction::most, kEnough_s).value == 1);
}

TEST_CASE("knowledge that nothing fits is said to fit nothing", "[disclosure][edges]") {
  Knowledge knowledge = counts(2);
  knowledge.sums = {{{0, 1}, 3, 3}, {{0}, 4, 4}};
  LinearProgram program(knowledge);
  CHECK(program.solve({}, Direction::least, kEnough_s).status == ProgramStatus::infeasible);
}

TEST_CASE("the sums that hold a limit are named, the others are not", "[disclosure][hand]") {
  Knowledge knowledge = counts(3);
  knowledge.sums = {{{0, 1}, 9, 9}, {{0}, 7, 7}, {{2}, 5, 5}};
  LinearProgram program(knowledge);
  static_cast<void>(program.solve(std::vector<std::uint32_t>{1}, Direction::most, kEnough_s));
  CHECK(program.binding_sums() == std::vector<std::uint32_t>{0, 1});
}
