// SPDX-License-Identifier: MIT
/// @file
/// Which areas a profile says are set against the wrong people, and from what.
#include "libprofile/risk/denominators.hpp"

#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/random.hpp"

#include "support/profile_document.hpp"

using namespace libprofile;
using testing::document_of;
using testing::Events;
using testing::kNine;
using testing::lattice_inputs;
using testing::year_2024;

namespace {

/// The middle square holds 40 of 75 and `more`; so many people live there.
publish::Document with_people_in_the_middle(double residents, int more = 0) {
  auto events = kNine;
  events.push_back({4, more});
  auto inputs = lattice_inputs(events);
  inputs.areas.population[4] = residents;
  return document_of(inputs);
}

std::vector<std::string> doubts(const publish::Document& document) {
  std::vector<std::string> words;
  for (const auto& row : document.neighbourhoods) {
    words.push_back(row.denominator);
  }
  return words;
}

}  // namespace

TEST_CASE("a square whose rate is far above all others, or with more counted than residents, is doubted",
          "[profile][hand]") {
  // 40 stands for 36 to 44. 75 in 8,400 is 8.93 in a thousand: 17.9 are five times what is expected of 400 residents,
  // and 20.1 is the lower limit of 36 at 99.8 %. Of 500 it would be 22.1.
  CHECK(doubts(with_people_in_the_middle(400)) ==
        std::vector<std::string>{"", "", "", "",
                                 "the rate of residents is far above all others: look whether people come here from "
                                 "elsewhere",
                                 "", "", "", ""});
  CHECK(doubts(with_people_in_the_middle(500)) == std::vector<std::string>(9));
  CHECK(doubts(with_people_in_the_middle(110, 80))[4] ==
        "more events than residents: people come here from elsewhere, so a rate of residents misleads");
}

TEST_CASE("no residents, or none known, is no doubt about them", "[profile][edges]") {
  auto inputs = lattice_inputs(kNine);
  inputs.areas.population[4] = std::numeric_limits<double>::quiet_NaN();
  CHECK(doubts(document_of(inputs)) == std::vector<std::string>(9));
  inputs.areas.population.clear();
  auto options = year_2024();
  options.assured_residents = 100;
  CHECK(doubts(document_of(inputs, options)) == std::vector<std::string>(9));
}

TEST_CASE("doubts are those of the released counts, whatever was counted", "[profile][property]") {
  const core::Philox random(17, core::Stream::testing);
  std::size_t doubted = 0;
  std::size_t otherwise = 0;
  for (std::uint32_t world = 0; world < 40; ++world) {
    std::vector<Events> events;
    std::vector<double> residents;
    std::vector<double> exact(25, 0.0);
    for (std::uint32_t unit = 0; unit < 25; ++unit) {
      const auto count = static_cast<int>(60.0 * std::pow(random.uniform(world, 2 * unit, 0), 6.0));
      exact[unit] = count;
      if (count > 0) {
        events.push_back({unit, count});
      }
      residents.push_back(1.0 + std::floor(900.0 * random.uniform(world, 2 * unit + 1, 0)));
    }
    auto inputs = lattice_inputs(events, 5);
    inputs.areas.population = residents;
    const auto document = document_of(inputs);
    std::vector<double> released;
    for (const auto& row : document.neighbourhoods) {
      released.push_back(row.count ? static_cast<double>(*row.count) : std::numeric_limits<double>::quiet_NaN());
    }
    const risk::DenominatorOptions band{.rounding_band = static_cast<double>(document.base - 1)};
    const auto of_released = risk::check_denominators(released, residents, {}, band);
    const auto of_exact = risk::check_denominators(exact, residents);
    for (std::size_t unit = 0; unit < 25; ++unit) {
      const bool is_doubted = of_released[unit].note == risk::DenominatorNote::more_events_than_residents ||
                              of_released[unit].note == risk::DenominatorNote::rate_far_above_all;
      CHECK(document.neighbourhoods[unit].denominator == (is_doubted ? to_string(of_released[unit].note) : ""));
      doubted += is_doubted ? 1 : 0;
      otherwise += of_exact[unit].note != of_released[unit].note ? 1 : 0;
    }
  }
  // Both are seen: doubts, and squares where the exact counts would tell another story.
  CHECK(doubted > 10);
  CHECK(otherwise > 10);
}
