// SPDX-License-Identifier: MIT
/// @file
/// A08 over a whole release: every rate, limit, z, p and q in its files is computed from its rounded counts and from
/// residents, bit by bit, and each rounded count stands for five or more exact ones.
#include <cmath>
#include <limits>
#include <sstream>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "libprofile/core/random.hpp"
#include "libprofile/geography/contiguity.hpp"
#include "libprofile/hotspots/getis_ord.hpp"
#include "libprofile/profile/detail/gate.hpp"
#include "libprofile/risk/neighbourhood.hpp"
#include "libprofile/risk/poisson_gamma.hpp"
#include "libprofile/risk/premises_summary.hpp"
#include "libprofile/risk/rank_probability.hpp"

#include "support/count_limits.hpp"
#include "support/profile_inputs.hpp"

using namespace libprofile;

namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();
constexpr double kBase = 5.0;

struct Released {
  geography::AreaSet areas;
  std::map<std::string, std::string> files;
  /// tables/counts.csv of the same records as they are.
  testing::Rows exact;
};

const Released& released() {
  static const Released release = [] {
    const auto inputs = testing::sample_inputs(sample::partnership({.seed = 3}));
    auto options = testing::year_2024();
    options.counts = geography::CountOf::persons;
    const auto selection = profile::detail::select_incidents(inputs, options);
    return Released{
        inputs.areas, testing::release_of(profile::problem_profile(inputs, options)),
        testing::exact_rows(profile::detail::count_incidents(inputs.areas, selection, options), inputs.areas)};
  }();
  return release;
}

/// Rows of fields of a table; quoted fields may hold commas.
std::vector<std::vector<std::string>> rows_of(const std::string& csv) {
  std::vector<std::vector<std::string>> rows(1);
  std::string field;
  bool is_quoted = false;
  for (const char c : csv) {
    if (c == '"') {
      is_quoted = !is_quoted;
    } else if (!is_quoted && (c == ',' || c == '\n')) {
      rows.back().push_back(field);
      field.clear();
      if (c == '\n') {
        rows.emplace_back();
      }
    } else if (c != '\r') {
      field += c;
    }
  }
  rows.pop_back();
  return rows;
}

double number(const std::string& text) {
  return text.empty() ? kUnknown : std::stod(text);
}

double number(const nlohmann::json& value) {
  return value.is_null() ? kUnknown : value.get<double>();
}

bool same(double a, double b) {
  return a == b || (std::isnan(a) && std::isnan(b));
}

/// Counts of the neighbourhoods in order of code, from tables/counts.csv alone; NaN where withheld.
std::vector<double> counts_in_table() {
  const auto rows = rows_of(released().files.at("tables/counts.csv"));
  REQUIRE(rows.front() == std::vector<std::string>{"level", "unit", "name", "category", "count"});
  std::vector<double> counts(released().areas.size(), kUnknown);
  const auto& codes = released().areas.codes;
  for (const auto& row : rows) {
    if (row[0] == "neighbourhood" && row[3] == "all") {
      counts[static_cast<std::size_t>(std::lower_bound(codes.begin(), codes.end(), row[1]) - codes.begin())] =
          number(row[4]);
    }
  }
  return counts;
}

nlohmann::json features(const std::string& layer) {
  return nlohmann::json::parse(released().files.at("layers/" + layer + ".geojson")).at("features");
}

risk::NeighbourhoodRisk risk_of_table() {
  return risk::neighbourhood_risk(counts_in_table(), released().areas.population, {.rounding_band = kBase - 1.0});
}

}  // namespace

