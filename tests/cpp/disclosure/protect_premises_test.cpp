// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/protect_premises.hpp"

#include <algorithm>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/random.hpp"
#include "libprofile/disclosure/released_tables.hpp"

#include "support/rounding_by_definition.hpp"

using namespace libprofile;
using disclosure::Policy;
using disclosure::PremisesTable;
using disclosure::protect_premises;
using testing::test_key;

namespace {

PremisesTable two_types() {
  return {.types = {"P01", "P05"},
          .groups = {"A", "B", "C"},
          .premises = {12, 2, 9, 40, 33, 51},
          .with_incident = {4, 1, 3, 22, 9, 30},
          .incidents = {9, 2, 11, 60, 15, 88},
          .bands = {"1", "2", "3 or more"},
          .premises_by_band = {4, 2, 2, 30, 11, 20}};
}

}  // namespace

TEST_CASE("premises, those with an incident and incidents leave rounded and add up by type", "[disclosure][hand]") {
  PremisesTable raw = two_types();
  raw.premises[1] = 6;
  const auto table = protect_premises(raw, Policy(), test_key()).value();
  for (std::size_t t = 0; t < 2; ++t) {
    std::int64_t premises = 0;
    std::int64_t with_incident = 0;
    for (std::size_t g = 0; g < 3; ++g) {
      const auto& cell = table.by_group[t * 3 + g];
      CHECK(*cell.with_incident.count <= *cell.premises.count);
      premises += *cell.premises.count;
      with_incident += *cell.with_incident.count;
    }
    CHECK(table.by_type[t].premises.count == premises);
    CHECK(table.by_type[t].with_incident.count == with_incident);
    std::int64_t banded = 0;
    for (std::size_t b = 0; b < 3; ++b) {
      banded += *table.by_band[t * 3 + b].count;
    }
    CHECK(banded == with_incident);
  }
  CHECK(*table.all.premises.count == *table.by_type[0].premises.count + *table.by_type[1].premises.count);
}

TEST_CASE("a cell of two premises is withheld with the next smallest of its type", "[disclosure][hand]") {
  const auto table = protect_premises(two_types(), Policy(), test_key()).value();
  CHECK_FALSE(table.by_group[1].premises.count.has_value());
  CHECK_FALSE(table.by_group[1].with_incident.count.has_value());
  CHECK_FALSE(table.by_group[1].incidents.count.has_value());
  CHECK_FALSE(table.by_group[2].premises.count.has_value());
  CHECK(table.by_group[0].premises.count.has_value());
  CHECK(table.by_group[3].premises.count.has_value());
  CHECK(table.by_type[0].premises.count.has_value());
}

TEST_CASE("the internal tier passes premises unchanged", "[disclosure][hand]") {
  const auto table = protect_premises(two_types(), Policy::preset("internal"), test_key()).value();
  CHECK(table.by_group[1].premises.count == 2);
  CHECK(table.by_type[1].incidents.count == 163);
  CHECK(table.by_band[1].count == 2);
  CHECK(table.all.with_incident.count == 69);
}

TEST_CASE("incidents that round to nothing beside premises with one are withheld", "[disclosure][edges]") {
  const PremisesTable raw{.types = {"P05"},
                          .groups = {"A", "B", "C"},
                          .premises = {40, 40, 40},
                          .with_incident = {9, 10, 10},
                          .incidents = {1, 20, 30}};
  const auto table = protect_premises(raw, Policy(), test_key()).value();
  CHECK(table.by_group[0].with_incident.count == 10);
  CHECK_FALSE(table.by_group[0].incidents.count.has_value());
  CHECK_FALSE(table.by_group[1].incidents.count.has_value());
  CHECK(table.by_group[2].incidents.count.has_value());
  CHECK(table.by_type[0].incidents.count.has_value());
}

TEST_CASE("premises tables that break their contract are refused", "[disclosure][edges]") {
  const auto refused = [](auto change) {
    PremisesTable raw = two_types();
    change(raw);
    CHECK_THROWS_AS(protect_premises(raw, Policy(), test_key()), InvalidArgument);
  };
  refused([](PremisesTable& t) { t.types[0] = t.types[1]; });
  refused([](PremisesTable& t) { t.premises.pop_back(); });
  refused([](PremisesTable& t) { t.with_incident[0] = 13; });
  refused([](PremisesTable& t) { t.incidents[0] = -1; });
  refused([](PremisesTable& t) { t.premises_by_band[0] += 1; });
}

