// SPDX-License-Identifier: MIT
#include "libprofile/risk/neighbourhood_score.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <vector>

#include <boost/math/special_functions/digamma.hpp>
#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/core/random.hpp"
#include "libprofile/risk/poisson_gamma.hpp"

#include "support/simulated_rounding.hpp"

using namespace libprofile::risk;
using libprofile::InvalidArgument;

namespace {

using Vector = std::vector<double>;
const double kNan = std::numeric_limits<double>::quiet_NaN();

/// Three indicators of the same number of places.
struct Places {
  std::vector<Vector> counts;
  std::vector<Vector> expected;

  Places(std::uint32_t seed, std::size_t n) : counts(3), expected(3) {
    const libprofile::core::Philox random(seed, libprofile::core::Stream::testing);
    for (std::uint32_t k = 0; k < 3; ++k) {
      for (std::uint32_t i = 0; i < n; ++i) {
        counts[k].push_back(random.below(2 + 5 * (1 + random.below(6, i, k, 0)), i, k, 1));
        expected[k].push_back(3.0 + random.below(10, i, k, 2));
      }
    }
  }

  [[nodiscard]] std::vector<Indicator> indicators(const Vector& weights) const {
    const std::vector<std::string> names{"incidents", "missing", "premises"};
    std::vector<Indicator> result;
    for (std::size_t k = 0; k < weights.size(); ++k) {
      result.push_back(
          {names[k], k == 2 ? IndicatorRole::exposure : IndicatorRole::harm, weights[k], counts[k], expected[k]});
    }
    return result;
  }
};

std::vector<std::size_t> ranks_by_counting(const Vector& scores) {
  std::vector<std::size_t> ranks;
  for (const double score : scores) {
    ranks.push_back(std::isnan(score) ? 0
                                      : 1 + static_cast<std::size_t>(std::count_if(
                                                scores.begin(), scores.end(), [&](double x) { return x > score; })));
  }
  return ranks;
}

}  // namespace

TEST_CASE("a score is the weighted mean of log rate ratios", "[risk][hand]") {
  const Places places(1, 20);
  const auto found = neighbourhood_score(places.indicators({3, 1}));
  CHECK(found.weights == Vector{0.75, 0.25});
  const PoissonGamma first = poisson_gamma(places.counts[0], places.expected[0]);
  const double log_ratio = boost::math::digamma(first.shape[4]) - std::log(first.rate[4]) - std::log(first.prior_mean);
  CHECK(found.log_ratios[8] == Approx(log_ratio));
  CHECK(found.contributions[8] == Approx(0.75 * log_ratio));
  for (std::size_t i = 0; i < 20; ++i) {
    CHECK(found.contributions[2 * i] + found.contributions[2 * i + 1] == Approx(found.score[i]));
  }
}

TEST_CASE("protected characteristics and deprivation are refused by role, by name and with the rule", "[risk][edges]") {
  const Places places(1, 10);
  auto indicators = places.indicators({1, 1});
  indicators[1].name = "Share of a faith";
  indicators[1].role = IndicatorRole::protected_characteristic;
  CHECK_THROWS_WITH(neighbourhood_score(indicators),
                    Catch::Contains("'Share of a faith'") && Catch::Contains("Equality Act 2010, section 4"));
  indicators[1].role = IndicatorRole::deprivation;
  CHECK_THROWS_WITH(neighbourhood_score(indicators), Catch::Contains("deprivation under another name"));
  for (const auto role : {IndicatorRole::harm, IndicatorRole::exposure, IndicatorRole::service,
                          IndicatorRole::deprivation, IndicatorRole::protected_characteristic}) {
    CHECK(indicator_role(to_string(role)) == role);
  }
  CHECK_THROWS_WITH(indicator_role("crime"), Catch::Contains("harm, exposure, service"));
}

TEST_CASE("scores refuse arguments outside their range", "[risk][edges]") {
  const Places places(1, 10);
  CHECK_THROWS_AS(neighbourhood_score({}), InvalidArgument);
  auto indicators = places.indicators({1, 1});
  CHECK_THROWS_WITH(neighbourhood_score(indicators, {.weight_change = 1.5}), Catch::Contains("weight_change"));
  const Vector two{1, 2};
  CHECK_THROWS_WITH(neighbourhood_score(indicators, {.deprivation = two}), Catch::Contains("deprivation"));
  indicators[1].weight = 0.0;
  CHECK_THROWS_WITH(neighbourhood_score(indicators), Catch::Contains("weight of missing"));
  indicators[1].weight = 1.0;
  indicators[1].name = "incidents";
  CHECK_THROWS_WITH(neighbourhood_score(indicators), Catch::Contains("named once"));
  indicators[1].name = "short";
  indicators[1].counts = two;
  CHECK_THROWS_WITH(neighbourhood_score(indicators), Catch::Contains("counts of short"));
}

