// SPDX-License-Identifier: MIT
#include "libprofile/risk/distance_decay.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"

#include "support/poisson_draws.hpp"
#include "support/random_points.hpp"

using namespace libprofile::risk;
using libprofile::InvalidArgument;
using libprofile::core::Philox;
using libprofile::core::Stream;
using libprofile::geography::PlanarView;
namespace support = libprofile::testing;

namespace {

using Vector = std::vector<double>;
using Indices = std::vector<std::uint32_t>;

DistanceDecayOptions with_limits(Vector limits_m, std::int32_t replicates = 99) {
  DistanceDecayOptions options;
  options.limits_m = std::move(limits_m);
  options.replicates = replicates;
  return options;
}

/// Incidents in (from, to] of premises i, pair by pair; the first band holds its own place.
double in_band(const Vector& premises, std::size_t i, const Vector& incidents, double from, double to) {
  double count = 0.0;
  for (std::size_t j = 0; j < incidents.size() / 2; ++j) {
    const double dx = incidents[2 * j] - premises[2 * i];
    const double dy = incidents[2 * j + 1] - premises[2 * i + 1];
    const double squared = dx * dx + dy * dy;
    count += squared <= to * to && (from == 0.0 || squared > from * from) ? 1.0 : 0.0;
  }
  return count;
}

Indices random_indices(std::uint64_t seed, std::size_t n, std::uint32_t bound, std::uint32_t what) {
  const Philox random(seed, Stream::testing);
  Indices result;
  for (std::uint32_t i = 0; i < n; ++i) {
    result.push_back(random.below(bound, i, 3, what));
  }
  return result;
}

/// 30 high streets of 12 premises with many incidents, 30 quiet ones with few; type 0 stands in high streets. Around
/// each premises of type 0 `extra` incidents more lie within 40 m.
struct Town {
  Vector premises, incidents;
  Indices types, streets;
};

Town town(std::uint64_t seed, double extra) {
  const Philox random(seed, Stream::testing);
  Town made;
  for (std::uint32_t s = 0; s < 60; ++s) {
    const bool is_busy = s % 2 == 0;
    const double x = 1000.0 * (s % 10);
    const double y = 1000.0 * (s / 10);
    for (std::uint32_t i = 0; i < 12; ++i) {
      const std::uint32_t type = i < (is_busy ? 6U : 1U) ? 0 : 1;
      const double at_x = x + 240.0 * random.uniform(s, i, 0);
      const double at_y = y + 240.0 * random.uniform(s, i, 1);
      made.premises.insert(made.premises.end(), {at_x, at_y});
      made.types.push_back(type);
      made.streets.push_back(s);
      const double near = type == 0 ? support::poisson_draw(random, extra, s, 100 + i) : 0.0;
      for (std::uint32_t e = 0; e < near; ++e) {
        made.incidents.insert(made.incidents.end(), {at_x + 28.0 * random.uniform(s, 1000 + i, 2 * e),
                                                     at_y + 28.0 * random.uniform(s, 1000 + i, 2 * e + 1)});
      }
    }
    for (std::uint32_t e = 0; e < (is_busy ? 200U : 20U); ++e) {
      made.incidents.insert(made.incidents.end(), {x + 240.0 * random.uniform(s, 5000, 2 * e),
                                                   y + 240.0 * random.uniform(s, 5000, 2 * e + 1)});
    }
  }
  return made;
}

std::vector<DistanceDecay> decay_of(const Town& town, const DistanceDecayOptions& options) {
  return distance_decay({PlanarView(town.premises), town.types, town.streets}, PlanarView(town.incidents), {}, options);
}

}  // namespace

TEST_CASE("three premises and four incidents on a line, worked on paper", "[risk][hand]") {
  const Vector premises{0, 0, 100, 0, 1000, 0};
  const Vector incidents{0, 0, 10, 0, 90, 0, 1010.5, 0};
  const auto found =
      distance_decay({PlanarView(premises), Indices{2, 2, 7}, {}}, PlanarView(incidents), {}, with_limits({10, 100}));
  REQUIRE(found.size() == 2);
  CHECK(found[0].type == 2);
  CHECK(found[0].premises == 2);
  // The first has 2 within 10 m and 1 up to 100, the second 1 and 2; the third has none and 1.
  CHECK(found[0].bands[0].per_premises == 1.5);
  CHECK(found[0].bands[1].per_premises == 1.5);
  CHECK(found[1].bands[0].per_premises == 0.0);
  CHECK(found[1].bands[1].per_premises == 1.0);
  CHECK(found[0].bands[0].expected == Approx(1.0));
  CHECK(found[1].bands[1].expected == Approx(4.0 / 3));
  CHECK(found[0].bands[1].from_m == 10);
  CHECK(found[0].bands[1].per_km2 == Approx(1.5 / (std::numbers::pi * (1e4 - 1e2) / 1e6)));
  // Type 7 is one of three premises: by chance it has 2, 1 or 0.
  CHECK(found[1].bands[0].lower == 0.0);
  CHECK(found[1].bands[0].upper == 2.0);
}

