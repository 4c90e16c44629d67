// SPDX-License-Identifier: MIT
/// @file
/// Repeats at the same premises: how they are told, and that equal types are then flagged no more often than they
/// should.
#include "libprofile/risk/premises_repeats.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <random>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/risk/premises_aggregates.hpp"
#include "libprofile/risk/premises_summary.hpp"

#include "support/simulated_rounding.hpp"

using namespace libprofile::risk;
using libprofile::InvalidArgument;
using libprofile::testing::controlled;
using libprofile::testing::kBand;
using libprofile::testing::Vector;

namespace {

using Histogram = std::vector<PlacesWithValue>;

/// Premises of each type, of equal mean risk; `shape` 0 for independent incidents.
std::vector<PremisesAggregate> world(std::mt19937& random, const Vector& shapes, int premises, double mean) {
  std::vector<double> incidents;
  std::vector<std::uint32_t> types;
  for (std::uint32_t type = 0; type < shapes.size(); ++type) {
    const double shape = shapes[type];
    std::gamma_distribution<double> risk(shape > 0.0 ? shape : 1.0, shape > 0.0 ? mean / shape : mean);
    for (int k = 0; k < premises; ++k) {
      incidents.push_back(std::poisson_distribution<int>(shape > 0.0 ? risk(random) : mean)(random));
      types.push_back(type);
    }
  }
  return premises_aggregates(incidents, types);
}

/// Every number rounded to 5 as the gate does, types and bands alike; repeats from the released bands.
std::vector<PremisesAggregate> released(const std::vector<PremisesAggregate>& exact, std::mt19937& random) {
  std::vector<PremisesAggregate> rows = exact;
  Vector incidents;
  for (const auto& row : exact) {
    incidents.push_back(row.incidents);
  }
  incidents = controlled(incidents, random);
  for (std::size_t k = 0; k < rows.size(); ++k) {
    Histogram bands = banded(exact[k].histogram);
    Vector places;
    for (const auto& band : bands) {
      places.push_back(band.places);
    }
    places = controlled(places, random);
    rows[k].incidents = incidents[k];
    rows[k].premises = 0.0;
    for (std::size_t band = 0; band < bands.size(); ++band) {
      bands[band].places = places[band];
      rows[k].premises += places[band];
    }
    rows[k].histogram = bands;
    rows[k].repeats = premises_repeats(histogram_at_limits(bands, rows[k].incidents));
  }
  return rows;
}

std::vector<PremisesAggregate> without_repeats(std::vector<PremisesAggregate> rows) {
  for (auto& row : rows) {
    row.repeats = 0.0;
  }
  return rows;
}

/// Shares of worlds in which the first type is flagged, and in which any type is.
struct Flagged {
  double first = 0.0;
  double any = 0.0;

  void add(const PremisesTypeRisk& found, double worlds) {
    const auto is_flagged = [](const PremisesTypeRow& row) { return row.funnel != PremisesFunnelFlag::none; };
    first += is_flagged(found.rows.front()) ? 1.0 / worlds : 0.0;
    any += std::any_of(found.rows.begin(), found.rows.end(), is_flagged) ? 1.0 / worlds : 0.0;
  }
};

struct Compared {
  Flagged as_independent;
  Flagged with_repeats;
  Flagged as_released;
};

Compared compare(const Vector& shapes, int premises, double mean) {
  constexpr int kWorlds = 400;
  std::mt19937 random(17);
  Compared found;
  for (int k = 0; k < kWorlds; ++k) {
    const auto rows = world(random, shapes, premises, mean);
    found.as_independent.add(summarise_premises_types(without_repeats(rows)), kWorlds);
    found.with_repeats.add(summarise_premises_types(rows), kWorlds);
    found.as_released.add(
        summarise_premises_types(released(rows, random), {.rounding_band = kBand, .premises_rounding_band = kBand}),
        kWorlds);
  }
  return found;
}

}  // namespace

