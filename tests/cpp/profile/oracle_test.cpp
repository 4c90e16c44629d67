// SPDX-License-Identifier: MIT
/// @file
/// At the internal tier a profile is what its methods give when they are called one by one.
#include <cmath>
#include <map>
#include <string>
#include <utility>

#include <catch2/catch.hpp>

#include "libprofile/geography/assign.hpp"
#include "libprofile/geography/contiguity.hpp"
#include "libprofile/geography/counting.hpp"
#include "libprofile/hotspots/getis_ord.hpp"
#include "libprofile/risk/neighbourhood.hpp"
#include "libprofile/risk/premises_surroundings.hpp"
#include "libprofile/risk/premises_type.hpp"

#include "support/profile_inputs.hpp"

using namespace libprofile;

namespace {

/// Records with a place in the year that nobody went looking for: what a profile counts of a sample.
std::vector<std::size_t> usable(const records::Incidents& incidents) {
  std::vector<std::size_t> rows;
  for (std::size_t i = 0; i < incidents.size(); ++i) {
    const auto origin = incidents.origin.codes[i];
    const bool is_proactive =
        origin != records::kAbsent && incidents.origin.values[static_cast<std::size_t>(origin)] == "proactive";
    const bool is_in_year = incidents.start_s[i] >= sample::kWindowStart_s &&
                            incidents.start_s[i] < sample::kWindowStart_s + 86'400LL * sample::kWindowDays;
    if (!is_proactive && is_in_year && !std::isnan(incidents.xy[2 * i])) {
      rows.push_back(i);
    }
  }
  return rows;
}

struct Direct {
  geography::CountTable counts;
  std::vector<double> of_units;
  std::vector<double> xy_m;
};

Direct count_directly(const profile::Inputs& inputs) {
  Direct direct;
  std::vector<std::int32_t> category;
  for (const std::size_t i : usable(inputs.incidents)) {
    direct.xy_m.insert(direct.xy_m.end(), {inputs.incidents.xy[2 * i], inputs.incidents.xy[2 * i + 1]});
    category.push_back(inputs.incidents.category.codes[i]);
  }
  const auto unit = geography::assign(geography::PlanarView(direct.xy_m), inputs.areas);
  direct.counts = geography::count({.unit = unit,
                                    .category = category,
                                    .categories = inputs.incidents.category.values,
                                    .person = {},
                                    .contributor = {}},
                                   inputs.areas, {.count_of = geography::CountOf::records})
                      .table;
  const std::size_t categories = direct.counts.categories.size();
  direct.of_units.assign(inputs.areas.size(), 0.0);
  for (std::size_t cell = 0; cell < direct.counts.counts.size(); ++cell) {
    direct.of_units[cell / categories] += static_cast<double>(direct.counts.counts[cell]);
  }
  return direct;
}

bool same(double a, double b) {
  return a == b || (std::isnan(a) && std::isnan(b));
}

struct Case {
  sample::Partnership partnership = sample::partnership({.size = 0.5, .seed = 7});
  profile::Inputs inputs = testing::sample_inputs(partnership);
  Direct direct = count_directly(inputs);
  publish::Document document;

  Case() {
    // Everybody lives somewhere, so that every place has a rate.
    for (double& residents : inputs.areas.population) {
      residents = residents > 0.0 ? residents : 500.0;
    }
    auto options = testing::year_2024();
    options.policy = disclosure::Policy::preset("internal");
    document = profile::problem_profile(inputs, options).value();
  }
};

}  // namespace

TEST_CASE("an internal profile has the counts of geography::count", "[profile][oracle]") {
  const Case c;
  std::size_t compared = 0;
  for (const publish::CountRow& row : c.document.counts) {
    const auto& categories = c.direct.counts.categories;
    const auto category = std::find(categories.begin(), categories.end(), row.category);
    if (row.level != "neighbourhood" || category == categories.end()) {
      continue;
    }
    const auto unit = std::lower_bound(c.inputs.areas.codes.begin(), c.inputs.areas.codes.end(), row.unit);
    CHECK(*row.count == c.direct.counts.at(static_cast<std::size_t>(unit - c.inputs.areas.codes.begin()),
                                           static_cast<std::size_t>(category - categories.begin())));
    ++compared;
  }
  CHECK(compared >= c.inputs.areas.size());
}

TEST_CASE("an internal profile has the rates of risk::neighbourhood_risk", "[profile][oracle]") {
  const Case c;
  const auto risk = risk::neighbourhood_risk(c.direct.of_units, c.inputs.areas.population);
  for (std::size_t unit = 0; unit < c.inputs.areas.size(); ++unit) {
    const auto& row = c.document.neighbourhoods[unit];
    CHECK(same(row.rate_per_1000.value, risk.rate_per_1000[unit]));
    CHECK(same(row.rate_per_1000.lower, risk.lower[unit]));
    CHECK(same(row.rate_per_1000.upper, risk.upper[unit]));
    CHECK(same(row.smoothed_per_1000, risk.smoothed_per_1000[unit]));
  }
}

