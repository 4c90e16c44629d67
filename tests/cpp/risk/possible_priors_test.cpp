// SPDX-License-Identifier: MIT
#include "libprofile/risk/detail/possible_priors.hpp"

#include <cmath>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/risk/detail/gamma_quantile.hpp"

using namespace libprofile::risk;

namespace {

/// Mean and variance of relative deviations under all priors.
double mean_deviation(const std::vector<detail::PossiblePrior>& priors) {
  double mean = 0.0;
  for (const auto& prior : priors) {
    mean += prior.chance / std::sqrt(prior.shape);
  }
  return mean;
}

}  // namespace

TEST_CASE("one prior alone gives the quantiles of its own posterior", "[risk][hand]") {
  const std::vector<detail::PossiblePrior> one{{1.0, 2.0, 5.0}};
  const Interval found = detail::interval_over(one, 7.0, 10.0, 0.9);
  CHECK(found.lower == Approx(detail::gamma_quantile(9.0, 0.05) / 15.0));
  CHECK(found.upper == Approx(detail::gamma_quantile(9.0, 0.95) / 15.0));
}

TEST_CASE("two priors that contradict each other add their difference to the variance", "[risk][hand]") {
  // Posteriors of mean 1 and 3, and variance 0.1 and 0.3: mean 2, variance 0.2 + 1.
  const std::vector<detail::PossiblePrior> two{{0.5, 5.0, 5.0}, {0.5, 25.0, 5.0}};
  const Interval found = detail::interval_over(two, 5.0, 5.0, 0.95);
  CHECK(found.lower == Approx(0.6 * detail::gamma_quantile(2.0 * 2.0 / 1.2, 0.025)));
  CHECK(found.upper == Approx(0.6 * detail::gamma_quantile(2.0 * 2.0 / 1.2, 0.975)));
}

TEST_CASE("chances add up to one, and many counts leave one mean and one spread", "[risk][property]") {
  const std::vector<double> few{18, 30, 9, 21};
  const std::vector<double> exposures(4, 60.0);
  const auto open = detail::possible_priors(few, exposures);
  double sum = 0.0;
  for (const auto& prior : open) {
    sum += prior.chance;
  }
  CHECK(sum == Approx(1.0).epsilon(1e-9));
  // 400 counts of 40 and of 160 at 400: a mean of 0.25, and a deviation of 0.6 less chance's 0.1.
  std::vector<double> many;
  for (int k = 0; k < 400; ++k) {
    many.push_back(k % 2 == 0 ? 40.0 : 160.0);
  }
  const std::vector<double> wide(400, 400.0);
  const auto settled = detail::possible_priors(many, wide);
  CHECK(mean_deviation(settled) == Approx(0.6).epsilon(0.2));
  for (const auto& prior : settled) {
    CHECK((prior.chance < 1e-6 || std::abs(prior.shape / prior.rate - 0.25) < 0.05));
  }
}

TEST_CASE("nothing but tiny parts of incidents, or millions, gives finite intervals", "[risk][edges]") {
  for (const double scale : {1e-6, 1.0, 1e7}) {
    const std::vector<double> counts{2 * scale, 0.0, 3 * scale};
    const std::vector<double> exposures{5.0, 5e4, 1e-3};
    for (std::size_t k = 0; k < counts.size(); ++k) {
      const Interval found =
          detail::interval_over(detail::possible_priors(counts, exposures), counts[k], exposures[k], 0.95);
      CHECK((found.lower >= 0.0 && found.lower < found.upper && std::isfinite(found.upper)));
    }
  }
}
