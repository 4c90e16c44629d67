// SPDX-License-Identifier: MIT
#include <cmath>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/risk/bym2.hpp"

#include "support/scottish_lip_cancer.hpp"

using namespace libprofile::risk;
using libprofile::geography::Weights;
namespace support = libprofile::testing;

namespace {

using Vector = std::vector<double>;

/// The map with its three islands alone, as outlines have it: districts 6, 8 and 11.
Weights scottish_outlines() {
  const Weights linked = support::scottish_neighbours();
  const auto is_island = [](std::size_t i) { return i == 5 || i == 7 || i == 10; };
  Weights weights;
  for (std::size_t i = 0; i < linked.size(); ++i) {
    for (const std::uint32_t j : linked.neighbours_of(i)) {
      if (!is_island(i) && !is_island(j)) {
        weights.neighbours.push_back(j);
      }
    }
    weights.offsets.push_back(weights.neighbours.size());
  }
  weights.values.assign(weights.neighbours.size(), 1.0);
  return weights;
}

}  // namespace

TEST_CASE("bym2: lip cancer in Scotland as R-INLA prints it", "[risk][golden]") {
  // Its model "bym2" with default priors, as the notebook of Padellini and Rue, Model-aware quantile regression for
  // discrete data (2018), prints it (github.com/tulliapadellini/INLA-quantreg). The prior of σ is ours; that of the
  // share has P(share < 1/2) = 1/2 and prefers less structure. Neighbours are by outlines, which touch slightly
  // otherwise.
  const support::ScottishLipCancer data;
  for (const MixingPrior prior : {MixingPrior::uniform, MixingPrior::penalised}) {
    const SpatialRisk risk =
        bym2(data.count, data.expected, scottish_outlines(), {data.outdoor_work, 1}, {.mixing_prior = prior});
    CHECK(risk.coefficients[0].mean == Approx(-0.3175209).margin(0.02));
    CHECK(risk.coefficients[0].standard_deviation == Approx(0.1257992).epsilon(0.03));
    // R-INLA's covariate is a share, ours is per cent over ten.
    CHECK(10.0 * risk.coefficients[1].mean == Approx(4.5483499).margin(0.25));
    CHECK(10.0 * risk.coefficients[1].standard_deviation == Approx(1.3161428).epsilon(0.03));
    // It prints the precision: 2.1673669 to 7.6222367.
    CHECK(risk.deviation.lower == Approx(1.0 / std::sqrt(7.6222367)).epsilon(0.02));
    CHECK(risk.deviation.upper == Approx(1.0 / std::sqrt(2.1673669)).epsilon(0.02));
    CHECK(risk.mixing.mean == Approx(0.7771857).margin(0.01));
    CHECK(risk.mixing.standard_deviation == Approx(0.1771613).margin(0.035));
    // P(risk > 1) of the districts that it prints: Skye, Gordon, Western Isles, Sutherland, Nairn and Wigtown.
    const Vector above = exceedance(risk, 1.0);
    CHECK(above[0] == Approx(0.9999991).margin(1e-5));
    CHECK(above[9] == Approx(0.9999996).margin(1e-5));
    CHECK(above[10] == Approx(0.9966177).margin(0.004));
    CHECK(above[11] == Approx(0.9994578).margin(0.004));
    CHECK(above[12] == Approx(0.9903807).margin(0.004));
    CHECK(above[13] == Approx(0.9884998).margin(0.004));
  }
}
