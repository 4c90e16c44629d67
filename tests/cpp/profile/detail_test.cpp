// SPDX-License-Identifier: MIT
/// @file
/// The parts of a profile, one by one.
#include <cmath>
#include <numeric>
#include <set>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/disclosure/protect.hpp"
#include "libprofile/profile/detail/categories.hpp"
#include "libprofile/profile/detail/places.hpp"
#include "libprofile/profile/detail/quality_tables.hpp"
#include "libprofile/profile/detail/statement.hpp"
#include "libprofile/profile/prepare.hpp"
#include "libprofile/risk/premises_type.hpp"

#include "support/profile_inputs.hpp"

using namespace libprofile;
using namespace libprofile::profile::detail;
using testing::Events;
using testing::lattice_inputs;
using testing::year_2024;

namespace {

std::int64_t sum(const disclosure::ListTable& table) {
  return std::accumulate(table.counts.begin(), table.counts.end(), std::int64_t{0});
}

std::int64_t at(const disclosure::ListTable& table, const std::string& label) {
  const auto found = std::find(table.labels.begin(), table.labels.end(), label);
  REQUIRE(found != table.labels.end());
  return table.counts[static_cast<std::size_t>(found - table.labels.begin())];
}

/// Twenty incidents of which each fate befalls a different number.
profile::Inputs every_fate() {
  auto inputs = lattice_inputs({{0, 6, "theft", 1, "a"},
                                {1, 1, "arson", 1, "b"},
                                {2, 2, "theft", 1, "b"},
                                {3, 3, "theft", 1, "b"},
                                {4, 4, "theft", 1, ""},
                                {5, 2, "theft", 1, "c"},
                                {6, 2, "theft", 1, "c"}});
  records::Incidents& incidents = inputs.incidents;
  const std::size_t n = incidents.size();
  incidents.origin.values = {"reported", "proactive"};
  incidents.origin.codes.assign(n, 0);
  incidents.counted.assign(n, 1);
  incidents.origin.codes[7] = incidents.origin.codes[8] = 1;
  for (const std::size_t i : {9U, 10U, 11U}) {
    incidents.counted[i] = 0;
  }
  for (const std::size_t i : {16U, 17U}) {
    incidents.xy[2 * i] = std::nan("");
  }
  for (const std::size_t i : {18U, 19U}) {
    incidents.xy[2 * i] = -5000.0;
  }
  incidents.start_s[0] -= 86'400LL * 366;
  return inputs;
}

profile::Options persons_of_theft() {
  auto options = year_2024();
  options.counts = geography::CountOf::persons;
  options.categories = {"theft"};
  return options;
}

}  // namespace

TEST_CASE("every record has one fate, the first reason that holds", "[profile][hand]") {
  const Selection selection = select_incidents(every_fate(), persons_of_theft());
  CHECK(selection.rows(Fate::outside_window) == 1);
  CHECK(selection.rows(Fate::other_category) == 1);
  CHECK(selection.rows(Fate::proactive) == 2);
  CHECK(selection.rows(Fate::left_out_by_grade) == 3);
  CHECK(selection.rows(Fate::without_person) == 4);
  CHECK(selection.rows(Fate::without_place) == 2);
  CHECK(selection.rows(Fate::outside_areas) == 2);
  CHECK(selection.rows(Fate::counted) == 5);
  CHECK(selection.place.size() == 5);
  const std::vector<std::int64_t> by_place = incidents_by_place(selection);
  CHECK(std::accumulate(by_place.begin(), by_place.end(), std::int64_t{0}) == 5);
  CHECK(selection.unit == std::vector<std::int32_t>(5, 0));
  CHECK(counted(selection, geography::CountOf::records) == 5);
  CHECK(counted(selection, geography::CountOf::persons) == 1);
}

TEST_CASE("a record whose grade says that it is false is not counted, and the list says so", "[profile][hand]") {
  auto inputs = lattice_inputs({{0, 10}, {4, 10}});
  inputs.incidents.counted.assign(20, 1);
  std::fill_n(inputs.incidents.counted.begin(), 10, std::uint8_t{0});
  const auto document = profile::problem_profile(inputs, year_2024()).value();
  CHECK(document.neighbourhoods[0].count == 0);
  CHECK(document.neighbourhoods[4].count == 10);
}

TEST_CASE("the list of incident rows adds up to all rows read", "[profile][property]") {
  const Selection selection = select_incidents(every_fate(), persons_of_theft());
  const profile::SourceReport source{"incidents", 30, 20, 4, {{"start: must be a date", 6}}, ""};
  const auto table = incident_rows(source, selection);
  CHECK(sum(table) == 30);
  CHECK(at(table, kDuplicate) == 4);
  CHECK(at(table, kLeftOutByGrade) == 3);
  CHECK(at(table, "start: must be a date") == 6);
  CHECK(table.labels.back() == kCounted);
}

