// SPDX-License-Identifier: MIT
/// @file
/// Draws of a place that end once enough of them are extreme.
#include <algorithm>
#include <cmath>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/instruction_set.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/hotspots/detail/own_draws.hpp"
#include "libprofile/hotspots/getis_ord.hpp"
#include "libprofile/hotspots/local_geary.hpp"
#include "libprofile/hotspots/local_moran.hpp"

#include "support/getis_ord_by_definition.hpp"

using namespace libprofile::hotspots;
using libprofile::InvalidArgument;
using libprofile::core::InstructionSet;
using libprofile::core::InstructionSetLimit;
using libprofile::core::Stream;
using libprofile::core::ThreadLimit;
namespace support = libprofile::testing;

namespace {

constexpr std::size_t kPlaces = 40;

libprofile::geography::Weights some_weights(std::uint64_t seed) {
  return support::weights_from(support::random_weights(seed, kPlaces, 0.15));
}

/// p of the upper tail at place i, draw by draw until `stop_after` are as large.
double p_by_definition(const std::vector<double>& values, const libprofile::geography::Weights& weights, std::size_t i,
                       std::size_t permutations, int stop_after, std::uint64_t seed) {
  const auto near = weights.neighbours_of(i);
  const auto w = weights.values_of(i);
  double observed = 0.0;
  for (std::size_t t = 0; t < near.size(); ++t) {
    observed += w[t] * values[near[t]];
  }
  detail::OwnDraws draws({seed, Stream::getis_ord}, values.size());
  std::vector<std::uint32_t> drawn(near.size() * 16);
  int extreme = 0;
  for (std::size_t p = 0; p < permutations; ++p) {
    if (p % 16 == 0) {
      draws.draw(i, p, near.size(), drawn.data());
    }
    double sum = 0.0;
    for (std::size_t t = 0; t < near.size(); ++t) {
      sum += w[t] * values[drawn[t * 16 + p % 16]];
    }
    extreme += sum >= observed - 1e-9 ? 1 : 0;
    if (extreme == stop_after) {
      return extreme / (static_cast<double>(p) + 1.0);
    }
  }
  return (extreme + 1.0) / (static_cast<double>(permutations) + 1.0);
}

}  // namespace

TEST_CASE("where every draw ties, a tail stops at once and p is 1", "[hotspots][hand]") {
  const std::vector<double> values{9.0, 2.0, 2.0, 2.0};
  const auto weights = support::weights_from({{0, 1, 1, 0}, {0, 0, 0, 0}, {0, 0, 0, 0}, {0, 0, 0, 0}});
  const GetisOrdOptions options{.permutations = 999, .draws = Draws::independent, .stop_after = 5};
  CHECK(getis_ord(values, weights, options).p_permutation[0] == 1.0);
}

TEST_CASE("p is the number to stop after over the draws until then, draw by draw", "[hotspots][oracle]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const int stop_after = GENERATE(1, 10, 16, 17);
  const std::size_t permutations = GENERATE(as<std::size_t>{}, 15, 250);
  const auto values = support::random_counts(seed, kPlaces, 6);
  const auto weights = some_weights(seed);
  const auto found = getis_ord(values, weights,
                               {.permutations = static_cast<std::int32_t>(permutations),
                                .alternative = Alternative::greater,
                                .seed = seed,
                                .draws = Draws::independent,
                                .stop_after = stop_after});
  for (std::size_t i = 0; i < kPlaces; ++i) {
    if (found.label[i] != LocalLabel::island) {
      REQUIRE(found.p_permutation[i] == p_by_definition(values, weights, i, permutations, stop_after, seed));
    }
  }
}

TEST_CASE("a place whose tails never stop has the p of all draws", "[hotspots][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const auto values = support::random_counts(seed, kPlaces, 6);
  const auto weights = some_weights(seed);
  const auto run = [&](std::int32_t stop_after, Alternative alternative) {
    const LocalOptions options{.permutations = 99,
                               .alternative = alternative,
                               .draws = Draws::independent,
                               .stop_after = stop_after,
                               .seed = seed};
    return local_moran(values, weights, options).p_permutation;
  };
  for (const auto alternative : {Alternative::greater, Alternative::less, Alternative::two_sided}) {
    const auto all = run(0, alternative);
    const auto some = run(100, alternative);
    for (std::size_t i = 0; i < kPlaces; ++i) {
      REQUIRE((some[i] == all[i] || (std::isnan(some[i]) && std::isnan(all[i])) || all[i] == 1.0));
    }
  }
}

TEST_CASE("neither threads nor instruction set change p that stop", "[hotspots][property]") {
  const auto values = support::random_counts(3, kPlaces, 9);
  const auto weights = some_weights(8);
  const LocalOptions options{.permutations = 501, .draws = Draws::independent, .stop_after = 7, .seed = 7};
  const auto run = [&](int threads, InstructionSet set) {
    const ThreadLimit threads_limit(threads);
    const InstructionSetLimit limit(set);
    auto p = local_geary(values, weights, options).p_permutation;
    std::replace_if(
        p.begin(), p.end(), [](double x) { return std::isnan(x); }, -1.0);
    return p;
  };
  const auto one = run(1, InstructionSet::baseline);
  CHECK(run(2, InstructionSet::avx2) == one);
  CHECK(run(8, InstructionSet::avx512) == one);
  CHECK(std::count_if(one.begin(), one.end(), [](double p) { return p > 0.0 && p < 0.2; }) > 0);
}

TEST_CASE("p that stop are never too small more often than they say", "[hotspots][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const auto values = support::random_counts(seed, 1000, 100000);
  std::vector<std::vector<double>> matrix(1000, std::vector<double>(1000, 0.0));
  for (std::size_t i = 0; i < 1000; ++i) {
    matrix[i][(i + 1) % 1000] = matrix[i][(i + 2) % 1000] = 1.0;
  }
  const auto p = getis_ord(values, support::weights_from(matrix),
                           {.permutations = 999, .seed = seed, .draws = Draws::independent, .stop_after = 10})
                     .p_permutation;
  for (const double level : {0.02, 0.05, 0.2}) {
    const auto below = std::count_if(p.begin(), p.end(), [&](double x) { return x <= level; });
    CHECK(static_cast<double>(below) <= 1000 * level + 6 * std::sqrt(1000 * level));
    CHECK(static_cast<double>(below) >= 1000 * level - 6 * std::sqrt(1000 * level));
  }
}

TEST_CASE("stopping asks for independent draws, and for a number that is not negative", "[hotspots][edges]") {
  const std::vector<double> values{1.0, 2.0, 3.0, 4.0};
  const auto weights = support::weights_from({{0, 1, 1, 0}, {1, 0, 0, 0}, {1, 0, 0, 1}, {0, 0, 1, 0}});
  CHECK_THROWS_AS(getis_ord(values, weights, {.permutations = 99, .stop_after = 10}), InvalidArgument);
  CHECK_THROWS_AS(getis_ord(values, weights, {.permutations = 99, .draws = Draws::independent, .stop_after = -1}),
                  InvalidArgument);
}
