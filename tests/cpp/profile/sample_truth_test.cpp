// SPDX-License-Identifier: MIT
/// @file
/// A profile of the synthetic partnership finds what was planted in it.
#include <algorithm>

#include <catch2/catch.hpp>

#include "support/profile_inputs.hpp"

using namespace libprofile;

namespace {

disclosure::Protected<publish::Document> profile_of(const sample::Partnership& partnership, geography::CountOf counts) {
  auto options = testing::year_2024();
  options.counts = counts;
  return profile::problem_profile(testing::sample_inputs(partnership), options);
}

bool is_found(const sample::Hotspot& planted, const publish::Document& document) {
  return std::any_of(planted.units.begin(), planted.units.end(),
                     [&](std::uint32_t unit) { return !document.hotspots[unit].tier.empty(); });
}

const publish::PremisesType* find_type(const publish::Document& document, std::string_view code) {
  const auto found = std::find_if(document.premises_types.begin(), document.premises_types.end(),
                                  [code](const auto& row) { return row.type == code; });
  return found == document.premises_types.end() ? nullptr : &*found;
}

}  // namespace

TEST_CASE("most of the hotspots that were planted have a tier", "[profile][golden]") {
  const auto counts = GENERATE(geography::CountOf::records, geography::CountOf::persons);
  const auto seed = GENERATE(1U, 2U, 3U);
  const auto partnership = sample::partnership({.seed = seed});
  const auto profile = profile_of(partnership, counts);
  const auto found = std::count_if(partnership.hotspots.begin(), partnership.hotspots.end(),
                                   [&](const sample::Hotspot& planted) { return is_found(planted, profile.value()); });
  WARN("seed " << seed << (counts == geography::CountOf::persons ? ", persons: " : ", records: ") << found << " of "
               << partnership.hotspots.size() << " hotspots found");
  CHECK(partnership.hotspots.size() == 8);
  CHECK(found >= 6);
}

TEST_CASE("every premises type that was planted with twice the incidents or more is high, and no other type",
          "[profile][golden]") {
  // Four times the usual size: with the 120 premises of P04 in one of size 1, an interval reaches the mean every other
  // time.
  const auto counts = GENERATE(geography::CountOf::records, geography::CountOf::persons);
  const auto profile = profile_of(sample::partnership({.size = 4.0, .seed = 1}), counts);
  for (const sample::PremisesKind& kind : sample::kPremisesKinds) {
    const publish::PremisesType* row = find_type(profile.value(), kind.code);
    INFO(kind.code << " planted with " << kind.relative_risk);
    if (kind.relative_risk >= 2.0) {
      REQUIRE(row != nullptr);
      CHECK(row->flag == "high");
    } else if (row != nullptr) {
      CHECK(row->flag != "high");
    }
  }
}

TEST_CASE("at size 1 no type is flagged against what was planted", "[profile][golden]") {
  const auto seed = GENERATE(1U, 2U, 3U);
  const auto profile = profile_of(sample::partnership({.seed = seed}), geography::CountOf::persons);
  std::size_t high = 0;
  for (const sample::PremisesKind& kind : sample::kPremisesKinds) {
    if (const publish::PremisesType* row = find_type(profile.value(), kind.code)) {
      INFO(kind.code << " planted with " << kind.relative_risk);
      high += row->flag == "high" ? 1U : 0U;
      CHECK(row->flag != (kind.relative_risk >= 2.0 ? "low" : "high"));
    }
  }
  WARN("seed " << seed << ": " << high << " of 4 types found");
  CHECK(high >= 3);
}