TEST_CASE("no types give nothing but zeros", "[disclosure][edges]") {
  const auto table = protect_premises({.groups = {"A"}}, Policy(), test_key()).value();
  CHECK(table.by_type.empty());
  CHECK(table.by_group.empty());
}

TEST_CASE("a group whose counts are withheld has no premises cell either, nor can one be had by subtraction",
          "[disclosure][attack]") {
  PremisesTable raw = two_types();
  raw.premises[1] = 6;
  const auto control = protect_premises(raw, Policy(), test_key()).value();
  CHECK(control.by_group[0].incidents.count.has_value());
  raw.withheld_groups = {1, 0, 0};
  const auto table = protect_premises(raw, Policy(), test_key()).value();
  for (std::size_t t = 0; t < 2; ++t) {
    std::size_t released = 0;
    CHECK_FALSE(table.by_group[t * 3].premises.count.has_value());
    CHECK_FALSE(table.by_group[t * 3].incidents.count.has_value());
    for (std::size_t g = 0; g < 3; ++g) {
      released += table.by_group[t * 3 + g].incidents.count.has_value() ? 1 : 0;
    }
    CHECK(released <= 1);
  }
  raw.withheld_groups = {1};
  CHECK_THROWS_AS(protect_premises(raw, Policy(), test_key()), InvalidArgument);
}

TEST_CASE("premises that all have an incident are withheld at the public tier, beside some that have none",
          "[disclosure][hand]") {
  const PremisesTable raw{.types = {"P01"},
                          .groups = {"A", "B", "C", "D"},
                          .premises = {20, 20, 40, 50},
                          .with_incident = {20, 20, 10, 20},
                          .incidents = {60, 60, 60, 60}};
  const auto open = protect_premises(raw, Policy::preset("public"), test_key()).value();
  CHECK_FALSE(open.by_group[0].premises.count.has_value());
  CHECK_FALSE(open.by_group[1].premises.count.has_value());
  // Together the first two would still be known to have one each.
  CHECK_FALSE(open.by_group[2].premises.count.has_value());
  CHECK_FALSE(open.by_group[2].incidents.count.has_value());
  CHECK(open.by_group[3].premises.count == 50);
  CHECK(open.by_type[0].with_incident.count == 70);
  const auto partner = protect_premises(raw, Policy(), test_key()).value();
  CHECK(partner.by_group[0].with_incident.count == 20);
}

TEST_CASE("no public release of premises says that all of a cell, or of what is withheld together, have an incident",
          "[disclosure][property]") {
  int partner_alike = 0;
  for (std::uint32_t seed = 0; seed < 300; ++seed) {
    const core::Philox random(seed, core::Stream::testing);
    PremisesTable raw{.types = {"P01", "P05", "P07"}, .groups = {"A", "B", "C", "D"}};
    for (std::uint32_t cell = 0; cell < 12; ++cell) {
      raw.premises.push_back(random.below(60, cell, 0, 0));
      const bool is_alike = random.below(3, cell, 1, 0) == 0;
      raw.with_incident.push_back(is_alike
                                      ? raw.premises.back()
                                      : random.below(static_cast<std::uint32_t>(raw.premises.back()) + 1, cell, 2, 0));
      raw.incidents.push_back(3 * raw.with_incident.back());
    }
    const auto is_alike = [](const disclosure::ProtectedPremisesCell& cell) {
      return cell.premises.count.value_or(0) > 0 && cell.premises.count == cell.with_incident.count;
    };
    const auto partner = protect_premises(raw, Policy(), test_key()).value();
    partner_alike += std::any_of(partner.by_group.begin(), partner.by_group.end(), is_alike) ? 1 : 0;
    const auto open = protect_premises(raw, Policy::preset("public"), test_key()).value();
    CHECK_FALSE(is_alike(open.all));
    for (std::size_t type = 0; type < 3; ++type) {
      CHECK_FALSE(is_alike(open.by_type[type]));
      disclosure::ProtectedPremisesCell left = open.by_type[type];
      for (std::size_t group = 0; group < 4; ++group) {
        const auto& cell = open.by_group[type * 4 + group];
        CHECK_FALSE(is_alike(cell));
        if (left.premises.count && cell.premises.count) {
          *left.premises.count -= *cell.premises.count;
          *left.with_incident.count -= *cell.with_incident.count;
        }
      }
      // What is left of a type when its released cells are taken off.
      CHECK_FALSE(is_alike(left));
    }
  }
  CHECK(partner_alike > 200);
}

