// SPDX-License-Identifier: MIT
#include "libprofile/records/people.hpp"

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/records/time.hpp"

using namespace libprofile;
using namespace libprofile::records;
using Strings = std::vector<std::string>;

namespace {

ColumnTable table_of(const std::vector<std::pair<std::string, Strings>>& columns) {
  ColumnTable table(columns.front().second.size(), "victims.csv");
  for (const auto& [name, values] : columns) {
    table.add(name, text_column(values));
  }
  return table;
}

}  // namespace

TEST_CASE("accepted rows become columns under the codes of their lists", "[records][hand]") {
  const auto table = table_of({{"person", {"t1", "t2", "", "t1"}},
                               {"sex", {"Female", "male", "female", "FEMALE"}},
                               {"referral", {"2024-03-05", "", "2024-03-05", "2024-04"}},
                               {"education", {"S1", "S1", "S1", "S1"}}});
  const Validation validation = validate(table, Kind::victim);
  REQUIRE(validation.accepted == std::vector<std::size_t>{0, 1, 3});
  const People people = to_people(table, validation);
  REQUIRE(people.size() == 3);
  CHECK(people.person.codes[0] == people.person.codes[2]);
  REQUIRE(people.fields.size() == 1);
  const Coded* sex = people.field("sex");
  REQUIRE(sex != nullptr);
  CHECK(sex->values[static_cast<std::size_t>(sex->codes[0])] == "female");
  CHECK(sex->codes[0] == sex->codes[2]);
  CHECK(people.field("education") == nullptr);
  CHECK(people.referral_s[0] == parse_time_span("2024-03-05")->start_s);
  CHECK(people.referral_s[1] == kNoTime);
}

TEST_CASE("offenders have groups and no referrals; other kinds are refused", "[records][edges]") {
  const auto offenders = table_of({{"person", {"t1", "t2"}}, {"group", {"g1", ""}}});
  const People people = to_people(offenders, validate(offenders, Kind::offender));
  CHECK(people.referral_s.empty());
  CHECK(people.field("group")->codes[1] == kAbsent);
  const auto premises = table_of({{"type", {"P05"}}});
  CHECK_THROWS_AS(to_people(premises, validate(premises, Kind::premises)), InvalidArgument);
  CHECK_THROWS_AS(to_people(table_of({{"person", {"t1"}}}), validate(offenders, Kind::offender)), InvalidArgument);
}

TEST_CASE("no row gives no person", "[records][edges]") {
  const auto table = table_of({{"person", {}}, {"sex", {}}});
  const People people = to_people(table, validate(table, Kind::victim));
  CHECK(people.size() == 0);
  CHECK(people.field("sex") != nullptr);
}
