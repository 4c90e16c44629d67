// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/local_geary.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/instruction_set.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/hotspots/detail/shared_draws.hpp"

#include "support/getis_ord_by_definition.hpp"
#include "support/local_statistics_by_definition.hpp"

using namespace libprofile::hotspots;
using libprofile::core::InstructionSet;
namespace support = libprofile::testing;

namespace {

std::vector<std::span<const double>> spans(const support::Matrix& columns) {
  return {columns.begin(), columns.end()};
}

/// The tails at place i, permutation by permutation, over every column.
double p_by_definition(const support::Matrix& columns, const support::Row& row, std::size_t i, std::size_t permutations,
                       std::size_t length, std::uint64_t seed) {
  const std::size_t n = row.size();
  const auto draws = detail::draw_shared({seed, libprofile::core::Stream::local_geary}, 0, permutations, length, n);
  support::Matrix z;
  for (const auto& column : columns) {
    z.push_back(support::standardised(column));
  }
  const auto term = [&](std::size_t j) {
    double sum = 0.0;
    for (const auto& column : z) {
      sum += (column[i] - column[j]) * (column[i] - column[j]);
    }
    return sum;
  };
  support::Row w;
  double observed = 0.0;
  for (std::size_t j = 0; j < n; ++j) {
    if (j != i && row[j] > 0.0) {
      w.push_back(row[j]);
      observed += row[j] * term(j);
    }
  }
  double at_least = 1.0, at_most = 1.0;
  for (std::size_t p = 0; p < permutations; ++p) {
    double sum = 0.0;
    for (std::size_t t = 0; t < w.size(); ++t) {
      const std::size_t drawn = draws.place[t * permutations + p];
      sum += w[t] * term(drawn == i ? draws.place[w.size() * permutations + p] : drawn);
    }
    at_least += sum >= observed - 1e-9 ? 1.0 : 0.0;
    at_most += sum <= observed + 1e-9 ? 1.0 : 0.0;
  }
  return std::min(1.0, 2.0 * std::min(at_least, at_most) / (static_cast<double>(permutations) + 1.0));
}

std::size_t greatest_degree(const support::Matrix& matrix) {
  std::size_t most = 0;
  for (const auto& row : matrix) {
    most = std::max<std::size_t>(most, row.size() - static_cast<std::size_t>(std::count(row.begin(), row.end(), 0.0)));
  }
  return most;
}

}  // namespace

TEST_CASE("local Geary of three places in a line, worked on paper", "[hotspots][hand]") {
  // z = -1, 0, 1. Place 0 differs from place 1 by 1; dealt out its neighbour is at distance 1 or 2: 1 or 4 squared.
  const auto weights = support::weights_from({{0, 1, 0}, {1, 0, 1}, {0, 1, 0}});
  const auto result = local_geary(std::vector{1.0, 2.0, 3.0}, weights);
  CHECK(result.statistic[0] == Approx(1.0));
  CHECK(result.expected[0] == Approx(2.5));
  CHECK(result.variance[0] == Approx(2.25));
  CHECK(result.z[0] == Approx(-1.0));
  // The place in the middle has everybody around it.
  CHECK(result.z[1] == 0.0);
  CHECK(result.p[1] == 1.0);
}

TEST_CASE("labels say whether a place is like its neighbours, and on which side", "[hotspots][hand]") {
  const std::vector<double> values{9, 9, 1, 1, 9, 1, 5, 5.5};
  support::Matrix matrix(8, support::Row(8, 0.0));
  matrix[0][1] = matrix[2][3] = matrix[4][5] = 1.0;
  matrix[6][7] = 1.0;
  const auto result =
      local_geary(values, support::weights_from(matrix), {.correction = Correction::none, .level = 0.9999});
  CHECK(result.label[0] == LocalLabel::high_high);
  CHECK(result.label[2] == LocalLabel::low_low);
  CHECK(result.label[4] == LocalLabel::different);
  CHECK(result.label[6] == LocalLabel::similar);
  CHECK(result.label[7] == LocalLabel::island);
}

TEST_CASE("no information gives no evidence", "[hotspots][edges]") {
  const auto weights = support::weights_from({{0, 1, 0, 0}, {1, 0, 1, 0}, {0, 1, 0, 0}, {0, 0, 0, 0}});
  const auto equal = local_geary(std::vector<double>(4, 7.0), weights, {.permutations = 99});
  CHECK(std::isnan(equal.statistic[0]));
  CHECK(equal.p[0] == 1.0);
  CHECK(equal.p_permutation[0] == 1.0);
  CHECK(std::isnan(equal.p[3]));
  CHECK(local_geary(std::vector<double>{}, libprofile::geography::Weights{}, {.permutations = 9}).label.empty());
  CHECK(local_geary(std::vector{1.0}, support::weights_from({{0}})).label[0] == LocalLabel::island);
  CHECK_THROWS_WITH(local_geary(spans({{1, 2, 3, 4}, {5, 5, 5, 5}}), weights), Catch::Contains("columns[1]"));
  CHECK_THROWS_WITH(local_geary(spans({{1, 2, 3, 4}, {5, 5}}), weights), Catch::Contains("columns[1]"));
  CHECK_THROWS_WITH(local_geary(spans({}), weights), Catch::Contains("columns.size()"));
}

