// SPDX-License-Identifier: MIT
#include "libprofile/records/validate.hpp"

#include <cmath>
#include <limits>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/core/random.hpp"
#include "libprofile/records/accepted.hpp"

using namespace libprofile;
using namespace libprofile::records;
using Strings = std::vector<std::string>;

namespace {

ColumnTable table_of(const std::vector<std::pair<std::string, Strings>>& columns) {
  ColumnTable table(columns.front().second.size(), "crimes.csv");
  for (const auto& [name, values] : columns) {
    table.add(name, text_column(values));
  }
  return table;
}

Strings faults(const Validation& validation) {
  Strings found;
  for (const Rejected& fault : validation.rejected) {
    found.push_back(std::to_string(fault.row) + " " + fault.column);
  }
  return found;
}

}  // namespace

TEST_CASE("each bad row is named by row, column, rule and remedy", "[records][hand]") {
  const auto table = table_of({{"id", {"a", "b", "a", "", "", "c"}},
                               {"start", {"2018-01", "2018-13", "2018-01", "", "2018-02-30", "2018-01-05"}},
                               {"end", {"", "", "", "", "", "2018-01-04"}}});
  const Validation result = validate(table, Kind::incident);
  CHECK(faults(result) == Strings{"2 start", "3 id", "4 start", "5 start", "6 end"});
  CHECK(result.accepted == std::vector<std::size_t>{0});
  CHECK(result.rows_rejected() == 5);
  CHECK(result.duplicates == 1);
  CHECK(result.without_coordinates == 1);
  CHECK(result.rejected[2].rule == "present");
  CHECK(result.rejected[4].rule == "not before the start");
  for (const Rejected& fault : result.rejected) {
    CHECK_FALSE(fault.remedy.empty());
    CHECK(std::string(fault.rule).find("2018-13") == std::string::npos);
  }
  CHECK(result.completeness.at(0).present == 4);
  CHECK(result.completeness.at(2).present == 1);
}

TEST_CASE("a missing place is counted, half a place or an infinite one is rejected", "[records][edges]") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const double inf = std::numeric_limits<double>::infinity();
  ColumnTable table(5, "t");
  table.add("start", text_column(Strings(5, "2018-01")));
  table.add("x", NumberColumn{{1.0, nan, nan, inf, 3.0}});
  table.add("y", NumberColumn{{2.0, nan, 2.0, 2.0, nan}});
  const Validation result = validate(table, Kind::incident);
  CHECK(faults(result) == Strings{"3 x", "4 x", "5 y"});
  CHECK(result.accepted == std::vector<std::size_t>{0, 1});
  CHECK(result.without_coordinates == 1);
  const auto text =
      table_of({{"start", Strings(4, "2018-01")}, {"x", {"1.5", "", "1,5", "inf"}}, {"y", {"-2", "", "2", "2"}}});
  CHECK(faults(validate(text, Kind::incident)) == Strings{"3 x", "4 x"});
}

TEST_CASE("codes, grades, counts and listed categories have their rules", "[records][edges]") {
  const auto incidents = table_of({{"start", Strings(4, "2018-01")},
                                   {"category", {"Robbery", "Theft", "", "Robbery"}},
                                   {"origin", {"Reported", "proactive", "", "guess"}},
                                   {"grade_scheme", {"5x5x5", "3x5x2", "", "5x5x5"}},
                                   {"grade", {"B24", "B24", "A1", "D5"}}});
  CHECK(faults(validate(incidents, Kind::incident, {.known_categories = {"Robbery"}})) ==
        Strings{"2 category", "2 grade", "3 grade", "4 origin"});
  const auto premises = table_of({{"id", {"1", "2", "3"}}, {"type", {"P01", "P77", ""}}});
  CHECK(faults(validate(premises, Kind::premises)) == Strings{"2 type", "3 type"});
  ColumnTable areas(3, "areas");
  areas.add("code", text_column(Strings{"E01007317", "e01007317", "E0100731"}));
  areas.add("population", NumberColumn{{1.5, 10.0, -1.0}});
  CHECK(faults(validate(areas, Kind::neighbourhood)) == Strings{"1 population", "2 code", "3 code", "3 population"});
}

TEST_CASE("a column that is not there or cannot hold its field is an error", "[records][edges]") {
  CHECK_THROWS_WITH(validate(table_of({{"strt", {"2018-01"}}}), Kind::incident),
                    Catch::Contains("crimes.csv: no column 'start': did you mean strt?"));
  ColumnTable numbers(1, "t");
  numbers.add("start", NumberColumn{{1.0}});
  CHECK_THROWS_AS(validate(numbers, Kind::incident), InputError);
  CHECK_THROWS_AS(validate(table_of({{"start", {"2018-01"}}, {"x", {"1"}}}), Kind::incident), InputError);
  const Validation empty = validate(table_of({{"start", {}}}), Kind::incident);
  CHECK(empty.accepted.empty());
  CHECK(empty.rejected.empty());
}

