// SPDX-License-Identifier: MIT
#include "libprofile/risk/detail/rounded_likelihood.hpp"

#include <cmath>

#include <catch2/catch.hpp>

#include "libprofile/risk/detail/count_data.hpp"

using namespace libprofile::risk::detail;

namespace {

/// Those 1 over a multiple of 5 go down, those 4 over up; of 2 and 3 over one in six goes to the farther multiple.
const RoundingModel kEven{4.0, 2.5};

double poisson(double count, double mean) {
  return std::exp(count * std::log(mean) - mean - std::lgamma(count + 1.0));
}

}  // namespace

TEST_CASE("a released 5 stands for 2 to 8, worked on paper", "[risk][hand]") {
  const RoundedLikelihood five(5.0, kEven);
  const double sixth = 1.0 / 6.0;
  for (const double mean : {0.01, 0.4, 4.0, 12.0, 90.0}) {
    const double chance = sixth * (poisson(2, mean) + poisson(8, mean)) +
                          5.0 * sixth * (poisson(3, mean) + poisson(7, mean)) + poisson(4, mean) + poisson(5, mean) +
                          poisson(6, mean);
    CHECK(five.log_likelihood(mean) == Approx(std::log(chance)).epsilon(1e-12));
  }
}

TEST_CASE("what may be released adds up to one", "[risk][oracle]") {
  const auto base = GENERATE(2.0, 5.0, 10.0);
  const auto mean = GENERATE(0.2, 3.0, 40.0);
  const RoundingModel rounding{base - 1.0, 0.4 * base};
  double sum = 0.0;
  for (double released = 0.0; released < 200.0; released += base) {
    sum += std::exp(RoundedLikelihood(released, rounding).log_likelihood(mean));
  }
  CHECK(sum == Approx(1.0).epsilon(1e-12));
}

TEST_CASE("derivatives of a rounded count are those of its log likelihood", "[risk][oracle]") {
  const auto released = GENERATE(0.0, 5.0, 40.0);
  const auto log_mean = GENERATE(-2.0, 0.3, 1.5, 4.0);
  const RoundedLikelihood count(released, kEven);
  const auto height = [&](double at) { return count.log_likelihood(std::exp(at)); };
  const Derivatives found = count.derivatives(std::exp(log_mean));
  constexpr double kStep = 1e-3;
  const double above = height(log_mean + kStep);
  const double below = height(log_mean - kStep);
  CHECK(found.slope == Approx((above - below) / (2 * kStep)).epsilon(1e-4).margin(1e-6));
  CHECK(-found.precision ==
        Approx((above - 2 * height(log_mean) + below) / (kStep * kStep)).epsilon(1e-4).margin(1e-6));
  const double farther = height(log_mean + 2 * kStep) - height(log_mean - 2 * kStep);
  CHECK(found.third ==
        Approx((farther - 2 * (above - below)) / (2 * kStep * kStep * kStep)).epsilon(1e-2).margin(1e-3));
}

TEST_CASE("where hardly any event is fitted a released 5 curves upwards, and wide bands keep within numbers",
          "[risk][edges]") {
  CHECK(RoundedLikelihood(5.0, kEven).derivatives(0.3).precision < 0.0);
  const RoundedLikelihood wide(100'000.0, {9'999.0, 5'000.0});
  for (const double mean : {1.0, 95'000.0, 100'000.0, 1e7}) {
    CHECK(std::isfinite(wide.log_likelihood(mean)));
    CHECK(std::isfinite(wide.derivatives(mean).third));
  }
  // All of 95,000 to 105,000 is as likely: a count of 100,000 is surely among them.
  CHECK(wide.log_likelihood(100'000.0) == Approx(0.0).margin(1e-9));
}

TEST_CASE("a fit sees a precision above 0, of a rounded count that curves upwards too", "[risk][edges]") {
  CountData data{Eigen::VectorXd::Constant(2, 5.0), Eigen::VectorXd::Constant(2, 0.3), {}, {}};
  const Eigen::VectorXd log_risk = Eigen::VectorXd::Zero(2);
  CHECK(derivatives(data, log_risk).precision[1] == 0.3);
  data.rounded.resize(2);
  data.rounded[0].emplace(5.0, kEven);
  const CountDerivatives found = derivatives(data, log_risk);
  CHECK(found.precision[0] == Approx(0.003));
  CHECK(found.slope[0] == RoundedLikelihood(5.0, kEven).derivatives(0.3).slope);
  // The second is exact.
  CHECK(found.slope[1] == 4.7);
  CHECK(log_likelihood(data, log_risk) == Approx(RoundedLikelihood(5.0, kEven).log_likelihood(0.3) - 0.3));
}