TEST_CASE("incidents of which one premises has more than half are withheld, with company", "[disclosure][hand]") {
  PremisesTable raw = two_types();
  raw.premises[1] = 6;
  raw.incidents = {9, 8, 11, 60, 15, 88};
  raw.largest = {3, 3, 4, 20, 8, 30};
  // 8 of 15 are one's; the next smallest beside it has 20 of 60, which together is no more than half.
  const auto table = protect_premises(raw, Policy(), test_key()).value();
  CHECK(table.by_group[0].incidents.count.has_value());
  CHECK_FALSE(table.by_group[4].incidents.count.has_value());
  CHECK_FALSE(table.by_group[3].incidents.count.has_value());
  CHECK(table.by_group[5].incidents.count.has_value());
  CHECK(table.by_group[4].premises.count.has_value());
  CHECK(table.by_type[1].incidents.count.has_value());
  raw.largest.clear();
  CHECK(protect_premises(raw, Policy(), test_key()).value().by_group[4].incidents.count.has_value());
  raw.largest = {3, 3, 4, 20, 16, 30};
  CHECK_THROWS_AS(protect_premises(raw, Policy(), test_key()), InvalidArgument);
}

TEST_CASE("no shown or withheld sum of incidents is one premises' own, and the tables pass together",
          "[disclosure][property]") {
  const core::Philox random(3, core::Stream::testing);
  for (std::uint32_t seed = 0; seed < 300; ++seed) {
    PremisesTable raw{.types = {"P01", "P05"}, .groups = {"A", "B", "C", "D"}, .surroundings = {"few", "many"}};
    std::vector<std::vector<std::int64_t>> by_kind(4, std::vector<std::int64_t>(4, 0));
    for (std::uint32_t cell = 0; cell < 8; ++cell) {
      std::vector<std::int64_t> around(4, 0);
      std::int64_t with = 0;
      std::int64_t most = 0;
      const std::uint32_t premises = random.below(9, seed, cell, 0);
      for (std::uint32_t one = 0; one < premises; ++one) {
        const std::int64_t incidents = random.below(random.below(20, seed, cell, 1 + one) + 1, seed, cell, 50 + one);
        const std::size_t kind = 2 * (cell / 4) + random.below(2, seed, cell, 90 + one);
        with += incidents > 0 ? 1 : 0;
        most = std::max(most, incidents);
        by_kind[0][kind] += 1;
        by_kind[1][kind] += incidents;
        by_kind[2][kind] = std::max(by_kind[2][kind], incidents);
        around[0] += incidents;
      }
      raw.premises.push_back(premises);
      raw.with_incident.push_back(with);
      raw.incidents.push_back(around[0]);
      raw.largest.push_back(most);
    }
    raw.premises_by_surroundings = by_kind[0];
    raw.incidents_by_surroundings = by_kind[1];
    raw.largest_by_surroundings = by_kind[2];
    const auto released = protect_premises(raw, Policy(), test_key()).value();
    CAPTURE(seed);
    for (std::size_t type = 0; type < 2; ++type) {
      std::int64_t hidden = 0;
      std::int64_t hidden_most = 0;
      for (std::size_t cell = 4 * type; cell < 4 * type + 4; ++cell) {
        if (released.by_group[cell].incidents.count) {
          CHECK(2 * raw.largest[cell] <= raw.incidents[cell]);
        } else {
          // What the sum of all that is withheld can be at most.
          hidden += raw.incidents[cell] + 4;
          hidden_most = std::max(hidden_most, raw.largest[cell]);
        }
      }
      CHECK((!released.by_type[type].incidents.count || 2 * hidden_most <= hidden));
    }
    CHECK(disclosure::audit_together(disclosure::released_tables(released, Policy())).passed());
  }
}