TEST_CASE("validation agrees with judging each row alone, whatever the threads", "[records][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const core::Philox random(seed, core::Stream::testing);
  const Strings times = {"2018-01", "2018-13", "2018-01-31T10:00", "", "x"};
  Strings start;
  Strings x;
  Strings y;
  for (std::uint32_t i = 0; i < 70'000; ++i) {
    start.push_back(times[random.below(5, i, 0, 0)]);
    x.emplace_back(random.below(4, i, 0, 1) == 0 ? "" : "1");
    y.emplace_back(random.below(4, i, 0, 2) == 0 ? "" : "2");
  }
  const auto table = table_of({{"start", start}, {"x", x}, {"y", y}});
  const Validation result = validate(table, Kind::incident);
  std::vector<std::size_t> expected;
  for (std::size_t i = 0; i < start.size(); ++i) {
    if ((start[i] == times[0] || start[i] == times[2]) && x[i].empty() == y[i].empty()) {
      expected.push_back(i);
    }
  }
  CHECK(result.accepted == expected);
  for (const int threads : {1, 2, 8}) {
    const core::ThreadLimit limit(threads);
    const Validation again = validate(table, Kind::incident);
    CHECK(again.accepted == result.accepted);
    CHECK(faults(again) == faults(result));
  }
}

TEST_CASE("accepted incidents become columns, and only what they use is kept", "[records][hand]") {
  const auto table = table_of({{"start", {"2018-01-01", "bad", "2018-01-02T10:00", "2018-02"}},
                               {"end", {"2018-01-03", "", "", ""}},
                               {"x", {"1", "2", "3", ""}},
                               {"y", {"10", "20", "30", ""}},
                               {"category", {"Robbery", "Secret", "Theft", "Robbery"}},
                               {"origin", {"", "", "PROACTIVE", "reported"}},
                               {"location_role", {"offence", "", "recorded-at", ""}},
                               {"grade_scheme", {"5x5x5", "", "", "3x5x2"}},
                               {"grade", {"D51", "", "", "1A"}}});
  const Incidents incidents = to_incidents(table, validate(table, Kind::incident));
  REQUIRE(incidents.size() == 3);
  CHECK(incidents.end_s[0] - incidents.start_s[0] == 3 * 86'400);
  CHECK(incidents.end_s[1] == incidents.start_s[1]);
  CHECK(incidents.xy[0] == 1.0);
  CHECK(incidents.xy[1] == 10.0);
  CHECK(std::isnan(incidents.xy[2]));
  CHECK(std::isnan(incidents.xy[4]));
  CHECK(incidents.category.values == Strings{"Robbery", "Theft"});
  CHECK(incidents.category.codes == std::vector<std::int32_t>{0, 1, 0});
  CHECK(incidents.origin.values == Strings{"proactive", "reported"});
  CHECK(incidents.counted == std::vector<std::uint8_t>{0, 1, 1});
  CHECK(incidents.agency.codes.empty());
  CHECK(countable(incidents) == std::vector<std::size_t>{2});
  CHECK(within(incidents, parse_window("2018-01", "2018-01")) == std::vector<std::size_t>{0, 1});
  CHECK(of_categories(incidents, Strings{"Theft", "Other"}) == std::vector<std::size_t>{1});
  CHECK_THROWS_WITH(of_categories(incidents, Strings{"Robery"}), Catch::Contains("did you mean Robbery?"));
  const Incidents theft = select(incidents, std::vector<std::size_t>{1});
  CHECK(theft.category.values == Strings{"Theft"});
  CHECK(theft.counted == std::vector<std::uint8_t>{1});
  CHECK_THROWS_AS(to_premises(table, validate(table, Kind::incident)), InvalidArgument);
}

TEST_CASE("premises of types that are never mapped have no point", "[records][edges]") {
  const auto table = table_of({{"id", {"1", "2"}}, {"type", {"P12", "P10"}}, {"x", {"1", "2"}}, {"y", {"1", "2"}}});
  const PremisesRegister premises = to_premises(table, validate(table, Kind::premises));
  CHECK(premises.type.values == Strings{"P12", "P10"});
  CHECK(std::isnan(premises.xy[0]));
  CHECK(premises.xy[2] == 2.0);
}
