// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/attacker.hpp"

#include <limits>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"

using namespace libprofile;
using disclosure::attack;
using disclosure::Knowledge;
using disclosure::SumBounds;

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

Knowledge counts(std::size_t n) {
  return {std::vector<double>(n, 0.0), std::vector<double>(n, kInfinity), {}};
}

}  // namespace

TEST_CASE("a sum and one of its two parts give the other", "[disclosure][hand]") {
  Knowledge knowledge = counts(2);
  knowledge.sums = {{{0, 1}, 9, 9}, {{0}, 7, 7}};
  const auto found = attack(knowledge, std::vector<std::vector<std::uint32_t>>{{1}, {0, 1}, {}});
  CHECK(found == std::vector<SumBounds>{{2, 2, true}, {9, 9, true}, {0, 0, true}});
}

TEST_CASE("what nothing limits has no limit", "[disclosure][edges]") {
  const auto found = attack(counts(1), std::vector<std::vector<std::uint32_t>>{{0}});
  CHECK(found == std::vector<SumBounds>{{0, kInfinity, true}});
  CHECK(attack(counts(0), {}).empty());
}

TEST_CASE("three sums of pairs that are odd together leave no whole numbers in between", "[disclosure][hand]") {
  // Each pair at most 1: as fractions all three could be a half, and their sum 1.5; as whole numbers it is at most 1.
  Knowledge knowledge = counts(3);
  knowledge.sums = {{{0, 1}, 0, 1}, {{1, 2}, 0, 1}, {{0, 2}, 0, 1}};
  const auto found = attack(knowledge, std::vector<std::vector<std::uint32_t>>{{0, 1, 2}});
  CHECK(found == std::vector<SumBounds>{{0, 1, true}});
}

TEST_CASE("knowledge that nothing fits is refused", "[disclosure][edges]") {
  Knowledge knowledge = counts(2);
  knowledge.sums = {{{0, 1}, 3, 3}, {{0}, 4, 4}};
  CHECK_THROWS_AS(attack(knowledge, std::vector<std::vector<std::uint32_t>>{{1}}), InvalidArgument);
}

TEST_CASE("knowledge that is no knowledge is refused", "[disclosure][edges]") {
  const std::vector<std::vector<std::uint32_t>> first{{0}};
  Knowledge knowledge = counts(1);
  knowledge.sums = {{{1}, 0, 1}};
  CHECK_THROWS_AS(attack(knowledge, first), InvalidArgument);
  knowledge.sums = {{{0}, 2, 1}};
  CHECK_THROWS_AS(attack(knowledge, first), InvalidArgument);
  knowledge.sums.clear();
  knowledge.most.clear();
  CHECK_THROWS_AS(attack(knowledge, first), InvalidArgument);
  CHECK_THROWS_AS(attack(counts(1), first, {.time_limit_s = 0.0}), InvalidArgument);
}
