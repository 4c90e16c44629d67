// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/protect.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"

#include "support/rounding_by_definition.hpp"

using namespace libprofile;
using disclosure::Policy;
using disclosure::protect;
using disclosure::ProtectedTable;
using disclosure::Reliability;
using geography::CountTable;
using testing::test_key;

namespace {

/// Units in two districts, two categories.
CountTable two_districts() {
  CountTable table;
  table.units = {"a1", "a2", "a3", "b1", "b2"};
  table.categories = {"robbery", "theft"};
  table.levels = {{"district", {"A", "B"}, {"Aville", "Bville"}, {0, 0, 0, 1, 1}}};
  table.counts = {3, 14, 0, 2, 21, 6, 1, 1, 9, 8};
  return table;
}

bool adds_up(const ProtectedTable& table, const CountTable& raw) {
  const std::size_t width = table.categories.size() + 1;
  for (std::size_t l = 0; l + 1 < table.levels.size(); ++l) {
    const auto& upper = table.levels[l + 1];
    std::vector<std::int64_t> sums(upper.cells.size(), 0);
    for (std::size_t unit = 0; unit < table.levels[l].units.size(); ++unit) {
      const std::size_t parent = l + 1 == table.levels.size() - 1 ? 0 : raw.levels[l].group_of_unit[unit];
      for (std::size_t c = 0; c < width; ++c) {
        sums[parent * width + c] += *table.at(l, unit, c).count;
      }
    }
    for (std::size_t cell = 0; cell < sums.size(); ++cell) {
      if (upper.cells[cell].count != sums[cell]) {
        return false;
      }
    }
  }
  return true;
}

bool is_withheld(const ProtectedTable& table, std::size_t level, std::size_t unit) {
  for (std::size_t c = 0; c <= table.categories.size(); ++c) {
    if (table.at(level, unit, c).count.has_value()) {
      return false;
    }
  }
  return true;
}

}  // namespace

TEST_CASE("every cell and margin leaves rounded, labelled and adding up", "[disclosure][hand]") {
  const CountTable raw = two_districts();
  const auto table = protect(raw, Policy(), test_key());
  REQUIRE(table.value().levels.size() == 3);
  CHECK(table.value().base == 5);
  CHECK(table.value().levels[0].name == "neighbourhood");
  CHECK(table.value().levels[1].name == "district");
  CHECK(table.value().levels[2].units == std::vector<std::string>{"all"});
  CHECK(adds_up(table.value(), raw));
  CHECK(table.value().total().count == 65);
  CHECK(table.value().at(0, 1, 0).count == 0);
  CHECK(table.value().at(0, 1, 0).reliability == Reliability::low);
  CHECK(table.value().at(0, 2, 0).reliability == Reliability::ok);
  CHECK(table.policy() == Policy());
}

TEST_CASE("the internal tier passes counts unchanged", "[disclosure][hand]") {
  CountTable raw = two_districts();
  raw.residents = {1, 2, 3, std::nan(""), 0};
  raw.largest_contribution = raw.counts;
  const auto table = protect(raw, Policy::preset("internal"), test_key());
  CHECK(table.value().at(0, 0, 1).count == 14);
  CHECK(table.value().at(1, 0, 2).count == 46);
  CHECK(table.value().total().count == 65);
  CHECK(table.value().at(0, 1, 0).reliability == Reliability::ok);
}

TEST_CASE("no released count lies between 1 and a raised threshold", "[disclosure][property]") {
  const auto threshold = GENERATE(std::int64_t{5}, std::int64_t{8}, std::int64_t{12});
  const auto table = protect(two_districts(), Policy({.threshold = threshold}), test_key());
  for (const auto& level : table.value().levels) {
    for (const auto& cell : level.cells) {
      CHECK((*cell.count == 0 || *cell.count >= threshold));
      CHECK(*cell.count % table.value().base == 0);
    }
  }
}

TEST_CASE("a unit with few or unknown residents is withheld with the smallest of its siblings", "[disclosure][hand]") {
  CountTable raw = two_districts();
  raw.residents = {90, 1500, 1200, 800, 900};
  const auto small = protect(raw, Policy(), test_key());
  CHECK(is_withheld(small.value(), 0, 0));
  CHECK(is_withheld(small.value(), 0, 2));
  CHECK_FALSE(is_withheld(small.value(), 0, 1));
  CHECK_FALSE(is_withheld(small.value(), 0, 3));
  CHECK_FALSE(is_withheld(small.value(), 1, 0));
  raw.residents[0] = std::nan("");
  CHECK(protect(raw, Policy(), test_key()).value() == small.value());
}

