// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/hotspots/geary.hpp"
#include "libprofile/hotspots/general_g.hpp"
#include "libprofile/hotspots/join_counts.hpp"
#include "libprofile/hotspots/lee.hpp"
#include "libprofile/hotspots/moran.hpp"
#include "libprofile/hotspots/standardised_rates.hpp"

#include "support/getis_ord_by_definition.hpp"
#include "support/global_statistics_by_definition.hpp"

using namespace libprofile::hotspots;
using libprofile::InvalidArgument;
using libprofile::geography::Weights;
namespace support = libprofile::testing;
using support::Matrix;
using support::Vector;

namespace {

const double kNan = std::numeric_limits<double>::quiet_NaN();

Matrix line(std::size_t n) {
  Vector x(n);
  std::iota(x.begin(), x.end(), 0.0);
  return support::band(x, Vector(n, 0.0), 1.0);
}

/// Every statistic of values, with the same options; join counts of the values above 2.
std::vector<GlobalStatistic> all_of(const Vector& x, const Vector& y, const Weights& weights,
                                    const GlobalOptions& options = {}) {
  Vector black;
  for (const double one : x) {
    black.push_back(one > 2.0 ? 1.0 : 0.0);
  }
  const JoinCounts joins = join_counts(black, weights, options);
  return {moran(x, weights, options),
          moran(x, y, weights, options),
          geary(x, weights, options),
          general_g(x, weights, options),
          lee(x, y, weights, options),
          joins.bb,
          joins.bw,
          joins.ww};
}

}  // namespace

TEST_CASE("three places in a line, worked on paper", "[hotspots][hand]") {
  // Deviations -1, 0, 1: every product over a join is 0, so I = 0. C = 2 / 8 * 4 / 2. G = (2 * 2 + 2 * 6) / 22.
  const Vector x{1, 2, 3};
  const Weights weights = support::weights_from(line(3));
  CHECK(moran(x, weights).statistic == Approx(0.0).margin(1e-15));
  CHECK(moran(x, weights).expected == Approx(-0.5));
  CHECK(geary(x, weights).statistic == Approx(0.5));
  CHECK(general_g(x, weights).statistic == Approx(16.0 / 22.0));
  const auto joins = join_counts(Vector{1, 1, 0}, weights);
  CHECK(joins.bb.statistic == 1.0);
  CHECK(joins.bw.statistic == 1.0);
  CHECK(joins.ww.statistic == 0.0);
  CHECK(joins.bb.expected == Approx(2.0 / 3.0));
  CHECK(joins.bw.expected == Approx(4.0 / 3.0));
  // One place is white: no arrangement has a white join.
  CHECK(joins.ww.evidence == Evidence::fixed);
}

TEST_CASE("no places, one place, no links and equal values give no p and say why", "[hotspots][edges]") {
  const GlobalOptions options{.permutations = 99};
  for (const auto& found : all_of({}, {}, Weights{}, options)) {
    CHECK(found.evidence == Evidence::no_links);
    CHECK(std::isnan(found.p));
  }
  for (const auto& found : all_of({3}, {4}, support::weights_from({{1}}), options)) {
    CHECK(found.evidence == Evidence::no_links);
    CHECK(std::isnan(found.p_permutation));
  }
  for (const auto& found : all_of({1, 2, 3}, {2, 1, 0}, support::weights_from(Matrix(3, Vector(3, 0.0))), options)) {
    CHECK(found.evidence == Evidence::no_links);
    CHECK(found.islands == 3);
  }
  const double value = GENERATE(0.0, 0.1, 7.0);
  for (const auto& found : all_of(Vector(9, value), Vector(9, value), support::weights_from(line(9)), options)) {
    CHECK(found.evidence == Evidence::all_equal);
    CHECK(std::isnan(found.z));
    CHECK(std::isnan(found.p));
    CHECK(std::isnan(found.p_permutation));
  }
  CHECK(join_counts(Vector(9, 1.0), support::weights_from(line(9))).bb.statistic == 8.0);
}

