// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/policy.hpp"

#include <cmath>
#include <string>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"

using namespace libprofile;
using disclosure::Method;
using disclosure::MinimumWindow;
using disclosure::Policy;
using disclosure::PolicyFields;
using disclosure::Tier;
using disclosure::Zeros;

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

TEST_CASE("the presets that withhold small counts have the rules that their bodies publish", "[disclosure][hand]") {
  const PolicyFields dfe = Policy::preset("dfe_cin").fields();
  CHECK(dfe.method == Method::suppression);
  CHECK((dfe.threshold == 6 && dfe.base == 1 && dfe.total_base == 10 && dfe.zeros == Zeros::shown));
  const PolicyFields nhs = Policy::preset("nhs_hes").fields();
  CHECK((nhs.threshold == 8 && nhs.base == 5 && nhs.zeros == Zeros::shown));
  const PolicyFields opensafely = Policy::preset("opensafely").fields();
  CHECK((opensafely.threshold == 8 && opensafely.base == 5 && opensafely.zeros == Zeros::withheld));
  const PolicyFields ons = Policy::preset("ons_10_5").fields();
  CHECK((ons.threshold == 10 && ons.base == 5 && ons.zeros == Zeros::withheld));
  const PolicyFields acro = Policy::preset("acro").fields();
  CHECK((acro.threshold == 10 && acro.base == 1 && acro.pair_dominance == 0.9 && acro.p_ratio == 0.1));
}

TEST_CASE("a preset has the strictest tier whose floors it holds, and no stricter one takes it",
          "[disclosure][edges]") {
  const auto [name, tier, refused_at, words] = GENERATE(table<std::string, Tier, Tier, std::string>({
      {"dfe_cin", Tier::internal, Tier::partner, "base = 1: must be at least 5, the floor of the partner tier"},
      {"acro", Tier::internal, Tier::partner, "dominance = 1: must be at most 0.5, the floor of the partner tier"},
      {"nhs_hes", Tier::partner, Tier::open, "threshold = 8: must be at least 10, the floor of the public tier"},
      {"opensafely", Tier::partner, Tier::open, "threshold = 8: must be at least 10, the floor of the public tier"},
      {"ons_10_5", Tier::partner, Tier::open, "base = 5: must be at least 10, the floor of the public tier"},
  }));
  PolicyFields fields = disclosure::preset_fields(name);
  CHECK(fields.tier == tier);
  CHECK_NOTHROW(Policy(fields));
  const PolicyFields floor = disclosure::tier_floor(refused_at);
  fields.tier = refused_at;
  // All that is no rule of suppression at its floor, so that the rule is what is refused.
  fields.premises_threshold = floor.premises_threshold;
  fields.minimum_residents = floor.minimum_residents;
  fields.minimum_window = floor.minimum_window;
  fields.dominance = name == "acro" ? fields.dominance : floor.dominance;
  CHECK_THROWS_WITH(Policy(fields), words);
  CHECK_THROWS_AS(Policy(fields), DisclosureError);
}

TEST_CASE("rules that contradict each other are refused", "[disclosure][edges]") {
  const auto refused = [](const PolicyFields& fields, const char* words) {
    CHECK_THROWS_WITH(Policy(fields), Catch::Contains(words));
    CHECK_THROWS_AS(Policy(fields), InvalidArgument);
  };
  refused({.zeros = Zeros::withheld}, "zeros = withheld: must be left out with method = rounding");
  refused({.total_base = 10}, "total_base = 10: must be left out");
  refused({.pair_dominance = 0.9}, "pair_dominance");
  refused({.p_ratio = 0.1}, "p_ratio");
  const auto with = [](PolicyFields fields) {
    fields.method = Method::suppression;
    return fields;
  };
  refused(with({.tier = Tier::internal, .threshold = 1}), "threshold = 1");
  refused(with({.threshold = 10, .base = 5, .total_base = 12}), "total_base = 12");
  refused(with({.threshold = 10, .base = 25}), "base = 25: must be at most twice the threshold");
  refused(with({.pair_dominance = 0.0}), "pair_dominance");
  refused(with({.p_ratio = 2.0}), "p_ratio");
  CHECK_NOTHROW(Policy(with({.tier = Tier::open,
                             .threshold = 10,
                             .premises_threshold = 5,
                             .base = 10,
                             .minimum_residents = 1000,
                             .minimum_window = MinimumWindow::year})));
}

TEST_CASE("nothing that needs a rounding base takes a policy that withholds", "[disclosure][edges]") {
  const Policy policy = Policy::preset("nhs_hes");
  CHECK_THROWS_WITH(policy.rounding_base(), Catch::Contains("method = suppression"));
  CHECK_THROWS_AS(policy.premises_rounding_base(), DisclosureError);
  CHECK(policy.canonical_text().find("method = suppression\nzeros = shown\n") != std::string::npos);
  CHECK(Policy::preset("opensafely").hash() != policy.hash());
  CHECK_THROWS_AS(disclosure::method_from("noise"), InvalidArgument);
  CHECK_THROWS_AS(disclosure::zeros_from("hidden"), InvalidArgument);
}
