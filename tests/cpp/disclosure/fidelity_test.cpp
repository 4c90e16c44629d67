// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/fidelity.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <type_traits>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"

#include "support/releases.hpp"

using namespace libprofile;
using disclosure::fidelity;
using disclosure::FidelityRow;
using disclosure::overlap;
using disclosure::Policy;
using disclosure::protect;
using testing::test_key;

namespace {

geography::CountTable small_table() {
  return testing::counts_of({0, 4, 10, 30, 5, 50, 20, 0}, 2, 2);
}

}  // namespace

TEST_CASE("raw and released compared number by number", "[disclosure][hand]") {
  // Cells by unit: 0 4, 10 30, 5 50, 20 0; multiples of 5 stay, 4 goes to 0 or 5.
  const auto raw = small_table();
  const auto released = protect(raw, Policy::preset("partner"), test_key());
  const auto report = fidelity(raw, released);
  CHECK(report.base == 5);
  REQUIRE(report.rows.size() == 4);
  const FidelityRow& totals = report.rows[0];
  CHECK(totals.of == "totals");
  CHECK(totals.numbers == 4);
  CHECK(totals.unreliable == 1);
  CHECK(totals.few == 1);
  CHECK(totals.zero == 0);
  CHECK(totals.count == 119);
  CHECK(totals.count_unreliable == 4);
  CHECK(totals.rank_correlation == Approx(1.0));
  CHECK(totals.top_tenth_overlap == 1.0);
  const FidelityRow& cells = report.rows[1];
  CHECK(cells.of == "cells");
  CHECK(cells.numbers == 8);
  CHECK(cells.few == 3);
  CHECK(cells.zero == 2);
  CHECK(cells.unreliable == 4);
  CHECK(cells.count_unreliable == 9);
  CHECK(report.rows[2].of == "x0");
  CHECK(report.rows[3].count == 84);
}

TEST_CASE("what is released as it is loses nothing", "[disclosure][hand]") {
  const auto raw = small_table();
  const auto report = fidelity(raw, protect(raw, Policy::preset("internal"), test_key()));
  for (const FidelityRow& row : report.rows) {
    CHECK(row.withheld == 0);
    CHECK(row.unreliable == 0);
    CHECK(row.hellinger == Approx(0.0).margin(1e-7));
    CHECK(row.rank_correlation == Approx(1.0));
    CHECK(row.top_tenth_overlap == 1.0);
  }
}

TEST_CASE("what is withheld counts as lost", "[disclosure][hand]") {
  auto raw = small_table();
  raw.residents = {50, 2000, 60, 3000};
  const auto report = fidelity(raw, protect(raw, Policy::preset("partner"), test_key()));
  const FidelityRow& totals = report.rows[0];
  CHECK(totals.withheld >= 2);
  CHECK(totals.count_withheld >= 59);
  CHECK(totals.unreliable >= totals.withheld);
  CHECK(totals.hellinger > 0.4);
  raw.residents = {50, 50, 50, 50};
  const auto nothing = fidelity(raw, protect(raw, Policy::preset("partner"), test_key()));
  CHECK(nothing.rows[0].withheld == 4);
  CHECK(nothing.rows[0].hellinger == 1.0);
  CHECK(nothing.rows[0].top_tenth_overlap == 0.0);
  CHECK(std::isnan(nothing.rows[0].rank_correlation));
}

TEST_CASE("suppression is measured by its threshold", "[disclosure][hand]") {
  const auto raw = testing::counts_of({3, 20, 8, 30, 12, 9, 2, 40}, 1, 4);
  const auto report = fidelity(raw, protect(raw, Policy::preset("nhs_hes"), test_key()));
  CHECK(report.base == 8);
  CHECK(report.rows[1].few == 2);
  CHECK(report.rows[1].withheld >= 2);
}

TEST_CASE("fidelity of nothing and of other tables", "[disclosure][edges]") {
  geography::CountTable none;
  const auto report = fidelity(none, protect(none, Policy::preset("partner"), test_key()));
  REQUIRE(report.rows.size() == 2);
  CHECK(report.rows[0].numbers == 0);
  CHECK(std::isnan(report.rows[0].hellinger));
  CHECK(std::isnan(report.rows[0].top_tenth_overlap));
  const auto released = protect(small_table(), Policy::preset("partner"), test_key());
  auto other = small_table();
  other.units[0] = "elsewhere";
  CHECK_THROWS_AS(fidelity(other, released), InvalidArgument);
  other = small_table();
  other.categories[0] = "other";
  CHECK_THROWS_AS(fidelity(other, released), InvalidArgument);
  other = small_table();
  other.counts.pop_back();
  CHECK_THROWS_AS(fidelity(other, released), InvalidArgument);
}

TEST_CASE("overlap is what both have of what either has", "[disclosure][hand]") {
  const std::vector<std::uint8_t> a = {1, 1, 0, 0};
  const std::vector<std::uint8_t> b = {0, 1, 1, 0};
  CHECK(overlap(a, b) == Approx(1.0 / 3.0));
  CHECK(overlap(a, a) == 1.0);
  CHECK(std::isnan(overlap(std::vector<std::uint8_t>(3, 0), std::vector<std::uint8_t>(3, 0))));
  CHECK_THROWS_AS(overlap(a, std::vector<std::uint8_t>(3, 0)), InvalidArgument);
}

TEST_CASE("a fidelity report can be neither copied, moved nor protected", "[disclosure][edges]") {
  STATIC_REQUIRE_FALSE(std::is_copy_constructible_v<disclosure::Fidelity>);
  STATIC_REQUIRE_FALSE(std::is_move_constructible_v<disclosure::Fidelity>);
  STATIC_REQUIRE_FALSE(disclosure::PubliclyKnown<disclosure::Fidelity>);
}
