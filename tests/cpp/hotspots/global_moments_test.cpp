// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/hotspots/geary.hpp"
#include "libprofile/hotspots/general_g.hpp"
#include "libprofile/hotspots/join_counts.hpp"
#include "libprofile/hotspots/lee.hpp"
#include "libprofile/hotspots/moran.hpp"

#include "support/getis_ord_by_definition.hpp"
#include "support/global_statistics_by_definition.hpp"

using namespace libprofile::hotspots;
using libprofile::geography::Weights;
namespace support = libprofile::testing;
using support::Matrix;
using support::Vector;
using Order = std::vector<std::size_t>;

namespace {

/// Permutations are drawn in the first worlds only: a band of four standard deviations does not hold thousands.
std::int32_t drawn(std::uint32_t seed) {
  return seed <= 40 ? 4999 : 0;
}

void check_moments(std::uint32_t seed, const GlobalStatistic& found, const support::OverAllArrangements& expected,
                   double statistic) {
  CHECK(found.statistic == Approx(statistic).margin(1e-12));
  CHECK(found.expected == Approx(expected.mean).margin(1e-12));
  CHECK(found.variance == Approx(expected.variance).epsilon(1e-9).margin(1e-13));
  if (expected.variance > 1e-12) {
    CHECK(found.evidence == Evidence::enough);
    CHECK(found.z == Approx((statistic - expected.mean) / std::sqrt(expected.variance)).margin(1e-9));
    if (drawn(seed) > 0) {
      // 4,999 draws of a known share, doubled: within four standard deviations, and ties of both tails.
      const double tail = std::min(expected.at_least, expected.at_most);
      CHECK(found.p_permutation ==
            Approx(std::min(1.0, 2.0 * tail)).margin(8.0 * std::sqrt(tail * (1 - tail) / 5000.0)));
    }
  } else {
    CHECK(found.evidence == Evidence::fixed);
    CHECK(std::isnan(found.z));
    CHECK(std::isnan(found.p));
    CHECK(std::isnan(found.p_permutation));
  }
}

/// A small world with ties, an island now and then, a weight on itself, rows that are not symmetric.
Matrix small_world(std::uint32_t seed, std::size_t n) {
  Matrix w = support::random_weights(seed, n, 0.6);
  w[0][0] = 0.5;
  if (seed % 3 == 0) {
    for (std::size_t i = 0; i < n; ++i) {
      w[n - 1][i] = w[i][n - 1] = 0.0;
    }
  }
  return w;
}

}  // namespace

TEST_CASE("moments are those over all arrangements of small worlds", "[hotspots][oracle]") {
  const auto seed = GENERATE(range(1U, 2001U));
  const std::size_t n = 2 + seed % 5;
  const Vector x = support::random_counts(seed, n, 5);
  const Vector y = support::random_counts(seed + 1000, n, 9);
  const Matrix w = small_world(seed, n);
  const auto spread = [](const Vector& v) { return support::dot(support::deviations(v), support::deviations(v)); };
  if (!(spread(x) > 1e-9) || !(spread(y) > 1e-9) || !(support::s0_of(w) > 0.0)) {
    CHECK(std::isnan(moran(x, y, support::weights_from(w), {.permutations = 9}).p));
    return;
  }
  const Weights weights = support::weights_from(w);
  const GlobalOptions options{.permutations = drawn(seed), .seed = seed};
  const auto over = [&](auto&& statistic) { return support::over_all_arrangements(n, statistic); };
  check_moments(seed, moran(x, weights, options), over([&](const Order& o) {
                  return support::moran_by_definition(support::dealt(x, o), support::dealt(x, o), w);
                }),
                support::moran_by_definition(x, x, w));
  check_moments(seed, moran(x, y, weights, options),
                over([&](const Order& o) { return support::moran_by_definition(x, support::dealt(y, o), w); }),
                support::moran_by_definition(x, y, w));
  check_moments(seed, geary(x, weights, options),
                over([&](const Order& o) { return support::geary_by_definition(support::dealt(x, o), w); }),
                support::geary_by_definition(x, w));
  check_moments(seed, lee(x, y, weights, options), over([&](const Order& o) {
                  return support::lee_by_definition(support::dealt(x, o), support::dealt(y, o), w);
                }),
                support::lee_by_definition(x, y, w));
  if (std::count(x.begin(), x.end(), 0.0) + 1 < static_cast<std::ptrdiff_t>(n)) {
    check_moments(seed, general_g(x, weights, options),
                  over([&](const Order& o) { return support::general_g_by_definition(support::dealt(x, o), w); }),
                  support::general_g_by_definition(x, w));
  }
}

TEST_CASE("moments of join counts are those over all arrangements", "[hotspots][oracle]") {
  const auto seed = GENERATE(range(1U, 2001U));
  const std::size_t n = 3 + seed % 4;
  Vector black = support::random_counts(seed, n, 2);
  black[0] = 1.0;
  black[1] = 0.0;
  const Matrix w = small_world(seed, n);
  if (!(support::s0_of(w) > 0.0)) {
    return;
  }
  const auto joins = join_counts(black, support::weights_from(w), {.permutations = drawn(seed), .seed = seed});
  const auto check = [&](const GlobalStatistic& found, double ends) {
    const auto expected = support::over_all_arrangements(
        n, [&](const Order& o) { return support::joins_by_definition(support::dealt(black, o), w, ends); });
    check_moments(seed, found, expected, support::joins_by_definition(black, w, ends));
  };
  check(joins.bb, 2.0);
  check(joins.bw, 1.0);
  check(joins.ww, 0.0);
}
