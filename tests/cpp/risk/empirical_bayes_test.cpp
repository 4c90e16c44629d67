// SPDX-License-Identifier: MIT
#include "libprofile/risk/empirical_bayes.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"

#include "support/classics.hpp"
#include "support/getis_ord_by_definition.hpp"

using namespace libprofile::risk;
using libprofile::InvalidArgument;
namespace support = libprofile::testing;

namespace {

using Vector = std::vector<double>;

const double kNan = std::numeric_limits<double>::quiet_NaN();

struct Smoothed {
  double rate;
  double mean;
  double variance;
};

/// Marshall's estimate at `place` from the places of `members`, written out.
Smoothed by_definition(const Vector& counts, const Vector& people, const std::vector<std::size_t>& members,
                       std::size_t place) {
  double events = 0.0, residents = 0.0, squares = 0.0;
  for (const std::size_t j : members) {
    events += counts[j];
    residents += people[j];
  }
  const double mean = events / residents;
  for (const std::size_t j : members) {
    squares += people[j] * std::pow(counts[j] / people[j] - mean, 2);
  }
  const double mean_people = residents / static_cast<double>(members.size());
  const double variance = std::max(0.0, squares / residents - mean / mean_people);
  const double weight = variance == 0.0 ? 0.0 : variance / (variance + mean / people[place]);
  return {weight * counts[place] / people[place] + (1.0 - weight) * mean, mean, variance};
}

Vector random_people(std::uint64_t seed, std::size_t n) {
  auto people = support::random_counts(seed + 100, n, 3000);
  std::for_each(people.begin(), people.end(), [](double& value) { value += 20.0; });
  return people;
}

}  // namespace

TEST_CASE("two places, worked on paper", "[risk][hand]") {
  // m = 0.3, s² = (100 · 0.2² + 100 · 0.2²) / 200 = 0.04, A = 0.04 - 0.3 / 100 = 0.037, weight 0.037 / (0.037 + 0.003).
  const auto result = empirical_bayes(Vector{10, 50}, Vector{100, 100});
  CHECK(result.prior_mean == Vector{0.3});
  CHECK(result.prior_variance[0] == Approx(0.037));
  CHECK(result.rate[0] == Approx(0.3 - 0.2 * 0.925));
  CHECK(result.rate[1] == Approx(0.3 + 0.2 * 0.925));
}

TEST_CASE("a variance below zero is none: every rate is the mean", "[risk][hand]") {
  const auto result = empirical_bayes(Vector{2, 3, 2}, Vector{100, 100, 100});
  CHECK(result.prior_variance[0] == 0.0);
  CHECK(result.rate == Vector(3, 7.0 / 300));
}

TEST_CASE("places without people or count take no part", "[risk][edges]") {
  const auto with = empirical_bayes(Vector{10, 50, 7, kNan, 3}, Vector{100, 100, 0, 400, kNan});
  const auto without = empirical_bayes(Vector{10, 50}, Vector{100, 100});
  CHECK(with.rate[0] == without.rate[0]);
  CHECK(with.rate[1] == without.rate[1]);
  CHECK(std::isnan(with.rate[2]));
  CHECK(std::isnan(with.rate[3]));
  CHECK(std::isnan(with.rate[4]));
}

TEST_CASE("no place, nobody anywhere and no event", "[risk][edges]") {
  CHECK(empirical_bayes({}, {}).rate.empty());
  CHECK(std::isnan(empirical_bayes(Vector{3}, Vector{0}).prior_mean[0]));
  CHECK(empirical_bayes(Vector{0, 0}, Vector{10, 20}).rate == Vector{0, 0});
  CHECK(std::isnan(excess_risk(Vector{0, 0}, Vector{10, 20})[0]));
  CHECK(empirical_bayes(Vector{4}, Vector{8}).rate == Vector{0.5});
}