TEST_CASE("a district of one small unit is withheld with another district", "[disclosure][edges]") {
  CountTable raw;
  raw.units = {"a", "b", "c", "d"};
  raw.categories = {"x"};
  raw.levels = {{"district", {"A", "B", "C"}, {"A", "B", "C"}, {0, 1, 1, 2}}};
  raw.counts = {7, 11, 13, 30};
  raw.residents = {60, 500, 600, 4000};
  const auto table = protect(raw, Policy(), test_key()).value();
  CHECK(is_withheld(table, 0, 0));
  CHECK(is_withheld(table, 1, 0));
  CHECK(is_withheld(table, 1, 1));
  CHECK(is_withheld(table, 0, 1));
  CHECK_FALSE(is_withheld(table, 0, 2));
  CHECK_FALSE(is_withheld(table, 1, 2));
  CHECK_FALSE(is_withheld(table, 2, 0));
}

TEST_CASE("a unit that one contributor dominates is withheld once its cell is above the base", "[disclosure][hand]") {
  CountTable raw = two_districts();
  raw.largest_contribution = {1, 2, 0, 1, 11, 2, 1, 1, 2, 1};
  const auto table = protect(raw, Policy(), test_key()).value();
  CHECK(is_withheld(table, 0, 2));
  CHECK_FALSE(is_withheld(table, 0, 3));
  CHECK((is_withheld(table, 0, 0) != is_withheld(table, 0, 1)));
}

TEST_CASE("a table without units has a row of zeros", "[disclosure][edges]") {
  CountTable raw;
  raw.categories = {"x", "y"};
  const auto table = protect(raw, Policy(), test_key()).value();
  REQUIRE(table.levels.size() == 2);
  CHECK(table.levels[0].cells.empty());
  CHECK(table.total().count == 0);
  CHECK(protect(CountTable(), Policy(), test_key()).value().total().count == 0);
}

TEST_CASE("tables that break their contract are refused", "[disclosure][edges]") {
  const auto refused = [](auto change) {
    CountTable raw = two_districts();
    change(raw);
    CHECK_THROWS_AS(protect(raw, Policy(), test_key()), InvalidArgument);
  };
  refused([](CountTable& t) { t.categories[0] = "all"; });
  refused([](CountTable& t) { t.categories[0] = t.categories[1]; });
  refused([](CountTable& t) { t.units[0] = t.units[1]; });
  refused([](CountTable& t) { t.counts.pop_back(); });
  refused([](CountTable& t) { t.counts[0] = -1; });
  refused([](CountTable& t) { t.residents = {1.0}; });
  refused([](CountTable& t) { t.largest_contribution = {1}; });
  refused([](CountTable& t) { t.levels[0].name = "all"; });
}

TEST_CASE("the public tier refuses lower super output areas", "[disclosure][edges]") {
  CountTable raw = two_districts();
  raw.units[0] = "E01007321";
  CHECK_THROWS_AS(protect(raw, Policy::preset("public"), test_key()), DisclosureError);
  raw.units[0] = "E02007321";
  CHECK(protect(raw, Policy::preset("public"), test_key()).value().base == 10);
}

TEST_CASE("the key of a seed repeats and differs between seeds", "[disclosure][property]") {
  CHECK(disclosure::key_from_seed(1).fingerprint() == disclosure::key_from_seed(1).fingerprint());
  CHECK(disclosure::key_from_seed(1).fingerprint() != disclosure::key_from_seed(2).fingerprint());
}

TEST_CASE("one child in many categories does not pass as many children", "[disclosure][attack]") {
  CountTable table;
  table.units = {"a1", "a2", "b1", "b2"};
  table.levels = {{"district", {"A", "B"}, {"Aville", "Bville"}, {0, 0, 1, 1}}};
  for (int c = 0; c < 20; ++c) {
    table.categories.push_back("category " + std::to_string(c));
  }
  // One child in every category of a1; many children elsewhere.
  table.counts.assign(80, 3);
  std::fill(table.counts.begin(), table.counts.begin() + 20, 1);
  const auto control = protect(table, Policy(), test_key()).value();
  CHECK(control.at(0, 0, 20).count == 20);
  table.largest_in_margins = {{20, 2, 2, 2}, {20, 2}, {20}};
  const auto released = protect(table, Policy(), test_key()).value();
  CHECK_FALSE(released.at(0, 0, 20).count.has_value());
  CHECK_FALSE(released.at(0, 1, 20).count.has_value());
  CHECK(released.at(0, 2, 20).count.has_value());
  CHECK(released.at(1, 0, 20).count.has_value());
  table.largest_in_margins = {{20, 2, 2, 2}};
  CHECK_THROWS_AS(protect(table, Policy(), test_key()), InvalidArgument);
}
