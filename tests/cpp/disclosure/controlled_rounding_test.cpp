// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/controlled_rounding.hpp"

#include <algorithm>
#include <numeric>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"

#include "support/rounding_by_definition.hpp"

using namespace libprofile;
using disclosure::ColumnMargin;
using disclosure::controlled_rounding;
using disclosure::RoundingTable;
using testing::test_key;

namespace {

RoundingTable small_table(std::vector<std::int64_t> counts, std::size_t rows, std::size_t columns) {
  RoundingTable table = testing::random_table(1, rows, columns, 1, 1);
  table.counts = std::move(counts);
  return table;
}

/// The same table with rows, columns and group numbers in another order.
RoundingTable shuffled(const RoundingTable& table) {
  RoundingTable other = table;
  std::reverse(other.rows.begin(), other.rows.end());
  std::rotate(other.columns.begin(), other.columns.begin() + 1, other.columns.end());
  const std::size_t rows = table.rows.size();
  const std::size_t columns = table.columns.size();
  for (std::size_t r = 0; r < rows; ++r) {
    for (std::size_t c = 0; c < columns; ++c) {
      other.counts[r * columns + c] = table.counts[(rows - 1 - r) * columns + (c + 1) % columns];
    }
  }
  for (auto& level : other.levels) {
    std::reverse(level.group_of_row.begin(), level.group_of_row.end());
    for (auto& group : level.group_of_row) {
      group = static_cast<std::uint32_t>(level.groups - 1 - group);
    }
  }
  return other;
}

}  // namespace

TEST_CASE("a table whose every cell and margin is a multiple of the base stays as it is", "[disclosure][hand]") {
  const auto table = small_table({5, 10, 0, 15}, 2, 2);
  const auto rounded = controlled_rounding(table, 5, test_key());
  CHECK(rounded.deviation == 0);
  CHECK(rounded.levels == testing::Sums{{5, 10, 15, 0, 15, 15}, {5, 25, 30}});
}

TEST_CASE("one column of 1, 1 and 3 rounds to 0, 0 and 5 and its total of 5 stays", "[disclosure][hand]") {
  auto table = small_table({1, 1, 3}, 3, 1);
  table.margin = ColumnMargin::none;
  const auto rounded = controlled_rounding(table, 5, test_key());
  CHECK(rounded.levels == testing::Sums{{0, 0, 5}, {5}});
  CHECK(rounded.deviation == 4);
}

TEST_CASE("a total that is a multiple of the base forces one of five ones up", "[disclosure][hand]") {
  auto table = small_table({1, 1, 1, 1, 1}, 5, 1);
  table.margin = ColumnMargin::none;
  const auto rounded = controlled_rounding(table, 5, test_key());
  CHECK(std::count(rounded.levels[0].begin(), rounded.levels[0].end(), 5) == 1);
  CHECK(rounded.levels[1] == std::vector<std::int64_t>{5});
}

TEST_CASE("a base of 1 gives the table and its sums", "[disclosure][edges]") {
  const auto table = testing::random_table(3, 7, 3, 2, 40);
  const auto rounded = controlled_rounding(table, 1, test_key());
  CHECK(rounded.levels == testing::all_sums(table, table.counts));
  CHECK(rounded.deviation == 0);
}

TEST_CASE("tables without rows, without columns, and of one cell are rounded", "[disclosure][edges]") {
  CHECK(controlled_rounding(small_table({}, 0, 2), 5, test_key()).levels == testing::Sums{{}, {0, 0, 0}});
  CHECK(controlled_rounding(small_table({}, 2, 0), 5, test_key()).levels == testing::Sums{{0, 0}, {0}});
  CHECK(controlled_rounding(small_table({3}, 1, 1), 5, test_key()).levels == testing::Sums{{5, 5}, {5, 5}});
}

TEST_CASE("a table that breaks its contract is refused", "[disclosure][edges]") {
  const auto good = testing::random_table(1, 4, 2, 2, 9);
  const auto refused = [&](auto change, std::int64_t base = 5) {
    RoundingTable table = good;
    change(table);
    CHECK_THROWS_AS(controlled_rounding(table, base, test_key()), InvalidArgument);
  };
  refused([](RoundingTable& t) { t.rows[1] = t.rows[0]; });
  refused([](RoundingTable& t) { t.columns[1] = t.columns[0]; });
  refused([](RoundingTable& t) { t.counts[0] = -1; });
  refused([](RoundingTable& t) { t.counts.pop_back(); });
  refused([](RoundingTable& t) { t.levels[0].group_of_row.pop_back(); });
  refused([](RoundingTable& t) { t.levels[0].group_of_row[0] = 9; });
  refused([](RoundingTable&) {}, 0);
  refused([](RoundingTable&) {}, std::int64_t{1} << 21U);
  refused([](RoundingTable& t) { t.levels.push_back({2, {0, 0, 1, 1}}); });
  refused([](RoundingTable& t) { t.pins.push_back({9, 0, 5}); });
  refused([](RoundingTable& t) { t.pins.push_back({0, 9, 5}); });
}

