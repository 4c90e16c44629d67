// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/protect_hierarchies.hpp"

#include <algorithm>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"

#include "support/crossed_by_definition.hpp"

using namespace libprofile;
using disclosure::HierarchicalCounts;
using disclosure::Policy;
using disclosure::protect_hierarchies;
using disclosure::ProtectedCount;
using testing::test_key;

namespace {

geography::Level named(const std::string& name, const disclosure::RoundingTable::Level& level) {
  geography::Level result{name, {}, {}, level.group_of_row};
  for (std::size_t group = 0; group < level.groups; ++group) {
    result.codes.push_back(name + " " + std::to_string(group));
  }
  result.names = result.codes;
  return result;
}

/// Six units in three wards and two districts, by six months in two quarters.
HierarchicalCounts counts_of(std::uint32_t seed) {
  auto crossed =
      testing::random_crossed(seed, testing::side_of("unit", 6, 2, 2), testing::side_of("month", 6, 3, 1), 12);
  HierarchicalCounts counts;
  counts.table.units = crossed.rows.labels;
  counts.table.categories = crossed.columns.labels;
  counts.table.counts = crossed.counts;
  counts.table.levels = {named("ward", crossed.rows.levels[0]), named("district", crossed.rows.levels[1])};
  counts.category_levels = {named("quarter", crossed.columns.levels[0])};
  return counts;
}

std::int64_t sum_of(const std::vector<ProtectedCount>& cells) {
  std::int64_t sum = 0;
  for (const ProtectedCount& cell : cells) {
    sum += cell.count.value_or(0);
  }
  return sum;
}

}  // namespace

TEST_CASE("every level of units by every level of categories adds up to the last digit", "[disclosure][property]") {
  const auto seed = GENERATE(range(1U, 11U));
  const auto released = protect_hierarchies(counts_of(seed), Policy(), test_key());
  const auto& shown = released.value();
  REQUIRE(shown.cells.size() == 4);
  CHECK(shown.unit_levels[2].name == "district");
  CHECK(shown.category_levels[1].name == "quarter");
  const std::int64_t total = *shown.cells[3][2][0].count;
  for (const auto& unit_level : shown.cells) {
    REQUIRE(unit_level.size() == 3);
    for (const auto& cells : unit_level) {
      CHECK(sum_of(cells) == total);
      CHECK(std::all_of(cells.begin(), cells.end(), [](const auto& cell) { return *cell.count % 5 == 0; }));
    }
  }
}

TEST_CASE("units with few residents are withheld with all levels of categories", "[disclosure][hand]") {
  HierarchicalCounts counts = counts_of(1);
  counts.table.residents = {20, 1500, 1500, 1500, 1500, 1500};
  const auto released = protect_hierarchies(counts, Policy(), test_key());
  for (const auto& cells : released.value().cells[0]) {
    const std::size_t width = cells.size() / 6;
    for (std::size_t c = 0; c < width; ++c) {
      CHECK_FALSE(cells[c].count.has_value());
      // Its ward has only one other unit, which keeps it company.
      CHECK_FALSE(cells[width + c].count.has_value());
      CHECK(cells[2 * width + c].count.has_value());
    }
  }
}

TEST_CASE("a table that cannot be rounded whole shows no counts of the categories' levels", "[disclosure][edges]") {
  HierarchicalCounts counts;
  std::size_t left_out = 0;
  for (std::uint32_t seed = 0; seed < 200; ++seed) {
    auto crossed =
        testing::random_crossed(seed, testing::side_of("unit", 4, 2, 1), testing::side_of("month", 4, 2, 1), 1);
    for (auto& count : crossed.counts) {
      count *= 5;
    }
    counts.table.units = crossed.rows.labels;
    counts.table.categories = crossed.columns.labels;
    counts.table.counts = crossed.counts;
    counts.table.levels = {named("ward", crossed.rows.levels[0])};
    counts.category_levels = {named("quarter", crossed.columns.levels[0])};
    const auto released = protect_hierarchies(counts, Policy({.threshold = 10, .base = 10}), test_key());
    const auto& cells = released.value().cells;
    if (!cells[2][1][0].count) {
      ++left_out;
      CHECK(cells[0][0][0].count.has_value());
      CHECK(cells[2][2][0].count.has_value());
      CHECK(std::none_of(cells[0][1].begin(), cells[0][1].end(), [](const auto& cell) { return cell.count; }));
    }
  }
  CHECK(left_out > 0);
}

TEST_CASE("hierarchies that are none are refused", "[disclosure][edges]") {
  const auto refused = [](auto change, const char* words) {
    HierarchicalCounts counts = counts_of(1);
    change(counts);
    CHECK_THROWS_WITH(protect_hierarchies(counts, Policy(), test_key()), Catch::Contains(words));
  };
  refused([](auto& c) { c.category_levels[0].group_of_unit.pop_back(); }, "one group for each row");
  refused([](auto& c) { c.category_levels[0].name = "all"; }, "category level");
  refused([](auto& c) { c.table.levels[1].group_of_unit = {0, 1, 0, 1, 0, 1}; }, "nested");
  refused([](auto& c) { c.table.units[0] = "all"; }, "no totals");
  refused([](auto& c) { c.table.categories[0] = "all"; }, "no totals");
  CHECK_THROWS_AS(protect_hierarchies(counts_of(1), Policy::preset("nhs_hes"), test_key()), DisclosureError);
}
