// SPDX-License-Identifier: MIT
#include "libprofile/risk/compare_rates.hpp"

#include <cmath>
#include <cstring>
#include <limits>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/core/random.hpp"

using namespace libprofile::risk;
using libprofile::InvalidArgument;

namespace {

using Vector = std::vector<double>;
const double kNan = std::numeric_limits<double>::quiet_NaN();

RateComparison compare(double first, double first_people, double second, double second_people,
                       const CompareRatesOptions& options = {}) {
  const Vector a{first}, n{first_people}, b{second}, m{second_people};
  return compare_rates({a, n}, {b, m}, options).front();
}

/// log P(X = k), by factorials.
double log_mass(int k, int n, double share) {
  return std::lgamma(n + 1.0) - std::lgamma(k + 1.0) - std::lgamma(n - k + 1.0) + k * std::log(share) +
         (n - k) * std::log1p(-share);
}

/// Both rules of two sides, adding up every split.
double p_by_definition(int first, int second, double share, TwoSided rule) {
  const int n = first + second;
  double equal_or_less = 0.0, below = 0.0, above = 0.0;
  for (int k = 0; k <= n; ++k) {
    const double mass = std::exp(log_mass(k, n, share));
    equal_or_less += log_mass(k, n, share) <= log_mass(first, n, share) + 1e-7 ? mass : 0.0;
    below += k <= first ? mass : 0.0;
    above += k >= first ? mass : 0.0;
  }
  return std::min(1.0, rule == TwoSided::doubled ? 2.0 * std::min(below, above) : equal_or_less);
}

}  // namespace

TEST_CASE("three events against none, people equal: p is a quarter", "[risk][hand]") {
  // Of eight splits of three events, one has all in the first and one all in the second.
  const RateComparison result = compare(3, 100, 0, 100);
  CHECK(result.p == Approx(0.25));
  CHECK(std::isinf(result.ratio));
  CHECK(result.note == ComparisonNote::no_event_in_second);
  CHECK(std::isinf(result.upper));
  // The share has the lower limit c with c³ = 0.025.
  const double share = std::cbrt(0.025);
  CHECK(result.lower == Approx(share / (1.0 - share)));
  const RateComparison other_way = compare(0, 100, 3, 100);
  CHECK(other_way.ratio == 0.0);
  CHECK(other_way.lower == 0.0);
  CHECK(other_way.upper == Approx((1.0 - share) / share));
  CHECK(other_way.note == ComparisonNote::none);
}

TEST_CASE("what cannot be compared says why", "[risk][edges]") {
  CHECK(compare(0, 10, 0, 10).note == ComparisonNote::no_event_in_either);
  CHECK(std::isnan(compare(0, 10, 0, 10).p));
  CHECK(compare(kNan, 10, 1, 10).note == ComparisonNote::count_withheld);
  CHECK(compare(1, kNan, 1, 10).note == ComparisonNote::population_unknown);
  CHECK(compare(1, 10, 1, 0).note == ComparisonNote::population_zero);
  CHECK(to_string(ComparisonNote::population_zero) == "not compared: a population is 0");
  CHECK(to_string(ComparisonNote::none).empty());
  CHECK(compare(5, 10, 5, 10).p == 1.0);
}

TEST_CASE("comparisons refuse arguments outside their range by position", "[risk][edges]") {
  CHECK_THROWS_WITH(compare(1.5, 10, 1, 10), Catch::Contains("first.counts[0]") && Catch::Contains("whole"));
  CHECK_THROWS_WITH(compare(1, 10, -1, 10), Catch::Contains("second.counts[0]"));
  CHECK_THROWS_WITH(compare(1, 10, 2e9, 10), Catch::Contains("1e9"));
  CHECK_THROWS_WITH(compare(1, -10, 1, 10), Catch::Contains("first.populations[0]"));
  CHECK_THROWS_WITH(compare(1, 10, 1, 10, {.level = 0}), Catch::Contains("level"));
  CHECK_THROWS_WITH(compare(1, 10, 1, 10, {.rounding_band = 0.5}), Catch::Contains("rounding_band"));
  CHECK_THROWS_WITH(compare(1, 10, 1, 10, {.rounding_band = 51}), Catch::Contains("rounding_band"));
  const Vector two{1, 2}, one{1};
  CHECK_THROWS_AS(compare_rates({two, one}, {two, two}), InvalidArgument);
  CHECK_THROWS_AS(compare_rates({two, two}, {one, two}), InvalidArgument);
  CHECK(compare_rates({}, {}).empty());
}