TEST_CASE("a place without one indicator has no score and no rank", "[risk][edges]") {
  Places places(2, 12);
  places.counts[1][3] = kNan;
  places.expected[0][5] = kNan;
  const auto found = neighbourhood_score(places.indicators({1, 1}));
  for (const std::size_t i : {3U, 5U}) {
    CHECK(std::isnan(found.score[i]));
    CHECK(found.rank[i] == 0);
    CHECK(found.rank_worst[i] == 0);
  }
  CHECK(*std::max_element(found.rank.begin(), found.rank.end()) <= 10);
}

TEST_CASE("what varies no more than chance adds nothing; equal places have equal ranks", "[risk][edges]") {
  Places places(3, 8);
  places.counts[0].assign(8, 5.0);
  places.expected[0].assign(8, 5.0);
  const auto found = neighbourhood_score(places.indicators({1}));
  CHECK(found.score == Vector(8, 0.0));
  CHECK(found.rank == std::vector<std::size_t>(8, 1));
  CHECK(found.rank_worst == std::vector<std::size_t>(8, 1));
  CHECK(std::isnan(found.with_deprivation.spearman));
}

TEST_CASE("ranges of ranks are those of every moved weight, by counting", "[risk][oracle]") {
  for (std::uint32_t seed = 0; seed < 40; ++seed) {
    Places places(seed, 5 + seed % 20);
    if (seed % 3 == 0) {
      places.counts[2][1] = kNan;
    }
    const double change = seed % 2 == 0 ? 0.5 : 0.2;
    const auto found = neighbourhood_score(places.indicators({2, 1, 1}), {.weight_change = change});
    auto best = ranks_by_counting(found.score);
    CHECK(found.rank == best);
    auto worst = best;
    for (std::size_t k = 0; k < 3; ++k) {
      for (int step = 0; step <= 20; ++step) {
        const double by = step == 20 ? 1.0 + change : 1.0 - change + 2.0 * change * step / 20;
        Vector scores(found.score.size(), 0.0);
        for (std::size_t i = 0; i < scores.size(); ++i) {
          for (std::size_t j = 0; j < 3; ++j) {
            scores[i] += found.weights[j] * (j == k ? by : 1.0) * found.log_ratios[3 * i + j];
          }
        }
        const auto ranks = ranks_by_counting(scores);
        for (std::size_t i = 0; i < ranks.size(); ++i) {
          best[i] = std::min(best[i], ranks[i]);
          worst[i] = std::max(worst[i], ranks[i]);
        }
      }
    }
    CHECK(found.rank_best == best);
    CHECK(found.rank_worst == worst);
  }
}

TEST_CASE("the scale of weights and the order of indicators change nothing", "[risk][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const Places places(seed, 60);
  const auto found = neighbourhood_score(places.indicators({2, 1, 1}));
  const auto scaled = neighbourhood_score(places.indicators({20, 10, 10}));
  CHECK(scaled.score == found.score);
  auto turned = places.indicators({2, 1, 1});
  std::reverse(turned.begin(), turned.end());
  const auto other = neighbourhood_score(turned);
  for (std::size_t i = 0; i < 60; ++i) {
    CHECK(other.score[i] == Approx(found.score[i]).margin(1e-12));
    CHECK(found.rank_best[i] <= found.rank[i]);
    CHECK(found.rank[i] <= found.rank_worst[i]);
  }
  const auto none = neighbourhood_score(places.indicators({2, 1, 1}), {.weight_change = 0.0});
  CHECK(none.rank_worst == none.rank);
  const auto with = [&](int threads) {
    const libprofile::core::ThreadLimit limit(threads);
    return neighbourhood_score(places.indicators({2, 1, 1})).contributions;
  };
  CHECK(with(1) == with(2));
  CHECK(with(1) == with(8));
}

TEST_CASE("without rounding contributions have no range; with it the range is that of the band", "[risk][hand]") {
  const Places places(4, 30);
  const auto exact = neighbourhood_score(places.indicators({2, 1}));
  CHECK(exact.contributions_lower == exact.contributions);
  CHECK(exact.contributions_upper == exact.contributions);
  auto indicators = places.indicators({2, 1});
  indicators[0].rounding_band = 4.0;
  const auto found = neighbourhood_score(indicators);
  const PoissonGamma fit = poisson_gamma(places.counts[0], places.expected[0], {.rounding_band = 4.0});
  REQUIRE(fit.prior_variance > 0.0);
  const double prior = fit.prior_mean * fit.prior_mean / fit.prior_variance;
  for (std::size_t i = 0; i < 30; ++i) {
    const double least = prior + std::max(0.0, places.counts[0][i] - 4.0);
    const double scale = std::log(fit.rate[i]) + std::log(fit.prior_mean);
    CHECK(found.contributions_lower[2 * i] == Approx(found.weights[0] * (boost::math::digamma(least) - scale)));
    CHECK(found.contributions_upper[2 * i] ==
          Approx(found.weights[0] * (boost::math::digamma(fit.shape[i] + 4.0) - scale)));
    CHECK(found.contributions_lower[2 * i] < found.contributions[2 * i]);
    CHECK(found.contributions[2 * i] < found.contributions_upper[2 * i]);
    CHECK(found.contributions_lower[2 * i + 1] == found.contributions_upper[2 * i + 1]);
    CHECK(found.rank_best[i] <= found.rank[i]);
    CHECK(found.rank[i] <= found.rank_worst[i]);
  }
  indicators[0].rounding_band = -1.0;
  CHECK_THROWS_WITH(neighbourhood_score(indicators), Catch::Contains("rounding_band"));
}

