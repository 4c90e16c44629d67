// SPDX-License-Identifier: MIT
/// @file
/// A09, A10 and A11 over a whole release: nothing in it is finer than the rounded counts, reruns repeat, and one child
/// is one child.
#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "libprofile/core/random.hpp"
#include "libprofile/geography/counting.hpp"

#include "support/profile_inputs.hpp"

using namespace libprofile;
using testing::Events;
using testing::lattice_inputs;
using testing::release_of;
using testing::year_2024;

namespace {

using Files = std::map<std::string, std::string>;

/// What coordinators, officers and the public get: not the digests of the input, nor the quality of its rows.
Files handed_out(Files files) {
  const std::set<std::string> inside{"manifest.json", "results.json", "data-quality.json", "report-analyst.html"};
  std::erase_if(files, [&](const auto& f) { return f.first.starts_with("checksums/") || inside.count(f.first) > 0; });
  return files;
}

void check_equal(const Files& first, const Files& second) {
  REQUIRE(first.size() == second.size());
  for (const auto& [name, bytes] : first) {
    INFO(name);
    CHECK((second.at(name) == bytes));
  }
}

/// Random counts in two categories on a lattice of 6 x 6, all in one month.
std::vector<Events> random_events(std::uint32_t seed) {
  const core::Philox random(seed, core::Stream::testing);
  std::vector<Events> events;
  for (std::uint32_t unit = 0; unit < 36; ++unit) {
    events.push_back({unit, static_cast<int>(random.uniform(unit, 0, 0) * 25.0), "theft"});
    events.push_back({unit, static_cast<int>(random.uniform(unit, 1, 0) * 12.0), "robbery"});
  }
  return events;
}

/// The events that a release would describe if its counts were exact.
std::vector<Events> as_released(const publish::Document& document) {
  std::vector<Events> events;
  for (const publish::CountRow& row : document.counts) {
    if (row.level == "neighbourhood" && row.category != "all") {
      const auto unit = std::lower_bound(document.areas.codes.begin(), document.areas.codes.end(), row.unit);
      events.push_back({static_cast<std::uint32_t>(unit - document.areas.codes.begin()),
                        static_cast<int>(row.count.value()), row.category});
    }
  }
  return events;
}

/// Sum of place times raw count, less its expectation, over its standard deviation under random order.
double order_z(const std::vector<double>& raw) {
  const auto n = static_cast<double>(raw.size());
  const double mean = std::accumulate(raw.begin(), raw.end(), 0.0) / n;
  double product = 0.0;
  double squares = 0.0;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    product += (static_cast<double>(i) - (n - 1.0) / 2.0) * (raw[i] - mean);
    squares += (raw[i] - mean) * (raw[i] - mean);
  }
  return squares == 0.0 ? 0.0 : product / std::sqrt(n * (n * n - 1.0) / 12.0 * squares / (n - 1.0));
}

/// Exact records of each unit of a sample, and the counts that a profile released, by code.
struct Raw {
  std::map<std::string, double> exact;
  std::map<std::string, std::int64_t> released;
  Files files;
};

Raw raw_and_released() {
  const auto inputs = testing::sample_inputs(sample::partnership({.seed = 2}));
  auto options = year_2024();
  const auto profile = profile::problem_profile(inputs, options);
  Raw raw;
  raw.files = release_of(profile);
  options.policy = disclosure::Policy::preset("internal");
  const auto internal = profile::problem_profile(inputs, options);
  for (std::size_t unit = 0; unit < inputs.areas.size(); ++unit) {
    const std::string& code = inputs.areas.codes[unit];
    raw.exact[code] = static_cast<double>(*internal.value().neighbourhoods[unit].count);
    if (const auto& count = profile.value().neighbourhoods[unit].count) {
      raw.released[code] = *count;
    }
  }
  return raw;
}

/// Codes of units in the order in which a layer or page first names them.
std::vector<std::string> order_in(const std::string& text, const Raw& raw) {
  std::vector<std::pair<std::size_t, std::string>> places;
  for (const auto& [code, count] : raw.released) {
    if (const auto at = text.find(code); at != std::string::npos) {
      places.emplace_back(at, code);
    }
  }
  std::sort(places.begin(), places.end());
  std::vector<std::string> codes;
  for (auto& place : places) {
    codes.push_back(std::move(place.second));
  }
  return codes;
}