TEST_CASE("completeness has every agency in every month, and as many rows as the window", "[profile][property]") {
  auto inputs = lattice_inputs({{0, 3}, {1, 5, "", 4}, {2, 2, "theft", 12}});
  inputs.incidents.agency.values = {"police", "not stated", "health"};
  inputs.incidents.agency.codes = {0, 0, 1, records::kAbsent, 0, 0, 0, 0, 2, 2};
  const Selection selection = select_incidents(inputs, year_2024());
  const auto tables = completeness(inputs.incidents, selection);
  CHECK(tables.rows.labels.size() == 36);
  CHECK(sum(tables.rows) == 10);
  CHECK(at(tables.rows, "not stated\t2024-01") == 1);
  CHECK(at(tables.rows, "not stated\t2024-04") == 1);
  CHECK(at(tables.rows, "police\t2024-04") == 4);
  CHECK(at(tables.without_category, "police\t2024-04") == 4);
  CHECK(at(tables.without_place, "health\t2024-12") == 0);
  CHECK(tables.without_person.labels.empty());
  for (std::size_t i = 0; i < tables.rows.counts.size(); ++i) {
    CHECK(tables.without_category.counts[i] <= tables.rows.counts[i]);
  }
}

TEST_CASE("an agency with few records is not named", "[profile][attack]") {
  auto inputs = lattice_inputs({{0, 30}, {4, 30, "theft", 5}});
  inputs.incidents.agency.values = {"police", "one report"};
  inputs.incidents.agency.codes.assign(60, 0);
  inputs.incidents.agency.codes[8] = 1;
  const auto agencies_of = [&](const profile::Options& options) {
    std::set<std::string> agencies;
    const auto document = profile::problem_profile(inputs, options).value();
    for (const auto& cell : document.quality.completeness) {
      agencies.insert(cell.agency);
    }
    return agencies;
  };
  auto options = year_2024();
  CHECK(agencies_of(options) == std::set<std::string>{"police"});
  options.policy = disclosure::Policy::preset("internal");
  CHECK(agencies_of(options) == std::set<std::string>{"one report", "police"});
}

TEST_CASE("categories are those that occur, in order of name", "[profile][edges]") {
  const records::Coded source{{2, 0, records::kAbsent, 2}, {"theft", "unused", "arson"}};
  const Categories all = categories_of(source, {});
  CHECK(all.names == std::vector<std::string>{"arson", "not stated", "theft"});
  CHECK(all.of(source, 0) == 0);
  CHECK(all.of(source, 1) == 2);
  CHECK(all.of(source, 2) == 1);
  const Categories wanted = categories_of(source, {"theft", "theft"});
  CHECK(wanted.names == std::vector<std::string>{"theft"});
  CHECK(wanted.of(source, 0) == kOtherCategoryCode);
  CHECK(wanted.of(source, 2) == kOtherCategoryCode);
  CHECK_THROWS_AS(categories_of(source, {"unused"}), InvalidArgument);
  CHECK(categories_of({}, {}).names == std::vector<std::string>{"incidents"});
}

TEST_CASE("coincident incidents become one place, in any order of the records", "[profile][hand]") {
  Selection selection;
  selection.place_xy_m = {2, 3, 2, 9, 4, 4, 5, 1};
  selection.place = {3, 1, 3, 0};
  const Places places = places_of(selection, geography::CountOf::records);
  CHECK(places.xy_m == std::vector<double>{2, 3, 2, 9, 5, 1});
  CHECK(places.weights == std::vector<double>{1, 1, 2});
}

TEST_CASE("a person weighs one in each unit, however many records there are", "[profile][attack]") {
  Selection selection;
  selection.place_xy_m = {0, 0, 1, 0, 2, 0, 1000, 1000};
  for (std::uint32_t i = 0; i < 31; ++i) {
    selection.person.push_back(7);
    selection.unit.push_back(i < 30 ? 0 : 1);
    selection.place.push_back(i < 30 ? i % 3 : 3);
  }
  const Places of_persons = places_of(selection, geography::CountOf::persons);
  REQUIRE(of_persons.weights.size() == 4);
  CHECK(std::accumulate(of_persons.weights.begin(), of_persons.weights.end(), 0.0) == Approx(2.0).margin(1e-4));
  const Places of_records = places_of(selection, geography::CountOf::records);
  CHECK(std::accumulate(of_records.weights.begin(), of_records.weights.end(), 0.0) == 31.0);
}

