// SPDX-License-Identifier: MIT
/// @file
/// What pages and layers say of areas whose residents may be the wrong people.
#include <string>

#include <catch2/catch.hpp>

#include "libprofile/publish/detail/render.hpp"
#include "libprofile/publish/layers.hpp"

#include "support/page_text.hpp"
#include "support/publish_document.hpp"
#include "support/sample_document.hpp"

using namespace libprofile;
using namespace libprofile::publish;
using testing::has;
using testing::words;

namespace {

const std::string kSentence = " residents may be the wrong people to set counts against";

std::string page(const Document& document, Audience audience) {
  return words(detail::render(document, audience));
}

}  // namespace

TEST_CASE("pages say how many areas are set against the wrong people, and which", "[publish][hand]") {
  auto document = testing::sample_document();
  for (const auto audience : {Audience::analyst, Audience::outreach}) {
    CHECK_FALSE(has(page(document, audience), kSentence));
    CHECK_FALSE(has(page(document, audience), "residents may mislead"));
  }
  document.neighbourhoods[3].denominator = "the rate is odd";
  CHECK(has(page(document, Audience::analyst), "In one area" + kSentence));
  document.neighbourhoods[7].denominator = "the rate is odd";
  CHECK(has(page(document, Audience::outreach), "In two areas" + kSentence));
  CHECK(has(page(document, Audience::analyst), "; residents may mislead"));
  CHECK_FALSE(has(page(document, Audience::licensing), kSentence));
}

TEST_CASE("the card of an area in a tier says why its rate may mislead", "[publish][hand]") {
  auto document = testing::sample_document();
  std::size_t unit = 0;
  while (document.hotspots[unit].tier != "A") {
    ++unit;
  }
  CHECK_FALSE(has(page(document, Audience::outreach), "The rate is odd."));
  document.neighbourhoods[unit].denominator = "the rate is odd";
  CHECK(has(page(document, Audience::outreach), "The rate is odd."));
}

TEST_CASE("the layer of areas has the words, and nothing where there are none", "[publish][hand]") {
  auto document = testing::protected_document().value();
  document.neighbourhoods[3].denominator = "the rate is odd";
  for (const Layer& layer : layers(document)) {
    if (layer.name == "neighbourhoods") {
      const auto& column = std::get<TextColumn>(layer.columns.back().values);
      REQUIRE(layer.columns.back().name == "denominator");
      CHECK(column[3] == "the rate is odd");
      CHECK_FALSE(column[4].has_value());
      return;
    }
  }
  FAIL("there is no layer of areas");
}
