// SPDX-License-Identifier: MIT
#include "libprofile/publish/report.hpp"

#include <algorithm>
#include <regex>
#include <string>

#include <catch2/catch.hpp>

#include "libprofile/core/digest.hpp"
#include "libprofile/core/error.hpp"
#include "libprofile/disclosure/derive.hpp"
#include "libprofile/disclosure/protect_list.hpp"
#include "libprofile/publish/detail/render.hpp"

#include "support/page_text.hpp"
#include "support/sample_document.hpp"

using namespace libprofile;
using namespace libprofile::publish;
using testing::between;
using testing::has;
using testing::kAll;
using testing::markup;

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

TEST_CASE("areas in a tier are listed by code, those under the base in none", "[publish][hand]") {
  const auto document = testing::sample_document();
  const std::string html = detail::render(document, Audience::outreach);
  for (const auto& tier : between(html, "<ul class=\"cards\">", "</ul>")) {
    auto codes = between(tier, "href=\"#", "\"");
    CHECK(std::is_sorted(codes.begin(), codes.end()));
  }
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
