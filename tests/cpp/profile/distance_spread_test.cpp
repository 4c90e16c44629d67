// SPDX-License-Identifier: MIT
#include "libprofile/profile/detail/distance_spread.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/random.hpp"

#include "support/distance_tables.hpp"

using namespace libprofile;
using namespace libprofile::profile::detail;
using disclosure::DistanceTable;
using disclosure::ProtectedTable;

namespace {

using Bands = std::vector<std::vector<std::uint8_t>>;

constexpr std::size_t kBands = 3;
constexpr std::int64_t kUnbounded = std::numeric_limits<std::int64_t>::max();

geography::AreaSet two_districts() {
  geography::AreaSet areas;
  areas.codes = {"a", "b", "c"};
  areas.levels = {{"district", {"d1", "d2"}, {"d1", "d2"}, {0, 0, 1}}};
  return areas;
}

/// One category, so that a row is its count twice.
ProtectedTable shown(const std::vector<std::optional<std::int64_t>>& units,
                     const std::vector<std::optional<std::int64_t>>& districts) {
  ProtectedTable table{.categories = {"theft"}, .levels = {}, .base = 5};
  for (const auto& counts : {units, districts}) {
    disclosure::ProtectedLevel level{};
    for (const auto& count : counts) {
      level.cells.insert(level.cells.end(), 2, {count, disclosure::Reliability::ok});
    }
    table.levels.push_back(level);
  }
  return table;
}

DistanceTable one_type() {
  DistanceTable table{.types = {"P05"}, .bands = {"near", "far", "further"}};
  table.pinned_total = 100;
  return testing::without_bounds(table);
}

}  // namespace

TEST_CASE("the reach of a band is the farthest band of the other type in which what lies up to it lies",
          "[profile][oracle]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const core::Philox random(seed, core::Stream::testing);
  Bands band(3, std::vector<std::uint8_t>(6));
  for (std::uint32_t type = 0; type < 3; ++type) {
    for (std::uint32_t place = 0; place < 6; ++place) {
      band[type][place] = static_cast<std::uint8_t>(random.below(kBands, place, type, 0));
    }
  }
  const auto reach = distance_reach(band, kBands);
  for (std::size_t type = 0; type < 3; ++type) {
    for (std::size_t other = 0; other < 3; ++other) {
      for (std::size_t k = 0; k < kBands; ++k) {
        std::uint8_t farthest = 0;
        for (std::size_t place = 0; place < 6; ++place) {
          farthest = band[type][place] <= k ? std::max(farthest, band[other][place]) : farthest;
        }
        CHECK(reach[(type * 3 + other) * kBands + k] == farthest);
      }
    }
  }
}

TEST_CASE("an area within reach of a type, beyond it, or that holds all near it bounds the bands", "[profile][hand]") {
  // Unit a has all that is near, and more; b lies in the two nearest bands, c beyond.
  const Bands band{{0, 1, 1, 2, 2}};
  const std::vector<std::int32_t> unit{0, 0, 1, 2, 2};
  const auto spread = distance_spread(band, unit, 3);
  DistanceTable table = one_type();
  bound_by_areas(table, spread, shown({25, 15, 60}, {40, 60}), two_districts());
  // What is near lies in a, and c beyond: no more than a has. Of what lies up to the second band a, b and d1 are parts,
  // and no more is left than 100 less c; further lies in c alone.
  CHECK(table.most[0] == 25);
  CHECK(table.least[0] == 0);
  CHECK(table.least[1] == 40);
  CHECK(table.most[1] == 40);
}

TEST_CASE("areas that are withheld or have nothing bound no band", "[profile][edges]") {
  const Bands band{{0, 1, 1, 2, 2}};
  const std::vector<std::int32_t> unit{0, 0, 1, 2, 2};
  DistanceTable table = one_type();
  bound_by_areas(table, distance_spread(band, unit, 3), shown({{}, {}, {}}, {{}, {}}), two_districts());
  CHECK(table.least == std::vector<std::int64_t>{0, 0});
  CHECK(table.most == std::vector<std::int64_t>{kUnbounded, kUnbounded});
  // Nothing happened in b and c, and all of what did in a.
  bound_by_areas(table, distance_spread({{0}}, std::vector<std::int32_t>{0}, 3), shown({100, 0, 0}, {100, 0}),
                 two_districts());
  CHECK(table.least == std::vector<std::int64_t>{100, 100});
  CHECK(table.most == std::vector<std::int64_t>{100, 100});
}

TEST_CASE("incidents given to a type that stands alone are those within the radius: one number", "[profile][hand]") {
  DistanceTable table = one_type();
  table.incidents = {12, 40, 48};
  table.inner = 1;
  table.outer = 1;
  disclosure::PremisesTable raw{.types = {"P05"}, .groups = {"d1", "d2"}};
  raw.incidents = {5, 7};
  disclosure::ProtectedPremises premises{};
  premises.by_type.resize(1);
  premises.by_type[0].incidents.count = 15;
  bound_by_premises(table, raw, premises);
  CHECK(table.least == std::vector<std::int64_t>{15, 0});
  CHECK(table.most == std::vector<std::int64_t>{15, kUnbounded});
  // Shared with others, or by another radius: two numbers.
  for (const bool is_shared : {true, false}) {
    DistanceTable other = one_type();
    other.incidents = {12, 40, 48};
    other.inner = 1;
    other.outer = is_shared ? 1 : 2;
    raw.incidents = {5, is_shared ? 6 : 7};
    bound_by_premises(other, raw, premises);
    CHECK(other.least == std::vector<std::int64_t>{0, 0});
  }
}
