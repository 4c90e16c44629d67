// SPDX-License-Identifier: MIT
#include "libprofile/publish/report.hpp"

#include <algorithm>
#include <limits>
#include <regex>
#include <string>

#include <catch2/catch.hpp>

#include "libprofile/core/digest.hpp"
#include "libprofile/core/error.hpp"
#include "libprofile/disclosure/derive.hpp"
#include "libprofile/disclosure/protect_list.hpp"
#include "libprofile/publish/detail/render.hpp"

#include "support/sample_areas.hpp"
#include "support/sample_document.hpp"

using namespace libprofile;
using namespace libprofile::publish;

namespace {

constexpr Audience kAll[] = {Audience::analyst, Audience::outreach, Audience::licensing, Audience::open};

bool has(const std::string& html, std::string_view part) {
  return html.find(part) != std::string::npos;
}

/// What stands between each `open` and the next `close`.
std::vector<std::string> between(const std::string& html, std::string_view open, std::string_view close) {
  std::vector<std::string> found;
  for (std::size_t at = html.find(open); at != std::string::npos; at = html.find(open, at)) {
    at += open.size();
    found.push_back(html.substr(at, html.find(close, at) - at));
  }
  return found;
}

std::string without(std::string html, std::string_view open, std::string_view close) {
  for (std::size_t at = html.find(open); at != std::string::npos; at = html.find(open)) {
    html.erase(at, html.find(close, at) + close.size() - at);
  }
  return html;
}

/// Markup alone: no script, no style.
std::string markup(const std::string& html) {
  return without(without(html, "<script", "</script>"), "<style>", "</style>");
}

/// Words that a reader sees.
std::string words(const std::string& html) {
  return without(markup(html), "<", ">");
}

}  // namespace

TEST_CASE("audiences have names and file names", "[publish][hand]") {
  for (const Audience audience : kAll) {
    CHECK(audience_from(to_string(audience)) == audience);
  }
  CHECK(report_file_name(Audience::open) == "report-public.html");
  CHECK_THROWS_AS(audience_from("everyone"), InvalidArgument);
}

TEST_CASE("the content security policy names exactly the page's own style and script", "[publish][hand]") {
  const Audience audience = GENERATE(from_range(std::begin(kAll), std::end(kAll)));
  const std::string html = detail::render(testing::sample_document(), audience);
  const auto policies = between(html, "http-equiv=\"Content-Security-Policy\" content=\"", "\"");
  REQUIRE(policies.size() == 1);
  const std::string& policy = policies.front();
  CHECK(policy.starts_with("default-src 'none';"));
  CHECK_FALSE(has(policy, "unsafe"));
  std::size_t named = 0;
  for (const auto& [open, close] : {std::pair("<style>", "</style>"), std::pair("<script>", "</script>")}) {
    for (const std::string& text : between(html, open, close)) {
      CHECK(has(policy, "'sha256-" + core::to_base64(core::sha256(text)) + "'"));
      ++named;
    }
  }
  CHECK(named == 3);
  CHECK(between(policy, "sha256-", "'").size() == named);
}

