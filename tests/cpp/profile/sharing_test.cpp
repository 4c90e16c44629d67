// SPDX-License-Identifier: MIT
#include "libprofile/profile/sharing.hpp"

#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/profile/require_release.hpp"

#include "support/profile_inputs.hpp"
#include "support/sharing_by_definition.hpp"

using namespace libprofile;
using Catch::Contains;
using disclosure::Tier;
using profile::Sharing;
using profile::SharingPolicy;
using records::kNoHandling;

namespace {

SharingPolicy agreement() {
  return SharingPolicy::from_text(
      "[agreement]\ntitle = \"Eastmere 2024\"\nagencies = [\"police\", \"school\"]\n"
      "purposes = [\"outreach\", \"licensing\"]\n"
      "[[allow]]\nagency = [\"police\", \"school\"]\nfield = [\"start\", \"x\", \"y\"]\npurpose = \"outreach\"\n"
      "tier = \"partner\"\nfrom = 2024-04-01\nuntil = 2025-03-31\n"
      "[[refuse]]\nagency = \"school\"\nfield = \"person\"\npurpose = [\"outreach\", \"licensing\"]\n"
      "tier = [\"internal\", \"partner\", \"public\"]\nfrom = 2024-01-01\nuntil = 2030-12-31\n",
      "s.toml");
}

std::string why(const std::string& agency, const std::string& field, const std::string& purpose = "outreach",
                Tier tier = Tier::partner, const std::string& day = "2025-01-02", char handling = kNoHandling) {
  return profile::why_not_covered(agreement(), "incidents", {agency, field, handling}, purpose, tier, day)
      .value_or("covered");
}

profile::Options with_agreement(const std::string& purpose = "outreach") {
  profile::Options options = testing::year_2024();
  options.sharing = Sharing{agreement(), purpose};
  return options;
}

profile::Inputs inputs_of(std::vector<records::FieldUse> uses) {
  profile::Inputs inputs = testing::lattice_inputs({{.unit = 0, .count = 40}, {.unit = 4, .count = 60}});
  inputs.uses["incidents"] = std::move(uses);
  return inputs;
}

}  // namespace

TEST_CASE("the nearest rule says why a use is not covered", "[profile][hand]") {
  CHECK(why("police", "start") == "covered");
  CHECK(why("police", "start", "outreach", Tier::partner, "2024-04-01") == "covered");
  CHECK(why("police", "start", "outreach", Tier::partner, "2025-03-31") == "covered");
  CHECK(why("gp", "start") == "the agency is not in the agreement");
  CHECK(why("police", "model") == "no rule allows it");
  CHECK(why("police", "start", "licensing") == "the rule of line 5 allows it for other purposes: 'outreach'");
  CHECK(why("police", "start", "outreach", Tier::open) == "the rule of line 5 allows it in other tiers: partner");
  CHECK(why("police", "start", "outreach", Tier::partner, "2025-04-01") ==
        "the rule of line 5 allows it from 2024-04-01 to 2025-03-31");
  CHECK(why("police", "start", "outreach", Tier::partner, "2024-03-31") ==
        "the rule of line 5 allows it from 2024-04-01 to 2025-03-31");
  CHECK(why("police", "start", "outreach", Tier::partner, "2025-01-02", '5') ==
        "the rule of line 5 allows handling codes none, 2, P, and there are records with 5");
  CHECK(why("school", "person") == "the rule of line 12 refuses it");
}