TEST_CASE("p agrees with adding up every split", "[risk][oracle]") {
  const libprofile::core::Philox random(7, libprofile::core::Stream::testing);
  for (std::uint32_t i = 0; i < 400; ++i) {
    const auto first = static_cast<int>(random.below(40, i, 0, 0));
    const auto second = static_cast<int>(random.below(40, i, 1, 0)) + (first == 0 ? 1 : 0);
    // Every third with people of equal number, where splits tie.
    const double people = i % 3 == 0 ? 100.0 : 1.0 + random.below(1000, i, 2, 0);
    const double other_people = i % 3 == 0 ? 100.0 : 1.0 + random.below(1000, i, 3, 0);
    for (const TwoSided rule : {TwoSided::minimum_likelihood, TwoSided::doubled}) {
      INFO(first << " of " << people << ", " << second << " of " << other_people);
      CHECK(compare(first, people, second, other_people, {.two_sided = rule}).p ==
            Approx(p_by_definition(first, second, people / (people + other_people), rule)).epsilon(1e-9));
    }
  }
}

TEST_CASE("limits are the ratios whose tail is half of the rest", "[risk][oracle]") {
  for (const auto& [first, second] : std::vector<std::pair<int, int>>{{1, 1}, {4, 9}, {30, 2}, {60, 41}}) {
    const RateComparison result = compare(first, 300, second, 500, {.level = 0.9});
    const auto tail = [&, n = first + second](double ratio, bool upwards) {
      const double share = ratio * 300 / (ratio * 300 + 500);
      double sum = 0.0;
      for (int k = upwards ? first : 0; k <= (upwards ? n : first); ++k) {
        sum += std::exp(log_mass(k, n, share));
      }
      return sum;
    };
    CHECK(tail(result.lower, true) == Approx(0.05).epsilon(1e-8));
    CHECK(tail(result.upper, false) == Approx(0.05).epsilon(1e-8));
  }
}

TEST_CASE("a rounded comparison holds that of every pair of counts it may stand for", "[risk][oracle]") {
  for (const auto& [first, second] : std::vector<std::pair<double, double>>{{0, 5}, {5, 20}, {15, 15}, {40, 10}}) {
    const RateComparison rounded = compare(first, 900, second, 1100, {.rounding_band = 4});
    double lower = HUGE_VAL, upper = 0.0, p = 0.0;
    for (double a = std::max(0.0, first - 4); a <= first + 4; a += 1.0) {
      for (double b = std::max(0.0, second - 4); b <= second + 4; b += 1.0) {
        if (a + b > 0.0) {
          const RateComparison one = compare(a, 900, b, 1100);
          lower = std::min(lower, one.lower);
          upper = std::max(upper, one.upper);
          p = std::max(p, one.p);
        }
      }
    }
    CHECK(rounded.lower == Approx(lower));
    CHECK((std::isinf(upper) ? std::isinf(rounded.upper) : rounded.upper == Approx(upper)));
    CHECK(rounded.p == Approx(p));
    // A pair of rounded counts so far apart that no pair in the bands is equal.
    CHECK((first != 40 || rounded.p < 0.01));
  }
}