TEST_CASE("where everybody is everybody's neighbour nothing could be different", "[hotspots][edges]") {
  const std::size_t n = GENERATE(2, 3, 10, 60);
  const Weights weights = support::weights_from(Matrix(n, Vector(n, 0.1)));
  const Vector x = support::random_counts(5, n, 1000);
  const GlobalOptions options{.permutations = 99};
  for (const auto& found : {moran(x, weights, options), geary(x, weights, options), general_g(x, weights, options),
                            lee(x, support::random_counts(6, n, 1000), weights, options)}) {
    CHECK(found.evidence == Evidence::fixed);
    CHECK(std::isnan(found.p));
    CHECK(std::isnan(found.p_permutation));
  }
}

TEST_CASE("a single value that is not 0 has no products to share", "[hotspots][edges]") {
  const auto found = general_g(Vector{0, 0, 5, 0}, support::weights_from(line(4)), {.permutations = 9});
  CHECK(std::isnan(found.statistic));
  CHECK(found.evidence == Evidence::fixed);
}

TEST_CASE("islands count among the places and are told", "[hotspots][edges]") {
  Matrix w = line(5);
  w[4][3] = w[3][4] = 0.0;
  const Vector x{1, 2, 3, 4, 9};
  const auto found = moran(x, support::weights_from(w));
  CHECK(found.places == 5);
  CHECK(found.islands == 1);
  CHECK(found.statistic == Approx(support::moran_by_definition(x, x, w)));
}

TEST_CASE("global statistics refuse what is outside its range by name", "[hotspots][edges]") {
  const Vector x{1, 2, 3};
  const Weights weights = support::weights_from(line(3));
  CHECK_THROWS_WITH(moran(Vector{1, kNan, 3}, weights), Catch::Contains("values[1]"));
  CHECK_THROWS_WITH(geary(Vector{1, 2, HUGE_VAL}, weights), Catch::Contains("values[2]"));
  CHECK_THROWS_WITH(general_g(Vector{1, -2, 3}, weights), Catch::Contains("values[1] = -2"));
  CHECK_THROWS_WITH(join_counts(Vector{1, 0, 2}, weights), Catch::Contains("values[2]"));
  CHECK_THROWS_WITH(join_counts(Vector{1, 0, kNan}, weights), Catch::Contains("values[2]"));
  CHECK_THROWS_WITH(lee(x, Vector{1, 2}, weights), Catch::Contains("y.size()"));
  CHECK_THROWS_WITH(moran(x, Vector{1, 2}, weights), Catch::Contains("around.size()"));
  CHECK_THROWS_WITH(moran(x, support::weights_from(line(4))), Catch::Contains("places of weights = 4"));
  CHECK_THROWS_WITH(moran(x, weights, {.permutations = -1}), Catch::Contains("permutations"));
  CHECK_THROWS_WITH(general_g(x, weights, {.assumption = Assumption::normality}), Catch::Contains("normality"));
  CHECK_THROWS_WITH(lee(x, x, weights, {.assumption = Assumption::normality}), Catch::Contains("normality"));
  Weights negative = weights;
  negative.values[1] = -1.0;
  CHECK_THROWS_WITH(geary(x, negative), Catch::Contains("weights.values[1]"));
}

TEST_CASE("huge, tiny and far-off values keep their digits", "[hotspots][edges]") {
  const Vector x = support::random_counts(3, 40, 9);
  const Weights weights = support::weights_from(line(40));
  const double unit = GENERATE(1e-300, 1.0, 1e307);
  Vector scaled(x);
  Vector far(x);
  for (std::size_t i = 0; i < x.size(); ++i) {
    scaled[i] = x[i] * unit;
    far[i] = x[i] + 1e9;
  }
  CHECK(moran(scaled, weights).z == Approx(moran(x, weights).z));
  CHECK(geary(scaled, weights).z == Approx(geary(x, weights).z));
  CHECK(general_g(scaled, weights).z == Approx(general_g(x, weights).z));
  CHECK(moran(far, weights).z == Approx(moran(x, weights).z).epsilon(1e-6));
  // With all values alike, G says what the lag says: its z is that of Σ degree z.
  CHECK(std::abs(general_g(far, weights).z) < 10.0);
}