TEST_CASE("an internal profile has the hotspots of hotspots::getis_ord", "[profile][oracle]") {
  const Case c;
  const auto risk = risk::neighbourhood_risk(c.direct.of_units, c.inputs.areas.population);
  std::vector<double> roots;
  for (const double rate : risk.smoothed_per_1000) {
    roots.push_back(std::sqrt(rate));
  }
  const auto found = hotspots::getis_ord(roots, geography::queen(c.inputs.areas.polygons));
  for (std::size_t unit = 0; unit < roots.size(); ++unit) {
    CHECK(same(c.document.hotspots[unit].z, found.z[unit]));
    CHECK(same(c.document.hotspots[unit].p, found.p[unit]));
    CHECK(same(c.document.hotspots[unit].q, found.q[unit]));
    CHECK(c.document.hotspots[unit].label == hotspots::to_string(found.label[unit]));
  }
}

TEST_CASE("an internal profile has the premises of risk::count_premises_incidents, incident by incident",
          "[profile][oracle]") {
  const Case c;
  const auto unit_of_incident = geography::assign(geography::PlanarView(c.direct.xy_m), c.inputs.areas);
  std::vector<double> incidents_m;
  for (std::size_t i = 0; i < unit_of_incident.size(); ++i) {
    if (unit_of_incident[i] != geography::kOutside) {
      incidents_m.insert(incidents_m.end(), {c.direct.xy_m[2 * i], c.direct.xy_m[2 * i + 1]});
    }
  }
  const auto& premises = *c.inputs.premises;
  const auto unit = geography::assign(geography::PlanarView(premises.xy), c.inputs.areas);
  std::vector<double> premises_m;
  std::vector<std::uint32_t> types;
  for (std::size_t i = 0; i < premises.size(); ++i) {
    const auto type = static_cast<std::uint32_t>(premises.type.codes[i]);
    if (unit[i] != geography::kOutside && premises.type.values[type] != "P12") {
      premises_m.insert(premises_m.end(), {premises.xy[2 * i], premises.xy[2 * i + 1]});
      types.push_back(type);
    }
  }
  const auto rows = risk::count_premises_incidents({geography::PlanarView(premises_m), types, {}},
                                                   geography::PlanarView(incidents_m), {});
  REQUIRE(rows.size() == c.document.premises_types.size());
  for (std::size_t k = 0; k < rows.size(); ++k) {
    const auto& row = c.document.premises_types[k];
    INFO(row.type);
    CHECK(row.type == premises.type.values[rows[k].type]);
    CHECK(*row.premises == std::llround(rows[k].premises));
    CHECK(*row.with_incident == std::llround(rows[k].with_incident));
    // Parts are rounded district by district: four of them, half an incident each at most.
    CHECK(std::abs(static_cast<double>(*row.incidents) - rows[k].incidents) <=
          0.5 * static_cast<double>(c.inputs.areas.levels[0].codes.size()));
  }
}

TEST_CASE("an internal profile divides premises by surroundings: as counted, and incidents that add up",
          "[profile][oracle]") {
  const Case c;
  const auto& premises = *c.inputs.premises;
  const auto unit = geography::assign(geography::PlanarView(premises.xy), c.inputs.areas);
  std::vector<double> premises_m;
  std::vector<std::string> types;
  for (std::size_t i = 0; i < premises.size(); ++i) {
    const std::string& type = premises.type.values[static_cast<std::size_t>(premises.type.codes[i])];
    if (unit[i] != geography::kOutside && type != "P12") {
      premises_m.insert(premises_m.end(), {premises.xy[2 * i], premises.xy[2 * i + 1]});
      types.push_back(type);
    }
  }
  const auto kinds = risk::premises_surroundings(geography::PlanarView(premises_m), 100.0);
  std::map<std::pair<std::string, std::string>, std::int64_t> counted;
  for (std::size_t i = 0; i < types.size(); ++i) {
    ++counted[{types[i], std::string(risk::surroundings_names()[kinds[i]])}];
  }
  std::map<std::string, std::int64_t> incidents;
  for (const auto& row : c.document.premises_surroundings) {
    INFO(row.type << " " << row.surroundings);
    CHECK(*row.premises == counted[std::pair(row.type, row.surroundings)]);
    incidents[row.type] += *row.incidents;
  }
  for (const auto& type : c.document.premises_types) {
    CHECK(incidents[type.type] == *type.incidents);
  }
}
