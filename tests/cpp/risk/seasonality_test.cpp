// SPDX-License-Identifier: MIT
#include "libprofile/risk/seasonality.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/core/random.hpp"
#include "libprofile/risk/detail/calendar.hpp"
#include "libprofile/risk/detail/gamma_draw.hpp"

#include "support/poisson_draws.hpp"

using namespace libprofile::risk;
using libprofile::InvalidArgument;
using libprofile::core::Philox;
using libprofile::core::Stream;
namespace support = libprofile::testing;

namespace {

using Vector = std::vector<double>;

constexpr std::int32_t kJanuary = 17'532;     // 2018-01-01, a Monday.
constexpr std::int32_t kThreeYears = 18'627;  // 2020-12-31.

SeasonTable table_of(std::size_t strata, Vector counts, Vector days) {
  SeasonTable table;
  table.strata = strata;
  table.phases = counts.size() / strata;
  table.counts = std::move(counts);
  table.days = std::move(days);
  return table;
}

/// Poisson counts of years with a wave of this amplitude; each cell's mean times a gamma of this spread.
SeasonTable planted(std::uint64_t seed, std::uint32_t world, double mean, double amplitude, double spread) {
  const Philox random(seed, Stream::testing);
  SeasonTable table = season_table({}, kJanuary, kThreeYears, SeasonOf::month_of_year);
  for (std::uint32_t i = 0; i < table.counts.size(); ++i) {
    const double wave = 1.0 + amplitude * std::cos(2.0 * 3.14159265358979 * (i % 12 + 0.5) / 12.0);
    const double wild = spread > 0.0 ? spread * detail::gamma_draw(1.0 / spread, random, 1000 + i, world) : 1.0;
    table.counts[i] = support::poisson_draw(random, mean * wave * wild * table.days[i] / 30.0, i, world);
  }
  return table;
}

Vector numbers_of(const Seasonality& found) {
  Vector all{found.dispersion, found.p_plain, found.p, found.cycle.statistic, found.cycle.peak};
  for (const auto& phase : found.phases) {
    all.insert(all.end(), {phase.index, phase.interval.lower, phase.interval.upper});
  }
  return all;
}

}  // namespace

TEST_CASE("days of three years by month and by weekday", "[risk][hand]") {
  const std::vector<std::int32_t> days{kJanuary, kJanuary, kJanuary + 31, kThreeYears, kJanuary - 1, kThreeYears + 1};
  const auto months = season_table(days, kJanuary, kThreeYears, SeasonOf::month_of_year);
  CHECK(months.strata == 3);
  CHECK(months.outside == 2);
  CHECK(months.counts[0] == 2.0);
  CHECK(months.counts[1] == 1.0);
  CHECK(months.counts[35] == 1.0);
  CHECK(months.days[1] == 28.0);
  CHECK(months.days[25] == 29.0);  // February 2020.
  CHECK(std::accumulate(months.days.begin(), months.days.end(), 0.0) == 1096.0);
  const auto weekdays = season_table(days, kJanuary, kThreeYears, SeasonOf::day_of_week);
  CHECK(weekdays.strata == 36);
  CHECK(weekdays.phases == 7);
  CHECK(weekdays.counts[0] == 2.0);
  CHECK(weekdays.days[0] == 5.0);  // Mondays of January 2018.
  CHECK(weekdays.days[3] == 4.0);
  // Years that begin in October: three strata, each of twelve months.
  const auto later = season_table({}, 17'805, 18'535 + 365, SeasonOf::month_of_year);
  CHECK(later.strata == 3);
  CHECK(later.days[9] == 31.0);
  CHECK(later.days[0] == 31.0);
}

