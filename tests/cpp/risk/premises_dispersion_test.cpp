// SPDX-License-Identifier: MIT
/// @file
/// Incidents that come in clusters: how that is told from types by areas, and that types that do not differ are then
/// flagged about as often as they should be.
#include "libprofile/risk/premises_dispersion.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <random>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/risk/premises_summary.hpp"

#include "support/simulated_rounding.hpp"

using namespace libprofile::risk;
using libprofile::InvalidArgument;
using libprofile::testing::controlled;
using libprofile::testing::kBand;
using libprofile::testing::Vector;

namespace {

constexpr std::uint32_t kTypes = 14;
constexpr std::uint32_t kAreas = 4;

PremisesAggregate cell(std::uint32_t area, std::uint32_t type, double premises, double incidents) {
  return {.group = area, .type = type, .premises = premises, .incidents = incidents, .histogram = {}};
}

std::vector<PremisesAggregate> two_by_two(double same, double other) {
  return {cell(0, 0, 1, same), cell(1, 0, 1, other), cell(0, 1, 1, other), cell(1, 1, 1, same)};
}

/// Types of 15 to 600 premises in four areas. Incidents have `dispersion` times the variance of a Poisson count, and
/// their mean is the same for all premises, but `times` as much for those of the first type.
std::vector<PremisesAggregate> world(std::mt19937& random, double mean, double dispersion, double times = 1.0) {
  std::uniform_real_distribution<double> size(std::log(15.0), std::log(600.0));
  std::uniform_real_distribution<double> part(0.5, 1.5);
  std::vector<PremisesAggregate> cells;
  for (std::uint32_t type = 0; type < kTypes; ++type) {
    const double premises = std::exp(size(random));
    for (std::uint32_t area = 0; area < kAreas; ++area) {
      const double here = std::max(1.0, std::round(premises * part(random) / kAreas));
      const double expected = mean * here * (type == 0 ? times : 1.0);
      double level = expected;
      if (dispersion > 1.0) {
        level = std::gamma_distribution<double>(expected / (dispersion - 1.0), dispersion - 1.0)(random);
      }
      cells.push_back(cell(area, type, here, std::poisson_distribution<int>(level)(random)));
    }
  }
  return cells;
}

std::vector<PremisesAggregate> rounded(std::vector<PremisesAggregate> cells, std::mt19937& random) {
  Vector premises;
  Vector incidents;
  for (const auto& one : cells) {
    premises.push_back(one.premises);
    incidents.push_back(one.incidents);
  }
  premises = controlled(premises, random);
  incidents = controlled(incidents, random);
  for (std::size_t k = 0; k < cells.size(); ++k) {
    cells[k].premises = premises[k];
    cells[k].incidents = incidents[k];
  }
  return cells;
}

/// Sums over areas.
std::vector<PremisesAggregate> types_of(const std::vector<PremisesAggregate>& cells) {
  std::vector<PremisesAggregate> types;
  for (std::uint32_t type = 0; type < kTypes; ++type) {
    types.push_back(cell(0, type, 0, 0));
  }
  for (const auto& one : cells) {
    types[one.type].premises += one.premises;
    types[one.type].incidents += one.incidents;
  }
  return types;
}

/// What 400 worlds give on average.
struct Found {
  double dispersion = 0.0;
  /// Shares of worlds in which any type is flagged at 95, if incidents are taken as independent and if not.
  double as_independent = 0.0;
  double any = 0.0;
  /// In which the first is flagged as high.
  double first = 0.0;
};

Found compare(double mean, double dispersion, bool is_rounded, double times = 1.0) {
  constexpr int kWorlds = 400;
  std::mt19937 random(29);
  Found found;
  const auto is_flagged = [](const PremisesTypeRow& row) { return row.funnel != PremisesFunnelFlag::none; };
  for (int k = 0; k < kWorlds; ++k) {
    auto cells = world(random, mean, dispersion, times);
    const auto exact_types = types_of(cells);
    const auto types = is_rounded ? rounded(exact_types, random) : exact_types;
    cells = is_rounded ? rounded(cells, random) : cells;
    const double band = is_rounded ? kBand : 0.0;
    PremisesSummaryOptions options{.rounding_band = band, .premises_rounding_band = band, .dispersion = 1.0};
    const auto plain = summarise_premises_types(types, options).rows;
    options.dispersion = premises_dispersion(cells, band, band);
    const auto rows = summarise_premises_types(types, options).rows;
    found.dispersion += options.dispersion / kWorlds;
    found.as_independent += std::any_of(plain.begin(), plain.end(), is_flagged) ? 1.0 / kWorlds : 0.0;
    found.any += std::any_of(rows.begin(), rows.end(), is_flagged) ? 1.0 / kWorlds : 0.0;
    const auto flag = rows.front().funnel;
    found.first += flag == PremisesFunnelFlag::high_95 || flag == PremisesFunnelFlag::high_998 ? 1.0 / kWorlds : 0.0;
  }
  return found;
}

}  // namespace

