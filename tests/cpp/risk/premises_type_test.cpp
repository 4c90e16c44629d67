// SPDX-License-Identifier: MIT
#include "libprofile/risk/premises_type.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/risk/poisson_interval.hpp"

#include "support/attribution_by_definition.hpp"
#include "support/dbscan_by_definition.hpp"
#include "support/getis_ord_by_definition.hpp"

using namespace libprofile::risk;
using libprofile::InvalidArgument;
using libprofile::geography::PlanarView;
namespace support = libprofile::testing;

namespace {

using Vector = std::vector<double>;
using Indices = std::vector<std::uint32_t>;

PremisesAggregate aggregate(std::uint32_t type, double premises, double incidents) {
  PremisesAggregate row;
  row.type = type;
  row.premises = premises;
  row.with_incident = std::min(premises, incidents);
  row.incidents = incidents;
  return row;
}

Indices random_types(std::uint64_t seed, std::size_t n, std::uint32_t types) {
  Indices result;
  for (const double value : support::random_counts(seed, n, types)) {
    result.push_back(static_cast<std::uint32_t>(value));
  }
  return result;
}

}  // namespace

TEST_CASE("two types of premises around three incidents, worked on paper", "[risk][hand]") {
  // Two premises of type 4 hold 2 and 0.5 incidents, one of type 7 holds the other half.
  const Vector premises{0, 0, 500, 0, 560, 0};
  const Vector incidents{10, 0, -10, 0, 530, 0};
  const auto result = premises_type_risk({PlanarView(premises), Indices{4, 4, 7}, {}}, PlanarView(incidents), {});
  REQUIRE(result.rows.size() == 2);
  CHECK(result.mean_per_100 == Approx(100));
  const auto& first = result.rows[0];
  CHECK(first.type == 4);
  CHECK(first.premises == 2);
  CHECK(first.with_incident == 2);
  CHECK(first.incidents == 2.5);
  CHECK(first.rate_per_100 == Approx(125));
  CHECK(first.lower == Approx(50 * poisson_interval(2.5).lower));
  CHECK(first.upper == Approx(50 * poisson_interval(2.5).upper));
  CHECK(first.location_quotient == Approx(1.25));
  CHECK(first.gini == Approx(0.3));
  CHECK(first.share_top_tenth == Approx(0.8));
  CHECK(first.flag == PremisesFlag::none);
  CHECK(result.rows[1].location_quotient == Approx(0.5));
}

TEST_CASE("a type is flagged where its interval lies wholly on one side of the mean, and says so", "[risk][hand]") {
  const std::vector<PremisesAggregate> rows{aggregate(0, 400, 96), aggregate(1, 600, 24), aggregate(2, 10, 1)};
  const auto result = summarise_premises_types(rows);
  CHECK(result.mean_per_100 == Approx(100.0 * 121 / 1010));
  CHECK(result.rows[0].flag == PremisesFlag::high);
  CHECK(result.rows[0].reason ==
        "24 incidents per 100 premises, between 19 and 29; the mean of all types is 12: more than if each incident "
        "fell independently of the others. "
        "Correlation, not evidence.");
  CHECK(result.rows[1].flag == PremisesFlag::low);
  CHECK(result.rows[1].reason ==
        "4 incidents per 100 premises, between 2.6 and 6.0; the mean of all types is 12: fewer than if each "
        "incident fell independently of the others. Correlation, not evidence.");
  CHECK(result.rows[2].flag == PremisesFlag::none);
  CHECK(result.rows[2].reason.find("no more and no fewer than if each incident fell independently of the others. "
                                   "Correlation, not evidence.") != std::string::npos);
  CHECK(to_string(PremisesFlag::high) == "high");
}

TEST_CASE("a reason says whether clusters of incidents are allowed for", "[risk][hand]") {
  const std::vector<PremisesAggregate> rows{aggregate(0, 400, 96), aggregate(1, 600, 24)};
  const auto reason = [&](double dispersion) {
    const auto found = summarise_premises_types(rows, {.dispersion = dispersion});
    CHECK((found.rows[0].funnel == PremisesFunnelFlag::none) == (dispersion > 100.0));
    return found.rows[0].reason;
  };
  const auto says = [](const std::string& text, const char* words) { return text.find(words) != std::string::npos; };
  CHECK(says(reason(1.5), ": more than chance gives, clusters of incidents allowed for. Correlation"));
  CHECK(says(reason(1.0), ": more than chance gives. Correlation"));
  CHECK(says(reason(std::nan("")), ": more than if each incident fell independently of the others. Correlation"));
  CHECK(says(reason(400.0),
             "others, though as incidents come in clusters, among as many types as are looked at, it may "
             "be chance. Correlation"));
  CHECK_THROWS_WITH(reason(0.5), Catch::Contains("dispersion"));
}