TEST_CASE("three premises without and one with four incidents, worked on paper", "[risk][hand]") {
  // Mean 1, variance (3 · 1 + 9) / 3 = 4: 3 more than chance, over 1².
  CHECK(premises_repeats(Histogram{{0, 3}, {4, 1}}) == Approx(3.0));
  // Evener than chance: no repeats.
  CHECK(premises_repeats(Histogram{{1, 5}}) == 0.0);
}

TEST_CASE("repeats without premises or incidents are not known", "[risk][edges]") {
  CHECK(std::isnan(premises_repeats({})));
  CHECK(std::isnan(premises_repeats(Histogram{{3, 1}})));
  CHECK(std::isnan(premises_repeats(Histogram{{0, 20}})));
  PremisesAggregate banded_type{
      .premises = 17, .incidents = 13, .histogram = banded(Histogram{{0, 10}, {1, 4}, {2, 3}})};
  const auto dispersion = [&] {
    return summarise_premises_types(std::span(&banded_type, 1), {.histograms = HistogramsOf::bands})
        .rows.front()
        .dispersion;
  };
  CHECK(dispersion() == Approx(1.0 + 13.0 / 17 * premises_repeats(histogram_at_limits(banded_type.histogram, 13))));
  banded_type.histogram.clear();
  CHECK(std::isnan(dispersion()));
  CHECK_THROWS_AS(premises_repeats(Histogram{{-1, 2}}), InvalidArgument);
  CHECK_THROWS_AS(premises_repeats(Histogram{{1, std::numeric_limits<double>::infinity()}}), InvalidArgument);
  CHECK_THROWS_WITH(histogram_at_limits(Histogram{{0, 1}}, 1.0), Catch::Contains("bands.size()"));
  CHECK_THROWS_AS(histogram_at_limits(banded({}), -1.0), InvalidArgument);
}

TEST_CASE("bands that are released do not hide repeats", "[risk][property]") {
  // On average over worlds: what a band hides is at its upper limit, and no incident is lost.
  const double shape = GENERATE(1.0, 0.3, 0.1);
  constexpr int kWorlds = 200;
  std::mt19937 random(29);
  double exact = 0.0;
  double from_bands = 0.0;
  for (int k = 0; k < kWorlds; ++k) {
    const auto rows = world(random, Vector(1, shape), 200, 0.3);
    exact += premises_repeats(rows.front().histogram) / kWorlds;
    from_bands += released(rows, random).front().repeats / kWorlds;
  }
  INFO("shape " << shape << ": repeats " << exact << ", from bands " << from_bands << ", true " << 1.0 / shape);
  CHECK(from_bands > exact);
}

TEST_CASE("premises of bands stand where their incidents add up", "[risk][hand]") {
  const auto bands = banded(Histogram{{0, 10}, {1, 4}, {2, 2}, {5, 1}});
  // 4 · 1 + 2 · 2 + 1 · 5 = 13.
  CHECK(histogram_at_limits(bands, 13.0)[2] == PlacesWithValue{2.0, 2.0});
  CHECK(histogram_at_limits(bands, 13.0).back() == PlacesWithValue{0.0, 1.0});
  CHECK(histogram_at_limits(bands, 6.5)[3] == PlacesWithValue{2.5, 1.0});
  // What no band shows is at one premises more, or at those of the highest band.
  CHECK(histogram_at_limits(bands, 60.0).back() == PlacesWithValue{47.0, 1.0});
  const auto busy = banded(Histogram{{0, 10}, {1, 10}, {60, 2}});
  CHECK(histogram_at_limits(busy, 130.0).back() == PlacesWithValue{60.0, 2.0});
}