TEST_CASE("coverage agrees with every use written out", "[profile][oracle]") {
  int covered = 0;
  int compared = 0;
  for (unsigned seed = 0; seed < 150; ++seed) {
    const auto rules = testing::random_rules(seed);
    if (testing::contradict_by_definition(rules)) {
      continue;
    }
    const SharingPolicy policy = SharingPolicy::from_text(testing::agreement_of(rules), "s.toml");
    for (const auto& [table, field] : testing::small_fields()) {
      for (const std::string agency : {"a", "b"}) {
        for (const std::string purpose : {"p", "q"}) {
          for (const Tier tier : {Tier::internal, Tier::partner, Tier::open}) {
            for (const int day : {1, 3, 6}) {
              const testing::SmallUse use{agency, table, field, purpose, std::string(to_string(tier)), day};
              const bool expected = testing::covered_by_definition(rules, use, "2");
              const auto given = profile::why_not_covered(policy, table, {agency, field, '2'}, purpose, tier,
                                                          "2025-01-0" + std::to_string(day));
              REQUIRE(given.has_value() != expected);
              covered += expected ? 1 : 0;
              ++compared;
            }
          }
        }
      }
    }
  }
  CHECK(compared > 10'000);
  CHECK(covered > compared / 50);
}

TEST_CASE("more rules that allow never cover less, and a longer rule never covers fewer days", "[profile][property]") {
  for (unsigned seed = 0; seed < 60; ++seed) {
    auto rules = testing::random_rules(seed);
    auto fewer = rules;
    fewer.erase(fewer.begin());
    if (testing::contradict_by_definition(rules) || !rules.front().allows) {
      continue;
    }
    const auto more_policy = SharingPolicy::from_text(testing::agreement_of(rules), "s.toml");
    const auto fewer_policy = SharingPolicy::from_text(testing::agreement_of(fewer), "s.toml");
    for (const auto& [table, field] : testing::small_fields()) {
      for (int day = 1; day <= 6; ++day) {
        const std::string on = "2025-01-0" + std::to_string(day);
        const auto is_covered = [&](const SharingPolicy& policy) {
          return !profile::why_not_covered(policy, table, {"a", field, 'P'}, "p", Tier::partner, on);
        };
        CHECK((is_covered(more_policy) || !is_covered(fewer_policy)));
      }
    }
  }
}

TEST_CASE("a profile uses what the agreement covers, or is refused by name", "[profile][hand]") {
  CHECK_NOTHROW(profile::require_release(inputs_of({{"police", "start"}, {"school", "x"}}), with_agreement()));
  const auto profile = [](std::vector<records::FieldUse> uses, const profile::Options& options) {
    return profile::problem_profile(inputs_of(std::move(uses)), options);
  };
  CHECK_THROWS_AS(profile({{"police", "model"}}, with_agreement()), DisclosureError);
  CHECK_THROWS_WITH(
      profile({{"police", "model"}, {"police", "start"}, {"gp", "x"}}, with_agreement()),
      Catch::Equals("s.toml: agency 'police', field 'model' of incidents, purpose 'outreach', the partner tier on "
                    "2025-01-02: no rule allows it; leave the field or the records out, or agree on it and write it "
                    "into the policy; nor are covered: agency 'gp', field 'x' of incidents"));
  const auto document = profile({{"police", "start"}}, with_agreement());
  REQUIRE(document.value().manifest.sharing);
  CHECK(document.value().manifest.sharing->policy == "Eastmere 2024");
  CHECK(document.value().manifest.sharing->purpose == "outreach");
  CHECK(document.value().manifest.sharing->hmac_sha256.empty());
}

TEST_CASE("the manifest holds a digest of the agreement under the profile's key alone", "[profile][hand]") {
  profile::Options options = with_agreement();
  options.key = core::Key(std::vector<std::uint8_t>(32, 7));
  const auto document = profile::problem_profile(inputs_of({{"police", "start"}}), options);
  CHECK(document.value().manifest.sharing->hmac_sha256 ==
        core::to_hex(options.key->derived(core::KeyUse::masking).hmac(agreement().canonical_text())));
}

TEST_CASE("records without an agency need one by name", "[profile][edges]") {
  profile::Inputs inputs = inputs_of({{"", "start"}});
  profile::Options options = with_agreement();
  CHECK_THROWS_WITH(profile::require_release(inputs, options),
                    Contains("records of incidents name no agency") && Contains("agencies = { incidents = \"...\" }"));
  options.sharing->agencies = {{"incidents", "police"}};
  CHECK_NOTHROW(profile::require_release(inputs, options));
}

TEST_CASE("purposes, tables and agencies that the agreement does not have are refused", "[profile][edges]") {
  const auto with = [](const std::string& purpose, std::map<std::string, std::string> agencies) {
    return Sharing{agreement(), purpose, std::move(agencies)};
  };
  CHECK_THROWS_WITH(validate(with("outreech", {})),
                    "purpose = 'outreech': is not known to s.toml; did you mean outreach?");
  CHECK_THROWS_AS(validate(with("outreach", {{"houses", "police"}})), InvalidArgument);
  CHECK_THROWS_AS(validate(with("outreach", {{"premises", "polis"}})), InvalidArgument);
  CHECK_THROWS_WITH(profile::require_release(testing::lattice_inputs({{.unit = 0, .count = 40}}), with_agreement()),
                    Contains("uses: must tell"));
}

TEST_CASE("only incidents have handling codes to ask for", "[profile][hand]") {
  const auto policy = SharingPolicy::from_text(
      "[agreement]\ntitle = \"T\"\nagencies = [\"a\"]\npurposes = [\"p\"]\n"
      "[[allow]]\nagency = \"a\"\nfield = \"all\"\npurpose = \"p\"\ntier = \"internal\"\nfrom = 2024-01-01\nuntil = "
      "2024-12-31\n"
      "handling = [\"C\"]\n",
      "s.toml");
  const auto covered = [&](const std::string& table, const std::string& field, char handling) {
    return !profile::why_not_covered(policy, table, {"a", field, handling}, "p", Tier::internal, "2024-06-01");
  };
  CHECK(covered("incidents", "start", 'C'));
  CHECK_FALSE(covered("incidents", "start", kNoHandling));
  CHECK(covered("victims", "sex", kNoHandling));
}
