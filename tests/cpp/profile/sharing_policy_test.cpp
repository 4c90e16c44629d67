// SPDX-License-Identifier: MIT
#include "libprofile/profile/sharing_policy.hpp"

#include <string>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/records/field_uses.hpp"

#include "support/scratch_folder.hpp"
#include "support/sharing_by_definition.hpp"

using namespace libprofile;
using Catch::Contains;
using profile::SharingPolicy;
using profile::SharingRule;

namespace {

const std::string kHead =
    "[agreement]\ntitle = \"T\"\nagencies = [\"police\", \"school\"]\npurposes = [\"outreach\", \"licensing\"]\n";

std::string rule(const std::string& kind, const std::string& agency, const std::string& more = "",
                 const std::string& days = "from = 2024-04-01\nuntil = 2025-03-31\n") {
  return "[[" + kind + "]]\nagency = " + agency + "\npurpose = \"outreach\"\ntier = [\"internal\", \"partner\"]\n" +
         days + (more.find("field") == std::string::npos ? "field = \"start\"\n" : "") + more;
}

const std::string kBoth = "[\"police\", \"school\"]";

SharingPolicy read(const std::string& text) {
  return SharingPolicy::from_text(text, "s.toml");
}

}  // namespace

TEST_CASE("an agreement is read whole", "[profile][hand]") {
  const SharingPolicy policy = read(
      kHead + rule("allow", kBoth, "field = [\"x\", \"victims.sex\"]\nhandling = [\"P\", \"1\", \"none\"]\n") +
      rule("refuse", "\"school\"", "field = \"victims.care_status\"\n", "from = \"2024-01\"\nuntil = \"2024-12\"\n"));
  CHECK(policy.title() == "T");
  CHECK(policy.agencies() == std::vector<std::string>{"police", "school"});
  CHECK(policy.purposes() == std::vector<std::string>{"licensing", "outreach"});
  REQUIRE(policy.rules().size() == 2);
  const SharingRule& first = policy.rules().front();
  CHECK(first.fields == std::vector<std::string>{"victims.sex", "x"});
  CHECK(first.tiers == std::vector{disclosure::Tier::internal, disclosure::Tier::partner});
  CHECK(std::pair(first.from, first.until) == std::pair<std::string, std::string>("2024-04-01", "2025-03-31"));
  CHECK(profile::handling_text(first.handling) == "none, 1, P");
  CHECK(first.where() == "line 5");
  CHECK(policy.rules()[1].effect == SharingRule::Effect::refuse);
  CHECK(policy.rules()[1].from == "2024-01-01");
  CHECK(policy.rules()[1].until == "2024-12-31");
}

TEST_CASE("a rule that names no handling codes covers none, 2 and P", "[profile][hand]") {
  const SharingPolicy policy = read(kHead + rule("allow", kBoth));
  CHECK(profile::handling_text(policy.rules().front().handling) == "none, 2, P");
}

