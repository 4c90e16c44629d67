// SPDX-License-Identifier: MIT
/// @file
/// A11: thirty episodes of one child are one child.
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/disclosure/protect.hpp"

#include "support/rounding_by_definition.hpp"

using namespace libprofile;
using disclosure::Policy;

namespace {

struct Episode {
  std::string unit;
  std::string child;
};

/// One child with 30 episodes in one unit, and a few children elsewhere.
std::vector<Episode> episodes() {
  std::vector<Episode> all(30, {"u1", "t1"});
  for (const char* child : {"t2", "t3", "t4", "t5", "t6", "t7", "t8"}) {
    all.push_back({"u2", child});
  }
  return all;
}

geography::CountTable table_of(std::int64_t u1, std::int64_t u2) {
  geography::CountTable table;
  table.units = {"u1", "u2", "u3"};
  table.categories = {"missing"};
  table.counts = {u1, u2, 0};
  return table;
}

geography::CountTable count_children() {
  std::set<std::pair<std::string, std::string>> seen;
  for (const Episode& episode : episodes()) {
    seen.insert({episode.unit, episode.child});
  }
  std::int64_t u1 = 0;
  for (const auto& [unit, child] : seen) {
    u1 += unit == "u1" ? 1 : 0;
  }
  return table_of(u1, static_cast<std::int64_t>(seen.size()) - u1);
}

}  // namespace

TEST_CASE("A11: one child with thirty episodes is not seen", "[disclosure][attack]") {
  const auto table = disclosure::protect(count_children(), Policy(), testing::test_key());
  CHECK(*table.value().at(0, 0, 0).count <= 5);
  CHECK(table.value().at(0, 0, 0).reliability == disclosure::Reliability::low);
}

TEST_CASE("A11, positive control: records give the child away", "[disclosure][attack]") {
  const auto table = disclosure::protect(table_of(30, 7), Policy(), testing::test_key());
  CHECK(*table.value().at(0, 0, 0).count == 30);
}

TEST_CASE("A11: where records are counted, the unit that the child dominates is withheld", "[disclosure][attack]") {
  auto raw = table_of(30, 7);
  raw.largest_contribution = {30, 1, 0};
  const auto table = disclosure::protect(raw, Policy(), testing::test_key());
  CHECK_FALSE(table.value().at(0, 0, 0).count.has_value());
  CHECK_FALSE(table.value().total().count.has_value());
}
