// SPDX-License-Identifier: MIT
/// @file
/// A lattice of nine squares, worked on paper.
#include <cmath>

#include <catch2/catch.hpp>

#include "support/profile_document.hpp"

using namespace libprofile;
using testing::count_of;
using testing::document_of;
using testing::Events;
using testing::kNine;
using testing::lattice_inputs;
using testing::says;
using testing::year_2024;

TEST_CASE("counts of nine squares add up over districts, everything and months", "[profile][hand]") {
  const auto document = document_of(lattice_inputs(kNine));
  CHECK(count_of(document, "neighbourhood", "X01000004", "theft") == 40);
  CHECK(count_of(document, "neighbourhood", "X01000000", "all") == 0);
  CHECK(count_of(document, "district", "D1", "all") == 65);
  CHECK(count_of(document, "district", "D2", "all") == 10);
  CHECK(count_of(document, "all", "all", "all") == 75);
  CHECK(document.total == 75);
  // Nine units, two districts, everything; one category and its sum.
  CHECK(document.counts.size() == 24);
  REQUIRE(document.months.size() == 12);
  CHECK(document.months[0].count == 35);
  CHECK(document.months[5].count == 40);
  CHECK(document.months[11].count == 0);
  CHECK(document.base == 5);
  CHECK(document.threshold == 5);
}

TEST_CASE("rates of nine squares have intervals over the rounding", "[profile][hand]") {
  const auto document = document_of(lattice_inputs(kNine));
  const auto& rate = [&](std::size_t unit) { return document.neighbourhoods[unit].rate_per_1000; };
  // 40 stands for 36 to 44: 36 (1 - 1/324 - 1.95996/18)^3 and 45 (1 - 1/405 + 1.95996/(3 sqrt 45))^3.
  CHECK(rate(4).value == Approx(40.0));
  CHECK(rate(4).lower == Approx(25.2106).margin(2e-3));
  CHECK(rate(4).upper == Approx(59.069).margin(2e-2));
  // 10 stands for 6 to 14, exact below and Byar above; 5 for 1 to 9; 0 for 0 to 4.
  CHECK(rate(2).lower == Approx(2.2019).margin(1e-3));
  CHECK(rate(2).upper == Approx(23.491).margin(1e-2));
  CHECK(rate(1).lower == Approx(0.025318).margin(1e-5));
  CHECK(rate(1).upper == Approx(17.0848).margin(1e-3));
  CHECK(rate(0).lower == 0.0);
  CHECK(rate(0).upper == Approx(10.2416).margin(1e-3));
  CHECK(document.neighbourhoods[1].reliability == publish::Reliability::low);
  CHECK(document.neighbourhoods[2].reliability == publish::Reliability::ok);
}

TEST_CASE("a square that stands out alone is of tier A, whatever the squares around it have", "[profile][hand]") {
  // 40 of 75 in a thousand residents; the next has 10, which stands for 6 to 14. No surroundings differ enough.
  const auto document = document_of(lattice_inputs(kNine));
  for (std::size_t unit = 0; unit < 9; ++unit) {
    CHECK(document.hotspots[unit].tier == (unit == 4 ? "A" : ""));
    CHECK(document.hotspots[unit].label == "none");
  }
  CHECK(document.risks[4].p_top > 0.99);
}

TEST_CASE("in a block of squares with many incidents all are hot, and each is in the tier of its own count",
          "[profile][hand]") {
  // 3 x 3 in the corner of 10 x 10: 50 each and 10 in the middle of the block; 5 everywhere else.
  std::vector<Events> events;
  for (std::uint32_t unit = 0; unit < 100; ++unit) {
    const bool is_block = unit % 10 < 3 && unit / 10 < 3;
    events.push_back({unit, unit == 11 ? 10 : (is_block ? 50 : 5)});
  }
  const auto document = document_of(lattice_inputs(events, 10));
  for (const std::size_t unit : {0U, 1U, 2U, 10U, 11U, 12U, 20U, 21U, 22U}) {
    CHECK(document.hotspots[unit].label == "hot");
    CHECK((document.hotspots[unit].tier == "A") == (unit != 11));
  }
  // Eight of the ten highest are certain; 10 in the middle stands out from the 5 elsewhere, which may be up to 9.
  CHECK(document.risks[11].p_top < 0.8);
  CHECK(document.hotspots[99].tier.empty());
  REQUIRE_FALSE(document.clusters.empty());
}

TEST_CASE("premises of a type are counted with the incidents within the radius, split", "[profile][hand]") {
  auto inputs = lattice_inputs(kNine);
  records::PremisesRegister premises;
  premises.type.values = {"P05", "P12", "P06"};
  // The 40 incidents of square 4 lie within 360 m of its (454, 130), all others beyond 600 m. Ten of each type stand at
  // one point of it.
  for (int k = 0; k < 30; ++k) {
    premises.type.codes.push_back(k / 10);
    premises.xy.insert(premises.xy.end(), {1454.0, 1130.0});
  }
  inputs.premises = premises;
  auto options = year_2024();
  options.premises_radius_m = 400.0;
  const auto document = document_of(inputs, options);
  REQUIRE(document.premises_types.size() == 2);
  for (const auto& row : document.premises_types) {
    CHECK(row.type != "P12");
    CHECK(row.premises == 10);
    CHECK(row.with_incident == 10);
    CHECK(row.incidents == 20);
    CHECK(row.location_quotient == Approx(1.0));
    CHECK(row.flag == "none");
  }
  CHECK_FALSE(says(document, "premises are rounded"));
  disclosure::PolicyFields fields;
  fields.premises_threshold = 7;
  options.policy = disclosure::Policy(fields);
  CHECK(says(document_of(inputs, options), "Numbers of premises are rounded to multiples of 10, all other numbers to"));
}

TEST_CASE("reasons of premises types name what was counted", "[profile][hand]") {
  std::vector<testing::Events> events;
  for (int person = 0; person < 40; ++person) {
    events.push_back({.unit = 4, .count = 1, .person = "person " + std::to_string(person)});
  }
  auto inputs = lattice_inputs(events);
  records::PremisesRegister premises;
  premises.type.values = {"P05"};
  premises.type.codes.assign(20, 0);
  for (int k = 0; k < 20; ++k) {
    premises.xy.insert(premises.xy.end(), {1103.0, 1107.0});
  }
  inputs.premises = premises;
  auto options = year_2024();
  options.premises_radius_m = 400.0;
  for (const auto& [counts, words] : {std::pair(geography::CountOf::records, " incidents per 100 premises"),
                                      std::pair(geography::CountOf::persons, " counts of persons per 100 premises")}) {
    options.counts = counts;
    const auto document = document_of(inputs, options);
    REQUIRE(document.premises_types.size() == 1);
    CHECK(document.premises_types[0].reason.starts_with("200" + std::string(words)));
    REQUIRE_FALSE(document.premises_types_by_area.empty());
  }
}
