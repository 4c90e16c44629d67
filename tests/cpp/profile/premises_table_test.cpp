// SPDX-License-Identifier: MIT
#include "libprofile/profile/detail/premises_table.hpp"

#include <catch2/catch.hpp>

#include "libprofile/profile/detail/gate.hpp"

#include "support/profile_inputs.hpp"

using namespace libprofile;

namespace {

struct Found {
  geography::AreaSet areas;
  profile::detail::PremisesCounted counted;
};

/// Two of type P01: one with two incidents of its own and a third of another (2.33), one with one and a third (1.33).
/// What is left of those that are split goes to four of type P02.
Found count_split() {
  Found found{testing::lattice_inputs({}).areas, {}};
  records::PremisesRegister premises;
  premises.xy = {500, 500, 800, 800, 590, 500, 590, 510, 870, 800, 870, 810};
  premises.type.values = {"P01", "P02"};
  premises.type.codes = {0, 0, 1, 1, 1, 1};
  const profile::detail::Places incidents{{430, 500, 431, 500, 545, 500, 740, 800, 835, 800}, {1, 1, 1, 1, 1}};
  found.counted = profile::detail::count_premises(premises, found.areas, geography::PointLocator(found.areas.polygons),
                                                  incidents, 100.0, {});
  return found;
}

}  // namespace

TEST_CASE("what one premises has is no less than its part of split incidents", "[profile][hand]") {
  const auto table = count_split().counted.table;
  REQUIRE(table.types == std::vector<std::string>{"P01", "P02"});
  std::int64_t incidents = 0;
  std::int64_t largest = 0;
  for (std::size_t group = 0; group < table.groups.size(); ++group) {
    incidents += table.incidents[group];
    largest = std::max(largest, table.largest[group]);
  }
  CHECK(incidents == 4);
  // 2.33 of 3.67 is more than half. Rounded to the nearest, 2 of 4 would not be.
  CHECK(largest == 3);
  CHECK(*std::max_element(table.largest_by_surroundings.begin(), table.largest_by_surroundings.end()) >= 3);
}

TEST_CASE("the time at which a profile is made is a time in UTC", "[profile][edges]") {
  auto options = testing::year_2024();
  for (const char* right : {"", "2025-01-02T03:04:05Z", "1970-01-01T00:00:00Z", "2024-02-29T23:59:59Z"}) {
    options.created_utc = right;
    CHECK_NOTHROW(profile::validate(options));
  }
  for (const char* wrong : {"today", "2025-01-02", "2025-01-02T03:04:05", "2025-01-02T03:04:05+01:00",
                            "2025-02-30T03:04:05Z", "2025-01-02T24:00:00Z", "2025-01-02T03:60:05Z",
                            "2025-01-02 03:04:05Z", "2025-01-02T03:04:05Z ", "<script>alert(1)</s>"}) {
    options.created_utc = wrong;
    CHECK_THROWS_WITH(profile::validate(options),
                      Catch::StartsWith("created_utc = ") && Catch::Contains("such as 2026-01-01T00:00:00Z"));
  }
}
