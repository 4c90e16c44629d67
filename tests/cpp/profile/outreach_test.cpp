// SPDX-License-Identifier: MIT
/// @file
/// A plan in a profile: hours of the week, whom it considers, and what it refuses.
#include "libprofile/profile/outreach.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"

#include "support/outreach_inputs.hpp"
#include "support/profile_document.hpp"

using namespace libprofile;
using Catch::Matchers::Contains;
using profile::outreach_band_from;
using testing::document_of;
using testing::outreach_inputs;
using testing::with_plan;

TEST_CASE("bands are read and told", "[profile]") {
  CHECK(to_string(outreach_band_from("Fri 18-22")) == "Friday 18:00 to 22:00");
  CHECK(to_string(outreach_band_from("Sat 20-24")) == "Saturday 20:00 to 24:00");
  const auto night = outreach_band_from("Sun 22-02");
  CHECK(to_string(night) == "Sunday 22:00 to 02:00");
  CHECK(night.hours == 4);
  CHECK(night.holds(167));
  CHECK(night.holds(1));
  CHECK_FALSE(night.holds(2));
  CHECK(to_string(profile::Outreach{}.bands.front()) == "Friday 18:00 to 22:00");
  for (const char* wrong : {"", "Fri", "Fri 18", "Fri 18-", "Fri 18-18", "Fri 24-02", "Fri 18-25", "Fri18-22",
                            "Frx 18-22", "Fri 18:00-22:00", "Fri -1-22", "Fri 018-22"}) {
    CHECK_THROWS_WITH(outreach_band_from(wrong), Contains("Fri 18-22"));
  }
}

TEST_CASE("what a plan cannot be asked for is refused by name", "[profile][edges]") {
  const auto message = [](auto change, const char* text) {
    auto options = with_plan();
    change(*options.outreach);
    CHECK_THROWS_WITH(profile::validate(options), Contains(text));
  };
  message([](auto& o) { o.teams = 0; }, "teams = 0");
  message([](auto& o) { o.hours = 0.0; }, "hours = 0");
  message([](auto& o) { o.visit_hours = 5.0; }, "visit_hours = 5");
  message([](auto& o) { o.reserved_share = 1.5; }, "reserved_share = 1.5");
  message([](auto& o) { o.speed_km_h = 0.0; }, "speed_km_h = 0");
  message([](auto& o) { o.detour = 0.5; }, "detour = 0.5");
  message([](auto& o) { o.most_areas = 0; }, "most_areas = 0");
  message([](auto& o) { o.bands.clear(); }, "at least one");
  message([](auto& o) { o.bands = profile::outreach_bands_from({"Fri 18-22", "Fri 21-23"}); }, "another band");
  auto options = with_plan();
  options.policy = disclosure::Policy::preset("public");
  CHECK_THROWS_WITH(profile::validate(options), Contains("not for the public tier"));
}

TEST_CASE("without asking there is no plan", "[profile]") {
  CHECK_FALSE(document_of(outreach_inputs(), testing::year_2024()).outreach.has_value());
}

TEST_CASE("a plan visits areas with most and in reserve, within its rules", "[profile]") {
  auto options = with_plan();
  options.outreach->floor = 1;
  const auto document = document_of(outreach_inputs(), options);
  REQUIRE(document.outreach.has_value());
  const auto& plan = *document.outreach;
  REQUIRE_FALSE(plan.visits.empty());
  CHECK(plan.bound >= plan.expected);
  CHECK(plan.reserved_visits >= plan.reserved_target);
  CHECK(plan.cost_of_reserve.has_value());
  double expected = 0.0;
  std::set<std::uint32_t> groups;
  std::set<std::pair<std::uint32_t, std::uint32_t>> slots;
  for (const auto& visit : plan.visits) {
    expected += visit.expected;
    groups.insert(document.areas.levels.front().group_of_unit[visit.unit]);
    CHECK(slots.insert({visit.unit, visit.band}).second);
    CHECK(visit.leaves_h <= 4.0 + 1e-9);
    CHECK(visit.is_reserved == (document.neighbourhoods[visit.unit].reliability != publish::Reliability::ok));
  }
  CHECK(expected == Approx(plan.expected));
  CHECK(groups.size() == 2);
  // Friday has twice as many as Saturday, and there are enough areas.
  const auto on_friday =
      std::count_if(plan.visits.begin(), plan.visits.end(), [](const auto& visit) { return visit.band == 0; });
  CHECK(2 * static_cast<std::size_t>(on_friday) >= plan.visits.size());
}