/// Greatest |z| over the classes of equal released counts with at least 20 units.
double worst_z(const std::vector<std::string>& order, const Raw& raw) {
  std::map<std::int64_t, std::vector<double>> classes;
  for (const std::string& code : order) {
    classes[raw.released.at(code)].push_back(raw.exact.at(code));
  }
  double worst = 0.0;
  std::size_t tried = 0;
  for (const auto& [released, exact] : classes) {
    if (exact.size() >= 20) {
      worst = std::max(worst, std::abs(order_z(exact)));
      ++tried;
    }
  }
  CHECK(tried > 0);
  return worst;
}

/// 30 episodes of one child and single ones of 24 others.
profile::Inputs one_child(int episodes) {
  std::vector<Events> events{{0, episodes, "missing", 2, "t0"}};
  for (int child = 1; child <= 24; ++child) {
    events.push_back({static_cast<std::uint32_t>(4 + child % 2), 1, "missing", 3, "t" + std::to_string(child)});
  }
  auto inputs = lattice_inputs(events);
  records::PremisesRegister premises;
  premises.type.values = {"P05", "P06"};
  for (int k = 0; k < 40; ++k) {
    premises.type.codes.push_back(k % 2);
    premises.xy.insert(premises.xy.end(), {400.0 + k, k % 2 == 0 ? 120.0 : 1120.0});
  }
  inputs.premises = premises;
  return inputs;
}

profile::Options of_persons() {
  auto options = year_2024();
  options.counts = geography::CountOf::persons;
  options.premises_radius_m = 900.0;
  return options;
}

}  // namespace

TEST_CASE("A09: what is handed out depends on the rounded counts alone, byte by byte", "[profile][attack]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const auto first = profile::problem_profile(lattice_inputs(random_events(seed), 6), year_2024());
  const auto second = profile::problem_profile(lattice_inputs(as_released(first.value()), 6), year_2024());
  check_equal(handed_out(release_of(first)), handed_out(release_of(second)));
}

TEST_CASE("A09, positive control: at the internal tier the two data sets differ", "[profile][attack]") {
  const auto released = profile::problem_profile(lattice_inputs(random_events(1), 6), year_2024());
  auto options = year_2024();
  options.policy = disclosure::Policy::preset("internal");
  const auto first = profile::problem_profile(lattice_inputs(random_events(1), 6), options);
  const auto second = profile::problem_profile(lattice_inputs(as_released(released.value()), 6), options);
  CHECK((release_of(first).at("tables/counts.csv") != release_of(second).at("tables/counts.csv")));
}

TEST_CASE("A09: inside a rounding class no layer, table or page orders units by their raw counts",
          "[profile][attack]") {
  const Raw raw = raw_and_released();
  for (const char* name : {"layers/neighbourhoods.geojson", "layers/hotspots.geojson", "tables/counts.csv"}) {
    INFO(name);
    const auto order = order_in(raw.files.at(name), raw);
    CHECK(order.size() == raw.released.size());
    CHECK(worst_z(order, raw) < 3.5);
  }
  for (const char* name : {"report-analyst.html", "layers/clusters.geojson"}) {
    INFO(name);
    const auto order = order_in(raw.files.at(name), raw);
    if (order.size() >= 100) {
      CHECK(worst_z(order, raw) < 3.5);
    }
  }
}

TEST_CASE("A09, positive control: a table ranked by raw count is found out", "[profile][attack]") {
  const Raw raw = raw_and_released();
  auto order = order_in(raw.files.at("tables/counts.csv"), raw);
  std::stable_sort(order.begin(), order.end(),
                   [&](const auto& a, const auto& b) { return raw.exact.at(a) > raw.exact.at(b); });
  CHECK(worst_z(order, raw) > 6.0);
}

TEST_CASE("A10: 20 reruns of a whole release are byte-identical", "[profile][attack]") {
  const auto inputs = testing::sample_inputs(sample::partnership({.size = 0.3, .seed = 6}));
  const Files first = release_of(profile::problem_profile(inputs, year_2024()));
  CHECK(first.size() >= 14);
  for (int rerun = 0; rerun < 20; ++rerun) {
    check_equal(release_of(profile::problem_profile(inputs, year_2024())), first);
  }
}

