// SPDX-License-Identifier: MIT
/// @file
/// A18: records that no agreement covers come into no profile, however they are labelled; without an agreement they do.
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/profile/problem_profile.hpp"
#include "libprofile/records/validate.hpp"

#include "support/canary_scan.hpp"
#include "support/profile_inputs.hpp"

using namespace libprofile;
using Texts = std::vector<std::string>;

namespace {

const std::string kAgreement =
    "[agreement]\ntitle = \"T\"\nagencies = [\"police\", \"sexual health\"]\npurposes = [\"care\", \"enforcement\"]\n"
    "[[allow]]\nagency = \"police\"\nfield = \"all\"\npurpose = [\"care\", \"enforcement\"]\n"
    "tier = [\"internal\", \"partner\"]\nfrom = 2024-01-01\nuntil = 2025-12-31\nhandling = [\"none\", \"1\", \"2\", "
    "\"P\", "
    "\"C\"]\n"
    "[[allow]]\nagency = \"sexual health\"\nfield = [\"start\", \"x\", \"y\"]\npurpose = \"care\"\ntier = \"partner\"\n"
    "from = 2024-01-01\nuntil = 2025-12-31\n";

/// One attempt to use the records of a clinic, or of the police, against the agreement.
struct Attempt {
  std::string agency = "sexual health";
  std::string grade = {};
  std::string purpose = "care";
  std::string created = "2025-01-02T03:04:05Z";
  disclosure::Tier tier = disclosure::Tier::partner;
  bool has_person = false;
};

const Texts kCanaries{"Quillon-Vexworth", "ZZ99CANARY"};

records::ColumnTable records_of(const Attempt& attempt) {
  records::ColumnTable table(2, "clinic.csv");
  const auto add = [&table](const std::string& name, const Texts& values) {
    table.add(name, records::text_column(values));
  };
  add("start", {"2024-02-01", "2024-03-01"});
  // A second record that is covered hides nothing of the first.
  add("agency", {attempt.agency, "police"});
  add("grade", {attempt.grade, ""});
  add("grade_scheme", {attempt.grade.empty() ? "" : "5x5x5", ""});
  add("person", {attempt.has_person ? kCanaries[0] : "", kCanaries[1]});
  return table;
}

/// What the profile says against it; empty where it is made.
std::string refusal(const Attempt& attempt, const std::string& agreement) {
  profile::Inputs inputs = testing::lattice_inputs({{.unit = 0, .count = 40}, {.unit = 4, .count = 60}});
  const records::ColumnTable table = records_of(attempt);
  const auto validation = records::validate(table, records::Kind::incident);
  REQUIRE(validation.accepted.size() == 2);
  inputs.uses["incidents"] = records::field_uses(table, validation);
  profile::Options options = testing::year_2024();
  options.policy = disclosure::Policy(disclosure::tier_floor(attempt.tier));
  options.created_utc = attempt.created;
  if (!agreement.empty()) {
    options.sharing = profile::Sharing{profile::SharingPolicy::from_text(agreement, "s.toml"), attempt.purpose};
  }
  try {
    static_cast<void>(profile::problem_profile(inputs, options));
  } catch (const DisclosureError& error) {
    return error.what();
  }
  return {};
}

}  // namespace

TEST_CASE("A18: what no rule allows is refused, and comes through where nobody asks", "[profile][attack]") {
  CHECK(refusal({}, kAgreement).empty());
  const std::vector<Attempt> attempts{
      {.purpose = "enforcement"},
      {.created = "2026-01-01T00:00:00Z"},
      {.created = "2023-12-31T23:59:59Z"},
      {.tier = disclosure::Tier::internal},
      {.has_person = true},
      {.agency = "Sexual Health", .purpose = "enforcement"},
      {.agency = "police ", .has_person = true},
      {.agency = "POLICE"},
      {.agency = "pol\u0456ce"},
      {.agency = "police", .grade = "B24"},
      {.agency = "police", .grade = "B25"},
      {.agency = "police", .grade = "B23"},
      {.grade = "A11"},
  };
  for (const Attempt& attempt : attempts) {
    INFO(attempt.agency << ", " << attempt.grade << ", " << attempt.purpose << ", " << attempt.created);
    const std::string said = refusal(attempt, kAgreement);
    CHECK_FALSE(said.empty());
    CHECK(testing::scan_text("refusal", said, kCanaries).empty());
    CHECK(refusal(attempt, "").empty());
  }
}

TEST_CASE("A18: no agreement lets intelligence past its own handling code", "[profile][attack]") {
  for (const std::string code : {"4", "5"}) {
    std::string bold = kAgreement;
    bold.replace(bold.find("\"C\"]"), 4, "\"C\", \"" + code + "\"]");
    CHECK_THROWS_AS(profile::SharingPolicy::from_text(bold, "s.toml"), InputError);
    CHECK_FALSE(refusal({.agency = "police", .grade = "B2" + code}, kAgreement).empty());
    CHECK(refusal({.agency = "police", .grade = "B2" + code}, "").empty());
  }
  CHECK(refusal({.agency = "police", .grade = "B21"}, kAgreement).empty());
}