TEST_CASE("empirical Bayes refuses arguments outside their range", "[risk][edges]") {
  CHECK_THROWS_WITH(empirical_bayes(Vector{1, -1}, Vector{10, 20}), Catch::Contains("counts[1]"));
  CHECK_THROWS_AS(empirical_bayes(Vector{1}, Vector{10, 20}), InvalidArgument);
  CHECK_THROWS_AS(excess_risk(Vector{1}, Vector{HUGE_VAL}), InvalidArgument);
  CHECK_THROWS_AS(empirical_bayes(Vector{1}, Vector{1}, support::weights_from({{0, 1}, {1, 0}})), InvalidArgument);
  CHECK_THROWS_AS(empirical_bayes(Vector{1}, Vector{1}, support::weights_from({{0, 1}})), InvalidArgument);
}

TEST_CASE("a place without neighbours that take part keeps its own rate", "[risk][edges]") {
  const auto weights = support::weights_from({{0, 1, 0}, {1, 0, 0}, {0, 1, 0}});
  const auto result = empirical_bayes(Vector{4, kNan, 9}, Vector{10, 10, 10}, weights);
  CHECK(result.rate[0] == 0.4);
  CHECK(result.prior_variance[0] == 0.0);
  CHECK(std::isnan(result.rate[1]));
  CHECK(std::isnan(result.prior_mean[1]));
}

TEST_CASE("both forms agree with the definition, place by place", "[risk][oracle]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const std::size_t n = 70;
  const auto counts = support::random_counts(seed, n, 200);
  const auto people = random_people(seed, n);
  const auto matrix = support::random_weights(seed, n, 0.1);
  const auto global = empirical_bayes(counts, people);
  const auto spatial = empirical_bayes(counts, people, support::weights_from(matrix));
  std::vector<std::size_t> all;
  for (std::size_t i = 0; i < n; ++i) {
    all.push_back(i);
  }
  for (std::size_t i = 0; i < n; ++i) {
    CHECK(global.rate[i] == Approx(by_definition(counts, people, all, i).rate));
    std::vector<std::size_t> around{i};
    for (std::size_t j = 0; j < n; ++j) {
      if (matrix[i][j] > 0.0) {
        around.push_back(j);
      }
    }
    const auto expected = by_definition(counts, people, around, i);
    CHECK(spatial.rate[i] == Approx(expected.rate));
    CHECK(spatial.prior_mean[i] == Approx(expected.mean));
    CHECK(spatial.prior_variance[i] == Approx(expected.variance).margin(1e-12));
  }
}

TEST_CASE("smoothed rates lie between the place's own and the mean, and scale with the counts", "[risk][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const auto counts = support::random_counts(seed, 100, 300);
  const auto people = random_people(seed, 100);
  const auto result = empirical_bayes(counts, people);
  const double mean = result.prior_mean[0];
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const double own = counts[i] / people[i];
    CHECK(result.rate[i] >= Approx(std::min(own, mean)));
    CHECK(result.rate[i] <= Approx(std::max(own, mean)));
  }
}

TEST_CASE("the sum over places is the same for any number of threads", "[risk][property]") {
  const auto counts = support::random_counts(1, 20000, 300);
  const auto people = random_people(1, 20000);
  const auto with = [&](int threads) {
    const libprofile::core::ThreadLimit limit(threads);
    return empirical_bayes(counts, people).rate;
  };
  CHECK(with(1) == with(2));
  CHECK(with(1) == with(8));
}

TEST_CASE("sudden infant deaths in North Carolina, 1974", "[risk][golden]") {
  // GeoDa's sids2, EB and excess rates of the first five counties, re-computed with esda 2.9 (BSD-3).
  const auto data = support::read_classic("nc_sids.csv");
  if (!data) {
    WARN("skipped: classics/nc_sids.csv is not beside the project");
    return;
  }
  const auto result = empirical_bayes(data->at("SID74"), data->at("BIR74"));
  const auto excess = excess_risk(data->at("SID74"), data->at("BIR74"));
  CHECK(result.prior_variance[0] == Approx(7.69293e-07).epsilon(1e-5));
  CHECK(result.prior_mean[0] == Approx(.00202144489365).epsilon(1e-10));
  const Vector smoothed{.0016973, .0017054, .0017731, .0020129, .0035349};
  const Vector times{.453433, 0, .775871, .973810, 3.133190};
  for (std::size_t i = 0; i < 5; ++i) {
    CHECK(result.rate[i] == Approx(smoothed[i]).margin(5e-8));
    CHECK(excess[i] == Approx(times[i]).margin(5e-7));
  }
}