TEST_CASE("incidents that come in one street move its premises and not the mean of chance", "[risk][property]") {
  // Eight squares of a kilometre with two types; all incidents of the second type lie in one of them.
  std::vector<double> xy;
  std::vector<std::uint32_t> types;
  std::vector<double> incidents;
  for (int square = 0; square < 8; ++square) {
    for (int k = 0; k < 20; ++k) {
      xy.insert(xy.end(), {1000.0 * square + 45.0 * k, 300.0});
      types.push_back(static_cast<std::uint32_t>(k % 2));
      const int times = k % 2 == 0 ? 2 : (square == 3 ? 30 : 0);
      for (int i = 0; i < times; ++i) {
        incidents.insert(incidents.end(), {1000.0 * square + 45.0 * k, 310.0});
      }
    }
  }
  const PremisesView premises{libprofile::geography::PlanarView(xy), types, {}};
  const libprofile::geography::PlanarView points(incidents);
  const auto found = premises_type_risk(premises, points, {}, {.radius_m = 15.0});
  CHECK(found.rows[1].flag == PremisesFlag::high);
  CHECK(found.dispersion > 20.0);
  CHECK(found.rows[1].funnel == PremisesFunnelFlag::none);
  CHECK(std::isnan(premises_type_risk(premises, points, {}, {.radius_m = 15.0, .dispersion_cell_m = 1e6}).dispersion));
  CHECK_THROWS_WITH(premises_type_risk(premises, points, {}, {.dispersion_cell_m = 0.0}),
                    Catch::Contains("dispersion_cell_m"));
}

TEST_CASE("rounding widens the interval at both ends, by incidents and by premises", "[risk][hand]") {
  const std::vector<PremisesAggregate> rows{aggregate(0, 100, 20), aggregate(1, 5, 5)};
  const auto result = summarise_premises_types(rows, {.rounding_band = 4.0, .premises_rounding_band = 4.0});
  CHECK(result.rows[0].lower == Approx(100 * poisson_interval(16).lower / 104));
  CHECK(result.rows[0].upper == Approx(100 * poisson_interval(24).upper / 96));
  CHECK(result.rows[1].lower == Approx(100 * poisson_interval(1).lower / 9));
  CHECK(result.rows[1].upper == Approx(100 * poisson_interval(9).upper / 1));
}

TEST_CASE("incidents are not given to types that are excluded", "[risk][hand]") {
  const Vector premises{0, 0, 10, 0};
  const Vector incidents{5, 0};
  const Indices types{15, 5};
  const PremisesView view{PlanarView(premises), types, {}};
  PremisesTypeOptions options;
  options.excluded_types = {15, 12};
  const auto result = premises_type_risk(view, PlanarView(incidents), {}, options);
  REQUIRE(result.rows.size() == 1);
  CHECK(result.rows[0].type == 5);
  CHECK(result.rows[0].incidents == 1.0);
}

TEST_CASE("no premises, no incident, and a group without premises of a type", "[risk][edges]") {
  CHECK(summarise_premises_types({}).rows.empty());
  CHECK(std::isnan(summarise_premises_types({}).mean_per_100));
  const auto quiet = summarise_premises_types(std::vector{aggregate(3, 10, 0)});
  CHECK(quiet.rows[0].rate_per_100 == 0.0);
  CHECK(quiet.rows[0].lower == 0.0);
  CHECK(quiet.rows[0].upper > 0.0);
  CHECK(std::isnan(quiet.rows[0].location_quotient));
  CHECK(std::isnan(quiet.rows[0].gini));
  CHECK(quiet.rows[0].flag == PremisesFlag::none);
  const auto empty = summarise_premises_types(std::vector{aggregate(3, 0, 0), aggregate(4, 5, 1)});
  CHECK(std::isnan(empty.rows[0].rate_per_100));
  CHECK(empty.rows[0].reason == "No rate: no premises of this type.");
}