TEST_CASE("what is wrong with an agreement is said with file, place and remedy", "[profile][edges]") {
  const std::string one = rule("allow", kBoth);
  const std::vector<std::pair<std::string, std::string>> faults{
      {"", "s.toml, line 1: [agreement] is missing: a table [agreement] with title, agencies and purposes"},
      {"x = [", "s.toml, line 1: is not TOML"},
      {"[!greement]\n", "s.toml, line 1: is not TOML"},
      {"[a]\n[a.!]\n", "s.toml, line 2: is not TOML"},
      {"\u0420r = 1\n", "s.toml, line 1: is not TOML"},
      {"caf\u00e9 = 1\n", "s.toml, line 1: is not TOML"},
      {kHead + one + "[alow]\n", "s.toml, line 12: [alow] is not a table that is known; did you mean allow?"},
      {kHead + rule("allow", kBoth, "tiers = \"partner\"\n"), "'tiers' is not a key that is known; did you mean tier?"},
      {kHead + rule("allow", "\"polce\""),
       "'polce' is not among the agencies of [agreement]; add it there, or did you "
       "mean police?"},
      {kHead + rule("allow", kBoth, "field = \"star\"\n"), "'star' is no field of the schema; did you mean start"},
      {kHead + rule("allow", kBoth, "field = \"victims.x\"\n"), "'victims.x' is no field of the schema"},
      {kHead + rule("allow", kBoth, "field = [\"all\", \"x\"]\n"), "says 'all' beside other fields"},
      {kHead + rule("allow", kBoth, "field = [\"x\", \"x\"]\n"), "has 'x' twice; keep one"},
      {kHead + rule("allow", kBoth, "", "from = 2025-01-02\nuntil = 2025-01-01\n"),
       "s.toml, line 10, [[allow]] until: is before from; exchange the two days"},
      {kHead + rule("allow", kBoth, "", "from = 2025-02-30\nuntil = 2025-03-01\n"), "s.toml, line 9"},
      {kHead + rule("allow", kBoth, "", "from = \"2025-02-30\"\nuntil = 2025-03-01\n"), "must be a day or a month"},
      {kHead + rule("allow", kBoth, "", "from = \"2025-02-03T10:00\"\nuntil = 2025-03-01\n"),
       "must be a day or a month"},
      {kHead + rule("allow", kBoth, "", "from = 2025-02-01\n"), "until: is missing"},
      {kHead + rule("allow", "\"police\""),
       "'school' has no rule; write [[allow]] or [[refuse]] for it, or take it out"},
      {kHead + rule("allow", kBoth, "handling = [\"6\"]\n"),
       "'6' is no handling code; there are: 1, 2, 3, 4, 5 (5x5x5)"},
      {kHead + rule("allow", kBoth, "handling = [\"4\"]\n"),
       "4 means only within the originating agency, and so cannot be allowed in the partner tier"},
      {kHead + rule("refuse", kBoth, "handling = [\"P\"]\n"), "what is refused is refused under every code"},
      {kHead + one + "[[allow]]\nagency = \"police\"\nfield = \"x\"\npurpose = \"outreach\"\ntier = \"secret\"\n",
       "'secret' is no tier; there are: internal, partner, public"},
      {kHead + one + "[[allow]]\nagency = \"police\"\nfield = \"x\"\npurpose = \"press\"\ntier = \"partner\"\n",
       "'press' is not among the purposes of [agreement]"},
      {"[agreement]\ntitle = \"a\\nb\"\nagencies = [\"a\"]\npurposes = [\"p\"]\n", "none of them a line break or tab"},
      {"[agreement]\ntitle = \"T\"\nagencies = [\"\"]\npurposes = [\"p\"]\n", "must be of 1 to 120 characters"},
  };
  for (const auto& [text, message] : faults) {
    INFO(text);
    CHECK_THROWS_AS(read(text), InputError);
    CHECK_THROWS_WITH(read(text), Catch::StartsWith("s.toml") && Contains(message));
  }
}

TEST_CASE("handling codes of the police are never allowed where they forbid it", "[profile][edges]") {
  const auto with = [](const std::string& tier, const std::string& code) {
    return kHead + "[[allow]]\nagency = " + kBoth + "\nfield = \"x\"\npurpose = \"outreach\"\ntier = \"" + tier +
           "\"\nfrom = 2024-01-01\nuntil = 2024-12-31\nhandling = [\"" + code + "\"]\n";
  };
  for (const std::string code : {"none", "1", "2", "3", "4", "5", "P", "C"}) {
    CHECK_NOTHROW(read(with("internal", code)));
    if (code == "4" || code == "5") {
      CHECK_THROWS_AS(read(with("partner", code)), InputError);
    } else {
      CHECK_NOTHROW(read(with("partner", code)));
    }
    if (code == "none" || code == "2" || code == "P") {
      CHECK_NOTHROW(read(with("public", code)));
    } else {
      CHECK_THROWS_AS(read(with("public", code)), InputError);
    }
  }
}