TEST_CASE("A08: rates and their limits follow from the released counts and residents, bit by bit",
          "[profile][attack]") {
  const auto risk = risk_of_table();
  const auto rows = features("neighbourhoods");
  REQUIRE(rows.size() == risk.rate_per_1000.size());
  for (std::size_t unit = 0; unit < rows.size(); ++unit) {
    const auto& properties = rows[unit].at("properties");
    CHECK(same(number(properties.at("rate_per_1000")), risk.rate_per_1000[unit]));
    CHECK(same(number(properties.at("lower")), risk.lower[unit]));
    CHECK(same(number(properties.at("upper")), risk.upper[unit]));
    CHECK(same(number(properties.at("smoothed_per_1000")), risk.smoothed_per_1000[unit]));
  }
}

TEST_CASE("A08: z, p and q of hotspots follow from the released counts and residents, bit by bit",
          "[profile][attack]") {
  const auto risk = risk_of_table();
  const auto contiguity = geography::queen(released().areas.polygons);
  std::vector<std::uint32_t> kept;
  std::vector<std::uint32_t> position(contiguity.offsets.size() - 1, 0xFFFFFFFFU);
  std::vector<double> roots;
  for (std::uint32_t unit = 0; unit < position.size(); ++unit) {
    if (!std::isnan(risk.smoothed_per_1000[unit])) {
      position[unit] = static_cast<std::uint32_t>(kept.size());
      kept.push_back(unit);
      roots.push_back(std::sqrt(risk.smoothed_per_1000[unit]));
    }
  }
  geography::Weights among;
  for (const std::uint32_t unit : kept) {
    for (const std::uint32_t neighbour : contiguity.neighbours_of(unit)) {
      if (position[neighbour] != 0xFFFFFFFFU) {
        among.neighbours.push_back(position[neighbour]);
        among.values.push_back(1.0);
      }
    }
    among.offsets.push_back(among.neighbours.size());
  }
  const auto found = hotspots::getis_ord(roots, among);
  const auto rows = features("hotspots");
  for (std::size_t k = 0; k < kept.size(); ++k) {
    const auto& properties = rows[kept[k]].at("properties");
    CHECK(same(number(properties.at("z")), found.z[k]));
    CHECK(same(number(properties.at("p")), found.p[k]));
    CHECK(same(number(properties.at("q")), found.q[k]));
  }
}

TEST_CASE("A08: risks, chances and ranks of areas follow from the released counts and residents, bit by bit",
          "[profile][attack]") {
  const auto counts = counts_in_table();
  const auto rates = risk_of_table();
  std::vector<std::size_t> units;
  std::vector<double> events;
  std::vector<double> expected;
  double all_events = 0.0;
  double people = 0.0;
  for (std::size_t unit = 0; unit < counts.size(); ++unit) {
    if (!std::isnan(rates.rate_per_1000[unit])) {
      units.push_back(unit);
      events.push_back(counts[unit]);
      expected.push_back(released().areas.population[unit]);
      all_events += counts[unit];
      people += expected.back();
    }
  }
  for (double& one : expected) {
    one *= all_events / people;
  }
  const auto found = risk::poisson_gamma(events, expected, {.rounding_band = kBase - 1.0});
  const auto above = risk::exceedance(found, 1.0);
  const auto twice = risk::exceedance(found, 2.0);
  const auto drawn = risk::draws(found, 1000, 0);
  const auto ranks = risk::rank_interval(drawn, units.size(), 0.95);
  const auto top = risk::rank_probability(drawn, units.size(), (units.size() + 9) / 10);
  const auto rows = features("risks");
  std::size_t ranked = 0;
  for (std::size_t k = 0; k < units.size(); ++k) {
    const auto& properties = rows[units[k]].at("properties");
    CHECK(same(number(properties.at("relative_risk")), found.relative_risk[k]));
    CHECK(same(number(properties.at("lower")), found.lower[k]));
    CHECK(same(number(properties.at("upper")), found.upper[k]));
    CHECK(same(number(properties.at("p_above")), above[k]));
    CHECK(same(number(properties.at("p_twice")), twice[k]));
    const bool is_ranked = events[k] > kBase;
    ranked += is_ranked ? 1 : 0;
    if (ranks[k].worst - ranks[k].best >= 4 || !is_ranked) {
      CHECK(same(number(properties.at("rank_best")), is_ranked ? static_cast<double>(ranks[k].best) : kUnknown));
      CHECK(same(number(properties.at("rank_worst")), is_ranked ? static_cast<double>(ranks[k].worst) : kUnknown));
    } else {
      CHECK(number(properties.at("rank_best")) <= static_cast<double>(ranks[k].best));
      CHECK(number(properties.at("rank_worst")) >= static_cast<double>(ranks[k].worst));
      CHECK(same(number(properties.at("rank_worst")) - number(properties.at("rank_best")), 4.0));
    }
    CHECK(same(number(properties.at("p_top")), is_ranked ? top[k] : kUnknown));
  }
  CHECK(ranked >= 100);
}