TEST_CASE("a visit kept for an area whose count is withheld says that nothing is known there", "[profile][hand]") {
  auto inputs = outreach_inputs();
  // Fewer residents than an area that is shown has; withheld, and two others with it or not.
  for (const std::uint32_t unit : {14U, 18U, 24U}) {
    inputs.areas.population[unit] = 50.0;
  }
  auto options = with_plan();
  // In one band, so that no area in reserve is visited twice before another is.
  options.outreach->bands = profile::outreach_bands_from({"Fri 18-22"});
  options.outreach->reserved_share = 1.0;
  options.outreach->teams = 10;
  const auto document = profile::problem_profile(inputs, options);
  const auto& visits = document.value().outreach->visits;
  std::size_t nothing = 0;
  for (const auto& visit : visits) {
    CHECK(std::isfinite(visit.expected) == document.value().neighbourhoods[visit.unit].count.has_value());
    nothing += std::isnan(visit.expected) ? 1 : 0;
  }
  REQUIRE(nothing > 0);
  auto files = testing::release_of(document);
  // Lines of a calendar are folded.
  std::string& calendar = files.at("outreach-plan.ics");
  for (std::size_t at = calendar.find("\r\n "); at != std::string::npos; at = calendar.find("\r\n ")) {
    calendar.erase(at, 3);
  }
  const auto times = [&](const std::string& file, const std::string& text) {
    std::size_t found = 0;
    for (std::size_t at = files.at(file).find(text); at != std::string::npos; at = files.at(file).find(text, at + 1)) {
      ++found;
    }
    return found;
  };
  CHECK(times("layers/outreach_plan.geojson", "\"expected\":null") == nothing);
  CHECK(times("tables/outreach_plan.csv", ",,yes") == nothing);
  CHECK(times("report-outreach.html", "nothing is known here: go and see") == nothing);
  for (const char* file : {"outreach-plan.kml", "outreach-plan.gpx", "outreach-plan.ics"}) {
    CHECK(times(file, "Reserve visit: nothing is known here: go and see.") == nothing);
  }
}

TEST_CASE("areas where nobody has been are little known, and come first among those", "[profile]") {
  auto options = with_plan();
  options.outreach->reserved_share = 0.5;
  const auto document = document_of(outreach_inputs(), options);
  const auto reserved_of = [](const publish::Document& made) {
    std::set<std::string> codes;
    for (const auto& visit : made.outreach->visits) {
      if (visit.is_reserved) {
        codes.insert(made.areas.codes[visit.unit]);
      }
    }
    return codes;
  };
  const auto before = reserved_of(document);
  REQUIRE(before.size() >= 2);
  // A team was in those, and everywhere else but in twelve areas: as many as are considered for four visits.
  std::set<std::string> never;
  std::vector<std::string> visited(before.begin(), before.end());
  for (const std::string& code : document.areas.codes) {
    const bool is_open = never.size() < 12 && !before.contains(code);
    is_open ? static_cast<void>(never.insert(code)) : visited.push_back(code);
  }
  REQUIRE(never.size() == 12);
  options.outreach->visited = visited;
  const auto after = reserved_of(document_of(outreach_inputs(), options));
  CHECK(after.size() >= 2);
  CHECK(std::includes(never.begin(), never.end(), after.begin(), after.end()));

  // Everywhere: as if nobody had said so. Nowhere: every area is little known.
  options.outreach->visited = document.areas.codes;
  CHECK(reserved_of(document_of(outreach_inputs(), options)) == before);
  options.outreach->visited->clear();
  const auto nowhere = document_of(outreach_inputs(), options);
  CHECK(std::all_of(nowhere.outreach->visits.begin(), nowhere.outreach->visits.end(),
                    [](const auto& visit) { return visit.is_reserved; }));
}

TEST_CASE("files for phones say the tier of each area, by what it is, and why else a team goes there",
          "[profile][hand]") {
  auto options = with_plan();
  options.outreach->floor = 1;
  options.outreach->reserved_share = 0.2;
  auto inputs = outreach_inputs();
  inputs.areas.population.assign(inputs.areas.size(), 1000.0);
  const auto released = profile::problem_profile(inputs, options);
  const auto& document = released.value();
  const std::string kml = testing::release_of(released).at("outreach-plan.kml");
  std::size_t tiered = 0;
  for (const auto& visit : document.outreach->visits) {
    const std::string& tier = document.hotspots[visit.unit].tier;
    const std::size_t at = kml.find(std::to_string(visit.stop) + ". " + document.areas.names[visit.unit] + "<");
    REQUIRE(at != std::string::npos);
    const std::string stop = kml.substr(at, kml.find("</description>", at) - at);
    INFO(stop);
    CHECK((stop.find("Tier ") != std::string::npos) == !tier.empty());
    CHECK((stop.find("Reserve visit: ") != std::string::npos) == visit.is_reserved);
    CHECK((stop.find("In no tier. ") != std::string::npos) == tier.empty());
    tiered += tier.empty() ? 0 : 1;
    if (!tier.empty()) {
      CHECK_THAT(stop, Contains(". Tier " + tier + ". ") && Contains(" times the rate of all areas ("));
    }
  }
  CHECK(tiered > 0);
}