TEST_CASE("distance decay without premises or incidents, of one type, and with a type left out", "[risk][edges]") {
  CHECK(distance_decay({}, PlanarView(), {}).empty());
  const Vector premises{0, 0, 5, 0};
  const auto quiet = distance_decay({PlanarView(premises), Indices{1, 2}, {}}, PlanarView(), {}, with_limits({50}));
  CHECK(quiet[0].bands[0].per_premises == 0.0);
  CHECK(quiet[0].bands[0].upper == 0.0);
  const Vector incidents{0, 0};
  const auto alone =
      distance_decay({PlanarView(premises), Indices{1, 1}, {}}, PlanarView(incidents), Vector{3}, with_limits({50}));
  CHECK(alone[0].bands[0].per_premises == 3.0);
  CHECK(alone[0].bands[0].lower == 3.0);
  CHECK(alone[0].bands[0].upper == 3.0);
  auto options = with_limits({50});
  options.excluded_types = {1};
  CHECK(distance_decay({PlanarView(premises), Indices{1, 2}, {}}, PlanarView(incidents), {}, options).size() == 1);
}

TEST_CASE("distance decay refuses arguments outside their range", "[risk][edges]") {
  const Vector point{0, 0};
  const PremisesView one{PlanarView(point), Indices{}, {}};
  CHECK_THROWS_WITH(distance_decay(one, PlanarView(), {}), Catch::Contains("premises.types"));
  CHECK_THROWS_WITH(validate(with_limits({})), Catch::Contains("limits_m"));
  CHECK_THROWS_WITH(validate(with_limits({10, 10})), Catch::Contains("limits_m[1]"));
  CHECK_THROWS_AS(validate(with_limits({0})), InvalidArgument);
  CHECK_THROWS_AS(validate(with_limits({10}, 0)), InvalidArgument);
  CHECK_THROWS_AS(validate(with_limits(Vector(101, 1.0))), InvalidArgument);
  const Vector bad{0, std::nan("")};
  const Indices type{0};
  CHECK_THROWS_WITH(distance_decay({PlanarView(bad), type, {}}, PlanarView(), {}), Catch::Contains("premises[0].y"));
  CHECK_THROWS_WITH(distance_decay({PlanarView(point), type, {}}, PlanarView(point), Vector{-1}),
                    Catch::Contains("weights[0]"));
  CHECK_THROWS_AS(distance_decay({PlanarView(point), type, Indices{0, 1}}, PlanarView(), {}), InvalidArgument);
}

TEST_CASE("means and expectations agree with counting pair by pair", "[risk][oracle]") {
  const auto seed = GENERATE(range(1U, 11U));
  const auto premises = support::random_lattice_points(seed, 60, 400, 20);
  const auto incidents = support::random_lattice_points(seed + 50, 200, 400, 20);
  const auto types = random_indices(seed, 60, 4, 0);
  const auto streets = random_indices(seed, 60, 5, 1);
  const Vector limits{20, 60, 100};
  const auto found =
      distance_decay({PlanarView(premises), types, streets}, PlanarView(incidents), {}, with_limits(limits, 9));
  for (const auto& curve : found) {
    for (std::size_t b = 0; b < limits.size(); ++b) {
      double sum = 0.0, expected = 0.0, n = 0.0;
      for (std::size_t i = 0; i < 60; ++i) {
        if (types[i] != curve.type) {
          continue;
        }
        double in_street = 0.0, of_street = 0.0;
        for (std::size_t j = 0; j < 60; ++j) {
          if (streets[j] == streets[i]) {
            in_street += 1.0;
            of_street += in_band(premises, j, incidents, b == 0 ? 0 : limits[b - 1], limits[b]);
          }
        }
        n += 1.0;
        sum += in_band(premises, i, incidents, b == 0 ? 0 : limits[b - 1], limits[b]);
        expected += of_street / in_street;
      }
      CHECK(curve.bands[b].per_premises == Approx(sum / n));
      CHECK(curve.bands[b].expected == Approx(expected / n));
    }
  }
}

