// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/protect_list.hpp"

#include <algorithm>
#include <string>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/random.hpp"

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

TEST_CASE("persons who would all have one label show none at the public tier", "[disclosure][hand]") {
  const ListTable table{.name = "victims by sex",
                        .labels = {"female", "male"},
                        .counts = {48, 3},
                        .pinned_total = 50,
                        .of = disclosure::ListOf::persons};
  const auto open = protect_list(table, Policy::preset("public"), test_key()).value();
  CHECK(open.total.count == 50);
  for (const auto& count : open.counts) {
    CHECK_FALSE(count.count.has_value());
    CHECK(count.reliability == Reliability::withheld);
  }
  ListTable mixed = table;
  mixed.counts = {38, 13};
  CHECK(protect_list(mixed, Policy::preset("public"), test_key()).value().counts[1].count == 10);
  ListTable months = table;
  months.of = disclosure::ListOf::records;
  CHECK(protect_list(months, Policy::preset("public"), test_key()).value().counts[0].count == 50);
  ListTable partner = table;
  partner.counts = {49, 1};
  CHECK(protect_list(partner, Policy(), test_key()).value().counts[0].count == 50);
}

TEST_CASE("a public list of persons never shows its whole total in one label, and else nothing is withheld",
          "[disclosure][property]") {
  int withheld = 0;
  for (std::uint32_t seed = 0; seed < 400; ++seed) {
    const core::Philox random(seed, core::Stream::testing);
    ListTable table{.name = "list " + std::to_string(seed)};
    for (std::uint32_t label = 0; label < 1 + random.below(4, 0, 0, 0); ++label) {
      table.labels.push_back("label " + std::to_string(label));
      table.counts.push_back(random.below(label == 0 ? 60 : 15, label, 1, 0));
    }
    const auto as_records = protect_list(table, Policy::preset("public"), test_key()).value();
    table.of = disclosure::ListOf::persons;
    const auto as_persons = protect_list(table, Policy::preset("public"), test_key()).value();
    const bool is_one = *as_records.total.count > 0 &&
                        std::any_of(as_records.counts.begin(), as_records.counts.end(),
                                    [&](const auto& count) { return count.count == as_records.total.count; });
    withheld += is_one ? 1 : 0;
    CHECK(as_persons.total == as_records.total);
    for (std::size_t i = 0; i < table.labels.size(); ++i) {
      CHECK(as_persons.counts[i] == (is_one ? disclosure::ProtectedCount{} : as_records.counts[i]));
    }
  }
  CHECK(withheld > 50);
  CHECK(withheld < 350);
}
