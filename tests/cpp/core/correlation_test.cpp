// SPDX-License-Identifier: MIT
#include "libprofile/core/correlation.hpp"

#include <cmath>
#include <cstdint>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/random.hpp"

using libprofile::InvalidArgument;
using libprofile::core::correlation;
using libprofile::core::Philox;
using libprofile::core::rank_correlation;
using libprofile::core::Stream;

namespace {

/// From 0 to `bound` - 1, so that there are ties.
std::vector<double> whole_numbers(std::uint32_t seed, std::size_t n, std::uint32_t bound) {
  const Philox random(seed, Stream::testing);
  std::vector<double> numbers;
  for (std::uint32_t i = 0; i < n; ++i) {
    numbers.push_back(random.below(bound, i, 0, 0));
  }
  return numbers;
}

/// Spearman's by its definition, ranks counted out pair by pair.
double by_definition(const std::vector<double>& a, const std::vector<double>& b) {
  const auto rank = [](const std::vector<double>& values, double value) {
    double sum = 0.5;
    for (const double other : values) {
      sum += other < value ? 1.0 : (other == value ? 0.5 : 0.0);
    }
    return sum;
  };
  const auto n = static_cast<double>(a.size());
  double ab = 0.0;
  double aa = 0.0;
  double bb = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const double x = rank(a, a[i]) - (n + 1) / 2;
    const double y = rank(b, b[i]) - (n + 1) / 2;
    ab += x * y;
    aa += x * x;
    bb += y * y;
  }
  return ab / std::sqrt(aa * bb);
}

}  // namespace

TEST_CASE("correlation of a line is one, of what does not vary none", "[core][hand]") {
  const std::vector<double> rising{1, 2, 3, 4};
  CHECK(correlation(rising, std::vector<double>{3, 5, 7, 9}) == Approx(1.0));
  CHECK(correlation(rising, std::vector<double>{2, 1, 0, -1}) == Approx(-1.0));
  // Deviations -1.5, -0.5, 0.5, 1.5 and -1, 1, -1, 1: 2 / sqrt(5 * 4).
  CHECK(correlation(rising, std::vector<double>{0, 2, 0, 2}) == Approx(2.0 / std::sqrt(20.0)));
  CHECK(std::isnan(correlation(rising, std::vector<double>{7, 7, 7, 7})));
  CHECK(correlation(rising, rising) == 1.0);
  CHECK(rank_correlation(rising, rising) == 1.0);
  CHECK(std::isnan(correlation({}, {})));
}

TEST_CASE("rank correlation agrees with ranks counted out", "[core][oracle]") {
  for (std::uint32_t seed = 0; seed < 100; ++seed) {
    const std::size_t n = 3 + seed % 9;
    const std::vector<double> x = whole_numbers(seed, n, 2 + seed % 7);
    const std::vector<double> y = whole_numbers(seed + 1000, n, 5);
    const double expected = by_definition(x, y);
    if (std::isnan(expected)) {
      CHECK(std::isnan(rank_correlation(x, y)));
    } else {
      CHECK(rank_correlation(x, y) == Approx(expected).margin(1e-12));
    }
  }
  // Spearman (1904) by hand: 1 - 6 sum d^2 / (n (n^2 - 1)) without ties.
  CHECK(rank_correlation(std::vector<double>{1, 2, 3, 4}, std::vector<double>{2, 1, 4, 3}) == Approx(0.6));
  CHECK(std::isnan(rank_correlation(std::vector<double>{1, 2}, std::vector<double>{1, 2})));
  CHECK_THROWS_AS(rank_correlation(std::vector<double>{1, 2}, std::vector<double>{1}), InvalidArgument);
}
