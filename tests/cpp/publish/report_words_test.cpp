// SPDX-License-Identifier: MIT
/// @file
/// What pages say in words: small numbers, names, tiers, flags, levels.
#include <algorithm>
#include <cmath>
#include <regex>
#include <string>

#include <catch2/catch.hpp>

#include "libprofile/publish/detail/render.hpp"

#include "support/page_text.hpp"
#include "support/sample_areas.hpp"
#include "support/sample_document.hpp"

using namespace libprofile;
using namespace libprofile::publish;
using testing::between;
using testing::has;
using testing::kAll;
using testing::words;

TEST_CASE("small numbers are written as what they can mean, never as a range from 0", "[publish][attack]") {
  const Audience audience = GENERATE(from_range(std::begin(kAll), std::end(kAll)));
  auto document = testing::sample_document();
  document.neighbourhoods[3].count = 0;
  document.months[3].count = 0;
  const std::string text = words(detail::render(document, audience));
  CHECK(has(text, "fewer than 5"));
  CHECK_FALSE(std::regex_search(text, std::regex(R"((^|[^.0-9])0( to |-|–)4\b)")));
  CHECK_FALSE(has(text, "nan"));
}

TEST_CASE("names from the input stay text", "[publish][attack]") {
  const Audience audience = GENERATE(from_range(std::begin(kAll), std::end(kAll)));
  auto document = testing::sample_document();
  const std::string evil = "</script><script>alert(1)</script>\"'{{title}}<img src=x onerror=alert(1)>";
  document.manifest.title = evil;
  document.manifest.marking = evil;
  document.areas.names[0] = evil;
  document.by_area_level.names[0] = evil;
  document.premises_types[0].name = evil;
  document.premises_types[1].reason = evil;
  document.quality.sources[0].source = evil;
  const std::string html = detail::render(document, audience);
  CHECK_FALSE(has(html, "<script>alert"));
  CHECK_FALSE(has(html, "<img"));
  CHECK(between(html, "<script", "</script>").size() == 2);
  CHECK(between(html, "<style>", "</style>").size() == 2);
}

TEST_CASE("no page uses a word that judges people or places", "[publish][hand]") {
  const Audience audience = GENERATE(from_range(std::begin(kAll), std::end(kAll)));
  std::string text = words(detail::render(testing::sample_document(), audience));
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  CHECK_FALSE(std::regex_search(text, std::regex(R"(\b(bad|risky|suspicious|hot|hotspots?|dangerous)\b)")));
}

TEST_CASE("every flag stands beside its caution", "[publish][hand]") {
  const std::string html = detail::render(testing::sample_document(), Audience::licensing);
  const auto notes = between(html, "<td class=\"note\">", "<tr>");
  REQUIRE_FALSE(notes.empty());
  std::size_t flags = 0;
  for (const std::string& note : notes) {
    const bool is_flag = has(note, "▲ H") || has(note, "▼ L");
    flags += is_flag ? 1 : 0;
    CHECK((!is_flag || has(note, "correlation, not evidence")));
  }
  CHECK(flags > 0);
}

TEST_CASE("months whose rounded count is 0 are said to have none, or fewer than the base", "[publish][hand]") {
  auto document = testing::sample_document();
  document.quality.months_without_records = {"2018-07"};
  CHECK(has(words(detail::render(document, Audience::open)), "Months with none, or fewer than 5"));
  CHECK(has(words(detail::render(document, Audience::analyst)), "Months with none, or fewer than 5: 2018-07"));
  document.base = 1;
  CHECK(has(words(detail::render(document, Audience::analyst)), "Months without records: 2018-07"));
}

