// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/crossed_rounding.hpp"

#include <algorithm>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"

#include "support/crossed_by_definition.hpp"

using namespace libprofile;
using disclosure::crossed_rounding;
using disclosure::CrossedTable;
using disclosure::RoundingWay;
using testing::random_crossed;
using testing::side_of;
using testing::test_key;

namespace {

/// The same table with both sides, and the numbers of their groups, the other way round.
CrossedTable reversed(CrossedTable table) {
  std::reverse(table.counts.begin(), table.counts.end());
  for (disclosure::Side* side : {&table.rows, &table.columns}) {
    std::reverse(side->labels.begin(), side->labels.end());
    for (auto& level : side->levels) {
      std::reverse(level.group_of_row.begin(), level.group_of_row.end());
      for (auto& group : level.group_of_row) {
        group = static_cast<std::uint32_t>(level.groups - 1 - group);
      }
    }
  }
  return table;
}

}  // namespace

TEST_CASE("multiples of the base stay as they are on both sides", "[disclosure][hand]") {
  CrossedTable table = random_crossed(1, side_of("unit", 2, 2, 1), side_of("month", 2, 2, 1), 1);
  table.counts = {5, 10, 0, 15};
  const auto rounded = crossed_rounding(table, 5, test_key());
  CHECK(rounded.way == RoundingWay::program);
  CHECK(rounded.deviation == 0);
  CHECK(rounded.levels == testing::crossed_by_definition(table, table.counts));
  CHECK(rounded.levels[1][1] == std::vector<std::int64_t>{30});
}

TEST_CASE("a side without levels makes the table a network, whichever side it is", "[disclosure][hand]") {
  const auto flat_columns = random_crossed(3, side_of("unit", 8, 2, 2), side_of("kind", 3, 1, 0), 9);
  const auto rounded = crossed_rounding(flat_columns, 5, test_key());
  CHECK(rounded.way == RoundingWay::network);
  CHECK(testing::is_valid_crossed(flat_columns, rounded.levels, 5));
  const auto flat_rows = random_crossed(3, side_of("unit", 3, 1, 0), side_of("month", 12, 3, 2), 9);
  const auto other = crossed_rounding(flat_rows, 5, test_key());
  CHECK(other.way == RoundingWay::network);
  CHECK(testing::is_valid_crossed(flat_rows, other.levels, 5));
  for (const auto& row_level : other.levels) {
    for (const auto& level : row_level) {
      CHECK_FALSE(level.empty());
    }
  }
}

TEST_CASE("crossed tables without cells, and of one cell, are rounded", "[disclosure][edges]") {
  const auto empty = random_crossed(1, side_of("unit", 0, 2, 1), side_of("month", 3, 3, 1), 9);
  CHECK(crossed_rounding(empty, 5, test_key()).levels[2][2] == std::vector<std::int64_t>{0});
  auto one = random_crossed(1, side_of("unit", 1, 2, 2), side_of("month", 1, 3, 2), 9);
  one.counts = {3};
  CHECK(crossed_rounding(one, 5, test_key()).levels[3][3] == std::vector<std::int64_t>{5});
  const auto base_one = random_crossed(1, side_of("unit", 4, 2, 1), side_of("month", 6, 3, 1), 30);
  CHECK(crossed_rounding(base_one, 1, test_key()).levels == testing::crossed_by_definition(base_one, base_one.counts));
}

TEST_CASE("a crossed table that breaks its contract is refused", "[disclosure][edges]") {
  const auto good = random_crossed(1, side_of("unit", 4, 2, 2), side_of("month", 6, 3, 1), 9);
  const auto refused = [&](auto change, const char* words, std::int64_t base = 5) {
    CrossedTable table = good;
    change(table);
    CHECK_THROWS_WITH(crossed_rounding(table, base, test_key()), Catch::Contains(words));
  };
  refused([](CrossedTable& t) { t.counts.pop_back(); }, "counts");
  refused([](CrossedTable& t) { t.counts[3] = -1; }, "count = -1");
  refused([](CrossedTable& t) { t.counts[3] = 1'000'000'000'000; }, "at most 1000000000");
  refused([](CrossedTable& t) { t.rows.labels[1] = t.rows.labels[0]; }, "given once");
  refused([](CrossedTable& t) { t.columns.labels[1] = t.columns.labels[0]; }, "given once");
  refused([](CrossedTable& t) { t.columns.levels[0].group_of_row.pop_back(); }, "one group for each row");
  // A child with two parents.
  refused([](CrossedTable& t) { t.rows.levels[1] = {2, {0, 1, 0, 1}}; }, "nested");
  refused([](CrossedTable&) {}, "base", 0);
  CHECK_THROWS_WITH(crossed_rounding(good, 5, test_key(), {.most_branches = -1}), Catch::Contains("most_branches"));
}