TEST_CASE("a page asks for nothing and runs nothing that its policy would block", "[publish][hand]") {
  const Audience audience = GENERATE(from_range(std::begin(kAll), std::end(kAll)));
  const std::string html = detail::render(testing::sample_document(), audience);
  const std::string body = markup(html);
  CHECK_FALSE(std::regex_search(body, std::regex(R"(\s(style|on[a-z]+)=)")));
  CHECK_FALSE(std::regex_search(body, std::regex(R"((src|href|action|data)="?(https?:|//|data:))")));
  CHECK_FALSE(has(html, "url(images"));
  CHECK_FALSE(has(html, "sourceMappingURL"));
  CHECK(has(html, "<meta name=\"referrer\" content=\"no-referrer\">"));
  CHECK_FALSE(has(html, "{{"));
}

TEST_CASE("marking and validity stand on the page and on every printed sheet", "[publish][hand]") {
  const Audience audience = GENERATE(from_range(std::begin(kAll), std::end(kAll)));
  const std::string html = detail::render(testing::sample_document(), audience);
  CHECK(between(html, "<div class=\"marking\"><p><strong>OFFICIAL-SENSITIVE", "</p>").size() == 2);
  CHECK(has(html, "valid until 31 March 2019"));
  CHECK(has(html, "@top-center{content:\"OFFICIAL\\2d SENSITIVE"));
}

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

TEST_CASE("areas in a tier are listed by code, those under the base in none", "[publish][hand]") {
  const auto document = testing::sample_document();
  const std::string html = detail::render(document, Audience::outreach);
  for (const auto& tier : between(html, "<ul class=\"cards\">", "</ul>")) {
    auto codes = between(tier, "href=\"#", "\"");
    CHECK(std::is_sorted(codes.begin(), codes.end()));
  }
}

TEST_CASE("tiers A and B are more than expected with the areas around, tier C stands out alone", "[publish][hand]") {
  auto document = testing::sample_document();
  for (auto& hotspot : document.hotspots) {
    hotspot.tier.clear();
  }
  const auto text_of = [&] { return words(detail::render(document, Audience::outreach)); };
  document.hotspots[2].tier = "C";
  CHECK(has(text_of(), "No area had clearly more incidents than expected together with the areas around it."));
  CHECK(has(text_of(), "One area stands out on its own (tier C)."));
  document.hotspots[0].tier = "A";
  document.hotspots[1].tier = "B";
  CHECK(has(text_of(),
            "Two areas had more incidents than expected, together with the areas around them: 1 in tier A and 1 in "
            "tier B. One more stands out on its own (tier C)."));
  document.hotspots[3].tier = "C";
  CHECK(has(text_of(), "Two more stand out on their own (tier C)."));
}

TEST_CASE("months whose rounded count is 0 are said to have none, or fewer than the base", "[publish][hand]") {
  auto document = testing::sample_document();
  document.quality.months_without_records = {"2018-07"};
  CHECK(has(words(detail::render(document, Audience::open)), "Months with none, or fewer than 5"));
  CHECK(has(words(detail::render(document, Audience::analyst)), "Months with none, or fewer than 5: 2018-07"));
  document.base = 1;
  CHECK(has(words(detail::render(document, Audience::analyst)), "Months without records: 2018-07"));
}

TEST_CASE("premises are written in their own base", "[publish][hand]") {
  auto document = testing::sample_document();
  document.premises_types[0].premises = 0;
  document.premises_types[0].gini = 0.5;
  CHECK(has(detail::render(document, Audience::licensing), "<td>fewer than 5<td>"));
  document.premises_base = 3;
  CHECK(has(detail::render(document, Audience::licensing), "<td>fewer than 3<td>"));
}

TEST_CASE("what the document does not have is absent", "[publish][edges]") {
  auto document = testing::sample_document();
  document.premises_types.clear();
  document.premises_types_by_area.clear();
  document.clusters.clear();
  document.months.clear();
  document.quality = {};
  const std::string html = detail::render(document, Audience::analyst);
  CHECK_FALSE(has(html, "id=\"premises\""));
  CHECK_FALSE(has(html, "href=\"#premises\""));
  CHECK_FALSE(has(html, "id=\"scale\""));
  CHECK_FALSE(has(html, "Clusters:"));
  CHECK_FALSE(has(html, "id=\"sources\""));
  CHECK(has(html, "id=\"map-data\""));
}

TEST_CASE("a document about no area is a page that says so", "[publish][edges]") {
  const Audience audience = GENERATE(from_range(std::begin(kAll), std::end(kAll)));
  Document document{};
  document.base = 5;
  document.all_types_per_100 = {std::nan(""), std::nan(""), std::nan("")};
  const std::string html = detail::render(document, audience);
  CHECK(has(html, "There is no area in this profile"));
  CHECK_FALSE(has(html, "id=\"map-data\""));
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

TEST_CASE("rendering twice gives the same bytes", "[publish][property]") {
  const auto document = testing::sample_document();
  for (const Audience audience : kAll) {
    CHECK(detail::render(document, audience) == detail::render(document, audience));
  }
}

TEST_CASE("the content id changes with a number and not with the clock", "[publish][property]") {
  const auto document = testing::sample_document();
  auto later = document;
  later.manifest.created_utc = "2020-01-01T00:00:00Z";
  CHECK(detail::content_id(document) == detail::content_id(later));
  auto other = document;
  other.counts[0].count = other.counts[0].count.value_or(0) + 5;
  CHECK(detail::content_id(document) != detail::content_id(other));
}

TEST_CASE("a page stays under 2 MB, and shows groups above 3,000 areas", "[publish][property]") {
  const auto [areas, shows_areas] = GENERATE(std::pair(std::size_t{3000}, true), std::pair(std::size_t{3001}, false),
                                             std::pair(std::size_t{20'000}, false));
  const auto document = testing::sample_document({.areas = areas, .districts = 60});
  for (const Audience audience : kAll) {
    CHECK(detail::render(document, audience).size() < 2'000'000);
  }
  const std::string html = detail::render(document, Audience::outreach);
  CHECK(has(html, "tables/counts.csv; ") == false);
  CHECK(has(html, "the rest are in tables/counts.csv") != shows_areas);
  CHECK(has(html, "id=\"E01" + document.areas.codes.back().substr(3) + "\"") == shows_areas);
}

TEST_CASE("a protected document gives the page of what it holds, and a page with its name", "[publish][hand]") {
  const core::Key key(std::vector<std::uint8_t>(32, 7));
  const auto number = disclosure::protect_scalar("records", 20, disclosure::Policy(), key);
  const auto document =
      disclosure::derive([](const disclosure::ProtectedCount&) { return testing::sample_document(); }, number);
  CHECK(report(document, Audience::licensing) == detail::render(testing::sample_document(), Audience::licensing));
  CHECK(content_id(document) == detail::content_id(testing::sample_document()));
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
