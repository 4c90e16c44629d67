// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/protect_aoristic.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/random.hpp"

#include "support/rounding_by_definition.hpp"

using namespace libprofile;
using disclosure::AoristicTable;
using disclosure::Policy;
using disclosure::protect_aoristic;
using testing::test_key;

namespace {

using Counts = std::vector<std::int64_t>;

Counts protected_counts(const AoristicTable& table, const Policy& policy) {
  Counts counts;
  for (const auto& count : protect_aoristic(table, policy, test_key()).value().counts) {
    counts.push_back(*count.count);
  }
  return counts;
}

/// Events of which each is shared over up to three bins; some bins stay empty.
AoristicTable random_table(const core::Philox& random, std::uint32_t number) {
  const std::uint32_t bins = 1 + random.below(6, number, 0, 0);
  AoristicTable table{.name = "part " + std::to_string(number)};
  table.weights.assign(bins, 0.0);
  for (std::uint32_t bin = 0; bin < bins; ++bin) {
    table.bins.push_back("bin " + std::to_string(bin));
  }
  const std::uint32_t events = random.below(40, number, 0, 1);
  for (std::uint32_t event = 0; event < events; ++event) {
    const double first = random.below(5, number, event, 2) / 4.0;
    table.weights[random.below(bins, number, event, 3)] += first;
    table.weights[random.below(bins, number, event, 4)] += (1.0 - first) / 3.0;
    table.weights[random.below(bins, number, event, 5)] += 2.0 * (1.0 - first) / 3.0;
  }
  return table;
}

std::int64_t total_of(const Counts& counts) {
  return std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
}

double deviation(const Counts& counts, const std::vector<double>& weights) {
  double sum = 0.0;
  for (std::size_t bin = 0; bin < counts.size(); ++bin) {
    sum += std::abs(static_cast<double>(counts[bin]) - weights[bin]);
  }
  return sum;
}

/// The least deviation of whole numbers just below or above the weights that add up to `total`, by trying all.
double least_deviation(const std::vector<double>& weights, std::int64_t total) {
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t choice = 0; choice < std::size_t{1} << weights.size(); ++choice) {
    Counts counts;
    for (std::size_t bin = 0; bin < weights.size(); ++bin) {
      const double whole = std::round(weights[bin]);
      const bool is_whole = std::abs(weights[bin] - whole) < 1e-6;
      const double below = is_whole ? whole : std::floor(weights[bin]);
      counts.push_back(std::llround(below) + (!is_whole && ((choice >> bin) & 1U) != 0 ? 1 : 0));
    }
    if (total_of(counts) == total) {
      least = std::min(least, deviation(counts, weights));
    }
  }
  return least;
}

}  // namespace

TEST_CASE("fractions go and the bins add up to the events", "[disclosure][hand]") {
  const AoristicTable table{.name = "hours", .bins = {"night", "day", "evening"}, .weights = {10.0, 20.5, 9.5}};
  const auto list = protect_aoristic(table, Policy(), test_key()).value();
  CHECK(list.total.count == 40);
  CHECK(list.counts[0].count == 10);
  CHECK(*list.counts[1].count + *list.counts[2].count == 30);
  CHECK(list.labels == table.bins);
}

TEST_CASE("every bin is the multiple below or above its weight, none is few, and all add up",
          "[disclosure][property]") {
  const core::Philox random(5, core::Stream::testing);
  for (std::uint32_t number = 0; number < 2000; ++number) {
    const AoristicTable table = random_table(random, number);
    const auto list = protect_aoristic(table, Policy(), test_key()).value();
    std::int64_t sum = 0;
    for (std::size_t bin = 0; bin < table.bins.size(); ++bin) {
      const std::int64_t count = *list.counts[bin].count;
      sum += count;
      CHECK(count % 5 == 0);
      CHECK(std::abs(static_cast<double>(count) - table.weights[bin]) < 5.0);
      if (table.weights[bin] == 0.0) {
        CHECK(count == 0);
      }
    }
    CHECK(sum == *list.total.count);
    CHECK(std::abs(static_cast<double>(sum) - std::accumulate(table.weights.begin(), table.weights.end(), 0.0)) < 5.0);
  }
}

TEST_CASE("whole events are the nearest that add up, by trying all", "[disclosure][oracle]") {
  const core::Philox random(6, core::Stream::testing);
  for (std::uint32_t number = 0; number < 2000; ++number) {
    const AoristicTable table = random_table(random, number);
    const Counts whole = protected_counts(table, Policy::preset("internal"));
    const double sum = std::accumulate(table.weights.begin(), table.weights.end(), 0.0);
    CHECK(total_of(whole) == std::llround(sum));
    // Thousandths are what is told apart.
    CHECK(deviation(whole, table.weights) < least_deviation(table.weights, std::llround(sum)) + 0.02);
  }
}

TEST_CASE("the order of the bins does not matter, and a rerun gives the same", "[disclosure][property]") {
  const core::Philox random(7, core::Stream::testing);
  for (std::uint32_t number = 0; number < 200; ++number) {
    AoristicTable table = random_table(random, number);
    Counts counts = protected_counts(table, Policy());
    CHECK(counts == protected_counts(table, Policy()));
    std::reverse(table.bins.begin(), table.bins.end());
    std::reverse(table.weights.begin(), table.weights.end());
    std::reverse(counts.begin(), counts.end());
    CHECK(counts == protected_counts(table, Policy()));
  }
}

TEST_CASE("the total that is out already is met", "[disclosure][hand]") {
  const AoristicTable table{.name = "h", .bins = {"a", "b"}, .weights = {3.5, 8.5}, .pinned_total = 15};
  CHECK(total_of(protected_counts(table, Policy())) == 15);
  AoristicTable wrong = table;
  wrong.pinned_total = 20;
  CHECK_THROWS_AS(protected_counts(wrong, Policy()), InvalidArgument);
}

TEST_CASE("weights outside their range are refused", "[disclosure][edges]") {
  const auto refused = [](std::vector<double> weights) {
    const AoristicTable table{.name = "h", .bins = {"a", "b"}, .weights = std::move(weights)};
    CHECK_THROWS_AS(protect_aoristic(table, Policy(), test_key()), InvalidArgument);
  };
  refused({1.0});
  refused({-0.5, 1.5});
  refused({std::numeric_limits<double>::quiet_NaN(), 1.0});
  refused({1e13, 0.0});
  refused({0.5, 0.25});
  CHECK(protect_aoristic({.name = "h"}, Policy(), test_key()).value().total.count == 0);
  CHECK_THROWS_AS(protect_aoristic({.name = "h", .bins = {"a", "a"}, .weights = {1, 2}}, Policy(), test_key()),
                  InvalidArgument);
}
