// SPDX-License-Identifier: MIT
/// @file
/// Types by group and types by surroundings divide the same premises twice: what does an attacker learn from both?
#include <array>
#include <cstdint>
#include <cstdlib>
#include <set>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/random.hpp"
#include "libprofile/disclosure/protect_premises.hpp"

#include "support/rounding_by_definition.hpp"

using namespace libprofile;
using disclosure::Policy;
using disclosure::PremisesTable;
using testing::test_key;

namespace {

constexpr std::int64_t kBase = 5;

/// Incidents by two groups (rows) and two kinds of surroundings.
using Cross = std::array<std::int64_t, 4>;

struct Released {
  std::array<std::int64_t, 2> groups;
  std::array<std::int64_t, 2> surroundings;
  std::int64_t type;
};

PremisesTable table_of(const Cross& incidents) {
  const auto& i = incidents;
  return {.types = {"P05"},
          .groups = {"A", "B"},
          .premises = {60, 40},
          .with_incident = {0, 0},
          .incidents = {i[0] + i[1], i[2] + i[3]},
          .surroundings = {"few", "many"},
          .premises_by_surroundings = {50, 50},
          .incidents_by_surroundings = {i[0] + i[2], i[1] + i[3]}};
}

bool is_near(std::int64_t raw, std::int64_t released) {
  return std::abs(raw - released) < kBase;
}

/// The least number of values that any sum or cell has in the raw tables that fit. `surroundings_total` is what the
/// attacker knows of the sum of surroundings.
std::size_t least_possible(const Released& a, std::int64_t surroundings_total) {
  std::array<std::set<std::int64_t>, 9> possible;
  const std::int64_t most = a.type + kBase;
  for (std::int64_t w = 0; w <= most; ++w) {
    for (std::int64_t x = 0; w + x <= most; ++x) {
      for (std::int64_t y = 0; w + x + y <= most; ++y) {
        for (std::int64_t z = 0; w + x + y + z <= most; ++z) {
          const bool fits = is_near(w + x, a.groups[0]) && is_near(y + z, a.groups[1]) &&
                            is_near(w + y, a.surroundings[0]) && is_near(x + z, a.surroundings[1]) &&
                            is_near(w + x + y + z, a.type) && is_near(w + x + y + z, surroundings_total);
          if (fits) {
            const std::array<std::int64_t, 9> values{w, x, y, z, w + x, y + z, w + y, x + z, w + x + y + z};
            for (std::size_t k = 0; k < values.size(); ++k) {
              possible[k].insert(values[k]);
            }
          }
        }
      }
    }
  }
  std::size_t least = 1000;
  for (const auto& values : possible) {
    least = std::min(least, values.size());
  }
  return least;
}

std::int64_t nearest(std::int64_t count) {
  return kBase * ((count + kBase / 2) / kBase);
}

Cross random_cross(std::uint64_t seed) {
  const core::Philox random(seed, core::Stream::testing);
  Cross cross{};
  for (std::uint32_t k = 0; k < 4; ++k) {
    cross[k] = random.below(9, k, 0, 0);
  }
  return cross;
}

}  // namespace

TEST_CASE("types by group and by surroundings leave five values or more for each number and cell",
          "[disclosure][attack]") {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    const auto table = protect_premises(table_of(random_cross(seed)), Policy(), test_key()).value();
    const Released shown{{*table.by_group[0].incidents.count, *table.by_group[1].incidents.count},
                         {*table.by_surroundings[0].incidents.count, *table.by_surroundings[1].incidents.count},
                         *table.by_type[0].incidents.count};
    CHECK(shown.surroundings[0] + shown.surroundings[1] == shown.type);
    CHECK(least_possible(shown, shown.type) >= static_cast<std::size_t>(kBase));
  }
}

TEST_CASE("positive control: surroundings rounded on their own narrow the sum that both share",
          "[disclosure][attack]") {
  std::size_t broken = 0;
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    const Cross raw = random_cross(seed);
    const std::int64_t few = nearest(raw[0] + raw[2]);
    const std::int64_t many = nearest(raw[1] + raw[3]);
    const Released shown{
        {nearest(raw[0] + raw[1]), nearest(raw[2] + raw[3])}, {few, many}, nearest(raw[0] + raw[1] + raw[2] + raw[3])};
    broken += least_possible(shown, few + many) < static_cast<std::size_t>(kBase) ? 1 : 0;
  }
  CHECK(broken >= 5);
}

TEST_CASE("a kind of surroundings with two premises is withheld with another, and cannot be had by subtraction",
          "[disclosure][attack]") {
  auto raw = table_of({9, 11, 10, 10});
  raw.surroundings = {"none", "few", "many"};
  raw.premises_by_surroundings = {2, 40, 58};
  raw.incidents_by_surroundings = {3, 20, 17};
  const auto table = protect_premises(raw, Policy(), test_key()).value();
  CHECK_FALSE(table.by_surroundings[0].premises.count.has_value());
  CHECK_FALSE(table.by_surroundings[1].premises.count.has_value());
  CHECK(table.by_surroundings[2].premises.count.has_value());
  CHECK_FALSE(table.by_surroundings[0].incidents.count.has_value());
  // Positive control: the internal tier shows all three.
  const auto open = protect_premises(raw, Policy::preset("internal"), test_key()).value();
  CHECK(open.by_surroundings[0].incidents.count == 3);
}

TEST_CASE("a type that is withheld has no surroundings, and rows that do not add up are refused",
          "[disclosure][attack]") {
  auto raw = table_of({1, 0, 0, 0});
  raw.premises = {1, 1};
  raw.premises_by_surroundings = {1, 1};
  const auto table = protect_premises(raw, Policy(), test_key()).value();
  for (const auto& cell : table.by_surroundings) {
    CHECK_FALSE(cell.premises.count.has_value());
    CHECK_FALSE(cell.incidents.count.has_value());
  }
  raw.premises_by_surroundings = {2, 1};
  CHECK_THROWS_WITH(protect_premises(raw, Policy(), test_key()), Catch::Contains("premises_by_surroundings"));
  raw.premises_by_surroundings = {2};
  CHECK_THROWS_WITH(protect_premises(raw, Policy(), test_key()), Catch::Contains("one for each type and surroundings"));
}
