// SPDX-License-Identifier: MIT
/// @file
/// Poisson-gamma risks of rounded counts: rounding is noise, and must not pass for places that differ.
#include "libprofile/risk/detail/rounded_count.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/risk/poisson_gamma.hpp"
#include "libprofile/risk/rank_probability.hpp"

#include "support/simulated_rounding.hpp"

using namespace libprofile::risk;
using libprofile::testing::kBand;
using libprofile::testing::kBase;
using libprofile::testing::simulate;
using libprofile::testing::Simulated;
using libprofile::testing::Vector;

namespace {

/// 1 for the highest.
std::size_t rank_of(const Vector& values, std::size_t place) {
  return 1 + static_cast<std::size_t>(
                 std::count_if(values.begin(), values.end(), [&](double value) { return value > values[place]; }));
}

}  // namespace

TEST_CASE("a rounded count stands for those that are rounded to it, as likely as the spread makes them",
          "[risk][hand]") {
  // Shape 1 and rate 1 with one expected: geometric, each count half as likely as the one before. With the border at
  // 2.5 of 5, two goes up by one chance in six, three by five, one and four as they must.
  const detail::RoundingModel nearest{4, 2.5};
  const auto low = detail::rounded_count(0, nearest, 1, 1, 1);
  CHECK(low.least == 0.0);
  REQUIRE(low.chance.size() == 5);
  const double all = 1.0 + 1.0 / 2 + 5.0 / 24 + 1.0 / 48;
  CHECK(low.chance[0] == Approx(1.0 / all));
  CHECK(low.chance[1] == Approx(0.5 / all));
  CHECK(low.chance[2] == Approx(5.0 / 24 / all));
  CHECK(low.chance[3] == Approx(1.0 / 48 / all));
  CHECK(low.chance[4] == 0.0);
  const auto high = detail::rounded_count(10, nearest, 1, 1, 1);
  CHECK(high.least == 6.0);
  REQUIRE(high.chance.size() == 9);
  CHECK(high.chance[0] == 0.0);
  // Seven goes up by one chance in six, eight by five.
  CHECK(high.chance[2] == Approx(0.5 * 5.0 * high.chance[1]));
  CHECK(high.chance[3] == Approx(0.5 * 6.0 / 5.0 * high.chance[2]));
  CHECK(std::accumulate(high.chance.begin(), high.chance.end(), 0.0) == Approx(1.0));
  CHECK(detail::rounded_count(7, {}, 1, 1, 1).chance == Vector{1.0});
}