TEST_CASE("rules that contradict each other are named with what both speak of", "[profile][hand]") {
  CHECK_THROWS_WITH(read(kHead + rule("allow", kBoth) + rule("refuse", "\"school\"", "field = \"incidents.start\"\n")),
                    Catch::Equals("s.toml, line 5 and line 12: one allows and the other refuses agency 'school', field "
                                  "'start', purpose 'outreach', the internal tier, from 2024-04-01 to 2025-03-31; keep "
                                  "one of the two, or part their agencies, fields, purposes, tiers or days"));
  CHECK_THROWS_WITH(read(kHead + rule("allow", kBoth) + rule("allow", "\"police\"", "handling = [\"1\"]\n")),
                    Contains("they differ in handling codes (none, 2, P and 1) for agency 'police', field 'start'"));
  CHECK_NOTHROW(read(kHead + rule("allow", kBoth) + rule("allow", kBoth)));
  CHECK_NOTHROW(
      read(kHead + rule("allow", kBoth) + rule("refuse", "\"school\"", "", "from = 2025-04-01\nuntil = 2026-03-31\n")));
}

TEST_CASE("an agreement contradicts itself exactly where a use is spoken of twice", "[profile][oracle]") {
  int contradictions = 0;
  for (unsigned seed = 0; seed < 400; ++seed) {
    const auto rules = testing::random_rules(seed);
    const std::string text = testing::agreement_of(rules);
    INFO(text);
    if (testing::contradict_by_definition(rules)) {
      ++contradictions;
      CHECK_THROWS_AS(read(text), InputError);
    } else {
      CHECK_NOTHROW(read(text));
    }
  }
  CHECK(contradictions > 20);
  CHECK(contradictions < 380);
}

TEST_CASE("the canonical text depends on what is said, not on how", "[profile][property]") {
  const std::string a = rule("allow", "\"police\"");
  const std::string b = rule("allow", "\"school\"", "field = [\"x\", \"y\"]\n");
  const SharingPolicy policy = read(kHead + a + b);
  CHECK(SharingPolicy::from_text("# as agreed\n" + kHead + "\n" + b + a, "other.toml").canonical_text() ==
        policy.canonical_text());
  CHECK(read(kHead + a + rule("allow", "\"school\"", "field = [\"y\", \"x\"]\n")).canonical_text() ==
        policy.canonical_text());
  for (const std::string& other :
       {kHead + a + rule("allow", "\"school\"", "field = \"x\"\n"),
        kHead + a + rule("refuse", "\"school\"", "field = [\"x\", \"y\"]\n"),
        kHead + a + rule("allow", "\"school\"", "field = [\"x\", \"y\"]\nhandling = [\"P\"]\n"),
        kHead + a +
            rule("allow", "\"school\"", "field = [\"x\", \"y\"]\n", "from = 2024-04-01\nuntil = 2025-04-01\n")}) {
    CHECK(read(other).canonical_text() != policy.canonical_text());
  }
}

TEST_CASE("files are read within limits", "[profile][edges]") {
  const testing::ScratchFolder folder;
  const auto path = folder.path() / "s.toml";
  CHECK_THROWS_WITH(SharingPolicy::from_file(path), Contains(path.string()));
  testing::write_bytes(path, kHead + rule("allow", kBoth));
  CHECK(SharingPolicy::from_file(path).rules().size() == 1);
  CHECK(SharingPolicy::from_file(path).file() == path.string());
  testing::write_bytes(path, std::string((1U << 20U) + 1, '#'));
  CHECK_THROWS_WITH(SharingPolicy::from_file(path), Contains("larger than a megabyte"));
  std::string many = kHead;
  for (int i = 0; i < 1001; ++i) {
    many += rule("allow", kBoth);
  }
  CHECK_THROWS_WITH(read(many), Contains("there may be 1000"));
}
