// SPDX-License-Identifier: MIT
/// @file
/// A01 with a hierarchy on both sides: the attacker tries every raw table that fits the release.
#include <algorithm>
#include <cstdint>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/disclosure/crossed_rounding.hpp"

#include "support/crossed_by_definition.hpp"

using namespace libprofile;
using testing::CrossedLevels;

namespace {

struct Range {
  std::int64_t least = 1'000'000;
  std::int64_t most = -1;
};

bool is_in_band(const CrossedLevels& raw, const CrossedLevels& released, std::int64_t reach) {
  for (std::size_t r = 0; r < raw.size(); ++r) {
    for (std::size_t c = 0; c < raw[r].size(); ++c) {
      for (std::size_t node = 0; node < released[r][c].size(); ++node) {
        if (std::abs(raw[r][c][node] - released[r][c][node]) > reach) {
          return false;
        }
      }
    }
  }
  return true;
}

/// The least and most of each cell and sum over all raw tables whose cells and sums lie within `reach` of the release.
std::vector<Range> ranges(const disclosure::CrossedTable& shape, const CrossedLevels& released, std::int64_t reach) {
  const std::vector<std::int64_t>& centre = released[0][0];
  std::vector<std::int64_t> raw(centre.size());
  std::transform(centre.begin(), centre.end(), raw.begin(),
                 [&](std::int64_t count) { return std::max<std::int64_t>(0, count - reach); });
  std::vector<Range> found;
  while (true) {
    const CrossedLevels sums = testing::crossed_by_definition(shape, raw);
    if (is_in_band(sums, released, reach)) {
      std::size_t next = 0;
      for (const auto& row_level : sums) {
        for (const auto& level : row_level) {
          for (const std::int64_t value : level) {
            found.resize(std::max(found.size(), next + 1));
            found[next].least = std::min(found[next].least, value);
            found[next].most = std::max(found[next].most, value);
            ++next;
          }
        }
      }
    }
    std::size_t digit = 0;
    while (digit < raw.size() && raw[digit] == centre[digit] + reach) {
      raw[digit] = std::max<std::int64_t>(0, centre[digit] - reach);
      ++digit;
    }
    if (digit == raw.size()) {
      return found;
    }
    ++raw[digit];
  }
}

struct Tally {
  std::size_t certainly_few = 0;
  std::size_t too_narrow = 0;
};

Tally count(const std::vector<Range>& ranges, std::int64_t base) {
  Tally tally;
  for (const Range& range : ranges) {
    tally.certainly_few += range.least >= 1 && range.most <= base - 1 ? 1 : 0;
    tally.too_narrow += range.most - range.least < base - 1 ? 1 : 0;
  }
  return tally;
}

disclosure::CrossedTable table_of(std::uint32_t seed) {
  return testing::random_crossed(seed, testing::side_of("unit", 3, 2, 1), testing::side_of("month", 2, 2, 1), 5);
}

}  // namespace

TEST_CASE("A01: no cell or sum of two hierarchies is certainly small, and each keeps b possible values",
          "[disclosure][attack]") {
  const std::int64_t base = 3;
  for (std::uint32_t seed = 0; seed < 40; ++seed) {
    const auto table = table_of(seed);
    const auto rounded = disclosure::crossed_rounding(table, base, testing::test_key());
    const Tally tally = count(ranges(table, rounded.levels, base - 1), base);
    CAPTURE(seed);
    CHECK(tally.certainly_few == 0);
    CHECK(tally.too_narrow == 0);
  }
}

TEST_CASE("positive control: cells and sums of two hierarchies rounded each to the nearest give small counts away",
          "[disclosure][attack]") {
  const std::int64_t base = 3;
  std::size_t given_away = 0;
  for (std::uint32_t seed = 0; seed < 40; ++seed) {
    const auto table = table_of(seed);
    CrossedLevels released = testing::crossed_by_definition(table, table.counts);
    for (auto& row_level : released) {
      for (auto& level : row_level) {
        for (std::int64_t& value : level) {
          value = (value + 1) / base * base;
        }
      }
    }
    given_away += count(ranges(table, released, 1), base).certainly_few;
  }
  CHECK(given_away >= 10);
}
