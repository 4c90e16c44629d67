// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/policy.hpp"

#include <cmath>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"

using namespace libprofile;
using disclosure::MinimumWindow;
using disclosure::Policy;
using disclosure::PolicyFields;
using disclosure::Tier;

TEST_CASE("the presets have the floors of their tiers", "[disclosure][hand]") {
  const PolicyFields internal = Policy::preset("internal").fields();
  CHECK(internal.threshold == 0);
  CHECK(internal.base == 1);
  CHECK(internal.minimum_residents == 0);
  CHECK(internal.minimum_window == MinimumWindow::any);
  const PolicyFields partner = Policy::preset("partner").fields();
  CHECK(partner == Policy().fields());
  CHECK(partner.threshold == 5);
  CHECK(partner.premises_threshold == 3);
  CHECK(partner.dominance == 0.5);
  CHECK(partner.base == 5);
  CHECK(partner.minimum_residents == 100);
  CHECK(partner.minimum_window == MinimumWindow::quarter);
  const PolicyFields open = Policy::preset("public").fields();
  CHECK(open.tier == Tier::open);
  CHECK(open.threshold == 10);
  CHECK(open.premises_threshold == 5);
  CHECK(open.base == 10);
  CHECK(open.minimum_window == MinimumWindow::year);
}

TEST_CASE("a field may be stricter than its floor, never laxer", "[disclosure][edges]") {
  CHECK_NOTHROW(Policy({.threshold = 8, .dominance = 0.4, .base = 7, .minimum_residents = 500}));
  CHECK_THROWS_WITH(Policy({.threshold = 4}), "threshold = 4: must be at least 5, the floor of the partner tier");
  CHECK_THROWS_AS(Policy({.threshold = 4}), DisclosureError);
  CHECK_THROWS_AS(Policy({.premises_threshold = 2}), DisclosureError);
  CHECK_THROWS_WITH(Policy({.dominance = 0.6}), "dominance = 0.6: must be at most 0.5, the floor of the partner tier");
  CHECK_THROWS_AS(Policy({.base = 3}), DisclosureError);
  CHECK_THROWS_AS(Policy({.minimum_residents = 99}), DisclosureError);
  CHECK_THROWS_WITH(Policy({.minimum_window = MinimumWindow::any}),
                    "minimum_window = any: must be at least quarter, the floor of the partner tier");
  CHECK_THROWS_AS(Policy({.tier = Tier::open}), DisclosureError);
}

TEST_CASE("a field outside its range is an invalid argument", "[disclosure][edges]") {
  CHECK_THROWS_AS(Policy({.tier = Tier::internal, .base = 0}), InvalidArgument);
  CHECK_THROWS_AS(Policy({.tier = Tier::internal, .base = 1001}), InvalidArgument);
  CHECK_THROWS_AS(Policy({.tier = Tier::internal, .threshold = -1}), InvalidArgument);
  CHECK_THROWS_AS(Policy({.dominance = 0.0}), InvalidArgument);
  CHECK_THROWS_AS(Policy({.dominance = std::nan("")}), InvalidArgument);
  CHECK_THROWS_AS(Policy::preset("secret"), InvalidArgument);
  CHECK_THROWS_AS(disclosure::minimum_window_from("month"), InvalidArgument);
}

TEST_CASE("names of tiers and windows come back from their text", "[disclosure][property]") {
  for (const Tier tier : {Tier::internal, Tier::partner, Tier::open}) {
    CHECK(disclosure::tier_from(disclosure::to_string(tier)) == tier);
  }
  for (const auto window : {MinimumWindow::any, MinimumWindow::quarter, MinimumWindow::year}) {
    CHECK(disclosure::minimum_window_from(disclosure::to_string(window)) == window);
  }
}

TEST_CASE("the hash is that of the canonical text, and tells any two policies apart", "[disclosure][golden]") {
  CHECK(Policy().canonical_text() ==
        "tier = partner\nthreshold = 5\npremises_threshold = 3\ndominance = 0.5\nbase = 5\nminimum_residents = 100\n"
        "minimum_window = quarter\n");
  // printf of the text above | sha256sum
  CHECK(Policy().hash() == "459bb983063b7587eb884dc9bcd799dae3166c051164b429e5ed86cac0a11084");
  CHECK(Policy().hash() == Policy::preset("partner").hash());
  CHECK(Policy({.threshold = 6}).hash() != Policy().hash());
  CHECK(Policy({.dominance = 0.25}).hash() != Policy().hash());
}

TEST_CASE("a threshold above the base raises what counts are rounded to, in whole bases", "[disclosure][hand]") {
  CHECK(Policy().rounding_base() == 5);
  CHECK(Policy().rounding_band() == 4);
  CHECK(Policy({.threshold = 8}).rounding_base() == 10);
  CHECK(Policy({.threshold = 10}).rounding_base() == 10);
  CHECK(Policy({.threshold = 11}).rounding_base() == 15);
  CHECK(Policy({.premises_threshold = 6}).premises_rounding_base() == 10);
  CHECK(Policy().premises_rounding_base() == 5);
  CHECK(Policy::preset("internal").rounding_base() == 1);
  CHECK(Policy::preset("internal").rounding_band() == 0);
}
