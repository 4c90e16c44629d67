// SPDX-License-Identifier: MIT
#include "libprofile/profile/detail/distance_table.hpp"

#include <cmath>
#include <map>
#include <numeric>
#include <string>

#include <catch2/catch.hpp>

#include "libprofile/profile/detail/gate.hpp"

#include "support/profile_inputs.hpp"

using namespace libprofile;
using profile::detail::distance_names;

namespace {

publish::Document profile_of(const profile::Inputs& inputs, const profile::Options& options) {
  return profile::problem_profile(inputs, options).value();
}

profile::Inputs sample_of(double size) {
  return testing::sample_inputs(sample::partnership({.size = size, .seed = 3}));
}

}  // namespace

TEST_CASE("bands are the same in every profile; which of them reach the radius is not", "[profile][hand]") {
  CHECK(distance_names() ==
        std::vector<std::string>{"0 to 50 m", "50 to 100 m", "100 to 200 m", "200 to 400 m", "further"});
  CHECK(profile::detail::distance_limits() == std::vector<double>{50, 100, 200, 400});
  const auto bands_within = [](double radius_m) {
    profile::Options options;
    options.premises_radius_m = radius_m;
    const auto areas = testing::square_areas({});
    const geography::PointLocator locator(areas.polygons);
    const auto table = profile::detail::count_distances({}, {}, areas, locator, options).table;
    return std::pair(table.inner, table.outer);
  };
  CHECK(bands_within(100.0) == std::pair<std::size_t, std::size_t>(2, 2));
  CHECK(bands_within(30.0) == std::pair<std::size_t, std::size_t>(0, 1));
  CHECK(bands_within(150.0) == std::pair<std::size_t, std::size_t>(2, 3));
  CHECK(bands_within(500.0) == std::pair<std::size_t, std::size_t>(4, 5));
}

TEST_CASE("every incident is in one band of each type: all add up to the total", "[profile][property]") {
  const auto counts = GENERATE(geography::CountOf::records, geography::CountOf::persons);
  auto options = testing::year_2024();
  options.counts = counts;
  const publish::Document document = profile_of(sample_of(0.5), options);
  REQUIRE(document.premises_distances.size() == 5 * document.premises_types.size());
  std::map<std::string, std::int64_t> sums;
  std::size_t shown = 0;
  for (const auto& row : document.premises_distances) {
    if (row.incidents) {
      sums[row.type] += *row.incidents;
      ++shown;
    }
  }
  CHECK(shown >= 20);
  for (const auto& [type, sum] : sums) {
    INFO(type);
    CHECK(sum == *document.total);
  }
}

TEST_CASE("an internal profile has each band as found by trying every premises", "[profile][oracle]") {
  const profile::Inputs inputs = sample_of(0.2);
  auto options = testing::year_2024();
  options.policy = disclosure::Policy::preset("internal");
  const publish::Document document = profile_of(inputs, options);
  const auto& premises = *inputs.premises;
  const auto unit_of_premises = geography::assign(geography::PlanarView(premises.xy), inputs.areas);
  const auto unit = geography::assign(geography::PlanarView(inputs.incidents.xy), inputs.areas);
  const auto& origin = inputs.incidents.origin;
  const std::vector<std::string> names = distance_names();
  const std::vector<double> limits = profile::detail::distance_limits();
  const auto window_end_s = sample::kWindowStart_s + 86'400LL * sample::kWindowDays;
  std::map<std::pair<std::string, std::string>, std::int64_t> expected;
  for (const auto& type : document.premises_types) {
    for (std::size_t i = 0; i < inputs.incidents.size(); ++i) {
      const bool is_proactive = origin.codes[i] != records::kAbsent &&
                                origin.values[static_cast<std::size_t>(origin.codes[i])] == "proactive";
      const auto start_s = inputs.incidents.start_s[i];
      if (unit[i] == geography::kOutside || is_proactive || start_s < sample::kWindowStart_s ||
          start_s >= window_end_s) {
        continue;
      }
      double least = 1e9;
      for (std::size_t p = 0; p < premises.size(); ++p) {
        const auto& code = premises.type.values[static_cast<std::size_t>(premises.type.codes[p])];
        if (code == type.type && unit_of_premises[p] != geography::kOutside) {
          least = std::min(least, std::hypot(inputs.incidents.xy[2 * i] - premises.xy[2 * p],
                                             inputs.incidents.xy[2 * i + 1] - premises.xy[2 * p + 1]));
        }
      }
      const auto band = std::lower_bound(limits.begin(), limits.end(), least) - limits.begin();
      ++expected[{type.type, names[static_cast<std::size_t>(band)]}];
    }
  }
  for (const auto& row : document.premises_distances) {
    INFO(row.type << " " << row.distance);
    REQUIRE(row.incidents.has_value());
    CHECK(*row.incidents == expected[std::pair(row.type, row.distance)]);
  }
}

TEST_CASE("rates by distance say nothing where few are near, and nothing is released at the public tier",
          "[profile][edges]") {
  const disclosure::ProtectedDistances few{.types = {"P05"},
                                           .bands = {"0 to 50 m", "50 to 100 m", "further"},
                                           .incidents = {{5, disclosure::Reliability::low},
                                                         {10, disclosure::Reliability::ok},
                                                         {100, disclosure::Reliability::ok}},
                                           .total = {115, disclosure::Reliability::ok},
                                           .land_km2 = {0.5, 1.5},
                                           .base = 5};
  for (const auto& row : profile::detail::distance_rows(few)) {
    CHECK(std::isnan(row.per_km2.value));
  }
  disclosure::ProtectedDistances enough = few;
  enough.incidents[1].count = 15;
  const auto rows = profile::detail::distance_rows(enough);
  CHECK(rows[1].per_km2.value == Approx(10.0));
  CHECK(rows[1].per_km2.lower < 15.0 / 1.5);
  CHECK(rows[1].per_km2.upper > 15.0 / 1.5);
  CHECK(std::isnan(rows[2].per_km2.value));
  auto options = testing::year_2024();
  CHECK(profile::detail::counts_distances(options));
  options.policy = disclosure::Policy::preset("public");
  CHECK_FALSE(profile::detail::counts_distances(options));
}

TEST_CASE("where persons are counted each weighs one in each area and category, as in the counts",
          "[profile][attack]") {
  profile::detail::Selection selection;
  // One person: twenty thefts at two places and ten assaults at one of them, all in unit 4, and a theft in unit 2.
  selection.place_xy_m = {0, 0, 1, 0, 2, 0, 1000, 1000};
  for (std::uint32_t i = 0; i < 31; ++i) {
    selection.person.push_back(7);
    selection.unit.push_back(i < 30 ? 4 : 2);
    selection.category.push_back(i < 20 || i == 30 ? 0 : 1);
    selection.place.push_back(i == 30 ? 3 : i < 20 ? i % 2 : 0);
  }
  const auto persons = profile::detail::places_of_cells(selection, geography::CountOf::persons);
  REQUIRE(persons.weights.size() == 3);
  CHECK(persons.weights[0] == Approx(1.5).margin(1e-4));
  CHECK(persons.weights[1] == Approx(0.5).margin(1e-4));
  CHECK(persons.weights[2] == Approx(1.0).margin(1e-4));
  CHECK(persons.unit == std::vector<std::int32_t>{4, 4, 2});
  const auto records = profile::detail::places_of_cells(selection, geography::CountOf::records);
  CHECK(records.weights == std::vector<double>{20, 10, 1});
}
