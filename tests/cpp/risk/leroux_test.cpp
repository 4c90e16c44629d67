// SPDX-License-Identifier: MIT
#include "libprofile/risk/leroux.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include <boost/math/distributions/gamma.hpp>
#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/risk/bym2.hpp"

#include "support/leroux_by_sampling.hpp"
#include "support/scottish_lip_cancer.hpp"

using namespace libprofile::risk;
namespace support = libprofile::testing;

namespace {

using Vector = std::vector<double>;

SpatialRisk scotland() {
  const support::ScottishLipCancer data;
  return leroux(data.count, data.expected, support::scottish_neighbours());
}

}  // namespace

TEST_CASE("leroux: one place says what its own count says, a gamma distribution", "[risk][hand]") {
  libprofile::geography::Weights weights;
  weights.offsets = {0, 0};
  const SpatialRisk risk = leroux(Vector{5}, Vector{2}, weights);
  const boost::math::gamma_distribution<double> exact(5.0, 0.5);
  CHECK(risk.relative_risk[0] == Approx(2.5).epsilon(1e-3));
  CHECK(risk.upper[0] == Approx(quantile(exact, 0.975)).epsilon(2e-3));
}

TEST_CASE("leroux agrees with a long Markov chain", "[risk][oracle]") {
  const support::ScottishLipCancer data;
  const auto weights = support::scottish_neighbours();
  const SpatialRisk risk = leroux(data.count, data.expected, weights);
  const Vector above_one = exceedance(risk, 1.0);
  // Five chains of 200,000 sweeps differ from the fit by up to 0.7 % in means, 2.3 and 1.2 % in limits, 0.5 % in the
  // deviation and 0.002 in the mixing.
  support::LerouxChain chain(data.count, data.expected, weights, 1);
  const support::SampledRisk sampled = chain.run(120'000, 5'000, 5);
  for (std::size_t i = 0; i < data.count.size(); ++i) {
    INFO("district " << i + 1);
    CHECK(risk.relative_risk[i] == Approx(sampled.relative_risk[i]).epsilon(0.012));
    CHECK(risk.lower[i] == Approx(sampled.lower[i]).epsilon(0.035));
    CHECK(risk.upper[i] == Approx(sampled.upper[i]).epsilon(0.02));
    CHECK(above_one[i] == Approx(sampled.above_one[i]).margin(0.012));
  }
  CHECK(risk.deviation.mean == Approx(sampled.deviation).epsilon(0.01));
  CHECK(risk.mixing.mean == Approx(sampled.mixing).margin(0.006));
}

TEST_CASE("leroux and bym2 say much the same of the Scottish map", "[risk][property]") {
  const support::ScottishLipCancer data;
  const SpatialRisk one = scotland();
  const SpatialRisk other = bym2(data.count, data.expected, support::scottish_neighbours());
  for (std::size_t i = 0; i < data.count.size(); ++i) {
    INFO("district " << i + 1);
    CHECK(one.relative_risk[i] == Approx(other.relative_risk[i]).epsilon(0.08));
  }
}

TEST_CASE("leroux gives the same bytes for any number of threads", "[risk][property]") {
  std::vector<SpatialRisk> fits;
  for (const int threads : {1, 2, 8}) {
    const libprofile::core::ThreadLimit limit(threads);
    fits.push_back(scotland());
  }
  CHECK(fits[1].relative_risk == fits[0].relative_risk);
  CHECK(fits[2].relative_risk == fits[0].relative_risk);
}

TEST_CASE("leroux refuses options outside their range", "[risk][edges]") {
  const Vector ones(2, 1.0);
  libprofile::geography::Weights weights;
  weights.offsets = {0, 0, 0};
  CHECK_THROWS_AS(leroux(ones, ones, weights, {}, {.level = 0.0}), libprofile::InvalidArgument);
  CHECK_THROWS_AS(leroux(ones, ones, weights, {}, {.tail = 1.0}), libprofile::InvalidArgument);
  CHECK_THROWS_AS(leroux(ones, ones, weights, {}, {.largest_deviation = std::numeric_limits<double>::infinity()}),
                  libprofile::InvalidArgument);
}
