// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/protect_cross.hpp"

#include <cstdlib>
#include <random>
#include <string>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"

#include "support/rounding_by_definition.hpp"

using namespace libprofile;
using disclosure::CrossTable;
using disclosure::Policy;
using disclosure::protect_cross;
using testing::test_key;

namespace {

CrossTable random_table(unsigned seed) {
  std::mt19937 draw(seed);
  CrossTable table{.name = "persons by age and sex"};
  for (unsigned row = 0; row < 1 + seed % 5; ++row) {
    table.rows.push_back("row " + std::to_string(row));
  }
  for (unsigned column = 0; column < 1 + seed % 4; ++column) {
    table.columns.push_back("column " + std::to_string(column));
  }
  for (std::size_t i = 0; i < table.rows.size() * table.columns.size(); ++i) {
    table.counts.push_back(draw() % 3U == 0 ? 0 : draw() % 40U);
  }
  return table;
}

std::int64_t sum_of(const CrossTable& table) {
  std::int64_t sum = 0;
  for (const std::int64_t count : table.counts) {
    sum += count;
  }
  return sum;
}

}  // namespace

TEST_CASE("cells and both margins leave rounded and add up to the total that is out already", "[disclosure][hand]") {
  const CrossTable table{.name = "persons",
                         .rows = {"11-12", "13-15"},
                         .columns = {"female", "male"},
                         .counts = {12, 1, 40, 3},
                         .pinned_total = 60};
  const auto cross = protect_cross(table, Policy(), test_key()).value();
  CHECK(cross.base == 5);
  REQUIRE(cross.cells.size() == 9);
  CHECK(cross.at(1, 0).count == 40);
  CHECK(cross.at(2, 2).count == 60);
  CHECK(*cross.at(0, 0).count + *cross.at(0, 1).count == *cross.at(0, 2).count);
  CHECK(*cross.at(0, 1).count + *cross.at(1, 1).count == *cross.at(2, 1).count);
}

TEST_CASE("cross tables that break their contract are refused, empty ones have no cells", "[disclosure][edges]") {
  const auto key = test_key();
  CHECK(protect_cross({}, Policy(), key).value().cells.empty());
  CHECK_THROWS_AS(protect_cross({.rows = {"a"}, .columns = {"b"}, .counts = {}}, Policy(), key), InvalidArgument);
  CHECK_THROWS_AS(protect_cross({.rows = {"a"}, .columns = {"b"}, .counts = {-1}}, Policy(), key), InvalidArgument);
  CHECK_THROWS_AS(protect_cross({.rows = {"a", "a"}, .columns = {"b"}, .counts = {1, 2}}, Policy(), key),
                  InvalidArgument);
  CHECK_THROWS_AS(protect_cross({.rows = {"a"}, .columns = {"b"}, .counts = {7}, .pinned_total = 20}, Policy(), key),
                  InvalidArgument);
}

TEST_CASE("every cell and margin keeps within the base, and sums hold, for either rounding of the total",
          "[disclosure][property]") {
  for (unsigned seed = 1; seed <= 60; ++seed) {
    CrossTable table = random_table(seed);
    const std::int64_t total = sum_of(table);
    table.pinned_total = total / 5 * 5 + (total % 5 != 0 && seed % 2 == 0 ? 5 : 0);
    const auto cross = protect_cross(table, Policy(), test_key()).value();
    const std::size_t rows = table.rows.size();
    const std::size_t columns = table.columns.size();
    CHECK(cross.at(rows, columns).count == table.pinned_total);
    for (std::size_t row = 0; row <= rows; ++row) {
      std::int64_t across = 0;
      for (std::size_t column = 0; column < columns; ++column) {
        across += *cross.at(row, column).count;
        CHECK(*cross.at(row, column).count % 5 == 0);
        if (row < rows) {
          CHECK(std::abs(*cross.at(row, column).count - table.counts[row * columns + column]) < 5);
        }
      }
      CHECK(across == cross.at(row, columns).count);
    }
    CHECK(cross == protect_cross(table, Policy(), test_key()).value());
  }
}

TEST_CASE("the internal tier gives exact numbers", "[disclosure][hand]") {
  const CrossTable table{.name = "persons", .rows = {"a"}, .columns = {"b", "c"}, .counts = {1, 2}};
  const auto cross = protect_cross(table, Policy::preset("internal"), test_key()).value();
  CHECK(cross.at(0, 0).count == 1);
  CHECK(cross.at(1, 2).count == 3);
}
