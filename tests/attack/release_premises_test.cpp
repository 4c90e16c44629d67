// SPDX-License-Identifier: MIT
/// @file
/// A08 for premises types: every number beyond their counts follows from the released counts, bit by bit.
#include <cmath>
#include <limits>
#include <map>
#include <stdexcept>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "libprofile/risk/concentration.hpp"
#include "libprofile/risk/matched_background.hpp"
#include "libprofile/risk/premises_dispersion.hpp"
#include "libprofile/risk/premises_summary.hpp"
#include "libprofile/risk/premises_surroundings.hpp"
#include "libprofile/risk/steadied_premises.hpp"

#include "support/csv_rows.hpp"
#include "support/profile_inputs.hpp"

using namespace libprofile;

namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();
constexpr double kBase = 5.0;

using Rows = std::vector<std::map<std::string, std::string>>;

using Row = std::map<std::string, std::string>;

const std::map<std::string, std::string>& files() {
  static const std::map<std::string, std::string> all = [] {
    const auto inputs = testing::sample_inputs(sample::partnership({.seed = 3}));
    auto options = testing::year_2024();
    options.counts = geography::CountOf::persons;
    return testing::release_of(profile::problem_profile(inputs, options));
  }();
  return all;
}

const Rows& rows_of(const std::string& table) {
  static std::map<std::string, Rows> read;
  auto& rows = read[table];
  if (rows.empty()) {
    rows = testing::named_csv_rows(files().at("tables/" + table + ".csv"));
  }
  return rows;
}

nlohmann::json premises_features() {
  return nlohmann::json::parse(files().at("layers/premises_types_by_area.geojson")).at("features");
}

double number(const std::string& text) {
  return text.empty() ? kUnknown : std::stod(text);
}

bool same(double a, double b) {
  return a == b || (std::isnan(a) && std::isnan(b));
}

bool is_shown(const std::map<std::string, std::string>& row) {
  return number(row.at("premises")) > 0.0 && !row.at("with_incident").empty() && !row.at("incidents").empty();
}

/// The row of a type over everything in another table.
const Row& row_of(const std::string& table, const std::string& type) {
  for (const auto& row : rows_of(table)) {
    if (row.at("type") == type && (row.count("unit") == 0 || row.at("unit") == "all")) {
      return row;
    }
  }
  throw std::out_of_range(type);
}

/// Premises by band, from the table of bands alone; nothing where a band is withheld.
std::vector<risk::PlacesWithValue> histogram_of(const std::string& type) {
  std::vector<risk::PlacesWithValue> bands = risk::banded({});
  std::size_t band = 0;
  for (const auto& row : rows_of("premises_bands")) {
    if (row.at("type") == type) {
      if (row.at("premises").empty()) {
        return {};
      }
      bands.at(band++).places = number(row.at("premises"));
    }
  }
  return band == bands.size() ? bands : std::vector<risk::PlacesWithValue>();
}

/// How many premises share incidents with how many, from the table of surroundings alone.
std::vector<risk::PlacesWithValue> among_of(const std::string& type) {
  std::vector<risk::PlacesWithValue> among;
  std::size_t kind = 0;
  for (const auto& row : rows_of("premises_surroundings")) {
    if (row.at("type") == type) {
      if (number(row.at("premises")) > 0.0) {
        among.push_back({risk::surroundings_middles()[kind], number(row.at("premises"))});
      }
      ++kind;
    }
  }
  return among;
}

/// Clusters of incidents, from the layer of types by area alone.
double dispersion() {
  std::map<std::string, std::uint32_t> types;
  std::map<std::string, std::uint32_t> areas;
  std::vector<risk::PremisesAggregate> cells;
  for (const auto& feature : premises_features()) {
    const auto& row = feature.at("properties");
    if (row.at("rate_per_100").is_null()) {
      continue;
    }
    const auto type = types.emplace(row.at("type"), static_cast<std::uint32_t>(types.size())).first->second;
    const auto area = areas.emplace(row.at("name"), static_cast<std::uint32_t>(areas.size())).first->second;
    const double premises = row.at("premises");
    const double incidents = std::round(row.at("rate_per_100").get<double>() * premises / 100.0);
    cells.push_back({.group = area, .type = type, .premises = premises, .incidents = incidents, .histogram = {}});
  }
  return risk::premises_dispersion(cells, kBase - 1.0, kBase - 1.0);
}

}  // namespace

