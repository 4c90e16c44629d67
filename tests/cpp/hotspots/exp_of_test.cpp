// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/detail/exp_of.hpp"

#include <cmath>
#include <random>

#include <catch2/catch.hpp>

using libprofile::hotspots::detail::exp_of;

TEST_CASE("the exponential by plain arithmetic is that of the library, to two units in the last place",
          "[hotspots][oracle]") {
  CHECK(exp_of(0.0) == 1.0);
  CHECK(exp_of(-0.0) == 1.0);
  std::mt19937_64 engine(3);
  for (const double width : {1e-9, 0.1, 1.0, 30.0, 700.0}) {
    std::uniform_real_distribution<double> draw(-width, width);
    double worst = 0.0;
    for (int k = 0; k < 20'000; ++k) {
      const double x = draw(engine);
      worst = std::max(worst, std::abs(exp_of(x) / std::exp(x) - 1.0));
    }
    CAPTURE(width);
    CHECK(worst <= 4.5e-16);
  }
}
