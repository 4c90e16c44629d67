// SPDX-License-Identifier: MIT
/// @file
/// A27: files of an outreach plan tell no place but those of units, and no count but those released.
#include <algorithm>
#include <cmath>
#include <regex>

#include <catch2/catch.hpp>

#include "libprofile/geography/area_measures.hpp"
#include "libprofile/profile/detail/outreach.hpp"

#include "support/outreach_inputs.hpp"
#include "support/published_coordinates.hpp"
#include "support/release_coordinates.hpp"

using namespace libprofile;
using testing::outreach_inputs;
using testing::release_of;
using testing::with_plan;

namespace {

constexpr const char* kFiles[] = {"outreach-plan.kml", "outreach-plan.gpx", "outreach-plan.ics"};
/// All degrees of the lattice.
constexpr testing::Window kSea{2.9, 54.4, 3.2, 54.7};

double to_five_decimals(double degrees) {
  return std::round(degrees * 1e5) / 1e5;
}

/// Points of the files that phones open, longitude first: pairs of numbers anywhere, and attributes of GPX.
std::vector<double> points_of(const std::map<std::string, std::string>& files) {
  static const std::regex attributes("lat=\"([^\"]+)\" lon=\"([^\"]+)\"");
  std::vector<double> found;
  for (const char* name : kFiles) {
    const std::string& text = files.at(name);
    const auto pairs = testing::pairs_in_text(text, kSea);
    found.insert(found.end(), pairs.begin(), pairs.end());
    for (std::sregex_iterator at(text.begin(), text.end(), attributes); at != std::sregex_iterator(); ++at) {
      found.insert(found.end(), {std::stod((*at)[2]), std::stod((*at)[1])});
    }
  }
  return found;
}

/// Points inside the outlines of units, which do not depend on any record.
std::vector<double> inside_of(const geography::AreaSet& areas) {
  geography::Polygons outlines = areas.polygons;
  outlines.xy = areas.lonlat_deg;
  std::vector<double> inside = geography::interior_points(outlines);
  std::transform(inside.begin(), inside.end(), inside.begin(), to_five_decimals);
  return inside;
}

/// What a count is, given what is expected of it in a week: Friday 18 to 22 and Saturday 20 to 24 are four of the six
/// hours of the evening.
double count_behind(const std::vector<publish::WeekPart>& week, const publish::PlanVisit& visit) {
  double known = 0.0;
  for (std::size_t row = 0; row + 1 < week.size(); ++row) {
    known += static_cast<double>(week[row].count.value_or(0));
  }
  const auto evening = static_cast<double>(week[visit.band == 0 ? 19 : 23].count.value_or(0));
  return visit.expected * (366.0 / 7.0) / (evening * 4.0 / 6.0 / known);
}

}  // namespace

TEST_CASE("A27: every point of the files for phones is inside a unit, by its outline alone", "[profile][attack]") {
  const auto inputs = outreach_inputs();
  auto files = release_of(profile::problem_profile(inputs, with_plan()));
  const auto inside = inside_of(inputs.areas);
  const auto points = points_of(files);
  CHECK(points.size() >= 8);
  CHECK(testing::not_among(points, inside) == 0);

  // Positive control: a place of an incident among them is seen.
  const double lon = 3.0 + inputs.incidents.xy[0] / 64'000.0;
  const double lat = 54.5 + inputs.incidents.xy[1] / 111'000.0;
  files.at(kFiles[0]) += "<coordinates>" + std::to_string(lon) + "," + std::to_string(lat) + "</coordinates>";
  files.at(kFiles[1]) += "<rtept lat=\"" + std::to_string(lat) + "\" lon=\"" + std::to_string(lon) + "\"/>";
  CHECK(testing::not_among(points_of(files), inside) == 2);
}

TEST_CASE("A27: moving every incident within its square changes no byte of a plan", "[profile][attack]") {
  const auto before = release_of(profile::problem_profile(outreach_inputs(), with_plan()));
  auto inputs = outreach_inputs();
  for (double& value : inputs.incidents.xy) {
    value += 50.0;
  }
  const auto after = release_of(profile::problem_profile(inputs, with_plan()));
  for (const std::string name :
       {"outreach-plan.kml", "outreach-plan.gpx", "outreach-plan.ics", "tables/outreach_plan.csv",
        "tables/outreach_hours.csv", "layers/outreach_plan.geojson", "report-outreach.html"}) {
    INFO(name);
    CHECK((before.at(name) == after.at(name)));
  }
  // Positive control: incidents that leave their squares change it.
  for (std::size_t i = 0; i < inputs.incidents.xy.size(); i += 2) {
    inputs.incidents.xy[i] = std::min(inputs.incidents.xy[i] + 2000.0, 4900.0);
  }
  const auto moved = release_of(profile::problem_profile(inputs, with_plan()));
  CHECK((before.at("tables/outreach_plan.csv") != moved.at("tables/outreach_plan.csv")));
}

TEST_CASE("A27: a plan follows from what is released, and what is worked back from it is rounded",
          "[profile][attack]") {
  const auto inputs = outreach_inputs();
  const auto options = with_plan();
  const auto document = profile::problem_profile(inputs, options).value();
  disclosure::ProtectedList hours;
  for (const auto& row : document.week) {
    hours.labels.push_back(row.when);
    hours.counts.push_back({.count = row.count});
  }
  const auto again = profile::detail::plan_outreach(
      document.neighbourhoods, document.risks, document.hotspots, hours, document.areas,
      {options.outreach, 366.0 / 7.0, {document.manifest.created_utc, document.manifest.valid_until}});
  REQUIRE(again.plan->visits.size() == document.outreach->visits.size());
  for (std::size_t i = 0; i < again.plan->visits.size(); ++i) {
    const auto& visit = document.outreach->visits[i];
    CHECK(again.plan->visits[i].unit == visit.unit);
    CHECK(again.plan->visits[i].expected == visit.expected);
    CHECK(again.plan->bands[visit.band].first_day == document.outreach->bands[visit.band].first_day);
    const double count = count_behind(document.week, visit);
    CHECK(std::abs(count - 5.0 * std::round(count / 5.0)) < 1e-9);
  }
  for (const auto& row : document.week) {
    CHECK(row.count.value_or(0) % 5 == 0);
  }
}

TEST_CASE("A27, positive control: at the internal tier raw counts are worked back", "[profile][attack]") {
  auto options = with_plan();
  options.policy = disclosure::Policy::preset("internal");
  const auto document = profile::problem_profile(outreach_inputs(), options).value();
  const auto& visits = document.outreach->visits;
  CHECK(std::any_of(visits.begin(), visits.end(), [&](const auto& visit) {
    const double count = count_behind(document.week, visit);
    return std::abs(count - 5.0 * std::round(count / 5.0)) > 0.5;
  }));
}