TEST_CASE("the high street is in the expectation, and what a type adds is found close to it", "[risk][property]") {
  const auto seed = GENERATE(1U, 2U, 3U);
  const auto limits = with_limits({40, 80, 120}, 199);
  const auto fair = decay_of(town(seed, 0.0), limits);
  // Without neighbourhoods the type looks well above the rest at every distance.
  auto pooled = town(seed, 0.0);
  pooled.streets.clear();
  const auto unmatched = decay_of(pooled, limits);
  for (std::size_t b = 0; b < 3; ++b) {
    CHECK(fair[0].bands[b].per_premises == Approx(fair[0].bands[b].expected).epsilon(0.1));
    CHECK(unmatched[0].bands[b].per_premises > unmatched[0].bands[b].upper);
  }
  const auto guilty = decay_of(town(seed, 6.0), limits);
  CHECK(guilty[0].bands[0].per_premises > guilty[0].bands[0].upper);
  CHECK(guilty[1].bands[0].per_premises < guilty[1].bands[0].lower);
  CHECK(guilty[0].bands[0].per_km2 > guilty[0].bands[1].per_km2);
}

TEST_CASE("95 % ranges hold what chance gives in most worlds", "[risk][property]") {
  int held = 0, held_by_half = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const auto curve = decay_of(town(seed, 0.0), with_limits({60}, 199))[0].bands[0];
    held += curve.lower <= curve.per_premises && curve.per_premises <= curve.upper ? 1 : 0;
    // Ranges half as wide around their middle would hold two thirds, 0.67, of a normal distribution.
    const double middle = 0.5 * (curve.lower + curve.upper);
    held_by_half += std::abs(curve.per_premises - middle) <= 0.25 * (curve.upper - curve.lower) ? 1 : 0;
  }
  CHECK(held >= 51);
  CHECK(held_by_half <= 52);
}

TEST_CASE("distance decay: the same for any number of threads; a shift and an order change no mean",
          "[risk][property]") {
  auto made = town(4, 2.0);
  const auto run = [&](int threads) {
    const libprofile::core::ThreadLimit limit(threads);
    Vector all;
    for (const auto& curve : decay_of(made, with_limits({50, 100}, 29))) {
      for (const auto& band : curve.bands) {
        all.insert(all.end(), {band.per_premises, band.expected, band.lower, band.upper});
      }
    }
    return all;
  };
  const auto one = run(1);
  CHECK(run(2) == one);
  CHECK(run(8) == one);
  std::reverse(made.types.begin(), made.types.end());
  std::reverse(made.streets.begin(), made.streets.end());
  for (std::size_t i = 0, j = made.premises.size() - 2; i < j; i += 2, j -= 2) {
    std::swap(made.premises[i], made.premises[j]);
    std::swap(made.premises[i + 1], made.premises[j + 1]);
  }
  const auto turned = run(2);
  for (std::size_t k = 0; k < one.size(); k += 4) {
    CHECK(turned[k] == Approx(one[k]));
    CHECK(turned[k + 1] == Approx(one[k + 1]));
  }
}

TEST_CASE("the range of one premises drawn of ten is that of their counts", "[risk][golden]") {
  // Ten premises with 0 to 9 incidents at them: one drawn at random has 2.5 % of nothing beyond 0 and 9.
  Vector premises, incidents;
  Indices types(10, 1);
  types[4] = 0;
  for (std::size_t i = 0; i < 10; ++i) {
    const double x = 1000.0 * static_cast<double>(i);
    premises.insert(premises.end(), {x, 0});
    for (std::size_t e = 0; e < i; ++e) {
      incidents.insert(incidents.end(), {x, 0});
    }
  }
  const auto found =
      distance_decay({PlanarView(premises), types, {}}, PlanarView(incidents), {}, with_limits({10}, 9999));
  CHECK(found[0].bands[0].per_premises == 4.0);
  CHECK(found[0].bands[0].expected == Approx(4.5));
  CHECK(found[0].bands[0].lower == 0.0);
  CHECK(found[0].bands[0].upper == 9.0);
  // The mean of the nine others: all 45 less one of 0 to 9, over nine.
  CHECK(found[1].bands[0].lower == Approx(4.0));
  CHECK(found[1].bands[0].upper == Approx(5.0));
}
