// SPDX-License-Identifier: MIT
/// @file
/// LOSH where the values themselves are dealt out over the map.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/core/random.hpp"
#include "libprofile/hotspots/detail/shuffled_deck.hpp"
#include "libprofile/hotspots/losh.hpp"

#include "support/getis_ord_by_definition.hpp"
#include "support/local_statistics_by_definition.hpp"

using Catch::Matchers::Contains;
using namespace libprofile::hotspots;
namespace core = libprofile::core;
namespace support = libprofile::testing;

namespace {

/// Hi of every place: equations 3 to 5 of Ord and Getis (2012).
support::Row losh_of_all(const support::Row& x, const support::Matrix& w) {
  const std::size_t n = x.size();
  const auto lag = [&](const support::Row& of, std::size_t i) {
    return std::inner_product(w[i].begin(), w[i].end(), of.begin(), 0.0) /
           std::accumulate(w[i].begin(), w[i].end(), 0.0);
  };
  support::Row e(n);
  for (std::size_t j = 0; j < n; ++j) {
    e[j] = std::pow(x[j] - lag(x, j), 2);
  }
  support::Row h(n);
  for (std::size_t i = 0; i < n; ++i) {
    h[i] = lag(e, i) / support::mean_of(e);
  }
  return h;
}

struct Shares {
  support::Row at_least;
  support::Row at_most;
};

/// Which share of the orders, the observed one included, has Hi as large and as small; near equal counts as equal.
template <class Orders>
Shares shares_of(const support::Row& x, const support::Matrix& w, const Orders& orders) {
  const support::Row observed = losh_of_all(x, w);
  Shares shares{support::Row(x.size(), 1.0), support::Row(x.size(), 1.0)};
  double count = 1.0;
  orders([&](const auto& order) {
    support::Row dealt(x.size());
    std::transform(order.begin(), order.end(), dealt.begin(), [&](auto from) { return x[from]; });
    const support::Row h = losh_of_all(dealt, w);
    for (std::size_t i = 0; i < x.size(); ++i) {
      shares.at_least[i] += h[i] >= observed[i] - 1e-9 ? 1.0 : 0.0;
      shares.at_most[i] += h[i] <= observed[i] + 1e-9 ? 1.0 : 0.0;
    }
    count += 1.0;
  });
  for (support::Row* row : {&shares.at_least, &shares.at_most}) {
    for (double& share : *row) {
      share /= count;
    }
  }
  return shares;
}

support::Matrix ring_and_more(std::uint64_t seed, std::size_t n) {
  auto matrix = support::random_weights(seed, n, 0.2);
  for (std::size_t i = 0; i < n; ++i) {
    matrix[i][(i + 1) % n] = 1.0;
  }
  return matrix;
}

LocalStatistic dealt(const support::Row& x, const libprofile::geography::Weights& weights,
                     const LocalOptions& options) {
  return losh(x, weights, options, Permuted::values);
}

}  // namespace

TEST_CASE("p of dealt values are those of working out every dealing by the equations", "[hotspots][oracle]") {
  const auto seed = GENERATE(range(1U, 41U));
  const std::size_t n = 3 + seed % 10;
  // Few different values, so that many dealings tie.
  const auto x = support::random_counts(seed, n, seed % 2 == 0 ? 3 : 40);
  if (*std::min_element(x.begin(), x.end()) == *std::max_element(x.begin(), x.end())) {
    return;
  }
  const auto matrix = ring_and_more(seed, n);
  const auto weights = support::weights_from(matrix);
  constexpr std::int32_t kDealings = 99;
  const auto shares = shares_of(x, matrix, [&](const auto& take) {
    detail::ShuffledDeck deck(seed, core::Stream::losh_values, n);
    for (std::uint32_t p = 0; p < kDealings; ++p) {
      take(deck.deal(p));
    }
  });
  const auto greater =
      dealt(x, weights, {.permutations = kDealings, .alternative = Alternative::greater, .seed = seed});
  const auto less = dealt(x, weights, {.permutations = kDealings, .alternative = Alternative::less, .seed = seed});
  for (std::size_t i = 0; i < n; ++i) {
    REQUIRE(greater.p_permutation[i] == Approx(shares.at_least[i]));
    REQUIRE(less.p_permutation[i] == Approx(shares.at_most[i]));
    REQUIRE(greater.statistic[i] == losh(x, weights).statistic[i]);
  }
}