TEST_CASE("the answer does not depend on threads or on the order of places", "[hotspots][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const std::size_t n = 60;
  const Vector x = support::random_counts(seed, n, 5);
  const Vector y = support::random_counts(seed + 50, n, 7);
  const Matrix w = support::random_weights(seed, n, 0.1);
  const GlobalOptions options{.permutations = 203, .seed = seed};
  std::vector<std::vector<GlobalStatistic>> runs;
  for (const int threads : {1, 2, 8}) {
    const libprofile::core::ThreadLimit limit(threads);
    runs.push_back(all_of(x, y, support::weights_from(w), options));
  }
  Matrix turned_w(n, Vector(n));
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      turned_w[n - 1 - i][n - 1 - j] = w[i][j];
    }
  }
  const auto turned =
      all_of(Vector(x.rbegin(), x.rend()), Vector(y.rbegin(), y.rend()), support::weights_from(turned_w));
  for (std::size_t k = 0; k < runs[0].size(); ++k) {
    for (const auto& run : runs) {
      CHECK(run[k].z == runs[0][k].z);
      CHECK(run[k].p == runs[0][k].p);
      CHECK(run[k].p_permutation == runs[0][k].p_permutation);
    }
    CHECK(turned[k].z == Approx(runs[0][k].z).margin(1e-9));
  }
}

TEST_CASE("tails add up, and two-sided is twice the smaller", "[hotspots][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const Vector x = support::random_counts(seed, 30, 4);
  const Weights weights = support::weights_from(line(30));
  const auto with = [&](Alternative alternative) {
    return all_of(x, x, weights, {.alternative = alternative, .permutations = 99, .seed = seed});
  };
  const auto greater = with(Alternative::greater);
  const auto less = with(Alternative::less);
  const auto both = with(Alternative::two_sided);
  for (std::size_t k = 0; k < both.size(); ++k) {
    CHECK(greater[k].p + less[k].p == Approx(1.0));
    CHECK(both[k].p == Approx(2.0 * std::min(greater[k].p, less[k].p)));
    CHECK(both[k].p_permutation ==
          Approx(std::min(1.0, 2.0 * std::min(greater[k].p_permutation, less[k].p_permutation))));
    // Ties are extreme on both sides.
    CHECK(greater[k].p_permutation + less[k].p_permutation >= 1.0);
  }
}

TEST_CASE("standardised rates leave places of all sizes comparable", "[hotspots][hand]") {
  // Overall 6 / 30 = 0.2; spread (10 * 0.04 + 20 * 0.01) / 30 = 0.02, less 0.2 / 15: a = 1 / 150.
  const auto z = standardised_rates(Vector{4, 2}, Vector{10, 20});
  CHECK(z[0] == Approx(0.2 / std::sqrt(1.0 / 150 + 0.02)));
  CHECK(z[1] == Approx(-0.1 / std::sqrt(1.0 / 150 + 0.01)));
}

TEST_CASE("six points: the general G of Getis and Ord", "[hotspots][golden]") {
  // PySAL esda 2.x (getisord tests, BSD-3): one-sided p.
  const Vector x{10, 20, 40, 15, 30, 30};
  const Vector y{10, 10, 10, 20, 20, 30};
  const Weights weights = support::weights_from(support::band(x, y, 15.0));
  const auto found = general_g(Vector{2, 3, 3.2, 5, 8, 7}, weights, {.alternative = Alternative::greater});
  CHECK(found.statistic == Approx(.557097791798).epsilon(1e-10));
  CHECK(found.p == Approx(.172936).margin(1e-6));
}