TEST_CASE("turning the two round turns the ratio round, and p stays", "[risk][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const libprofile::core::Philox random(seed, libprofile::core::Stream::testing);
  for (std::uint32_t i = 0; i < 40; ++i) {
    const double a = 1.0 + random.below(2000, i, 0, 0), b = 1.0 + random.below(2000, i, 1, 0);
    const double n = 1.0 + random.below(9000, i, 2, 0), m = 1.0 + random.below(9000, i, 3, 0);
    const RateComparison one = compare(a, n, b, m);
    const RateComparison other = compare(b, m, a, n);
    CHECK(one.ratio * other.ratio == Approx(1.0));
    CHECK(one.lower * other.upper == Approx(1.0));
    CHECK(one.p == Approx(other.p).epsilon(1e-6));
    CHECK(one.lower < one.ratio);
    CHECK(one.ratio < one.upper);
    // The rule that doubles agrees with the interval.
    const RateComparison doubled = compare(a, n, b, m, {.two_sided = TwoSided::doubled});
    CHECK((doubled.p < 0.05) == (one.lower > 1.0 || one.upper < 1.0));
  }
}

TEST_CASE("comparisons do not depend on the number of threads", "[risk][property]") {
  Vector a, n, b, m;
  const libprofile::core::Philox random(3, libprofile::core::Stream::testing);
  for (std::uint32_t i = 0; i < 500; ++i) {
    a.push_back(random.below(50, i, 0, 0));
    b.push_back(random.below(50, i, 1, 0));
    n.push_back(random.below(500, i, 2, 0));
    m.push_back(random.below(500, i, 3, 0));
  }
  const auto with = [&](int threads) {
    const libprofile::core::ThreadLimit limit(threads);
    std::vector<double> all;
    for (const RateComparison& one : compare_rates({a, n}, {b, m})) {
      all.insert(all.end(), {one.ratio, one.lower, one.upper, one.p});
    }
    return all;
  };
  const auto one = with(1);
  for (const int threads : {2, 8}) {
    const auto other = with(threads);
    CHECK(std::memcmp(one.data(), other.data(), one.size() * sizeof(double)) == 0);
  }
}

TEST_CASE("the comparisons that R and statsmodels print", "[risk][golden]") {
  // R's own example of poisson.test: lung cancer in Fredericia against three towns, ages 55-59.
  const RateComparison fredericia = compare(11, 800, 21, 3011);
  CHECK(fredericia.ratio == Approx(1.971488).epsilon(1e-6));
  CHECK(fredericia.lower == Approx(0.8584264).epsilon(1e-6));
  CHECK(fredericia.upper == Approx(4.2772659).epsilon(1e-6));
  CHECK(fredericia.p == Approx(0.07967).epsilon(1e-3));
  // Further digits by SciPy 1.17's binomtest (BSD-3).
  CHECK(fredericia.p == Approx(0.0796686330333295).epsilon(1e-10));
  CHECK(compare(11, 800, 21, 3011, {.two_sided = TwoSided::doubled}).p == Approx(0.11201731957539936).epsilon(1e-10));
  // Gu and others (2008), as in the tests of statsmodels 0.14 (test_poisson_2indep, "exact-cond"; BSD-3).
  CHECK(compare(60, 51477.5, 30, 54308.7).p == Approx(0.0006751826586863219).epsilon(1e-10));
}

TEST_CASE("a rounded 0 is not said to be none", "[risk][edges]") {
  const std::vector<double> none{0.0}, some{10.0}, people{1000.0};
  const auto compare = [&](const std::vector<double>& first, const std::vector<double>& second, double band) {
    return compare_rates({first, people}, {second, people}, {.rounding_band = band}).front();
  };
  const RateComparison both = compare(none, none, 4);
  CHECK(to_string(both.note) == "too few in either to compare");
  CHECK(std::isnan(both.ratio));
  CHECK(both.lower == 0.0);
  CHECK(std::isinf(both.upper));
  CHECK(both.p == 1.0);
  const RateComparison second = compare(some, none, 4);
  CHECK(to_string(second.note) == "too few in the second to give the ratio an upper limit");
  CHECK(std::isinf(second.upper));
  CHECK(second.p > 0.05);
  CHECK(to_string(compare(none, none, 0).note) == "not compared: no event in either");
  CHECK(std::isnan(compare(none, none, 0).p));
}
