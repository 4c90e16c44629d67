// SPDX-License-Identifier: MIT
/// @file
/// A10: the mean of many reruns or releases gives nothing that one of them does not.
#include <cmath>

#include <catch2/catch.hpp>

#include "libprofile/core/random.hpp"
#include "libprofile/disclosure/protect.hpp"

#include "support/rounding_by_definition.hpp"

using namespace libprofile;
using disclosure::Policy;
using testing::test_key;

namespace {

geography::CountTable small_counts() {
  geography::CountTable table;
  const auto random = testing::random_table(11, 20, 3, 4, 9);
  table.units = random.rows;
  table.categories = random.columns;
  table.levels = {{"district", {"A", "B", "C", "D"}, {"A", "B", "C", "D"}, random.levels[0].group_of_row}};
  table.counts = random.counts;
  return table;
}

/// Share of cells that the mean of what was seen gives back exactly.
double share_recovered(const std::vector<double>& sums, double draws, const std::vector<std::int64_t>& truth) {
  double hits = 0.0;
  for (std::size_t i = 0; i < truth.size(); ++i) {
    hits += std::llround(sums[i] / draws) == truth[i] ? 1.0 : 0.0;
  }
  return hits / static_cast<double>(truth.size());
}

std::int64_t unbiased_rounding(std::int64_t count, double uniform) {
  const std::int64_t rest = count % 5;
  return count - rest + (uniform < static_cast<double>(rest) / 5.0 ? 5 : 0);
}

}  // namespace

TEST_CASE("A10: a thousand reruns are one release", "[disclosure][attack]") {
  const auto raw = small_counts();
  const auto first = disclosure::protect(raw, Policy(), test_key());
  for (int rerun = 0; rerun < 1000; ++rerun) {
    const auto again = disclosure::protect(raw, Policy(), test_key());
    REQUIRE(again.value() == first.value());
  }
}

TEST_CASE("A10: 52 releases with a unit's counts changed elsewhere never average to the counts",
          "[disclosure][attack]") {
  const auto raw = small_counts();
  std::vector<double> sums(raw.counts.size(), 0.0);
  for (std::int64_t week = 0; week < 52; ++week) {
    auto changed = raw;
    changed.counts.back() += week;
    const auto table = disclosure::protect(changed, Policy(), test_key());
    for (std::size_t unit = 0; unit < 20; ++unit) {
      for (std::size_t c = 0; c < 3; ++c) {
        sums[unit * 3 + c] += static_cast<double>(*table.value().at(0, unit, c).count);
      }
    }
  }
  // One release already gives the cells that are multiples of the base: a fifth of these counts in 0 to 9.
  CHECK(share_recovered(sums, 52.0, raw.counts) < 0.45);
}

TEST_CASE("A10, positive control: independent unbiased rounding averages to the counts", "[disclosure][attack]") {
  const auto raw = small_counts();
  const core::Philox random(5, core::Stream::testing);
  std::vector<double> sums(raw.counts.size(), 0.0);
  for (std::uint32_t rerun = 0; rerun < 1000; ++rerun) {
    for (std::uint32_t i = 0; i < sums.size(); ++i) {
      sums[i] += static_cast<double>(unbiased_rounding(raw.counts[i], random.uniform(i, rerun, 0)));
    }
  }
  CHECK(share_recovered(sums, 1000.0, raw.counts) > 0.95);
}
