// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/evaluate.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/parallel.hpp"

#include "support/getis_ord_by_definition.hpp"

using namespace libprofile::hotspots;
namespace support = libprofile::testing;
using Vector = std::vector<double>;
using Units = std::vector<std::int64_t>;

namespace {

const double kNan = std::numeric_limits<double>::quiet_NaN();

Units units_of(const std::vector<int>& counts) {
  Units units;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    units.insert(units.end(), counts[i], static_cast<std::int64_t>(i));
  }
  return units;
}

/// The mean of hits over every order of units that are tied, for units of one area: what splitting stands for.
double mean_hits_over_orders(const Vector& scores, const Vector& events, std::size_t taken) {
  std::vector<std::size_t> order(scores.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  double sum = 0.0;
  double orders = 0.0;
  do {
    if (std::is_sorted(order.begin(), order.end(), [&](auto a, auto b) { return scores[a] > scores[b]; })) {
      for (std::size_t k = 0; k < taken; ++k) {
        sum += events[order[k]];
      }
      orders += 1.0;
    }
  } while (std::next_permutation(order.begin(), order.end()));
  return sum / orders;
}

}  // namespace

TEST_CASE("three cells, worked on paper and in the literature", "[hotspots][hand][golden]") {
  // Observed 6, 3, 0 where 3, 2, 1 were predicted: ratios 2, 1.5 and 1 (Chainey, Tompson and Uhlig's index).
  const auto found = evaluate({Vector{3, 2, 1}, Vector{1, 1, 1}, Vector{3, 2, 1}}, {units_of({6, 3, 0}), {}},
                              {.shares = {1.0 / 3, 2.0 / 3, 1.0}});
  CHECK(found[0].accuracy_index.value == Approx(2.0));
  CHECK(found[1].accuracy_index.value == Approx(1.5));
  CHECK(found[2].accuracy_index.value == Approx(1.0));
  CHECK(found[0].hits == 6.0);
  CHECK(found[0].hit_rate.value == Approx(2.0 / 3));
  CHECK(found[0].efficiency_index.value == Approx(1.0));
  // (6 / 3) / (9 / 6).
  CHECK(found[0].recapture_rate_index.value == Approx(4.0 / 3));
  CHECK(found[2].recapture_rate_index.value == Approx(1.0));
  CHECK(found[0].hit_rate.lower < 2.0 / 3);
  CHECK(found[0].hit_rate.upper > 2.0 / 3);
  CHECK(found[2].hit_rate.lower == 1.0);
}

TEST_CASE("units of different areas fill the share in part", "[hotspots][hand]") {
  // Half of 10 is the first unit (4) and a sixth of the second (6): 8 + 12 / 6 hits of 20, over half of the area.
  // Best: density 2 and 2, so 10 of 20 whatever is chosen.
  const auto found = evaluate({Vector{2, 1}, Vector{4, 6}, {}}, {units_of({8, 12}), {}}, {.shares = {0.5}});
  CHECK(found[0].hits == Approx(10.0));
  CHECK(found[0].area_share == Approx(0.5));
  CHECK(found[0].efficiency_index.value == Approx(1.0));
  CHECK(std::isnan(found[0].recapture_rate_index.value));
}

TEST_CASE("ties are split or taken whole", "[hotspots][edges]") {
  const Vector scores{5, 1, 1, 1};
  const Vector areas(4, 1.0);
  const ScoredMap map{scores, areas, {}};
  const Units units = units_of({4, 3, 0, 3});
  const auto split = evaluate(map, {units, {}}, {.shares = {0.5}});
  CHECK(split[0].hits == Approx(4.0 + 2.0));
  CHECK(split[0].area_share == Approx(0.5));
  const auto whole = evaluate(map, {units, {}}, {.shares = {0.5}, .ties = ScoreTies::whole});
  CHECK(whole[0].hits == Approx(10.0));
  CHECK(whole[0].area_share == Approx(1.0));
}

TEST_CASE("weights count, and events outside do not", "[hotspots][edges]") {
  const Vector scores{2, 1};
  const Vector areas{1, 1};
  const ScoredMap map{scores, areas, {}};
  const auto found = evaluate(map, {Units{0, 1, -1}, Vector{3, 1, 100}}, {.shares = {0.5}});
  CHECK(found[0].hits == 3.0);
  CHECK(found[0].hit_rate.value == Approx(0.75));
}

TEST_CASE("nothing inside the map is no accuracy, not a bad one", "[hotspots][edges]") {
  const Vector scores{2, 1};
  const Vector areas{1, 1};
  const Vector earlier{0, 0};
  const ScoredMap map{scores, areas, earlier};
  for (const auto& units : {Units{}, Units{-1, -1}}) {
    const auto found = evaluate(map, {units, {}});
    CHECK(found.size() == 4);
    CHECK(found[0].area_share == Approx(0.01));
    CHECK(std::isnan(found[0].hit_rate.value));
    CHECK(std::isnan(found[0].accuracy_index.lower));
  }
  CHECK(std::isnan(evaluate(map, {Units{0}, Vector{0}})[0].efficiency_index.value));
  const auto without = evaluate(map, {Units{0, 1}, {}}, {.replicates = 0});
  CHECK(std::isnan(without[0].hit_rate.lower));
  CHECK(without[0].hit_rate.value == Approx(0.01));
}