TEST_CASE("a place as far from everybody keeps the digits of its variance", "[hotspots][edges]") {
  // From the outlier all distances are nearly alike: the closed form would lose their spread.
  const std::vector<double> values{1, 2, 3, 4, 1e7, 2, 3};
  const support::Matrix matrix(7, support::Row{1, 1, 0, 0, 0, 0, 0});
  const auto result = local_geary(values, support::weights_from(matrix));
  const auto at = support::local_geary_by_definition({values}, matrix[4], 4);
  CHECK(result.expected[4] == Approx(at.expected));
  CHECK(result.variance[4] > 0.0);
}

TEST_CASE("local Geary and its moments agree with going through what could be dealt", "[hotspots][oracle]") {
  const auto seed = GENERATE(range(1U, 40U));
  const std::size_t n = 6 + seed % 11;
  support::Matrix columns{support::random_counts(seed, n, 9), support::random_counts(seed + 50, n, 30),
                          support::random_counts(seed + 70, n, 100)};
  columns.resize(GENERATE(1U, 2U, 3U));
  const auto matrix = support::random_weights(seed, n, 0.4);
  const auto weights = support::weights_from(matrix);
  const auto result = columns.size() == 1 ? local_geary(columns[0], weights) : local_geary(spans(columns), weights);
  for (std::size_t i = 0; i < n; ++i) {
    if (result.label[i] != LocalLabel::island) {
      const auto at = support::local_geary_by_definition(columns, matrix[i], i);
      REQUIRE(result.statistic[i] == Approx(at.statistic).margin(1e-10));
      REQUIRE(result.expected[i] == Approx(at.expected).margin(1e-10));
      REQUIRE(result.variance[i] == Approx(at.variance).margin(1e-10));
    }
  }
}

TEST_CASE("the permutation p agrees with counting draw by draw on every instruction set", "[hotspots][oracle]") {
  const auto set = GENERATE(InstructionSet::baseline, InstructionSet::avx2, InstructionSet::avx512);
  const libprofile::core::InstructionSetLimit limit(set);
  const auto seed = GENERATE(1U, 2U, 3U);
  support::Matrix columns{support::random_counts(seed, 40, 6), support::random_counts(seed + 9, 40, 8)};
  columns.resize(GENERATE(1U, 2U));
  const auto matrix = support::random_weights(seed, 40, 0.15);
  const auto weights = support::weights_from(matrix);
  const LocalOptions options{.permutations = 333, .seed = seed};
  const auto result =
      columns.size() == 1 ? local_geary(columns[0], weights, options) : local_geary(spans(columns), weights, options);
  for (std::size_t i = 0; i < 40; ++i) {
    if (result.label[i] != LocalLabel::island) {
      REQUIRE(result.p_permutation[i] ==
              p_by_definition(columns, matrix[i], i, 333, greatest_degree(matrix) + 1, seed));
    }
  }
}

TEST_CASE("neither threads nor the instruction set change local Geary", "[hotspots][property]") {
  const auto values = support::random_counts(4, 500, 40);
  const auto weights = support::weights_from(support::random_weights(4, 500, 0.01));
  const Draws draws = GENERATE(Draws::shared, Draws::independent);
  const auto run = [&](int threads, InstructionSet set) {
    const libprofile::core::ThreadLimit limit(threads);
    const libprofile::core::InstructionSetLimit narrow(set);
    return local_geary(values, weights, {.permutations = 199, .draws = draws});
  };
  const auto one = run(1, InstructionSet::baseline);
  const auto same = [](double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); };
  for (const int threads : {1, 2, 8}) {
    for (const auto set : {InstructionSet::baseline, InstructionSet::avx2, InstructionSet::avx512}) {
      const auto many = run(threads, set);
      CHECK(std::equal(one.p_permutation.begin(), one.p_permutation.end(), many.p_permutation.begin(), same));
      CHECK(std::equal(one.variance.begin(), one.variance.end(), many.variance.begin(), same));
    }
  }
}

TEST_CASE("the unit of the values does not change local Geary, be it 1e-300 or 1e300", "[hotspots][property]") {
  const std::vector<double> values{4, 1, 7, 2, 8, 1};
  const double unit = GENERATE(1e-300, 1e300);
  std::vector<double> scaled(values.size());
  std::transform(values.begin(), values.end(), scaled.begin(), [&](double x) { return x * unit; });
  const auto weights = support::weights_from({{0, 1, 0, 0, 0, 1},
                                              {1, 0, 1, 0, 0, 0},
                                              {0, 1, 0, 1, 0, 0},
                                              {0, 0, 1, 0, 1, 0},
                                              {0, 0, 0, 1, 0, 1},
                                              {1, 0, 0, 0, 1, 0}});
  const auto plain = local_geary(values, weights, {.permutations = 99});
  const auto other = local_geary(scaled, weights, {.permutations = 99});
  const std::vector<double> second{3, 1, 4, 1, 5, 9};
  const support::Matrix plain_columns{second, values};
  const support::Matrix scaled_columns{second, scaled};
  const auto two_plain = local_geary(spans(plain_columns), weights);
  const auto two = local_geary(spans(scaled_columns), weights);
  for (std::size_t i = 0; i < values.size(); ++i) {
    CHECK(other.statistic[i] == Approx(plain.statistic[i]));
    CHECK(other.z[i] == Approx(plain.z[i]));
    CHECK(other.p_permutation[i] == plain.p_permutation[i]);
    CHECK(two.z[i] == Approx(two_plain.z[i]));
  }
}
