// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/detail/conditional_permutation.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/instruction_set.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/hotspots/detail/shared_draws.hpp"
#include "libprofile/hotspots/getis_ord.hpp"

#include "support/getis_ord_by_definition.hpp"

using namespace libprofile::hotspots;
using libprofile::core::InstructionSet;
using libprofile::core::InstructionSetLimit;
using libprofile::core::Stream;
using libprofile::core::ThreadLimit;
using libprofile::geography::Weights;
namespace support = libprofile::testing;

namespace {

/// A ring in which place i is next to i - reach ... i + reach.
std::vector<std::vector<double>> ring(std::size_t n, std::size_t reach) {
  std::vector<std::vector<double>> matrix(n, std::vector<double>(n, 0.0));
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t step = 1; step <= reach; ++step) {
      matrix[i][(i + step) % n] = 1.0;
      matrix[i][(i + n - step) % n] = 1.0;
    }
  }
  return matrix;
}

/// The two-sided p at place i, permutation by permutation; where i itself was drawn, the next draw stands in for it.
double p_by_definition(const std::vector<double>& values, const std::vector<double>& row, std::size_t i,
                       std::size_t permutations, std::size_t length, std::uint64_t seed) {
  const auto draws = detail::draw_shared({seed, Stream::getis_ord}, 0, permutations, length, values.size());
  std::vector<double> w;
  double observed = 0.0;
  for (std::size_t j = 0; j < row.size(); ++j) {
    if (j != i && row[j] > 0.0) {
      w.push_back(row[j]);
      observed += row[j] * values[j];
    }
  }
  double at_least = 1.0;
  double at_most = 1.0;
  for (std::size_t p = 0; p < permutations; ++p) {
    double sum = 0.0;
    for (std::size_t t = 0; t < w.size(); ++t) {
      const std::size_t drawn = draws.place[t * permutations + p];
      sum += w[t] * values[drawn == i ? draws.place[w.size() * permutations + p] : drawn];
    }
    at_least += sum >= observed - 1e-9 ? 1.0 : 0.0;
    at_most += sum <= observed + 1e-9 ? 1.0 : 0.0;
  }
  return std::min(1.0, 2.0 * std::min(at_least, at_most) / (static_cast<double>(permutations) + 1.0));
}

/// The exact two-sided tail over every ordered choice of two neighbours among the other places.
double exact_tail(const std::vector<double>& values, double w0, double w1, double observed, std::size_t i) {
  double at_least = 0.0, at_most = 0.0, all = 0.0;
  for (std::size_t a = 0; a < values.size(); ++a) {
    for (std::size_t b = 0; b < values.size(); ++b) {
      if (a != b && a != i && b != i) {
        const double sum = w0 * values[a] + w1 * values[b];
        at_least += sum >= observed - 1e-9 ? 1.0 : 0.0;
        at_most += sum <= observed + 1e-9 ? 1.0 : 0.0;
        all += 1.0;
      }
    }
  }
  return std::min(1.0, 2.0 * std::min(at_least, at_most) / all);
}

}  // namespace

TEST_CASE("two neighbours of three others, every dealing worked on paper", "[hotspots][hand]") {
  // Others of place 0 hold 5, 5, 0, and 5 + 5 lie around it: a third of all dealings give 10, none more, all no more.
  const auto weights = support::weights_from({{0, 1, 1, 0}, {0, 0, 0, 0}, {0, 0, 0, 0}, {0, 0, 0, 0}});
  const std::vector<double> values{7.0, 5.0, 5.0, 0.0};
  const Draws draws = GENERATE(Draws::shared, Draws::independent);
  const auto p = [&](Alternative alternative) {
    return getis_ord(values, weights, {.permutations = 9999, .alternative = alternative, .seed = 3, .draws = draws})
        .p_permutation[0];
  };
  CHECK(p(Alternative::greater) == Approx(1.0 / 3).margin(4 * std::sqrt(2.0 / 9 / 9999)));
  CHECK(p(Alternative::less) == 1.0);
}

TEST_CASE("every ordered pair of draws is equally likely", "[hotspots][property]") {
  const std::size_t permutations = 60000;
  const auto draws = detail::draw_shared({5, Stream::getis_ord}, 0, permutations, 2, 4);
  std::map<std::pair<std::uint32_t, std::uint32_t>, int> seen;
  for (std::size_t p = 0; p < permutations; ++p) {
    ++seen[{draws.place[p], draws.place[permutations + p]}];
  }
  CHECK(seen.size() == 12);
  for (const auto& [pair, times] : seen) {
    CHECK(pair.first != pair.second);
    CHECK(times == Approx(5000).margin(5 * std::sqrt(5000.0)));
  }
}

TEST_CASE("a stretch of permutations is the same drawn alone or with others", "[hotspots][property]") {
  const auto all = detail::draw_shared({9, Stream::getis_ord}, 0, 200, 5, 30);
  const auto some = detail::draw_shared({9, Stream::getis_ord}, 150, 50, 5, 30);
  for (std::size_t t = 0; t < 5; ++t) {
    for (std::size_t p = 0; p < 50; ++p) {
      REQUIRE(some.place[t * 50 + p] == all.place[t * 200 + 150 + p]);
    }
  }
}