TEST_CASE("A08: steadied rates, q, funnel and concentration of types follow from released counts, bit by bit",
          "[profile][attack]") {
  std::vector<risk::PremisesAggregate> aggregates;
  std::vector<const std::map<std::string, std::string>*> shown;
  for (const auto& row : rows_of("premises_types")) {
    if (is_shown(row)) {
      aggregates.push_back({0, 0, number(row.at("premises")), number(row.at("with_incident")),
                            number(row.at("incidents")), histogram_of(row.at("type")), among_of(row.at("type"))});
      shown.push_back(&row);
    }
  }
  REQUIRE(shown.size() >= 8);
  const auto found = risk::summarise_premises_types(aggregates, {.rounding_band = kBase - 1.0,
                                                                 .premises_rounding_band = kBase - 1.0,
                                                                 .histograms = risk::HistogramsOf::bands,
                                                                 .dispersion = dispersion()});
  std::size_t curves = 0;
  for (std::size_t k = 0; k < shown.size(); ++k) {
    const auto& row = *shown[k];
    INFO(row.at("type"));
    const Row& steadied = row_of("premises_steadied", row.at("type"));
    CHECK(same(number(steadied.at("steadied_per_100")), found.rows[k].steadied_per_100));
    CHECK(same(number(steadied.at("lower")), found.rows[k].steadied_lower));
    CHECK(same(number(steadied.at("upper")), found.rows[k].steadied_upper));
    const Row& compared = row_of("premises_comparisons", row.at("type"));
    CHECK(same(number(compared.at("q")), found.rows[k].q));
    CHECK(compared.at("funnel") == risk::to_string(found.rows[k].funnel));
    CHECK(same(number(row.at("gini")), found.rows[k].gini));
    CHECK(same(number(row.at("share_top_tenth")), found.rows[k].share_top_tenth));
    CHECK(same(number(compared.at("share_top_tenth_by_chance")), found.rows[k].share_top_tenth_by_chance));
    curves += std::isnan(found.rows[k].gini) ? 0 : 1;
  }
  CHECK(curves >= 5);
}

TEST_CASE("A08: matched ratios follow from released counts by surroundings, bit by bit", "[profile][attack]") {
  std::map<std::string, std::uint32_t> kinds;
  std::map<std::string, std::uint32_t> types;
  std::vector<risk::PremisesAggregate> cells;
  for (const auto& row : rows_of("premises_surroundings")) {
    const auto type = types.emplace(row.at("type"), static_cast<std::uint32_t>(types.size())).first->second;
    const auto kind = kinds.emplace(row.at("surroundings"), static_cast<std::uint32_t>(kinds.size())).first->second;
    if (number(row.at("premises")) > 0.0 && !row.at("incidents").empty()) {
      cells.push_back({kind, type, number(row.at("premises")), 0.0, number(row.at("incidents")), {}});
    }
  }
  const auto found =
      risk::matched_background(cells, {.rounding_band = kBase - 1.0, .premises_rounding_band = kBase - 1.0});
  std::map<std::uint32_t, risk::MatchedBackgroundRow> by_type;
  for (const auto& row : found) {
    by_type.emplace(row.type, row);
  }
  std::size_t given = 0;
  for (const auto& row : rows_of("premises_comparisons")) {
    INFO(row.at("type"));
    const auto one = by_type.find(types.at(row.at("type")));
    if (row.at("matched_ratio").empty()) {
      CHECK((one == by_type.end() || !std::isfinite(one->second.rate_ratio)));
      continue;
    }
    ++given;
    REQUIRE(one != by_type.end());
    CHECK(same(number(row.at("matched_ratio")), one->second.rate_ratio));
    CHECK(same(number(row.at("matched_lower")), one->second.lower));
    CHECK(same(number(row.at("matched_upper")), std::isfinite(one->second.upper) ? one->second.upper : kUnknown));
  }
  CHECK(given >= 5);
}