TEST_CASE("windows that are too short to tell a season are refused with what is needed", "[risk][edges]") {
  const auto month = SeasonOf::month_of_year;
  CHECK_THROWS_WITH(season_table({}, kJanuary, kJanuary + 364, month), Catch::Contains("at least 24"));
  CHECK_THROWS_WITH(season_table({}, kJanuary, kJanuary + 728, month), Catch::Contains("= 23"));
  CHECK_NOTHROW(season_table({}, kJanuary, kJanuary + 729, month));
  CHECK_THROWS_WITH(season_table({}, kJanuary + 1, kJanuary + 730, month), Catch::Contains("= 23"));
  CHECK_THROWS_WITH(season_table({}, kJanuary, kJanuary + 54, SeasonOf::day_of_week), Catch::Contains("at least 56"));
  CHECK_THROWS_AS(season_table({}, kJanuary, kJanuary - 1, month), InvalidArgument);
  CHECK_THROWS_AS(season_table({}, 0, 100'000, month), InvalidArgument);
}

TEST_CASE("twice as many on half of the days, worked on paper", "[risk][hand]") {
  // Two strata of 30 and 10 days of the first phase, 10 and 30 of the second; rates 2 and 1, then 4 and 2.
  const auto found = seasonality(table_of(2, {60, 10, 40, 60}, {30, 10, 10, 30}));
  // Mean factor over 40 + 40 days: 1.5.
  CHECK(found.phases[0].index == Approx(4.0 / 3.0));
  CHECK(found.phases[1].index == Approx(2.0 / 3.0));
  CHECK(found.phases[0].expected == Approx(75.0));
  CHECK(found.dispersion == 1.0);
  CHECK(found.degrees == 1.0);
  CHECK(found.phases[0].interval.lower > 1.0);
  CHECK(found.phases[1].interval.upper < 1.0);
  CHECK(found.p_plain == Approx(0.001));
}

TEST_CASE("no event, a month without any, one stratum", "[risk][edges]") {
  const auto none = seasonality(table_of(1, {0, 0, 0}, {10, 10, 10}));
  CHECK(none.events == 0.0);
  CHECK(std::isnan(none.phases[1].index));
  CHECK(std::isnan(none.p_plain));
  CHECK(std::isnan(none.dispersion));
  const auto missing = seasonality(table_of(2, {5, 0, 7, 6, 0, 8}, {10, 10, 10, 10, 10, 10}));
  CHECK(missing.phases[1].index == 0.0);
  CHECK(missing.phases[1].interval.lower == 0.0);
  CHECK(missing.phases[1].interval.upper > 0.2);
  CHECK(missing.phases[1].interval.upper < 1.0);
  const auto one = seasonality(table_of(1, {5, 4, 7}, {10, 10, 10}));
  CHECK(one.degrees == 0.0);
  CHECK(std::isnan(one.p));
  CHECK_FALSE(std::isnan(one.p_plain));
  const auto no_days = seasonality(table_of(1, {5, 0, 7}, {10, 0, 10}));
  CHECK(std::isnan(no_days.phases[1].index));
  CHECK(std::isnan(no_days.phases[1].interval.lower));
  CHECK(std::isnan(seasonality(table_of(1, {5, 6}, {10, 10})).cycle.statistic));
}

TEST_CASE("seasonality refuses what it cannot use, by name", "[risk][edges]") {
  CHECK_THROWS_WITH(seasonality(table_of(1, {5, 0.5}, {1, 1})), Catch::Contains("counts[1]"));
  CHECK_THROWS_WITH(seasonality(table_of(1, {5, 1}, {1, 0})), Catch::Contains("days[1]"));
  CHECK_THROWS_WITH(seasonality(table_of(1, {5, 1}, {1, -1})), Catch::Contains("days[1]"));
  CHECK_THROWS_WITH(seasonality(table_of(1, {5, 1}, {1})), Catch::Contains("days.size()"));
  CHECK_THROWS_WITH(seasonality(table_of(2, {5, 1}, {1, 1})), Catch::Contains("phases"));
  const auto good = table_of(1, {5, 1}, {1, 1});
  CHECK_THROWS_AS(seasonality(good, {.level = 1.0}), InvalidArgument);
  CHECK_THROWS_AS(seasonality(good, {.exact_up_to = 100'001}), InvalidArgument);
  CHECK_THROWS_AS(seasonality(good, {.replicates = 98}), InvalidArgument);
}

TEST_CASE("p by dealing out is the exact one of every outcome", "[risk][oracle]") {
  const auto seed = GENERATE(range(1U, 11U));
  const Philox random(seed, Stream::testing);
  // Three phases of 1, 2 and 3 days, 9 events: every way to share them out, with its multinomial probability.
  const double n = 9.0;
  Vector counts(3, 0.0);
  for (std::uint32_t e = 0; e < 9; ++e) {
    counts[random.below(3, e, 0, 0)] += 1.0;
  }
  const Vector expected{1.5, 3.0, 4.5};
  const auto far = [&](double a, double b, double c) {
    return (a - 1.5) * (a - 1.5) / 1.5 + (b - 3.0) * (b - 3.0) / 3.0 + (c - 4.5) * (c - 4.5) / 4.5;
  };
  double p = 0.0;
  for (double a = 0.0; a <= n; ++a) {
    for (double b = 0.0; a + b <= n; ++b) {
      const double c = n - a - b;
      const double chance = std::exp(std::lgamma(n + 1) - std::lgamma(a + 1) - std::lgamma(b + 1) - std::lgamma(c + 1) +
                                     a * std::log(1.0 / 6) + b * std::log(1.0 / 3) + c * std::log(0.5));
      p += far(a, b, c) >= far(counts[0], counts[1], counts[2]) * (1.0 - 1e-9) ? chance : 0.0;
    }
  }
  const auto found = seasonality(table_of(1, counts, {1, 2, 3}), {.replicates = 9999, .seed = seed});
  CHECK(found.p_plain == Approx(p).margin(4.0 * std::sqrt(p * (1.0 - p) / 9999.0) + 1e-4));
}

TEST_CASE("fitted counts agree with both margins", "[risk][oracle]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  auto table = planted(seed, 0, 8.0, 0.5, 0.3);
  // A window that begins in May: the first year lacks months, and a stratum is empty.
  for (std::size_t i = 0; i < 4; ++i) {
    table.counts[i] = table.days[i] = 0.0;
  }
  const auto found = seasonality(table);
  // Levels that follow from the indices give each year its events back, and each month too.
  Vector of_phase(12, 0.0);
  for (std::size_t s = 0; s < 3; ++s) {
    double events = 0.0;
    double worth = 0.0;
    for (std::size_t k = 0; k < 12; ++k) {
      events += table.counts[s * 12 + k];
      worth += table.days[s * 12 + k] * found.phases[k].index;
    }
    for (std::size_t k = 0; k < 12; ++k) {
      of_phase[k] += events / worth * table.days[s * 12 + k] * found.phases[k].index;
    }
  }
  for (std::size_t k = 0; k < 12; ++k) {
    CHECK(of_phase[k] == Approx(found.phases[k].count));
  }
}

TEST_CASE("a year that grows is no season", "[risk][property]") {
  // The same rate in every month of a year, three times as high in the last: all indices are 1.
  auto table = season_table({}, kJanuary, kThreeYears, SeasonOf::month_of_year);
  for (std::size_t i = 0; i < table.counts.size(); ++i) {
    table.counts[i] = table.days[i] * (i < 24 ? 1.0 : 3.0);
  }
  const auto found = seasonality(table);
  for (const auto& phase : found.phases) {
    CHECK(phase.index == Approx(1.0));
  }
  CHECK(found.p == Approx(1.0));
  CHECK(found.p_plain == Approx(1.0));
}

TEST_CASE("turning the phases turns the peak, and threads change nothing", "[risk][property]") {
  const auto table = planted(3, 0, 20.0, 0.6, 0.0);
  SeasonTable even = table;
  std::fill(even.days.begin(), even.days.end(), 30.0);
  auto turned = even;
  for (std::size_t s = 0; s < 3; ++s) {
    const auto row = turned.counts.begin() + static_cast<std::ptrdiff_t>(s * 12);
    std::rotate(row, row + 9, row + 12);
  }
  const auto found = seasonality(even);
  const auto after = seasonality(turned);
  CHECK(after.cycle.statistic == Approx(found.cycle.statistic));
  CHECK(std::fmod(found.cycle.peak + 3.0, 12.0) == Approx(after.cycle.peak));
  CHECK(after.phases[4].index == Approx(found.phases[1].index));
  const auto run = [&](int threads) {
    const libprofile::core::ThreadLimit limit(threads);
    return numbers_of(seasonality(table));
  };
  const auto one = run(1);
  CHECK(run(2) == one);
  CHECK(run(8) == one);
}

TEST_CASE("p that allows for years that differ rejects in 5 of 100 worlds without a season; the plain one does not",
          "[risk][property]") {
  int plain = 0;
  int allowed = 0;
  for (std::uint32_t world = 0; world < 400; ++world) {
    const auto found = seasonality(planted(9, world, 30.0, 0.0, 0.1), {.exact_up_to = 0});
    plain += found.p_plain <= 0.05 ? 1 : 0;
    allowed += found.p <= 0.05 ? 1 : 0;
  }
  CAPTURE(plain, allowed);
  CHECK(plain > 120);
  CHECK(allowed <= 36);
  CHECK(allowed >= 6);
}

TEST_CASE("intervals of an index hold the planted one in 93 to 99 of 100 worlds, clustered or not",
          "[risk][property]") {
  const double spread = GENERATE(0.0, 0.15);
  int held = 0;
  for (std::uint32_t world = 0; world < 500; ++world) {
    const auto found = seasonality(planted(11, world, 25.0, 0.4, spread), {.exact_up_to = 0});
    const double wave = 1.0 + 0.4 * std::cos(2.0 * 3.14159265358979 * 6.5 / 12.0);
    held += found.phases[6].interval.lower <= wave && wave <= found.phases[6].interval.upper ? 1 : 0;
  }
  CAPTURE(spread, held);
  CHECK(held >= 462);
  CHECK(held <= 497);
}

TEST_CASE("indices, dispersion and F of three years as statsmodels gives them", "[risk][golden]") {
  // statsmodels 0.15.0 (BSD-3): GLM of the Poisson family on year and month with the days as exposure.
  const auto found = seasonality(table_of(3, {31, 25, 40, 38, 45, 52, 60, 58, 41, 37, 30, 28, 35, 30, 38, 45, 50, 61,
                                              66, 57, 49, 40, 36, 33, 28, 33, 41, 39, 55, 49, 70, 66, 44, 45, 31, 40},
                                          {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31, 31, 29, 31, 30, 31, 30,
                                           31, 31, 30, 31, 30, 31, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}));
  const Vector indices{0.70741329, 0.72430714, 0.89555512, 0.94873654, 1.12885099, 1.25979771,
                       1.47503196, 1.36214686, 1.04205489, 0.91813214, 0.75432332, 0.760093};
  for (std::size_t k = 0; k < 12; ++k) {
    CHECK(found.phases[k].index == Approx(indices[k]).margin(1e-8));
  }
  CHECK(found.degrees == 22.0);
  CHECK(found.dispersion == 1.0);  // 7.0695 / 22 is below 1.
  CHECK(found.p == Approx(1.1417104545874317e-05).epsilon(1e-6));
}

TEST_CASE("anencephalus in Birmingham, 1940 to 1947", "[risk][golden]") {
  // Edwards (1961), Ann. Hum. Genet. 25, 83-87. Twice n times the squared mean resultant length: SciPy 1.17 (BSD-3)
  // gives 6.636027870014166 and the mean direction 11.9277 of 12.
  const auto found = seasonality(table_of(1, {10, 19, 18, 15, 11, 13, 7, 10, 13, 23, 15, 22}, Vector(12, 1.0)));
  CHECK(found.cycle.statistic == Approx(6.636027870014166));
  CHECK(found.cycle.p == Approx(0.036224704976408326));
  CHECK(found.cycle.peak == Approx(11.927655451482249));
  CHECK(found.cycle.amplitude == Approx(0.27460773407498434));
}