TEST_CASE("p of many dealings are near those of every arrangement", "[hotspots][hand]") {
  // Six places round a ring: 720 arrangements, each counted.
  const support::Row x{1, 9, 2, 4, 4, 7};
  support::Matrix matrix(6, support::Row(6, 0.0));
  for (std::size_t i = 0; i < 6; ++i) {
    matrix[i][(i + 1) % 6] = matrix[i][(i + 5) % 6] = 1.0;
  }
  const auto shares = shares_of(x, matrix, [](const auto& take) {
    std::vector<std::size_t> order{0, 1, 2, 3, 4, 5};
    do {
      take(order);
    } while (std::next_permutation(order.begin(), order.end()));
  });
  const auto found =
      dealt(x, support::weights_from(matrix), {.permutations = 20'000, .alternative = Alternative::greater, .seed = 5});
  for (std::size_t i = 0; i < 6; ++i) {
    // Four standard deviations of 20,000 draws.
    CHECK(found.p_permutation[i] == Approx(shares.at_least[i]).margin(0.015));
  }
}

TEST_CASE("dealt values have edges like dealt residuals", "[hotspots][edges]") {
  const auto weights = support::weights_from({{0, 1, 0, 0}, {1, 0, 1, 0}, {0, 1, 0, 0}, {0, 0, 0, 0}});
  const auto small = support::weights_from({{0, 1, 0}, {1, 0, 1}, {0, 1, 0}});
  const LocalOptions options{.permutations = 99};
  const auto with_island = dealt({1.0, 5.0, 2.0, 1e6}, weights, options);
  const auto without = dealt({1.0, 5.0, 2.0}, small, options);
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(with_island.p_permutation[i] == without.p_permutation[i]);
  }
  CHECK(with_island.label[3] == LocalLabel::island);
  CHECK(std::isnan(with_island.p_permutation[3]));
  const auto flat = dealt({4.0, 4.0, 4.0}, small, options);
  CHECK(std::isnan(flat.statistic[0]));
  CHECK(flat.p_permutation == std::vector{1.0, 1.0, 1.0});
  CHECK(dealt({}, {}, options).label.empty());
  CHECK(dealt({1.0, 5.0, 2.0}, small, {}).p_permutation.empty());
  // Two places are each other's mirror: every dealing gives the same.
  CHECK(dealt({1.0, 5.0}, support::weights_from({{0, 1}, {1, 0}}), options).p_permutation == std::vector{1.0, 1.0});
  CHECK_THROWS_WITH(dealt({1.0, 5.0, 2.0}, small, {.permutations = 9, .draws = Draws::independent}),
                    Contains("draws = independent: must be shared"));
}

TEST_CASE("p of dealt values are the same for any number of threads, any unit and any zero", "[hotspots][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const auto x = support::random_counts(seed, 60, 40);
  const auto weights = support::weights_from(ring_and_more(seed, 60));
  const LocalOptions options{.permutations = 199, .seed = seed};
  const auto found = dealt(x, weights, options);
  for (const int threads : {1, 2, 8}) {
    const core::ThreadLimit limit(threads);
    CHECK(dealt(x, weights, options).p_permutation == found.p_permutation);
  }
  support::Row moved(x);
  for (double& value : moved) {
    value = std::scalbn(value, 600);
  }
  CHECK(dealt(moved, weights, options).p_permutation == found.p_permutation);
  std::transform(x.begin(), x.end(), moved.begin(), [](double value) { return 4096.0 - 0.5 * value; });
  CHECK(dealt(moved, weights, options).p_permutation == found.p_permutation);
}