TEST_CASE("all counts together go neither up nor down", "[risk][property]") {
  for (const double mean : {0.5, 1.0, 2.5, 5.0, 10.0}) {
    for (const double variance : {0.0, 0.3}) {
      const Simulated made = simulate(4, 20'000, variance, mean, mean * 1.001);
      const auto model = detail::balanced_rounding(made.expected, 1.0, variance, kBand);
      Vector up(5, 0.0), all(5, 0.0);
      double squares = 0.0, exact_squares = 0.0;
      for (std::size_t i = 0; i < made.exact.size(); ++i) {
        const auto rest = static_cast<std::size_t>(std::fmod(made.exact[i], kBase));
        all[rest] += 1.0;
        up[rest] += made.rounded[i] > made.exact[i] ? 1.0 : 0.0;
        squares += (made.rounded[i] - mean) * (made.rounded[i] - mean) / 20'000.0;
        exact_squares += (made.exact[i] - mean) * (made.exact[i] - mean) / 20'000.0;
      }
      double moved = 0.0;
      for (std::size_t rest = 1; rest < 5; ++rest) {
        const auto over = static_cast<double>(rest);
        moved += all[rest] / 20'000.0 * (kBase * model.chance_up(over) - over);
        INFO("mean " << mean << ", variance " << variance << ", rest " << rest);
        CHECK(model.chance_up(over) == Approx(up[rest] / all[rest]).margin(0.3));
      }
      CHECK(moved == Approx(0.0).margin(0.05));
      CHECK(detail::variance_of_rounding(model, mean, variance) == Approx(squares - exact_squares).margin(0.5));
    }
  }
}

TEST_CASE("the posterior of a rounded count is prior times the chance of its band, added up", "[risk][oracle]") {
  const Simulated made = simulate(3, 12, 0.5);
  const PoissonGamma found = poisson_gamma(made.rounded, made.expected, {.rounding_band = kBand});
  const double rate = found.prior_mean / found.prior_variance;
  const double shape = found.prior_mean * rate;
  const detail::RoundingModel rounding{kBand, found.rounding_threshold};
  const Vector above = exceedance(found, 1.3);
  const Vector drawn = draws(found, 4000, 9);
  for (std::size_t i = 0; i < made.risk.size(); ++i) {
    double all = 0.0, mean = 0.0, over = 0.0;
    for (double log_risk = -25.0; log_risk < 3.0; log_risk += 1e-3) {
      const double risk = std::exp(log_risk);
      const double events = made.expected[i] * risk;
      double in_band = 0.0;
      for (double x = std::max(0.0, made.rounded[i] - kBand); x <= made.rounded[i] + kBand; x += 1.0) {
        in_band +=
            rounding.chance(x - made.rounded[i]) * std::exp(x * std::log(events) - events - std::lgamma(x + 1.0));
      }
      const double density = std::exp(shape * log_risk - rate * risk) * in_band;
      all += density;
      mean += density * risk;
      over += risk > 1.3 ? density : 0.0;
    }
    INFO("place " << i);
    CHECK(found.relative_risk[i] == Approx(mean / all).epsilon(1e-6));
    CHECK(above[i] == Approx(over / all).margin(3e-4));
    double drawn_over = 0.0;
    for (std::size_t draw = 0; draw < 4000; ++draw) {
      drawn_over += drawn[draw * made.risk.size() + i] > 1.3 ? 1.0 / 4000.0 : 0.0;
    }
    CHECK(drawn_over == Approx(above[i]).margin(0.035));
  }
}

TEST_CASE("rounding takes certainty away and adds none", "[risk][property]") {
  const Simulated made = simulate(6, 200, 0.3);
  const PoissonGamma exact = poisson_gamma(made.rounded, made.expected);
  const PoissonGamma rounded = poisson_gamma(made.rounded, made.expected, {.rounding_band = kBand});
  const auto closeness = [](const Vector& chances) {
    double sum = 0.0;
    for (const double chance : chances) {
      sum += std::abs(chance - 0.5);
    }
    return sum;
  };
  CHECK(closeness(exceedance(rounded, 1.0)) < closeness(exceedance(exact, 1.0)));
  const auto widths = [](const PoissonGamma& found) {
    double sum = 0.0;
    for (const RankInterval& one : rank_interval(draws(found, 400, 1), 200, 0.95)) {
      sum += static_cast<double>(one.worst - one.best);
    }
    return sum;
  };
  CHECK(widths(rounded) > widths(exact));
}

TEST_CASE("intervals of ranks and chances of the top of rounded counts hold as often as they claim",
          "[risk][property]") {
  std::size_t all = 0, in_interval = 0, likely = 0, likely_in_top = 0;
  double claimed = 0.0;
  for (std::uint32_t seed = 0; seed < 40; ++seed) {
    const Simulated made = simulate(100 + seed, 80, 0.3);
    const PoissonGamma found = poisson_gamma(made.rounded, made.expected, {.rounding_band = kBand});
    const Vector drawn = draws(found, 200, seed);
    const auto ranks = rank_interval(drawn, 80, 0.95);
    const Vector top = rank_probability(drawn, 80, 8);
    for (std::size_t i = 0; i < 80; ++i, ++all) {
      const std::size_t rank = rank_of(made.risk, i);
      in_interval += ranks[i].best <= rank && rank <= ranks[i].worst ? 1U : 0U;
      if (top[i] > 0.3 && top[i] < 0.95) {
        ++likely;
        claimed += top[i];
        likely_in_top += rank <= 8 ? 1U : 0U;
      }
    }
  }
  CHECK(static_cast<double>(in_interval) / static_cast<double>(all) > 0.94);
  REQUIRE(likely > 200);
  const double share = static_cast<double>(likely_in_top) / static_cast<double>(likely);
  INFO("claimed " << claimed / static_cast<double>(likely) << ", found " << share);
  CHECK(share == Approx(claimed / static_cast<double>(likely)).margin(0.08));
}