TEST_CASE("premises types refuse arguments outside their range", "[risk][edges]") {
  CHECK_THROWS_WITH(summarise_premises_types(std::vector{aggregate(0, 1, 1), aggregate(0, -1, 1)}),
                    Catch::Contains("aggregates[1]"));
  CHECK_THROWS_AS(summarise_premises_types({}, {.level = 0.0}), InvalidArgument);
  CHECK_THROWS_AS(summarise_premises_types({}, {.rounding_band = -1.0}), InvalidArgument);
  const Vector premises{0, 0, 10, 0};
  CHECK_THROWS_WITH(premises_type_risk({PlanarView(premises), Indices{1}, {}}, PlanarView(), {}),
                    Catch::Contains("premises.types"));
  CHECK_THROWS_AS(premises_aggregates(Vector{1}, Indices{1, 2}), InvalidArgument);
  CHECK_THROWS_AS(premises_aggregates(Vector{-1}, Indices{1}), InvalidArgument);
  CHECK_THROWS_AS(premises_aggregates(Vector{1}, Indices{1}, Indices{1, 2}), InvalidArgument);
}

TEST_CASE("bands hold their upper limit, and together all places", "[risk][edges]") {
  const std::vector<PlacesWithValue> histogram{{0, 3}, {0.25, 2}, {1, 4},    {1.5, 1},
                                               {5, 6}, {50, 2},   {50.5, 1}, {9e9, 1}};
  const auto bands = banded(histogram);
  CHECK(bands ==
        std::vector<PlacesWithValue>{{0, 3}, {0.5, 6}, {1.5, 1}, {3.5, 6}, {7.5, 0}, {15, 0}, {35, 2}, {75, 2}});
  CHECK(incident_band_limits().size() + 1 == bands.size());
}

TEST_CASE("aggregates by group and type agree with counting one by one", "[risk][oracle]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const auto premises = support::clustered_points(seed, 200, true);
  const auto incidents = support::clustered_points(seed, 900, true);
  const auto types = random_types(seed, 200, 5);
  const auto groups = random_types(seed + 50, 200, 3);
  const auto rows = count_premises_incidents({PlanarView(premises), types, groups}, PlanarView(incidents), {},
                                             {.radius_m = 25.0, .excluded_types = {}});
  const auto each = support::attribution_by_definition(PlanarView(incidents), {}, PlanarView(premises), 25.0);
  double all = 0.0;
  for (const auto& row : rows) {
    double premises_of = 0.0, with = 0.0, sum = 0.0, in_histogram = 0.0;
    for (std::size_t i = 0; i < each.size(); ++i) {
      if (types[i] == row.type && groups[i] == row.group) {
        premises_of += 1.0;
        with += each[i] > 0.0 ? 1.0 : 0.0;
        sum += each[i];
      }
    }
    for (const auto& bin : row.histogram) {
      in_histogram += bin.places;
    }
    CHECK(row.premises == premises_of);
    CHECK(row.with_incident == with);
    CHECK(row.incidents == Approx(sum).margin(1e-12));
    CHECK(in_histogram == row.premises);
    all += row.premises;
  }
  CHECK(all == 200);
  CHECK(std::is_sorted(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
    return std::pair(a.group, a.type) < std::pair(b.group, b.type);
  }));
}

TEST_CASE("location quotients weighted by premises average to one, and more premises do not move the rest",
          "[risk][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  std::vector<PremisesAggregate> rows;
  for (std::uint32_t type = 0; type < 8; ++type) {
    const libprofile::core::Philox random(seed, libprofile::core::Stream::testing);
    rows.push_back(aggregate(type, 20.0 + random.below(300, type, 0, 0), random.below(200, type, 1, 0)));
  }
  const auto result = summarise_premises_types(rows);
  const auto rounded = summarise_premises_types(rows, {.rounding_band = 4.0, .premises_rounding_band = 2.0});
  double weighted = 0.0, premises = 0.0;
  for (std::size_t k = 0; k < rows.size(); ++k) {
    weighted += result.rows[k].location_quotient * rows[k].premises;
    premises += rows[k].premises;
    CHECK(rounded.rows[k].lower < result.rows[k].lower + 1e-12);
    CHECK(rounded.rows[k].upper > result.rows[k].upper);
    CHECK((rounded.rows[k].flag == PremisesFlag::none || rounded.rows[k].flag == result.rows[k].flag));
  }
  CHECK(weighted / premises == Approx(1.0));
}

TEST_CASE("the rate of a type has the limits that public health gives 65 events", "[risk][golden]") {
  // Byar's limits of 65, re-computed with SciPy 1.17 (BSD-3).
  const auto result = summarise_premises_types(std::vector{aggregate(1, 100, 65)});
  CHECK(result.rows[0].lower == Approx(50.163187710459454));
  CHECK(result.rows[0].upper == Approx(82.849138545939837));
}
