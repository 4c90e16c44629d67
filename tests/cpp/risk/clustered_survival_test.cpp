// SPDX-License-Identifier: MIT
#include "libprofile/risk/detail/clustered_survival.hpp"

#include <cmath>
#include <numeric>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/random.hpp"

#include "support/spells_by_definition.hpp"

using namespace libprofile::risk;
using libprofile::core::Philox;
using libprofile::core::Stream;
namespace support = libprofile::testing;

TEST_CASE("survival and its variance are what the definitions give", "[risk][oracle]") {
  const auto seed = GENERATE(range(1U, 31U));
  const Philox random(seed, Stream::testing);
  std::vector<double> time;
  std::vector<std::uint8_t> happened;
  std::vector<std::uint32_t> cluster;
  for (std::uint32_t i = 0; i < 6 + seed; ++i) {
    time.push_back(random.below(12, i, 0, 0));
    happened.push_back(random.below(3, i, 0, 1) > 0 ? 1 : 0);
    cluster.push_back(random.below(4, i, 0, 2));
  }
  const auto curve = detail::survival_curve(time, happened, cluster, 4);
  const std::vector<double> equal(time.size(), 1.0);
  for (std::size_t step = 0; step < curve.time.size(); ++step) {
    const double survival = support::survival_by_definition(time, happened, equal, curve.time[step]);
    CHECK(curve.share[step] == Approx(1.0 - survival).margin(1e-12));
    if (survival > 0.0) {
      CHECK(curve.log_variance[step] ==
            Approx(support::log_variance_by_definition(time, happened, cluster, 4, curve.time[step])).epsilon(1e-4));
    }
  }
}

TEST_CASE("with a spell for each child the variance is Greenwood's", "[risk][property]") {
  const std::vector<double> time{1, 2, 2, 3, 5, 5, 5, 8, 9, 9};
  const std::vector<std::uint8_t> happened{1, 1, 0, 1, 1, 1, 0, 1, 0, 0};
  std::vector<std::uint32_t> cluster(10);
  std::iota(cluster.begin(), cluster.end(), 0U);
  const auto curve = detail::survival_curve(time, happened, cluster, 10);
  const double greenwood = 1.0 / 90 + 1.0 / 72 + 1.0 / 42 + 2.0 / 24 + 1.0 / 6;
  CHECK(curve.log_variance.back() == Approx(greenwood));
}

TEST_CASE("remission of leukaemia under 6-MP, as everybody prints it", "[risk][golden]") {
  // Freireich and others (1963), Blood 21, 699-716; survival and Greenwood's standard errors of R's survival 3.5 (LGPL)
  // and of Kalbfleisch and Prentice (2002), table 1.2: S(6) 0.857 (0.0764), S(10) 0.753 (0.0963), S(23) 0.448 (0.1346).
  const std::vector<double> time{6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35};
  const std::vector<std::uint8_t> happened{1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0};
  std::vector<std::uint32_t> cluster(time.size());
  std::iota(cluster.begin(), cluster.end(), 0U);
  const auto curve = detail::survival_curve(time, happened, cluster, time.size());
  const auto check = [&](std::size_t step, double at, double survival, double error) {
    CHECK(curve.time[step] == at);
    CHECK(1.0 - curve.share[step] == Approx(survival).margin(0.0005));
    CHECK((1.0 - curve.share[step]) * std::sqrt(curve.log_variance[step]) == Approx(error).margin(0.00005));
  };
  check(0, 6, 0.857, 0.0764);
  check(2, 10, 0.753, 0.0963);
  check(6, 23, 0.448, 0.1346);
  const auto median = detail::time_of(curve, 0.5, 0.95);
  CHECK(median.estimate == 23.0);
  CHECK(median.interval.lower == 13.0);
  CHECK(std::isinf(median.interval.upper));
}