TEST_CASE("no valid crossed rounding deviates less, and none exists where the columns' levels are left out",
          "[disclosure][oracle]") {
  std::size_t rounded_whole = 0;
  std::size_t left_out = 0;
  for (std::uint32_t seed = 0; seed < 3000; ++seed) {
    const std::int64_t base = seed % 3 == 0 ? 5 : 2;
    const std::size_t rows = base == 2 ? 4 : 3;
    const auto table =
        random_crossed(seed, side_of("unit", rows, 2, 1), side_of("month", rows, 2, 1 + seed % 2), base == 2 ? 3 : 9);
    const auto free = std::count_if(table.counts.begin(), table.counts.end(), [&](auto x) { return x % base != 0; });
    if (free > 8) {
      continue;
    }
    const auto rounded = crossed_rounding(table, base, test_key());
    const auto best = testing::least_crossed_deviation(table, base);
    CAPTURE(seed);
    REQUIRE(testing::is_valid_crossed(table, rounded.levels, base));
    if (best) {
      REQUIRE(rounded.way == RoundingWay::program);
      REQUIRE(rounded.deviation == *best);
      ++rounded_whole;
    } else {
      REQUIRE(rounded.way == RoundingWay::without_column_levels);
      ++left_out;
    }
  }
  CHECK(rounded_whole > 1500);
  CHECK(left_out > 20);
}

TEST_CASE("neighbourhoods to districts by months to years are rounded whole", "[disclosure][property]") {
  const auto seed = GENERATE(1U, 2U, 3U);
  const auto table = random_crossed(seed, side_of("unit", 48, 4, 2), side_of("month", 12, 3, 1), 6);
  const auto rounded = crossed_rounding(table, 5, test_key());
  CHECK(rounded.way == RoundingWay::program);
  CHECK(testing::is_valid_crossed(table, rounded.levels, 5));
  CHECK(rounded.deviation ==
        testing::crossed_deviation(rounded.levels, testing::crossed_by_definition(table, table.counts)));
}

TEST_CASE("the order of either side does not change any cell", "[disclosure][property]") {
  const auto seed = GENERATE(1U, 2U, 3U);
  const auto table = random_crossed(seed, side_of("unit", 16, 4, 1), side_of("month", 6, 3, 1), 6);
  const auto once = crossed_rounding(table, 5, test_key());
  auto other = crossed_rounding(reversed(table), 5, test_key()).levels[0][0];
  std::reverse(other.begin(), other.end());
  CHECK(other == once.levels[0][0]);
}

TEST_CASE("the key breaks ties between roundings of two hierarchies", "[disclosure][property]") {
  auto table = random_crossed(1, side_of("unit", 16, 4, 1), side_of("month", 6, 3, 1), 1);
  std::fill(table.counts.begin(), table.counts.end(), 1);
  const auto once = crossed_rounding(table, 5, test_key());
  CHECK(once.way == RoundingWay::program);
  CHECK(crossed_rounding(table, 5, test_key()).levels == once.levels);
  const auto other_key = crossed_rounding(table, 5, test_key(8));
  CHECK(other_key.levels != once.levels);
  CHECK(other_key.deviation == once.deviation);
}

TEST_CASE("beyond the limits the columns' levels are left out, and nothing else changes", "[disclosure][property]") {
  const auto table = random_crossed(5, side_of("unit", 12, 3, 1), side_of("month", 6, 3, 1), 9);
  const auto rounded = crossed_rounding(table, 5, test_key(), {.largest_program = 3});
  CHECK(rounded.way == RoundingWay::without_column_levels);
  CHECK(testing::is_valid_crossed(table, rounded.levels, 5));
  for (const auto& row_level : rounded.levels) {
    CHECK_FALSE(row_level[0].empty());
    CHECK(row_level[1].empty());
    CHECK_FALSE(row_level[2].empty());
  }
  auto flat = table;
  flat.columns.levels.clear();
  CHECK(rounded.levels[0][0] == crossed_rounding(flat, 5, test_key()).levels[0][0]);
}