TEST_CASE("evaluate refuses what is outside its range by name", "[hotspots][edges]") {
  const Vector two{1, 2};
  const Units units{0};
  CHECK_THROWS_WITH(evaluate({{}, {}, {}}, {units, {}}), Catch::Contains("scores.size()"));
  CHECK_THROWS_WITH(evaluate({two, Vector{1}, {}}, {units, {}}), Catch::Contains("areas.size()"));
  CHECK_THROWS_WITH(evaluate({Vector{1, kNan}, two, {}}, {units, {}}), Catch::Contains("scores[1]"));
  CHECK_THROWS_WITH(evaluate({two, Vector{1, 0}, {}}, {units, {}}), Catch::Contains("areas[1]"));
  CHECK_THROWS_WITH(evaluate({two, two, Vector{1, -1}}, {units, {}}), Catch::Contains("earlier[1]"));
  CHECK_THROWS_WITH(evaluate({two, two, Vector{1}}, {units, {}}), Catch::Contains("earlier.size()"));
  CHECK_THROWS_WITH(evaluate({two, two, {}}, {Units{2}, {}}), Catch::Contains("units[0]"));
  CHECK_THROWS_WITH(evaluate({two, two, {}}, {units, Vector{-1}}), Catch::Contains("weights[0]"));
  CHECK_THROWS_WITH(evaluate({two, two, {}}, {units, two}), Catch::Contains("weights.size()"));
  CHECK_THROWS_WITH(evaluate({two, two, {}}, {units, {}}, {.shares = {0.5, 1.5}}), Catch::Contains("shares[1]"));
  CHECK_THROWS_WITH(evaluate({two, two, {}}, {units, {}}, {.shares = {0.0}}), Catch::Contains("shares[0]"));
  CHECK_THROWS_WITH(evaluate({two, two, {}}, {units, {}}, {.replicates = 5}), Catch::Contains("replicates"));
  CHECK_THROWS_WITH(evaluate({two, two, {}}, {units, {}}, {.level = 1.0}), Catch::Contains("level"));
}

TEST_CASE("splitting ties is the mean over every order of them", "[hotspots][oracle]") {
  const auto seed = GENERATE(range(1U, 21U));
  const std::size_t n = 6;
  const Vector scores = support::random_counts(seed, n, 3);
  const Vector events = support::random_counts(seed + 100, n, 6);
  Units units{0};
  Vector weights{0};
  for (std::size_t i = 0; i < n; ++i) {
    units.push_back(static_cast<std::int64_t>(i));
    weights.push_back(events[i]);
  }
  const double all = std::accumulate(events.begin(), events.end(), 0.0);
  Vector best(events);
  std::sort(best.rbegin(), best.rend());
  for (std::size_t taken = 1; taken <= n; ++taken) {
    const double share = static_cast<double>(taken) / n;
    const auto found = evaluate({scores, Vector(n, 0.7), {}}, {units, weights}, {.shares = {share}, .replicates = 0});
    const double hits = mean_hits_over_orders(scores, events, taken);
    CHECK(found[0].hits == Approx(hits).margin(1e-9));
    CHECK(found[0].accuracy_index.value == Approx(hits / all / share).margin(1e-9));
    const double most = std::accumulate(best.begin(), best.begin() + static_cast<std::ptrdiff_t>(taken), 0.0);
    CHECK(found[0].efficiency_index.value == Approx(hits / most).margin(1e-9));
  }
}

TEST_CASE("the answer does not depend on threads, on the order of units or on the unit of area",
          "[hotspots][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const std::size_t n = 50;
  const Vector scores = support::random_counts(seed, n, 20);
  const Vector places = support::random_counts(seed + 9, 400, n);
  const Vector areas(n, 2.0);
  const Units units(places.begin(), places.end());
  std::vector<std::vector<MapAccuracy>> runs;
  for (const int threads : {1, 2, 8}) {
    const libprofile::core::ThreadLimit limit(threads);
    runs.push_back(evaluate({scores, areas, {}}, {units, {}}, {.seed = seed}));
  }
  Units turned;
  for (const auto unit : units) {
    turned.push_back(static_cast<std::int64_t>(n) - 1 - unit);
  }
  const auto mirrored =
      evaluate({Vector(scores.rbegin(), scores.rend()), Vector(n, 0.5), {}}, {turned, {}}, {.seed = seed});
  for (std::size_t s = 0; s < 4; ++s) {
    for (const auto& run : runs) {
      CHECK(run[s].hit_rate.lower == runs[0][s].hit_rate.lower);
      CHECK(run[s].efficiency_index.upper == runs[0][s].efficiency_index.upper);
    }
    CHECK(mirrored[s].accuracy_index.value == Approx(runs[0][s].accuracy_index.value));
    CHECK(mirrored[s].hit_rate.upper == Approx(runs[0][s].hit_rate.upper));
    CHECK(runs[0][s].hit_rate.lower <= runs[0][s].hit_rate.value);
    CHECK(runs[0][s].hit_rate.upper >= runs[0][s].hit_rate.value);
  }
}

TEST_CASE("limits hold the true hit rate about as often as they say", "[hotspots][property]") {
  // A tenth of the map holds 40 % of all events: 200 samples of 300 events each.
  const Vector scores{2, 1, 1, 1, 1, 1, 1, 1, 1, 1};
  const Vector areas(10, 1.0);
  const libprofile::core::Philox random(1, libprofile::core::Stream::testing);
  int inside = 0;
  for (std::uint32_t sample = 0; sample < 200; ++sample) {
    Units units;
    for (std::uint32_t k = 0; k < 300; ++k) {
      units.push_back(random.uniform(k, sample, 0) < 0.4 ? 0 : 1 + random.below(9, k, sample, 1));
    }
    const auto found = evaluate({scores, areas, {}}, {units, {}}, {.shares = {0.1}, .replicates = 199});
    inside += found[0].hit_rate.lower <= 0.4 && 0.4 <= found[0].hit_rate.upper ? 1 : 0;
  }
  // 190 expected, standard deviation about 3.
  CHECK(inside >= 178);
  CHECK(inside <= 199);
}