TEST_CASE("ranges of ranks and contributions hold those of the counts before rounding", "[risk][property]") {
  // Expected events of a place, and how often ranges should hold at least.
  const auto [least, most, ranks, contributions] =
      GENERATE(table<double, double, double, double>({{4.0, 16.0, 0.93, 0.98}, {1.0, 4.0, 0.85, 0.75}}));
  double ranks_held = 0.0;
  double given_held = 0.0;
  double contributions_held = 0.0;
  constexpr std::uint32_t kWorlds = 20;
  constexpr std::size_t kPlaces = 80;
  for (std::uint32_t seed = 0; seed < kWorlds; ++seed) {
    const auto first = libprofile::testing::simulate(2 * seed, kPlaces, 0.3, least, most);
    const auto second = libprofile::testing::simulate(2 * seed + 1, kPlaces, 0.3, least, most);
    const auto score = [&](const Vector& one, const Vector& other, double band) {
      const std::vector<Indicator> indicators{{"incidents", IndicatorRole::harm, 2.0, one, first.expected, band},
                                              {"missing", IndicatorRole::harm, 1.0, other, second.expected, band}};
      return neighbourhood_score(indicators, {.weight_change = 0.0, .seed = 3});
    };
    const auto exact = score(first.exact, second.exact, 0.0);
    const auto found = score(first.rounded, second.rounded, libprofile::testing::kBand);
    for (std::size_t i = 0; i < kPlaces; ++i) {
      const double part = 1.0 / (kWorlds * kPlaces);
      ranks_held += found.rank_best[i] <= exact.rank[i] && exact.rank[i] <= found.rank_worst[i] ? part : 0.0;
      given_held += found.rank[i] == exact.rank[i] ? part : 0.0;
      contributions_held += found.contributions_lower[2 * i] <= exact.contributions[2 * i] &&
                                    exact.contributions[2 * i] <= found.contributions_upper[2 * i]
                                ? part
                                : 0.0;
    }
  }
  WARN(least << " to " << most << " expected: ranks " << ranks_held << ", as given " << given_held << ", contributions "
             << contributions_held);
  CHECK(ranks_held > ranks);
  CHECK(given_held < 0.3);
  CHECK(contributions_held > contributions);
}

TEST_CASE("draws of the counts behind rounded ones do not depend on threads", "[risk][property]") {
  const Places places(9, 40);
  auto indicators = places.indicators({2, 1, 1});
  indicators[0].rounding_band = indicators[1].rounding_band = 4.0;
  const auto with = [&](int threads) {
    const libprofile::core::ThreadLimit limit(threads);
    return neighbourhood_score(indicators).rank_worst;
  };
  CHECK(with(1) == with(2));
  CHECK(with(1) == with(8));
}

TEST_CASE("a score that is deprivation says so", "[risk][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const Places places(seed, 60);
  const auto found = neighbourhood_score(places.indicators({2, 1, 1}));
  Vector same = found.score;
  for (double& one : same) {
    one = std::exp(one);
  }
  same[0] = kNan;
  const auto compared = neighbourhood_score(places.indicators({2, 1, 1}), {.deprivation = same});
  CHECK(compared.with_deprivation.spearman == Approx(1.0));
  CHECK(compared.with_deprivation.pearson < 1.0);
  CHECK(compared.with_deprivation.places == 59);
  CHECK(compared.indicators_with_deprivation.size() == 3);
  CHECK(std::abs(compared.indicators_with_deprivation[1].spearman) < 1.0);
}

TEST_CASE("correlations of short, constant and tied columns", "[risk][edges]") {
  CHECK(std::isnan(association(Vector{1, 2}, Vector{1, 2}).pearson));
  CHECK(std::isnan(association(Vector{1, 1, 1}, Vector{1, 2, 3}).spearman));
  CHECK(association(Vector{1, 2, 3}, Vector{3, 2, 1}).pearson == Approx(-1.0));
  CHECK_THROWS_AS(association(Vector{1, 2, 3}, Vector{1, 2}), InvalidArgument);
}

TEST_CASE("correlations of ties are those of SciPy", "[risk][golden]") {
  // scipy.stats.spearmanr and pearsonr, SciPy 1.17 (BSD-3).
  const auto found = association(Vector{1, 2, 2, 3, 5, 5, 5, 9}, Vector{2, 1, 4, 4, 3, 8, 8, 7});
  CHECK(found.spearman == Approx(0.6895607149652165).epsilon(1e-12));
  CHECK(found.pearson == Approx(0.6960187614506177).epsilon(1e-12));
}
