// SPDX-License-Identifier: MIT
/// @file
/// Counts of areas with few residents: not read from a release, with a population or without one.
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/disclosure/protect.hpp"
#include "libprofile/profile/problem_profile.hpp"

#include "support/profile_inputs.hpp"
#include "support/rounding_by_definition.hpp"

using namespace libprofile;
using disclosure::Policy;

namespace {

constexpr double kFew = 200.0;

/// Nine wards with 40 incidents each, of which the first three have 200 residents and the others 5,000.
profile::Inputs nine_wards() {
  std::vector<testing::Events> groups;
  for (std::uint32_t unit = 0; unit < 9; ++unit) {
    groups.push_back({.unit = unit, .count = 40});
  }
  profile::Inputs inputs = testing::lattice_inputs(groups);
  for (std::size_t unit = 0; unit < 9; ++unit) {
    inputs.areas.codes[unit] = "E0500000" + std::to_string(unit + 1);
    inputs.areas.population[unit] = unit < 3 ? kFew : 5000.0;
  }
  return inputs;
}

profile::Options options_of(const char* tier) {
  profile::Options options = testing::year_2024();
  options.policy = Policy::preset(tier);
  options.key = testing::test_key();
  return options;
}

/// The attacker knows from elsewhere which wards are small, and reads their counts.
std::size_t small_wards_read(const std::vector<std::optional<std::int64_t>>& released) {
  std::size_t read = 0;
  for (std::size_t unit = 0; unit < 3; ++unit) {
    read += released[unit].has_value() ? 1 : 0;
  }
  return read;
}

std::vector<std::optional<std::int64_t>> released_by(const profile::Inputs& inputs, const profile::Options& options) {
  std::vector<std::optional<std::int64_t>> counts;
  const auto document = profile::problem_profile(inputs, options);
  for (const auto& row : document.value().neighbourhoods) {
    counts.push_back(row.count);
  }
  return counts;
}

}  // namespace

TEST_CASE("wards with few residents are not read from a public release", "[disclosure][attack]") {
  CHECK(small_wards_read(released_by(nine_wards(), options_of("public"))) == 0);
}

TEST_CASE("leaving the population out opens no ward with few residents", "[disclosure][attack]") {
  profile::Inputs inputs = nine_wards();
  inputs.areas.population.clear();
  CHECK_THROWS_WITH(profile::problem_profile(inputs, options_of("public")),
                    Catch::StartsWith("unit = E05000001") && Catch::Contains("assured_residents = 1000"));
}

TEST_CASE("positive control: a bare table gives the wards with few residents away", "[disclosure][attack]") {
  geography::CountTable table;
  table.categories = {"theft"};
  for (std::size_t unit = 0; unit < 9; ++unit) {
    table.units.push_back("E0500000" + std::to_string(unit + 1));
    table.counts.push_back(40);
  }
  const auto read = [&table] {
    const auto made = disclosure::protect(table, Policy::preset("public"), testing::test_key());
    std::vector<std::optional<std::int64_t>> counts;
    for (std::size_t unit = 0; unit < 9; ++unit) {
      counts.push_back(made.value().at(0, unit, 0).count);
    }
    return small_wards_read(counts);
  };
  CHECK(read() == 3);
  table.residents.assign(9, 5000.0);
  table.residents[0] = table.residents[1] = table.residents[2] = kFew;
  CHECK(read() == 0);
}
