// SPDX-License-Identifier: MIT
#include "libprofile/risk/premises_surroundings.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"

#include "support/random_points.hpp"

using namespace libprofile::risk;
using libprofile::InvalidArgument;
using libprofile::geography::PlanarView;
namespace support = libprofile::testing;

namespace {

using Vector = std::vector<double>;
using Kinds = std::vector<std::uint32_t>;

/// n premises at one point, `apart_m` east of the origin.
void add(Vector& xy_m, std::size_t n, double apart_m) {
  for (std::size_t i = 0; i < n; ++i) {
    xy_m.insert(xy_m.end(), {apart_m, 0.0});
  }
}

}  // namespace

TEST_CASE("one, five, six, twenty, fifty and fifty-one premises together, worked on paper", "[risk][hand]") {
  Vector xy_m;
  add(xy_m, 1, 0);
  add(xy_m, 5, 1000);
  add(xy_m, 6, 2000);
  add(xy_m, 20, 3000);
  add(xy_m, 50, 4000);
  add(xy_m, 51, 5000);
  const Kinds kinds = premises_surroundings(PlanarView(xy_m), 100.0);
  CHECK(kinds[0] == 0);
  CHECK(kinds[1] == 1);
  CHECK(kinds[6] == 2);
  CHECK(kinds[12] == 2);
  CHECK(kinds[32] == 3);
  CHECK(kinds[82] == 4);
  CHECK(surroundings_names().size() == 5);
}

TEST_CASE("a distance of exactly the radius is within; none and bad ones", "[risk][edges]") {
  CHECK(premises_surroundings(PlanarView(), 100.0).empty());
  const Vector pair{0, 0, 100, 0};
  CHECK(premises_surroundings(PlanarView(pair), 100.0) == Kinds{1, 1});
  CHECK(premises_surroundings(PlanarView(pair), 99.999) == Kinds{0, 0});
  CHECK_THROWS_AS(premises_surroundings(PlanarView(pair), 0.0), InvalidArgument);
  const Vector bad{0, std::nan("")};
  CHECK_THROWS_AS(premises_surroundings(PlanarView(bad), 1.0), InvalidArgument);
}

TEST_CASE("surroundings agree with counting pair by pair, for any number of threads and order", "[risk][oracle]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const auto xy_m = support::random_lattice_points(seed, 400, 600, 20);
  Kinds expected;
  for (std::size_t i = 0; i < 400; ++i) {
    std::uint32_t others = 0;
    for (std::size_t j = 0; j < 400; ++j) {
      others += j != i && std::hypot(xy_m[2 * i] - xy_m[2 * j], xy_m[2 * i + 1] - xy_m[2 * j + 1]) <= 60.0 ? 1 : 0;
    }
    expected.push_back(others == 0 ? 0 : others <= 4 ? 1 : others <= 19 ? 2 : others <= 49 ? 3 : 4);
  }
  for (const int threads : {1, 2, 8}) {
    const libprofile::core::ThreadLimit limit(threads);
    CHECK(premises_surroundings(PlanarView(xy_m), 60.0) == expected);
  }
}
