// SPDX-License-Identifier: MIT
/// @file
/// What pages say of tiers: how many areas there are in each, why one is in it, and why none is.
#include "libprofile/publish/detail/tier_words.hpp"

#include <string>

#include <catch2/catch.hpp>

#include "libprofile/publish/detail/ranks.hpp"
#include "libprofile/publish/detail/render.hpp"

#include "support/page_text.hpp"
#include "support/sample_document.hpp"

using namespace libprofile;
using namespace libprofile::publish;
using testing::has;
using testing::words;

namespace {

Document without_tiers() {
  auto document = testing::sample_document();
  for (auto& hotspot : document.hotspots) {
    hotspot.tier.clear();
    hotspot.label = "none";
  }
  return document;
}

std::string outreach_of(const Document& document) {
  return words(detail::render(document, Audience::outreach));
}

}  // namespace

TEST_CASE("the summary says how many areas are in which tier, and apart from that what the areas around have",
          "[publish][hand]") {
  auto document = without_tiers();
  const std::string top = detail::among_the_top(detail::make_view(document));
  document.hotspots[2].tier = "C";
  CHECK(has(outreach_of(document), "One area is in a tier, by how likely it is " + top + ": 1 in tier C (possibly)."));
  CHECK(has(outreach_of(document),
            "No area had clearly more incidents than expected together with the areas around it."));
  document.hotspots[0].tier = "A";
  document.hotspots[1].tier = "B";
  document.hotspots[1].label = "hot";
  CHECK(has(outreach_of(document), "Three areas are in tiers, by how likely each is " + top +
                                       ": 1 in tier A (probably), 1 in tier B (more likely than not) and 1 in tier C "
                                       "(possibly). One area had more incidents than expected, together with the areas "
                                       "around it; it is in a tier."));
  document.hotspots[3].label = "hot";
  CHECK(has(outreach_of(document),
            "Two areas had more incidents than expected, together with the areas around them; "
            "one of them is in a tier."));
  document.hotspots[1].label = "none";
  CHECK(has(outreach_of(document), "around it; it is in no tier."));
}

TEST_CASE("where no area is in a tier the pages say why", "[publish][edges]") {
  auto document = without_tiers();
  const auto why = [&] { return detail::why_no_tier(detail::make_view(document)); };
  const std::string top = detail::among_the_top(detail::make_view(document));
  CHECK(why() ==
        "No area is in a tier: of none that has enough to be ranked can it be said that it is possibly " + top + ".");
  CHECK(has(outreach_of(document), why()));
  CHECK(has(words(detail::render(document, Audience::analyst)), why()));
  for (AreaRisk& risk : document.risks) {
    risk.relative_risk = {1.0, 0.9, 1.1};
  }
  CHECK(why() ==
        "No area is in a tier. The released counts differ no more than chance and rounding make them: nothing "
        "here tells the rate of one area from that of another.");
  document.risks.clear();
  CHECK(why() == "No area is in a tier: there are fewer than two to compare, or too few are counted in all of them.");
  CHECK(has(outreach_of(document), why()));
  document.manifest.tier = "public";
  CHECK(why() == "No area is in a tier: under the rules of the public tier nothing is said of the order of areas.");
  document.hotspots[0].tier = "A";
  CHECK(why().empty());
}

TEST_CASE("a card says what the area's own rate is, what the areas around have, and how sure its place is",
          "[publish][hand]") {
  auto document = testing::sample_document();
  const auto view = detail::make_view(document);
  REQUIRE_FALSE(view.tier_units[0].empty());
  const std::uint32_t unit = view.tier_units[0].front();
  const auto reason = [&](const char* label) {
    document.hotspots[unit].label = label;
    return detail::reason_for_tier(detail::make_view(document), unit);
  };
  CHECK(has(reason("hot"), "times the rate of all areas"));
  CHECK(reason("hot").ends_with("Together with the areas around it, more than expected."));
  CHECK(reason("none").ends_with("Together with the areas around it, about as many as expected."));
  CHECK(reason("cold").ends_with("Together with the areas around it, fewer than expected."));
  CHECK(reason("island").ends_with("No other area touches it."));
  CHECK(has(outreach_of(document), detail::place_in_order(view, unit)));
}

TEST_CASE("where residents are not known areas are compared by counts, in words too", "[publish][edges]") {
  auto document = testing::sample_document();
  document.areas.population.clear();
  for (auto& row : document.neighbourhoods) {
    row.population = kNotGiven;
    row.rate_per_1000 = {kNotGiven, kNotGiven, kNotGiven};
  }
  const std::string text = outreach_of(document);
  CHECK(has(text, "areas with the highest counts: "));
  CHECK(has(text, "Rank of its count"));
  CHECK(has(text, "the rank of the area’s own count among all areas"));
  CHECK_FALSE(has(text, "highest rates:"));
}