TEST_CASE("two types in two areas, worked on paper", "[risk][hand]") {
  // 8 and 2, 2 and 8 where 5 are expected: 4 · 9 in the square; margins fit 5 (1/10 + 1/10 - 1/20) of each, so that of
  // 20 a quarter is free.
  CHECK(premises_dispersion(two_by_two(8, 2)) == Approx(36.0 / 5.0));
  // Rounding to 5 moves rests of 1 to 4 by 1, 2 or 3, 3 or 2, 1: (1 + 29/6 + 29/6 + 1) / 5 = 7/3 in the square.
  CHECK(premises_dispersion(two_by_two(8, 2), 4.0) == Approx((36.0 - 4.0 / 4.0 * 7.0 / 3.0) / 5.0));
  // And of premises, at 5 incidents each.
  CHECK(premises_dispersion(two_by_two(9, 1), 0.0, 4.0) == Approx((64.0 - 4.0 / 4.0 * 25.0 * 7.0 / 3.0) / 5.0));
  // Evener than chance is not less than independent.
  CHECK(premises_dispersion(two_by_two(5, 5)) == 1.0);
}

TEST_CASE("what moves a whole type or a whole area is no dispersion", "[risk][hand]") {
  // Rates 1 and 3, levels 1, 2 and 5, premises of all sizes.
  std::vector<PremisesAggregate> cells;
  const double premises[2][3] = {{4, 10, 6}, {2, 1, 8}};
  const double levels[3] = {1, 2, 5};
  for (std::uint32_t type = 0; type < 2; ++type) {
    for (std::uint32_t area = 0; area < 3; ++area) {
      cells.push_back(
          cell(area, type, premises[type][area], premises[type][area] * (type == 0 ? 1 : 3) * levels[area]));
    }
  }
  CHECK(premises_dispersion(cells) == 1.0);
  cells[0].incidents += 8.0;
  CHECK(premises_dispersion(cells) > 1.5);
}

TEST_CASE("nothing is known of clusters where nothing is free to vary", "[risk][edges]") {
  CHECK(std::isnan(premises_dispersion({})));
  CHECK(std::isnan(premises_dispersion(std::vector{cell(0, 0, 5, 9), cell(1, 0, 5, 1)})));
  CHECK(std::isnan(premises_dispersion(std::vector{cell(0, 0, 5, 9), cell(0, 1, 5, 1)})));
  // No incident in the second area; no premises in a cell.
  CHECK(std::isnan(
      premises_dispersion(std::vector{cell(0, 0, 5, 9), cell(0, 1, 5, 1), cell(1, 0, 5, 0), cell(1, 1, 5, 0)})));
  auto cells = two_by_two(8, 2);
  cells.push_back(cell(7, 9, 0, 0));
  CHECK(premises_dispersion(cells) == Approx(7.2));
  cells[1].incidents = -1.0;
  CHECK_THROWS_WITH(premises_dispersion(cells), Catch::Contains("cells[1]"));
  cells[1].incidents = std::numeric_limits<double>::quiet_NaN();
  CHECK_THROWS_AS(premises_dispersion(cells), InvalidArgument);
  CHECK_THROWS_AS(premises_dispersion(two_by_two(8, 2), -1.0), InvalidArgument);
}

TEST_CASE("the order of cells and the numbers of types and areas do not matter", "[risk][property]") {
  std::mt19937 random(3);
  auto cells = world(random, 0.7, 4.0);
  const double found = premises_dispersion(cells);
  CHECK(found > 2.0);
  std::shuffle(cells.begin(), cells.end(), random);
  for (auto& one : cells) {
    one.type = 1000 - 3 * one.type;
    one.group = 40 + 7 * one.group;
  }
  CHECK(premises_dispersion(cells) == Approx(found).epsilon(1e-9));
}

TEST_CASE("types that do not differ are flagged about as often as they should be, in clusters or not",
          "[risk][property]") {
  const bool is_rounded = GENERATE(false, true);
  const double mean = GENERATE(0.3, 1.0, 5.0);
  for (const double dispersion : {1.0, 2.0, 5.0, 10.0}) {
    const Found found = compare(mean, dispersion, is_rounded);
    WARN((is_rounded ? "rounded" : "exact")
         << ", mean " << mean << ", dispersion " << dispersion << ": found " << found.dispersion << ", any flagged "
         << found.any << " (as independent " << found.as_independent << ")");
    CHECK(found.any <= 0.12);
    CHECK(found.dispersion > 0.9 * dispersion);
    CHECK(found.dispersion < 1.25 * dispersion);
    if (dispersion >= 5.0) {
      CHECK(found.as_independent > 0.5);
    }
  }
}

TEST_CASE("a type of twice the mean is flagged, the less surely the more incidents come in clusters",
          "[risk][property]") {
  double before = 1.1;
  for (const double dispersion : {1.0, 3.0, 10.0}) {
    const Found found = compare(3.0, dispersion, true, 2.0);
    WARN("twice the mean, dispersion " << dispersion << ": flagged in " << found.first);
    CHECK(found.first < before);
    before = found.first;
  }
  CHECK(compare(3.0, 1.0, true, 2.0).first > 0.9);
  CHECK(compare(3.0, 3.0, true, 2.0).first > 0.6);
}