TEST_CASE("equal types are flagged no more often than they should be, repeats or none", "[risk][property]") {
  const double shape = GENERATE(0.0, 1.0, 0.3, 0.1);
  const Compared found = compare(Vector(12, shape), 200, 0.3);
  INFO("shape " << shape << ": any flagged as independent " << found.as_independent.any << ", with repeats "
                << found.with_repeats.any << ", as released " << found.as_released.any);
  // 0.05 should be; 400 worlds tell it from 0.09.
  CHECK((shape == 0.0 ? found.as_independent.any < 0.09 : found.as_independent.any > (shape == 1.0 ? 0.05 : 0.25)));
  CHECK(found.with_repeats.any < 0.09);
  CHECK(found.as_released.any < 0.09);
}

TEST_CASE("an innocent type with repeats among others without is flagged about as often as it should be",
          "[risk][property]") {
  Vector shapes(12, 0.0);
  shapes.front() = 0.1;
  const Compared found = compare(shapes, 200, 0.3);
  INFO("flagged as independent " << found.as_independent.first << ", with repeats " << found.with_repeats.first
                                 << ", as released " << found.as_released.first);
  // Of twelve types one in 240 should be flagged: 0.05 over twelve; 400 worlds tell 0.0042 from 0.02.
  CHECK(found.as_independent.first > 0.08);
  CHECK(found.with_repeats.first < 0.02);
  CHECK(found.as_released.first < 0.02);
}

TEST_CASE("the share of the top tenth of equal premises is what chance gives, exact or from released bands",
          "[risk][property]") {
  const double mean = GENERATE(0.3, 1.0, 3.0);
  constexpr int kWorlds = 200;
  std::mt19937 random(41);
  double exact = 0.0;
  double banded_share = 0.0;
  double of_bands = 0.0;
  double of_counts = 0.0;
  for (int k = 0; k < kWorlds; ++k) {
    const auto rows = world(random, Vector{0.0}, 400, mean);
    const auto found = summarise_premises_types(rows).rows.front();
    exact += (found.share_top_tenth - found.share_top_tenth_by_chance) / kWorlds;
    const auto rounded = released(rows, random);
    const auto from_bands = summarise_premises_types(rounded, {.histograms = HistogramsOf::bands}).rows.front();
    banded_share += from_bands.share_top_tenth / kWorlds;
    of_bands += from_bands.share_top_tenth_by_chance / kWorlds;
    of_counts += summarise_premises_types(rounded).rows.front().share_top_tenth_by_chance / kWorlds;
  }
  INFO("mean " << mean << ": share from bands " << banded_share << ", chance from bands " << of_bands
               << ", chance from whole counts " << of_counts);
  CHECK(exact == Approx(0.0).margin(0.01));
  CHECK(banded_share == Approx(of_bands).margin(0.015));
  CHECK(std::abs(banded_share - of_bands) < std::abs(banded_share - of_counts));
}

TEST_CASE("a type of twice the mean is still flagged, the less surely the more repeats", "[risk][property]") {
  constexpr int kWorlds = 200;
  const double shape = GENERATE(0.0, 1.0, 0.3, 0.1);
  std::mt19937 random(5);
  Flagged exact;
  Flagged as_released;
  for (int k = 0; k < kWorlds; ++k) {
    auto rows = world(random, Vector(12, shape), 200, 0.3);
    rows.front() = world(random, Vector(1, shape), 200, 0.6).front();
    exact.add(summarise_premises_types(rows), kWorlds);
    as_released.add(
        summarise_premises_types(released(rows, random), {.rounding_band = kBand, .premises_rounding_band = kBand}),
        kWorlds);
  }
  INFO("shape " << shape << ": flagged " << exact.first << ", as released " << as_released.first);
  // The more repeats, the less a type of 200 premises tells of itself.
  CHECK(exact.first > (shape == 0.1 ? 0.2 : shape == 0.3 ? 0.8 : 0.95));
  CHECK(as_released.first > (shape == 0.1 ? 0.1 : shape == 0.3 ? 0.65 : 0.85));
}
