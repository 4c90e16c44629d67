// SPDX-License-Identifier: MIT
/// @file
/// Thousands of worlds of a few places: ties, all equal, islands, everybody a neighbour, one place, none.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/hotspots/getis_ord.hpp"
#include "libprofile/hotspots/local_geary.hpp"
#include "libprofile/hotspots/local_join_counts.hpp"
#include "libprofile/hotspots/local_moran.hpp"

#include "support/getis_ord_by_definition.hpp"
#include "support/local_statistics_by_definition.hpp"

using namespace libprofile::hotspots;
namespace support = libprofile::testing;

namespace {

constexpr std::uint64_t kWorlds = 3000;

/// A world of up to nine places with values below 1 to 4.
struct World {
  explicit World(std::uint64_t seed)
      : values(support::random_counts(seed, seed % 10, 1 + static_cast<std::uint32_t>(seed / 10 % 4))),
        matrix(support::random_weights(seed, values.size(), 0.2 + 0.2 * static_cast<double>(seed % 5))) {}

  [[nodiscard]] bool is_flat() const {
    return std::adjacent_find(values.begin(), values.end(), std::not_equal_to<>()) == values.end();
  }

  std::vector<double> values;
  support::Matrix matrix;
};

bool near(double found, double expected) {
  return std::abs(found - expected) <= 1e-9 * std::max(1.0, std::abs(expected));
}

/// Whether place i has what the definition says, and no p where nothing could be otherwise.
bool agrees(const LocalStatistic& found, std::size_t i, const support::AtPlace& at) {
  const bool has_evidence = at.variance > 1e-12;
  return near(found.statistic[i], at.statistic) && near(found.expected[i], at.expected) &&
         near(found.variance[i], at.variance) && (has_evidence || near(found.z[i], 0.0)) &&
         (has_evidence || near(found.p[i], 1.0)) && found.p[i] >= 0.0 && found.p[i] <= 1.0;
}

/// Fails with the number of the first world in which a place that is no island does not hold `agrees_at(world, i)`.
template <class Method, class AtPlace>
void check_worlds(Method&& method, AtPlace&& at_place) {
  for (std::uint64_t seed = 0; seed < kWorlds; ++seed) {
    const World world(seed);
    const LocalStatistic found = method(world, support::weights_from(world.matrix));
    REQUIRE(found.label.size() == world.values.size());
    for (std::size_t i = 0; i < world.values.size(); ++i) {
      const auto& row = world.matrix[i];
      const bool is_island = *std::max_element(row.begin(), row.end()) == 0.0;
      if (is_island != (found.label[i] == LocalLabel::island) || is_island != std::isnan(found.p[i]) ||
          (!is_island && !at_place(world, i, found))) {
        FAIL("world " << seed << ", place " << i);
      }
    }
  }
}

bool getis_ord_agrees(const World& world, std::size_t i, const LocalStatistic& found, bool star) {
  support::Row row = world.matrix[i];
  row[i] = star ? *std::max_element(row.begin(), row.end()) : 0.0;
  const auto at = support::getis_ord_by_definition(world.values, row, i, star);
  if (std::isnan(at.statistic)) {
    return std::isnan(found.statistic[i]) && found.p[i] == 1.0;
  }
  if (!(at.variance > 1e-12)) {
    return near(found.statistic[i], at.statistic) && near(found.z[i], 0.0) && near(found.p[i], 1.0);
  }
  return agrees(found, i, {at.statistic, at.expected, at.variance}) && near(found.z[i], at.z);
}

}  // namespace

TEST_CASE("Gi and Gi* agree with their equations in thousands of small worlds", "[hotspots][oracle]") {
  for (const bool star : {false, true}) {
    check_worlds(
        [&](const World& world, const auto& weights) { return getis_ord(world.values, weights, {.star = star}); },
        [&](const World& world, std::size_t i, const LocalStatistic& found) {
          return getis_ord_agrees(world, i, found, star);
        });
  }
}

TEST_CASE("local Moran agrees with its definition in thousands of small worlds", "[hotspots][oracle]") {
  check_worlds([](const World& world, const auto& weights) { return local_moran(world.values, weights); },
               [](const World& world, std::size_t i, const LocalStatistic& found) {
                 if (world.is_flat()) {
                   return std::isnan(found.statistic[i]) && found.z[i] == 0.0 && found.p[i] == 1.0;
                 }
                 return agrees(found, i,
                               support::local_moran_by_definition(world.values, world.values, world.matrix[i], i));
               });
}

TEST_CASE("local Geary agrees with its definition in thousands of small worlds", "[hotspots][oracle]") {
  check_worlds([](const World& world, const auto& weights) { return local_geary(world.values, weights); },
               [](const World& world, std::size_t i, const LocalStatistic& found) {
                 if (world.is_flat()) {
                   return std::isnan(found.statistic[i]) && found.z[i] == 0.0 && found.p[i] == 1.0;
                 }
                 return agrees(found, i, support::local_geary_by_definition({world.values}, world.matrix[i], i));
               });
}

TEST_CASE("local join counts agree with their definition in thousands of small worlds", "[hotspots][oracle]") {
  for (std::uint64_t seed = 0; seed < kWorlds; ++seed) {
    const World world(seed);
    std::vector<double> has(world.values.size());
    std::transform(world.values.begin(), world.values.end(), has.begin(), [](double x) { return x > 0.0 ? 1.0 : 0.0; });
    const LocalStatistic found = local_join_counts(has, support::weights_from(world.matrix));
    for (std::size_t i = 0; i < has.size(); ++i) {
      const bool is_tested = found.label[i] != LocalLabel::island && found.label[i] != LocalLabel::absent;
      const auto at = support::dealt(world.matrix[i], i, [&](std::size_t j) { return has[i] * has[j]; });
      if (is_tested == std::isnan(found.p[i]) || (is_tested && !agrees(found, i, at))) {
        FAIL("world " << seed << ", place " << i);
      }
    }
  }
}
