// SPDX-License-Identifier: MIT
/// @file
/// A09: the order of units inside a rounding class says nothing about their raw counts.
#include <algorithm>
#include <cmath>
#include <numeric>

#include <catch2/catch.hpp>

#include "libprofile/core/random.hpp"
#include "libprofile/disclosure/protect.hpp"

#include "support/rounding_by_definition.hpp"

using namespace libprofile;
using disclosure::Policy;

namespace {

/// How far the places in a list and the raw counts of what stands there go together: the sum of place × raw count, less
/// its expectation, over its standard deviation under random order.
double order_z(const std::vector<std::int64_t>& raw_in_order) {
  const auto n = static_cast<double>(raw_in_order.size());
  const double mean = std::accumulate(raw_in_order.begin(), raw_in_order.end(), 0.0) / n;
  double product = 0.0;
  double squares = 0.0;
  for (std::size_t i = 0; i < raw_in_order.size(); ++i) {
    const double deviation = static_cast<double>(raw_in_order[i]) - mean;
    product += (static_cast<double>(i) - (n - 1.0) / 2.0) * deviation;
    squares += deviation * deviation;
  }
  const double place_squares = n * (n * n - 1.0) / 12.0;
  return squares == 0.0 ? 0.0 : product / std::sqrt(place_squares * squares / (n - 1.0));
}

struct Case {
  std::vector<std::int64_t> raw;
  std::vector<std::int64_t> released;
};

/// Counts in random order of code, so that nothing but a leak can tie the two together.
Case make_case(std::uint32_t seed) {
  const auto random = testing::random_table(seed, 400, 1, 1, 12);
  geography::CountTable table;
  table.units = random.rows;
  table.categories = random.columns;
  table.counts = random.counts;
  const auto released = disclosure::protect(table, Policy(), testing::test_key());
  Case result{random.counts, {}};
  for (std::size_t unit = 0; unit < 400; ++unit) {
    CHECK(released.value().levels[0].units[unit] == random.rows[unit]);
    result.released.push_back(*released.value().at(0, unit, 1).count);
  }
  return result;
}

/// z of the raw counts of the class that is released as 5, in the order that `before` gives.
template <class Before>
double class_z(const Case& c, Before before) {
  std::vector<std::size_t> order(c.raw.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), before);
  std::vector<std::int64_t> raw;
  for (const std::size_t unit : order) {
    if (c.released[unit] == 5) {
      raw.push_back(c.raw[unit]);
    }
  }
  return order_z(raw);
}

}  // namespace

TEST_CASE("A09: units leave in order of code, which inside a class is no order of raw counts", "[disclosure][attack]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const Case c = make_case(seed);
  CHECK(std::abs(class_z(c, [&](std::size_t a, std::size_t b) { return c.released[a] > c.released[b]; })) < 3.3);
}

TEST_CASE("A09, positive control: a list ranked by raw count gives the order inside a class away",
          "[disclosure][attack]") {
  const Case c = make_case(1);
  CHECK(std::abs(class_z(c, [&](std::size_t a, std::size_t b) { return c.raw[a] > c.raw[b]; })) > 8.0);
}
