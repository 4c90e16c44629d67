// SPDX-License-Identifier: MIT
#include <algorithm>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/disclosure/audit.hpp"
#include "libprofile/disclosure/protect.hpp"
#include "libprofile/disclosure/protect_cross.hpp"
#include "libprofile/disclosure/protect_list.hpp"
#include "libprofile/disclosure/protect_premises.hpp"

#include "support/rounding_by_definition.hpp"

using namespace libprofile;
using disclosure::Policy;
using disclosure::protect;
using disclosure::ProtectedCount;
using disclosure::Reliability;
using geography::CountTable;
using testing::test_key;

namespace {

/// Four units in two wards, two categories.
CountTable two_wards(std::vector<std::int64_t> counts) {
  CountTable table;
  table.units = {"u1", "u2", "u3", "u4"};
  table.categories = {"a", "b"};
  table.levels = {{"ward", {"w1", "w2"}, {"w1", "w2"}, {0, 0, 1, 1}}};
  table.counts = std::move(counts);
  return table;
}

std::vector<std::optional<std::int64_t>> counts_of(const disclosure::ProtectedLevel& level) {
  std::vector<std::optional<std::int64_t>> counts;
  for (const ProtectedCount& cell : level.cells) {
    counts.push_back(cell.count);
  }
  return counts;
}

}  // namespace

TEST_CASE("children in need: exact counts, 1 to 5 withheld with company, 0 shown, everything to the nearest 10",
          "[disclosure][hand]") {
  const auto counts = two_wards({3, 20, 12, 30, 40, 0, 50, 77});
  const auto released = protect(counts, Policy::preset("dfe_cin"), test_key());
  const auto& table = released.value();
  const auto none = std::optional<std::int64_t>();
  // 12 is the cheapest beside 3 in its column, and 20 and 30 in their rows.
  CHECK(counts_of(table.levels[0]) ==
        std::vector<std::optional<std::int64_t>>{none, none, 23, none, none, 42, 40, 0, 40, 50, 77, 127});
  CHECK(counts_of(table.levels[1]) == std::vector<std::optional<std::int64_t>>{15, 50, 65, 90, 77, 167});
  // 105, 127 and 232.
  CHECK(counts_of(table.levels[2]) == std::vector<std::optional<std::int64_t>>{110, 130, 230});
  CHECK(table.base == 1);
  CHECK(table.total_base == 10);
  CHECK(table.at(0, 2, 1).reliability == Reliability::ok);
  CHECK(table.at(0, 0, 0) == table.at(0, 1, 1));
}

TEST_CASE("hospital episodes: what is shown is a multiple of 5, each number for itself", "[disclosure][hand]") {
  const auto released = protect(two_wards({8, 12, 13, 17, 40, 0, 52, 77}), Policy::preset("nhs_hes"), test_key());
  CHECK(counts_of(released.value().levels[0]) ==
        std::vector<std::optional<std::int64_t>>{10, 10, 20, 15, 15, 30, 40, 0, 40, 50, 75, 130});
  CHECK(released.value().base == 5);
  CHECK(released.value().total_base == 5);
}

TEST_CASE("residents and dominance hold with suppression too", "[disclosure][hand]") {
  CountTable counts = two_wards({30, 20, 12, 30, 40, 20, 50, 77});
  counts.residents = {1500, 1500, 1500, 40};
  const auto few = protect(counts, Policy::preset("nhs_hes"), test_key());
  for (std::size_t c = 0; c < 3; ++c) {
    CHECK_FALSE(few.value().at(0, 3, c).count.has_value());
    CHECK_FALSE(few.value().at(0, 2, c).count.has_value());
  }
  counts.residents.clear();
  counts.largest_contribution = {16, 1, 1, 1, 1, 1, 1, 1};
  CHECK_FALSE(protect(counts, Policy::preset("nhs_hes"), test_key()).value().at(0, 0, 0).count.has_value());
  counts.largest_contribution[0] = 15;
  CHECK(protect(counts, Policy::preset("nhs_hes"), test_key()).value().at(0, 0, 0).count == 30);
  counts.second_contribution = {14, 1, 1, 1, 1, 1, 1, 1};
  CHECK_FALSE(protect(counts, Policy::preset("acro"), test_key()).value().at(0, 0, 0).count.has_value());
  counts.second_contribution.pop_back();
  CHECK_THROWS_WITH(protect(counts, Policy::preset("acro"), test_key()), Catch::Contains("second_contribution"));
}

TEST_CASE("the audit knows what rounding to the nearest says", "[disclosure][property]") {
  const auto counts = two_wards({3, 20, 12, 30, 40, 0, 50, 77});
  for (const char* preset : {"dfe_cin", "nhs_hes", "opensafely", "ons_10_5", "acro"}) {
    const Policy policy = Policy::preset(preset);
    const auto report = disclosure::audit(disclosure::released_table(protect(counts, policy, test_key()), counts),
                                          disclosure::audit_options(policy));
    CAPTURE(preset);
    CHECK(report.passed());
    const auto truth = testing::all_sums(
        {.rows = counts.units, .columns = counts.categories, .levels = {{2, counts.levels[0].group_of_unit}}},
        counts.counts);
    for (const auto& cell : report.cells) {
      const auto count = static_cast<double>(truth[cell.place.level][cell.place.node * 3 + cell.place.column]);
      CHECK((cell.least <= count && count <= cell.most));
    }
  }
}

TEST_CASE("lists, numbers, cross tables and premises refuse a policy that withholds", "[disclosure][edges]") {
  const Policy policy = Policy::preset("dfe_cin");
  CHECK_THROWS_AS(disclosure::protect_scalar("rows", 40, policy, test_key()), DisclosureError);
  CHECK_THROWS_AS(disclosure::protect_list({.name = "months", .labels = {"a"}, .counts = {9}}, policy, test_key()),
                  DisclosureError);
  CHECK_THROWS_AS(
      disclosure::protect_cross({.name = "x", .rows = {"a"}, .columns = {"b"}, .counts = {9}}, policy, test_key()),
      DisclosureError);
  CHECK_THROWS_AS(disclosure::protect_premises({}, policy, test_key()), DisclosureError);
}