TEST_CASE("A08: rates, limits and quotients of premises types follow from the released counts, bit by bit",
          "[profile][attack]") {
  const auto rows = rows_of(released().files.at("tables/premises_types.csv"));
  REQUIRE(rows.front()[0] == "type");
  std::vector<risk::PremisesAggregate> aggregates;
  std::vector<std::size_t> places;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    if (!rows[i][2].empty() && !rows[i][3].empty() && !rows[i][4].empty() && number(rows[i][2]) > 0.0) {
      aggregates.push_back({0, 0, number(rows[i][2]), number(rows[i][3]), number(rows[i][4]), {}});
      places.push_back(i);
    }
  }
  REQUIRE(places.size() >= 8);
  const auto risk =
      risk::summarise_premises_types(aggregates, {.rounding_band = kBase - 1.0, .premises_rounding_band = kBase - 1.0});
  for (std::size_t k = 0; k < places.size(); ++k) {
    const auto& row = rows[places[k]];
    INFO(row[0]);
    CHECK(same(number(row[5]), risk.rows[k].rate_per_100));
    CHECK(same(number(row[6]), risk.rows[k].lower));
    CHECK(same(number(row[7]), risk.rows[k].upper));
    CHECK(same(number(row[8]), risk.rows[k].location_quotient));
    CHECK(row[11] == risk::to_string(risk.rows[k].flag));
  }
}

TEST_CASE("A08: each released count stands for five exact ones or more, whatever the sums say", "[profile][attack]") {
  testing::CountLimits limits(rows_of(released().files.at("tables/counts.csv")), released().areas, kBase);
  limits.pass_on();
  CHECK(limits.numbers() > 2'000);
  CHECK(limits.fewest_values() >= kBase);
  CHECK(limits.certainly_few(5.0) == 0);
  // What was counted is among them.
  CHECK(limits.all_hold(released().exact));
}

TEST_CASE("A08, positive control: counts rounded each for itself are narrowed by their sums", "[profile][attack]") {
  const core::Philox random(1, core::Stream::testing);
  testing::Rows rows = released().exact;
  for (std::size_t row = 1; row < rows.size(); ++row) {
    // Up or down by chance, as some statistical offices round.
    const bool is_up = random.below(2, static_cast<std::uint32_t>(row), 0, 0) == 1;
    const double fives = number(rows[row][4]) / kBase;
    rows[row][4] = std::to_string(std::llround(kBase * (is_up ? std::ceil(fives) : std::floor(fives))));
  }
  testing::CountLimits limits(rows, released().areas, kBase);
  limits.pass_on();
  CHECK(limits.fewest_values() < kBase);
  CHECK(limits.narrowed(kBase) > 20);
}

TEST_CASE("A08, positive control: an exact rate gives its count away", "[profile][attack]") {
  // 1,482 residents: of the counts 0 to 100, one alone gives this rate.
  const double rate = 1000.0 * 37.0 / 1482.0;
  int candidates = 0;
  for (int count = 0; count <= 100; ++count) {
    candidates += 1000.0 * count / 1482.0 == rate ? 1 : 0;
  }
  CHECK(candidates == 1);
}