TEST_CASE("A10: 52 weekly releases under one key average to the first of them", "[profile][attack]") {
  const auto inputs = lattice_inputs(random_events(9), 6);
  std::vector<double> sums(36, 0.0);
  auto options = year_2024();
  options.key = core::Key(std::vector<std::uint8_t>(32, 7));
  const auto first = profile::problem_profile(inputs, options).value();
  for (int week = 0; week < 52; ++week) {
    options.seed = static_cast<std::uint64_t>(week);
    const auto document = profile::problem_profile(inputs, options).value();
    for (std::size_t unit = 0; unit < 36; ++unit) {
      sums[unit] += static_cast<double>(*document.neighbourhoods[unit].count);
    }
  }
  for (std::size_t unit = 0; unit < 36; ++unit) {
    CHECK(sums[unit] / 52.0 == static_cast<double>(*first.neighbourhoods[unit].count));
  }
}

TEST_CASE("A10, positive control: 52 independent unbiased roundings average towards the counts", "[profile][attack]") {
  const auto inputs = lattice_inputs(random_events(9), 6);
  const auto released = profile::problem_profile(inputs, year_2024()).value();
  auto internal = year_2024();
  internal.policy = disclosure::Policy::preset("internal");
  const auto exact = profile::problem_profile(inputs, internal).value();
  const core::Philox random(11, core::Stream::testing);
  double error_of_mean = 0.0;
  double error_of_release = 0.0;
  for (std::uint32_t unit = 0; unit < 36; ++unit) {
    const std::int64_t truth = *exact.neighbourhoods[unit].count;
    double sum = 0.0;
    for (std::uint32_t week = 0; week < 52; ++week) {
      const bool goes_up = random.uniform(unit, week, 0) < static_cast<double>(truth % 5) / 5.0;
      sum += static_cast<double>(truth - truth % 5 + (goes_up ? 5 : 0));
    }
    error_of_mean += std::abs(sum / 52.0 - static_cast<double>(truth));
    error_of_release += std::abs(static_cast<double>(*released.neighbourhoods[unit].count - truth));
  }
  CHECK(error_of_mean < 0.5 * error_of_release);
}

TEST_CASE("A11: geography::count counts one child with 30 episodes as one", "[profile][attack]") {
  const auto areas = testing::square_areas({.side = 1});
  const std::vector<std::int32_t> unit(30, 0);
  const std::vector<std::int32_t> person(30, 3);
  const std::vector<std::string> categories{"missing"};
  const geography::CountColumns columns{
      .unit = unit, .category = {}, .categories = categories, .person = person, .contributor = {}};
  CHECK(geography::count(columns, areas, {.count_of = geography::CountOf::persons}).table.counts.front() == 1);
  CHECK(geography::count(columns, areas, {.count_of = geography::CountOf::records}).table.counts.front() == 30);
}

TEST_CASE("A11: a release with 30 episodes of a child is that with one, byte by byte", "[profile][attack]") {
  const auto thirty = release_of(profile::problem_profile(one_child(30), of_persons()));
  const auto one = release_of(profile::problem_profile(one_child(1), of_persons()));
  for (const char* name : {"tables/counts.csv", "layers/neighbourhoods.geojson", "layers/hotspots.geojson",
                           "layers/clusters.geojson", "report-public.html", "report-outreach.html"}) {
    INFO(name);
    CHECK((thirty.at(name) == one.at(name)));
  }
}

TEST_CASE("A11: around premises too a child with 30 episodes is one child", "[profile][attack]") {
  const auto document = profile::problem_profile(one_child(30), of_persons()).value();
  REQUIRE(document.premises_types.front().type == "P05");
  CHECK(document.premises_types.front().incidents.value_or(0) <= 5);
}

TEST_CASE("A11, positive control: counting records shows the 30 episodes, around premises as well",
          "[profile][attack]") {
  auto inputs = one_child(30);
  inputs.incidents.person = {};
  auto options = of_persons();
  options.counts = geography::CountOf::records;
  const auto document = profile::problem_profile(inputs, options).value();
  CHECK(document.neighbourhoods[0].count == 30);
  CHECK(document.premises_types.front().incidents.value_or(0) >= 25);
}

TEST_CASE("A11: where records are counted and persons known, a release that one child dominates is refused",
          "[profile][attack]") {
  auto options = of_persons();
  options.counts = geography::CountOf::records;
  CHECK_THROWS_WITH(profile::problem_profile(one_child(30), options),
                    Catch::Matchers::StartsWith("counts: the sum over everything is withheld"));
}