TEST_CASE("a plan after the profile has ceased to be valid has no calendar, and says so", "[profile][edges]") {
  auto options = with_plan();
  const auto valid = testing::release_of(profile::problem_profile(outreach_inputs(), options));
  CHECK_THAT(valid.at("report-outreach.html"), Contains("Rounds are every week from the day beside the team until"));
  CHECK_THAT(valid.at("report-outreach.html"), Contains("Friday 18:00 to 22:00, first on 3 January 2025"));
  CHECK_THAT(valid.at("outreach-plan.ics"), Contains("DTSTART;TZID=Europe/London:20250103T180000\r\n"));
  // The last day lies in summer time.
  CHECK_THAT(valid.at("outreach-plan.ics"), Contains("RRULE:FREQ=WEEKLY;UNTIL=20250331T225959Z\r\n"));
  options.created_utc = "2025-03-30T01:00:00Z";
  const auto over = testing::release_of(profile::problem_profile(outreach_inputs(), options));
  CHECK(over.contains("outreach-plan.kml"));
  CHECK_FALSE(over.contains("outreach-plan.ics"));
  CHECK_THAT(over.at("report-outreach.html"), Contains("No day is left for these rounds: the profile is valid until "
                                                       "31 March 2025 and was made on 30 March 2025."));
  CHECK_THAT(over.at("report-outreach.html"), !Contains("outreach-plan.ics"));
  CHECK_THAT(over.at("report-outreach.html"), !Contains(", first on "));
}

TEST_CASE("where one of two bands has a day left, the other is told and in no calendar", "[profile][edges]") {
  auto options = with_plan();
  options.outreach->reserved_share = 0.0;
  options.outreach->teams = 3;
  // After Friday's hours of the last week, before Saturday's.
  options.created_utc = "2025-03-28T18:00:01Z";
  const auto files = testing::release_of(profile::problem_profile(outreach_inputs(), options));
  const std::string& calendar = files.at("outreach-plan.ics");
  CHECK_THAT(calendar, Contains("DTSTART;TZID=Europe/London:20250329T200000"));
  CHECK(calendar.find("Friday") == std::string::npos);
  CHECK_THAT(files.at("report-outreach.html"),
             Contains("No day is left for Friday 18:00 to 22:00, which is in no calendar."));
}

TEST_CASE("a visit to what is no area refuses the profile, by its row and never by what stands there",
          "[profile][edges]") {
  auto options = with_plan();
  const auto inputs = outreach_inputs();
  options.outreach->visited = {inputs.areas.codes[2], inputs.areas.codes[2], "14 Mill Lane", "Kayleigh"};
  CHECK_THROWS_WITH(document_of(inputs, options), Contains("visits, row 3: not the code of an area, nor are 1 more") &&
                                                      !Contains("Mill") && !Contains("Kayleigh"));
}

TEST_CASE("floors that no plan reaches refuse the profile, saying how many visits there are", "[profile][edges]") {
  auto options = with_plan();
  options.outreach->floor = 20;
  CHECK_THROWS_WITH(document_of(outreach_inputs(), options),
                    Contains(" areas of the level '") && Contains("of which no plan makes more than"));
  auto inputs = outreach_inputs();
  inputs.areas.levels.clear();
  options.outreach->floor = 1;
  CHECK_THROWS_WITH(document_of(inputs, options), Contains("areas have a parent"));
}

TEST_CASE("where no hour is known bands count by their length, and where nothing is expected there is no plan",
          "[profile][edges]") {
  auto inputs = outreach_inputs();
  const auto day = *records::parse_time_span("2024-01-09");
  std::fill(inputs.incidents.start_s.begin(), inputs.incidents.start_s.end(), day.start_s);
  std::fill(inputs.incidents.end_s.begin(), inputs.incidents.end_s.end(), day.end_s);
  auto options = with_plan();
  options.outreach->reserved_share = 0.0;
  const auto document = document_of(inputs, options);
  REQUIRE_FALSE(document.outreach->visits.empty());
  const auto& visit = document.outreach->visits.front();
  const auto count = static_cast<double>(*document.neighbourhoods[visit.unit].count);
  CHECK(visit.expected == Approx(count / (366.0 / 7.0) * 4.0 / 168.0));
  auto nowhere = testing::lattice_inputs(testing::kNine);
  for (double& value : nowhere.incidents.xy) {
    value += 1e6;
  }
  options.policy = disclosure::Policy::preset("internal");
  const auto without = document_of(nowhere, options);
  CHECK(without.outreach->visits.empty());
  CHECK(without.outreach->expected == 0.0);
}

TEST_CASE("where no area is in a tier the plan goes where most is", "[profile][edges]") {
  // Nine squares alike but for one with a third more, which is no more than chance makes it.
  const auto document = document_of(
      testing::lattice_inputs({{0, 30}, {1, 30}, {2, 30}, {3, 40}, {4, 30}, {5, 30}, {6, 30}, {7, 30}, {8, 30}}), [] {
        auto options = with_plan();
        options.outreach->most_areas = 1;
        options.outreach->reserved_share = 0.0;
        return options;
      }());
  CHECK(std::all_of(document.hotspots.begin(), document.hotspots.end(),
                    [](const auto& row) { return row.tier.empty(); }));
  REQUIRE_FALSE(document.outreach->visits.empty());
  CHECK(document.outreach->candidates == 1);
  CHECK(document.outreach->visits.front().unit == 3);
}
