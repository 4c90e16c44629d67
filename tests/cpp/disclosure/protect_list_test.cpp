// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/protect_list.hpp"

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"

#include "support/rounding_by_definition.hpp"

using namespace libprofile;
using disclosure::ListTable;
using disclosure::Policy;
using disclosure::protect_list;
using disclosure::protect_scalar;
using disclosure::Reliability;
using testing::test_key;

TEST_CASE("months leave rounded and add up to the total that is out already", "[disclosure][hand]") {
  const auto pinned = GENERATE(std::int64_t{30}, std::int64_t{35});
  const ListTable months{
      .name = "months", .labels = {"2018-01", "2018-02", "2018-03"}, .counts = {12, 3, 17}, .pinned_total = pinned};
  const auto list = protect_list(months, Policy(), test_key()).value();
  REQUIRE(list.counts.size() == 3);
  CHECK(*list.counts[0].count + *list.counts[1].count + *list.counts[2].count == pinned);
  CHECK(list.total.count == pinned);
  CHECK(list.labels == months.labels);
  CHECK(list.base == 5);
}

TEST_CASE("a part that is out already stays as it was", "[disclosure][hand]") {
  const ListTable rows{
      .name = "rows", .labels = {"inside", "without place"}, .counts = {43, 4}, .pinned = {40, std::nullopt}};
  const auto list = protect_list(rows, Policy(), test_key()).value();
  CHECK(list.counts[0].count == 40);
  CHECK(list.total.count == 45);
  CHECK(list.counts[1].count == 5);
  CHECK(list.counts[1].reliability == Reliability::low);
}

TEST_CASE("lists that break their contract are refused", "[disclosure][edges]") {
  const auto key = test_key();
  CHECK_THROWS_AS(protect_list({.name = "x", .labels = {"a"}, .counts = {}}, Policy(), key), InvalidArgument);
  CHECK_THROWS_AS(protect_list({.name = "x", .labels = {"a", "a"}, .counts = {1, 2}}, Policy(), key), InvalidArgument);
  CHECK_THROWS_AS(protect_list({.name = "x", .labels = {"a"}, .counts = {-1}}, Policy(), key), InvalidArgument);
  CHECK_THROWS_AS(protect_list({.name = "x", .labels = {"a"}, .counts = {7}, .pinned_total = 7}, Policy(), key),
                  InvalidArgument);
  CHECK_THROWS_AS(protect_list({.name = "x", .labels = {"a"}, .counts = {7}, .pinned_total = 20}, Policy(), key),
                  InvalidArgument);
}

TEST_CASE("an empty list has a total of 0", "[disclosure][edges]") {
  const auto list = protect_list({.name = "x"}, Policy(), test_key()).value();
  CHECK(list.counts.empty());
  CHECK(list.total.count == 0);
}

TEST_CASE("a number alone goes to the nearest multiple of the base", "[disclosure][hand]") {
  const auto rounded = [](std::int64_t count) {
    return *protect_scalar("rows", count, Policy(), test_key()).value().count;
  };
  CHECK(rounded(0) == 0);
  CHECK(rounded(2) == 0);
  CHECK(rounded(3) == 5);
  CHECK(rounded(7628) == 7630);
  CHECK(protect_scalar("rows", 7628, Policy::preset("internal"), test_key()).value().count == 7628);
  CHECK_THROWS_AS(protect_scalar("rows", -1, Policy(), test_key()), InvalidArgument);
}

TEST_CASE("halfway numbers go up about as often as down, always the same way under one key", "[disclosure][property]") {
  int up = 0;
  for (int i = 0; i < 400; ++i) {
    const std::string name = "row count " + std::to_string(i);
    const auto once = protect_scalar(name, 15, Policy::preset("public"), test_key()).value();
    CHECK(once == protect_scalar(name, 15, Policy::preset("public"), test_key()).value());
    up += once.count == 20 ? 1 : 0;
  }
  CHECK(up > 140);
  CHECK(up < 260);
}