TEST_CASE("outlines that the lattice broke are named, of many the first ten", "[publish][hand]") {
  constexpr std::string_view kMended = "corners were rounded to the millimetre, and were mended";
  auto document = testing::sample_document();
  CHECK_FALSE(has(words(detail::render(document, Audience::analyst)), kMended));
  document.manifest.repaired_on_lattice = {"E01000001", "E01000007"};
  for (const Audience audience : kAll) {
    const std::string text = words(detail::render(document, audience));
    CHECK(has(text, std::string(kMended).append("2 areas: E01000001, E01000007")));
  }
  document.manifest.repaired_on_lattice.assign(12, "E01000001");
  document.manifest.repaired_on_lattice.push_back("E01000009");
  const std::string text = words(detail::render(document, Audience::analyst));
  CHECK(has(text, "13 areas: E01000001, "));
  CHECK(has(text, "E01000001 and others, which the manifest lists"));
  CHECK_FALSE(has(text, "E01000009"));
}

TEST_CASE("premises are written in their own base", "[publish][hand]") {
  auto document = testing::sample_document();
  document.premises_types[0].premises = 0;
  document.premises_types[0].gini = 0.5;
  CHECK(has(detail::render(document, Audience::licensing), "<td>fewer than 5<td>"));
  document.premises_base = 3;
  CHECK(has(detail::render(document, Audience::licensing), "<td>fewer than 3<td>"));
}

TEST_CASE("without residents the map is of counts", "[publish][edges]") {
  auto document = testing::sample_document();
  document.areas.population.clear();
  document.by_area_level.population.clear();
  for (auto& neighbourhood : document.neighbourhoods) {
    neighbourhood.rate_per_1000 = {std::nan(""), std::nan(""), std::nan("")};
  }
  const std::string html = detail::render(document, Audience::analyst);
  CHECK(has(html, ">Incidents</h3>"));
  CHECK_FALSE(has(words(html), "nan"));
}

TEST_CASE("headings name the level that groups are of", "[publish][hand]") {
  const Audience audience = GENERATE(from_range(std::begin(kAll), std::end(kAll)));
  auto document = testing::sample_document();
  document.areas.levels.front().name = "ward";
  const std::string text = words(detail::render(document, audience));
  CHECK(has(text, "Every number by ward"));
  CHECK_FALSE(has(text, "district"));
  CHECK_FALSE(has(text, "District"));
}

TEST_CASE("areas without a hierarchy have no districts", "[publish][edges]") {
  auto document = testing::sample_document();
  document.by_area_level = testing::dissolve_first_level(testing::sample_areas(200, 1));
  document.by_area_level.codes = {"all"};
  document.by_area_level.names = {"All areas"};
  document.areas.levels.clear();
  const std::string html = detail::render(document, Audience::analyst);
  CHECK_FALSE(has(html, "data-key=\"district\""));
  CHECK(has(html, "times the rate") == false);
  CHECK(has(detail::render(document, Audience::outreach), "times the rate of all areas"));
  CHECK(has(detail::render(document, Audience::open), "<tr id=\"all\""));
}

TEST_CASE("types are named where they stand out of all types, not by the flag of one", "[publish][hand]") {
  auto document = testing::sample_document();
  const auto& types = document.premises_types;
  const auto first = std::find_if(types.begin(), types.end(), [](const auto& type) { return type.flag == "high"; });
  REQUIRE(first != types.end());
  const std::string named = "than expected, all types looked at: “" + first->name;
  CHECK(has(words(detail::render(document, Audience::licensing)), named));
  CHECK(has(words(detail::render(document, Audience::outreach)), "than expected, all types there looked at, are near"));
  for (auto* rows : {&document.premises_types, &document.premises_types_by_area}) {
    for (auto& type : *rows) {
      type.q = 0.2;
      type.funnel = "none";
    }
  }
  const std::string licensing = words(detail::render(document, Audience::licensing));
  CHECK_FALSE(has(licensing, "than expected, all types looked at"));
  CHECK(has(licensing, "No type of premises had clearly more incidents nearby"));
  CHECK(has(licensing, "No type of premises is clearly above the mean of 11.8 incidents per 100 premises"));
  CHECK(has(licensing, "higher by itself; among so many types it may be chance"));
  CHECK_FALSE(has(words(detail::render(document, Audience::outreach)), "looked at, are near"));
}