TEST_CASE("A08: steadied rates by area follow from the released layer, and joined ones are the type's over everything",
          "[profile][attack]") {
  std::map<std::pair<std::string, std::string>, const Row*> released;
  for (const auto& row : rows_of("premises_steadied")) {
    released[{row.at("unit"), row.at("type")}] = &row;
  }
  std::map<std::string, std::uint32_t> units;
  std::map<std::string, std::uint32_t> types;
  std::vector<risk::PremisesAggregate> cells;
  std::vector<const Row*> shown;
  std::size_t joined = 0;
  for (const auto& feature : premises_features()) {
    const auto& p = feature.at("properties");
    const Row& row = *released.at({p.at("unit").get<std::string>(), p.at("type").get<std::string>()});
    if (p.at("flag") == "withheld") {
      CHECK(row.at("from") != "unit");
      CHECK(row.at("steadied_per_100") == row_of("premises_steadied", row.at("type")).at("steadied_per_100"));
      ++joined;
      continue;
    }
    const auto unit = units.emplace(row.at("unit"), static_cast<std::uint32_t>(units.size())).first->second;
    const auto type = types.emplace(row.at("type"), static_cast<std::uint32_t>(types.size())).first->second;
    const double premises = p.at("premises").get<double>();
    const double incidents = kBase * std::round(p.at("rate_per_100").get<double>() * premises / 100.0 / kBase);
    cells.push_back({unit, type, premises, 0.0, incidents, {}});
    shown.push_back(&row);
  }
  REQUIRE(shown.size() >= 10);
  CHECK(joined >= 1);
  const auto found = risk::steadied_premises_by_area(
      cells, {}, {.minimum_premises = 0.0, .rounding_band = kBase - 1.0, .premises_rounding_band = kBase - 1.0});
  for (std::size_t k = 0; k < shown.size(); ++k) {
    CHECK(number(shown[k]->at("steadied_per_100")) == Approx(found[k].rate_per_100));
    CHECK(number(shown[k]->at("lower")) == Approx(found[k].lower));
    CHECK(number(shown[k]->at("upper")) == Approx(found[k].upper));
  }
}

TEST_CASE("A08: released counts of bands and surroundings are multiples of the base and add up", "[profile][attack]") {
  std::map<std::string, double> premises;
  std::map<std::string, bool> is_whole;
  for (const auto* table : {"premises_bands", "premises_surroundings"}) {
    for (const auto& row : rows_of(table)) {
      for (const auto* column : {"premises", "incidents"}) {
        if (row.count(column) != 0 && !row.at(column).empty()) {
          CHECK(std::fmod(number(row.at(column)), kBase) == 0.0);
        }
      }
    }
  }
  for (const auto& row : rows_of("premises_bands")) {
    premises[row.at("type")] += number(row.at("premises"));
  }
  for (const auto& row : rows_of("premises_types")) {
    const auto found = premises.find(row.at("type"));
    if (found != premises.end() && !std::isnan(found->second)) {
      CHECK(found->second == number(row.at("premises")));
    }
  }
}

TEST_CASE("A08, positive control: a ratio and a steadied rate of exact counts give their count away",
          "[profile][attack]") {
  const auto ratio_of = [](double incidents) {
    const std::vector<risk::PremisesAggregate> cells{{0, 0, 31, 0, incidents, {}}, {0, 1, 47, 0, 20, {}}};
    return risk::matched_background(cells)[0].rate_ratio;
  };
  const auto steadied_of = [](double incidents) {
    const std::vector<risk::PremisesAggregate> rows{{0, 0, 31, 0, incidents, {}}, {0, 1, 470, 0, 20, {}}};
    return risk::summarise_premises_types(rows).rows[0].steadied_per_100;
  };
  int ratios = 0;
  int rates = 0;
  for (int count = 1; count <= 100; ++count) {
    ratios += ratio_of(count) == ratio_of(13) ? 1 : 0;
    rates += steadied_of(count) == steadied_of(13) ? 1 : 0;
  }
  CHECK(ratios == 1);
  CHECK(rates == 1);
}