TEST_CASE("no valid rounding deviates less than the network's", "[disclosure][oracle]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const auto base = GENERATE(std::int64_t{3}, std::int64_t{5}, std::int64_t{10});
  for (std::uint32_t draw = 0; draw < 12; ++draw) {
    auto table = testing::random_table(100 * seed + draw, 4, 3, 2, 12);
    table.margin = draw % 3 == 0 ? ColumnMargin::none : ColumnMargin::sum;
    const auto rounded = controlled_rounding(table, base, test_key());
    REQUIRE(testing::is_valid_rounding(table, rounded.levels, base));
    CHECK(rounded.deviation == testing::least_deviation_by_definition(table, base));
    CHECK(rounded.deviation == testing::deviation(rounded.levels, testing::all_sums(table, table.counts)));
  }
}

TEST_CASE("every cell and margin of a large table is rounded to a neighbouring multiple and adds up",
          "[disclosure][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  auto table = testing::random_table(seed, 300, 6, 12, 30);
  RoundingTable::Level upper{3, {}};
  for (const auto group : table.levels[0].group_of_row) {
    upper.group_of_row.push_back(group / 4);
  }
  table.levels.push_back(upper);
  CHECK(testing::is_valid_rounding(table, controlled_rounding(table, 5, test_key()).levels, 5));
}

TEST_CASE("the order of rows, columns and groups does not change any cell", "[disclosure][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const auto table = testing::random_table(seed, 60, 4, 5, 6);
  const auto other = shuffled(table);
  const auto a = controlled_rounding(table, 5, test_key()).levels[0];
  const auto b = controlled_rounding(other, 5, test_key()).levels[0];
  for (std::size_t r = 0; r < 60; ++r) {
    for (std::size_t c = 0; c < 4; ++c) {
      REQUIRE(b[r * 5 + c] == a[(59 - r) * 5 + (c + 1) % 4]);
    }
  }
}

TEST_CASE("ties follow the key, the name of the table and nothing else", "[disclosure][property]") {
  auto table = small_table(std::vector<std::int64_t>(40, 1), 40, 1);
  table.margin = ColumnMargin::none;
  const auto once = controlled_rounding(table, 5, test_key());
  CHECK(controlled_rounding(table, 5, test_key()).levels == once.levels);
  const auto other_key = controlled_rounding(table, 5, test_key(8));
  CHECK(other_key.levels != once.levels);
  CHECK(other_key.deviation == once.deviation);
  table.name = "another";
  CHECK(controlled_rounding(table, 5, test_key()).levels != once.levels);
}

TEST_CASE("adding a multiple of the base to a cell moves it and its margins by as much", "[disclosure][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  // Multiples of 5 plus 1 or 4 leave no ties that the value, part of the keyed weight, could break in another way.
  auto table = testing::random_table(seed, 1, 1, 1, 3);
  const auto before = controlled_rounding(table, 5, test_key());
  table.counts[0] += 50;
  const auto after = controlled_rounding(table, 5, test_key());
  CHECK(after.deviation == before.deviation);
  CHECK(after.levels[1][0] == before.levels[1][0] + 50);
}

TEST_CASE("pinned cells come out as pinned, and the rest still adds up", "[disclosure][property]") {
  auto table = small_table({3, 4, 1, 2, 2}, 5, 1);
  table.margin = ColumnMargin::none;
  const auto total = GENERATE(std::int64_t{10}, std::int64_t{15});
  table.pins = {{5, 0, total}};
  const auto rounded = controlled_rounding(table, 5, test_key());
  CHECK(rounded.levels[1][0] == total);
  CHECK(testing::is_valid_rounding(table, rounded.levels, 5));
  table.pins = {{2, 0, 5}};
  CHECK(controlled_rounding(table, 5, test_key()).levels[0][2] == 5);
}

TEST_CASE("a pinned value that is no rounding of its cell, or contradicts another, is refused", "[disclosure][edges]") {
  auto table = small_table({1, 1}, 2, 1);
  table.margin = ColumnMargin::none;
  table.pins = {{0, 0, 10}};
  CHECK_THROWS_AS(controlled_rounding(table, 5, test_key()), InvalidArgument);
  table.pins = {{0, 0, 3}};
  CHECK_THROWS_AS(controlled_rounding(table, 5, test_key()), InvalidArgument);
  table.pins = {{0, 0, 5}, {1, 0, 5}, {2, 0, 0}};
  CHECK_THROWS_WITH(controlled_rounding(table, 5, test_key()), Catch::Contains("pinned values"));
}

TEST_CASE("the least deviation is that of a mixed-integer program solved by HiGHS", "[disclosure][golden]") {
  // scipy.optimize.milp (SciPy 1.17.1, HiGHS, MIT licence) on the same objective and constraints, written out cell by
  // cell.
  RoundingTable table = testing::random_table(1, 24, 6, 4, 1);
  for (std::size_t i = 0; i < 24; ++i) {
    for (std::size_t j = 0; j < 6; ++j) {
      table.counts[i * 6 + j] = static_cast<std::int64_t>((7 * i + 3 * j + i * j) % 13);
    }
  }
  CHECK(controlled_rounding(table, 5, test_key()).deviation == 262);
  CHECK(controlled_rounding(table, 10, test_key()).deviation == 480);
  table = testing::random_table(1, 40, 8, 5, 1);
  for (std::size_t i = 0; i < 40; ++i) {
    for (std::size_t j = 0; j < 8; ++j) {
      table.counts[i * 8 + j] = static_cast<std::int64_t>((i * i + 5 * j + i * j * j) % 17);
    }
  }
  CHECK(controlled_rounding(table, 5, test_key()).deviation == 496);
}