TEST_CASE("places with weights give premises what incidents one by one give them", "[profile][oracle]") {
  auto inputs = testing::sample_inputs(sample::partnership({.size = 0.5, .seed = 5}));
  for (double& value : inputs.incidents.xy) {
    value = std::round(value / 200.0) * 200.0;
  }
  const Selection selection = select_incidents(inputs, year_2024());
  const Places places = places_of(selection, geography::CountOf::records);
  CHECK(places.weights.size() < selection.unit.size());
  std::vector<double> one_by_one_m;
  for (const std::uint32_t place : selection.place) {
    one_by_one_m.push_back(selection.place_xy_m[2 * place]);
    one_by_one_m.push_back(selection.place_xy_m[2 * place + 1]);
  }
  const auto types = std::vector<std::uint32_t>(inputs.premises->size(), 0);
  const risk::PremisesView premises{geography::PlanarView(inputs.premises->xy), types, {}};
  const auto one_by_one = risk::count_premises_incidents(premises, geography::PlanarView(one_by_one_m), {});
  const auto weighted = risk::count_premises_incidents(premises, geography::PlanarView(places.xy_m), places.weights);
  REQUIRE(one_by_one.size() == weighted.size());
  CHECK(one_by_one[0].with_incident == weighted[0].with_incident);
  CHECK(one_by_one[0].incidents == Approx(weighted[0].incidents).epsilon(1e-12));
}

TEST_CASE("the digest of the input does not depend on dictionaries or on less than a centimetre",
          "[profile][property]") {
  const core::Key key = disclosure::key_from_seed(1);
  const auto incidents = every_fate().incidents;
  const std::string digest = input_hmac(incidents, key);
  CHECK(digest.size() == 64);
  auto same = incidents;
  std::swap(same.origin.values[0], same.origin.values[1]);
  for (std::int32_t& code : same.origin.codes) {
    code = 1 - code;
  }
  for (double& value : same.xy) {
    value += 0.004;
  }
  CHECK(input_hmac(same, key) == digest);
  CHECK(input_hmac(incidents, disclosure::key_from_seed(2)) != digest);
}

TEST_CASE("the digest of the input changes with every column that counts", "[profile][property]") {
  const core::Key key = disclosure::key_from_seed(1);
  const auto incidents = every_fate().incidents;
  const std::string digest = input_hmac(incidents, key);
  std::vector<records::Incidents> changed(7, incidents);
  changed[0].xy[0] += 0.02;
  changed[1].start_s[3] += 1;
  changed[2].end_s[3] += 1;
  changed[3].category.codes[0] = 1;
  changed[4].person.codes[0] = records::kAbsent;
  changed[5].counted[0] = 0;
  std::swap(changed[6].category, changed[6].agency);
  for (const auto& other : changed) {
    CHECK(input_hmac(other, key) != digest);
  }
}

TEST_CASE("the statement says what was done, with which limits", "[profile][hand]") {
  const testing::FixedClock clock;
  auto inputs = lattice_inputs({{4, 30}});
  inputs.sources = {{"incidents", 30, 30, 0, {}, "Helmert, 2 m"}};
  auto options = year_2024();
  const records::TimeSpan window = records::parse_window("2024-01-01", "2024-12-31");
  const core::Key key = disclosure::key_from_seed(0);
  const Statement statement = make_statement(inputs, options, {}, window);
  CHECK(statement.window_start == "2024-01-01");
  CHECK(statement.window_end == "2024-12-31");
  CHECK(statement.valid_until == "2025-03-31");
  CHECK(statement.marking == "OFFICIAL-SENSITIVE");
  CHECK(statement.key_fingerprint == "derived from the seed");
  CHECK_FALSE(statement.seed);
  CHECK(statement.transformations == std::vector<std::string>{"incidents: Helmert, 2 m"});
  CHECK(statement.counted == "records");
  CHECK(statement.base == 5);
  CHECK(statement.methods.front().parameters == std::vector<std::pair<std::string, std::string>>{{"base", "5"}});
  options.key = key;
  options.policy = disclosure::Policy::preset("public");
  options.marking = "OFFICIAL";
  CHECK(make_statement(inputs, options, {}, window).key_fingerprint == key.fingerprint());
  CHECK(make_statement(inputs, options, {}, window).seed == options.seed);
  options.marking.clear();
  CHECK(make_statement(inputs, options, {}, window).marking == "OFFICIAL");
}

TEST_CASE("a raised threshold is the base that the document states", "[profile][hand]") {
  auto options = year_2024();
  disclosure::PolicyFields fields;
  fields.threshold = 7;
  options.policy = disclosure::Policy(fields);
  const auto document = profile::problem_profile(lattice_inputs({{4, 30}, {5, 30}}), options).value();
  CHECK(document.base == 10);
  CHECK(document.threshold == 7);
}

TEST_CASE("a source's report sets repeated identifiers apart and adds up", "[profile][hand]") {
  records::Validation validation;
  validation.rows = 7;
  validation.accepted = {0, 1, 2};
  validation.rejected = {{0, 4, "start", "a date", ""},
                         {0, 4, "x", "a number", ""},
                         {0, 5, "id", records::kDuplicateRule, ""},
                         {0, 6, "start", "a date", ""},
                         {1, 6, "x", "a number", ""}};
  const auto report = profile::source_report("incidents", validation);
  CHECK(report.rows_read == 7);
  CHECK(report.accepted == 3);
  CHECK(report.duplicates == 1);
  CHECK(report.rejected ==
        std::vector<std::pair<std::string, std::int64_t>>{{"start: must be a date", 2}, {"x: must be a number", 1}});
}