TEST_CASE("the permutation p agrees with counting draw by draw, for equal and for any weights", "[hotspots][oracle]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const auto reach = GENERATE(std::size_t{2}, std::size_t{18});  // Four neighbours; 36, above adding up anew.
  const bool weighted = GENERATE(false, true);
  const std::size_t n = 45;
  const auto values = support::random_counts(seed, n, 6);
  auto matrix = ring(n, reach);
  if (weighted) {
    const auto random = support::random_weights(seed, n, 1.0);
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) {
        matrix[i][j] *= random[i][j];
      }
    }
  }
  const auto result = getis_ord(values, support::weights_from(matrix), {.permutations = 499, .seed = seed});
  for (std::size_t i = 0; i < n; ++i) {
    REQUIRE(result.p_permutation[i] == p_by_definition(values, matrix[i], i, 499, 2 * reach + 1, seed));
  }
}

TEST_CASE("the permutation p tends to that of all dealings", "[hotspots][oracle]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const auto values = support::random_counts(seed, 9, 30);
  const double w0 = GENERATE(1.0, 0.3);
  std::vector<std::vector<double>> matrix(9, std::vector<double>(9, 0.0));
  matrix[4][2] = w0;
  matrix[4][7] = 1.0;
  const auto result = getis_ord(values, support::weights_from(matrix), {.permutations = 9999, .seed = seed});
  const double exact = exact_tail(values, w0, 1.0, w0 * values[2] + values[7], 4);
  CHECK(result.p_permutation[4] == Approx(exact).margin(8 * std::sqrt(exact * 0.5 / 9999) + 2e-4));
}

TEST_CASE("rows of different lengths share one set of draws", "[hotspots][edges]") {
  const auto values = support::random_counts(4, 12, 9);
  auto matrix = ring(12, 1);
  matrix[3] = std::vector<double>(12, 1.0);
  matrix[3][3] = 0.0;
  matrix[5] = std::vector<double>(12, 0.0);
  const auto result = getis_ord(values, support::weights_from(matrix), {.permutations = 99, .seed = 4});
  CHECK(result.p_permutation[3] == 1.0);
  CHECK(std::isnan(result.p_permutation[5]));
  CHECK(result.p_permutation[0] == p_by_definition(values, matrix[0], 0, 99, 12, 4));
}

TEST_CASE("the result is the same for any number of threads", "[hotspots][property]") {
  const auto values = support::random_counts(8, 900, 40);
  auto matrix = ring(900, 3);
  for (std::size_t i = 0; i < 900; i += 3) {
    matrix[i][(i + 1) % 900] = 0.4;
  }
  const auto weights = support::weights_from(matrix);
  const auto run = [&](int threads) {
    const ThreadLimit limit(threads);
    return getis_ord(values, weights, {.permutations = 999, .seed = 77});
  };
  const auto one = run(1);
  for (const int threads : {2, 8}) {
    const auto many = run(threads);
    CHECK(many.p_permutation == one.p_permutation);
    CHECK(many.z == one.z);
    CHECK(many.label == one.label);
  }
  CHECK(getis_ord(values, weights, {.permutations = 999, .seed = 78}).p_permutation != one.p_permutation);
}

TEST_CASE("where nothing is planted, p is uniform", "[hotspots][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const auto values = support::random_counts(seed, 1000, 100000);
  const auto result = getis_ord(values, support::weights_from(ring(1000, 2)), {.permutations = 999, .seed = seed});
  const auto& p = result.p_permutation;
  const auto below = [&](double level) {
    return static_cast<double>(std::count_if(p.begin(), p.end(), [&](double value) { return value <= level; }));
  };
  CHECK(below(0.05) == Approx(50).margin(45));
  CHECK(below(0.5) == Approx(500).margin(110));
}

TEST_CASE("no instruction set changes p, with shared draws or own, equal weights or any", "[hotspots][property]") {
  const auto values = support::random_counts(3, 300, 9);
  auto matrix = ring(300, 2);
  for (std::size_t i = 0; i < 300; i += 2) {
    matrix[i][(i + 1) % 300] = 0.4;
  }
  const auto weights = support::weights_from(matrix);
  const Draws draws = GENERATE(Draws::shared, Draws::independent);
  const auto run = [&](InstructionSet set) {
    const InstructionSetLimit limit(set);
    return getis_ord(values, weights, {.permutations = 501, .seed = 7, .draws = draws}).p_permutation;
  };
  const auto baseline = run(InstructionSet::baseline);
  CHECK(run(InstructionSet::avx2) == baseline);
  CHECK(run(InstructionSet::avx512) == baseline);
}

TEST_CASE("independent draws give the p of all dealings too", "[hotspots][oracle]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const auto values = support::random_counts(seed, 9, 30);
  std::vector<std::vector<double>> matrix(9, std::vector<double>(9, 0.0));
  matrix[4][2] = GENERATE(1.0, 0.3);
  matrix[4][7] = 1.0;
  const GetisOrdOptions options{.permutations = 9999, .seed = seed, .draws = Draws::independent};
  const auto result = getis_ord(values, support::weights_from(matrix), options);
  const double exact = exact_tail(values, matrix[4][2], 1.0, matrix[4][2] * values[2] + values[7], 4);
  CHECK(result.p_permutation[4] == Approx(exact).margin(8 * std::sqrt(exact * 0.5 / 9999) + 2e-4));
}
