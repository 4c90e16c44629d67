// SPDX-License-Identifier: MIT
/// @file
/// Every heading and picture of a page links to how it is made.
#include "libprofile/publish/detail/how.hpp"

#include <string>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/publish/detail/render.hpp"
#include "libprofile/publish/detail/sign_words.hpp"
#include "libprofile/publish/sign_page.hpp"

#include "support/page_text.hpp"
#include "support/sample_document.hpp"
#include "support/sample_plan.hpp"

using namespace libprofile;
using namespace libprofile::publish;
using testing::between;
using testing::has;
using testing::kAll;

namespace {

/// With a plan for teams, as a page of outreach may have.
Document document_with_plan() {
  Document document = testing::sample_document();
  document.outreach = testing::sample_plan();
  return document;
}

}  // namespace

TEST_CASE("every column and picture names how it is made, and its caption links there", "[publish][property]") {
  const Audience audience = GENERATE(from_range(std::begin(kAll), std::end(kAll)));
  const std::string html = testing::markup(detail::render(document_with_plan(), audience));
  for (const std::string& table : between(html, "<table", "</table>")) {
    const std::string lines = between(table, "<caption>", "</caption>").at(0);
    for (const std::string& heading : between(table, "<th scope=\"col\"", ">")) {
      INFO(table.substr(0, 400));
      const auto named = between(heading, "data-how=\"", "\"");
      REQUIRE(named.size() == 1);
      CHECK(has(lines, "href=\"#how-" + named[0] + "\""));
    }
  }
  for (const std::string& figure : between(html, "<figure", "</figure>")) {
    const auto named = between(figure, "data-how=\"", "\"");
    REQUIRE(named.size() == 1);
    CHECK(has(between(figure, "<figcaption>", "</figcaption>").at(0), "href=\"#how-" + named[0] + "\""));
  }
  const auto headings = between(html, "<th scope=\"col\"", ">").size();
  CHECK(headings >= 8);
  CHECK(headings == between(html, "<th scope=\"col\" data-how=\"", ">").size());
  CHECK_FALSE(has(html, "scope=col"));
}

TEST_CASE("every link to how a number is made has its entry, once, and no entry stands alone", "[publish][property]") {
  const Audience audience = GENERATE(from_range(std::begin(kAll), std::end(kAll)));
  const std::string html = testing::markup(detail::render(document_with_plan(), audience));
  std::size_t linked = 0;
  for (const detail::How& how : detail::all_hows()) {
    const std::string id(how.id);
    INFO(id);
    const bool is_linked = has(html, "href=\"#how-" + id + "\"");
    CHECK(between(html, "id=\"how-" + id + "\"", ">").size() == (is_linked ? 1 : 0));
    linked += is_linked ? 1 : 0;
  }
  CHECK(linked >= 8);
  CHECK(between(html, "href=\"#how-", "\"").size() >= linked);
}

TEST_CASE("a plan says how it is made, and nothing says so where there is none", "[publish][property]") {
  const std::string with = testing::markup(detail::render(document_with_plan(), Audience::outreach));
  const std::string of_plan = between(with, "<section aria-labelledby=\"plan\"", "</section>").at(0);
  CHECK(has(of_plan, "href=\"#how-plan\""));
  CHECK(between(with, "id=\"how-plan\"", ">").size() == 1);
  const std::string without = testing::markup(detail::render(testing::sample_document(), Audience::outreach));
  CHECK_FALSE(has(without, "how-plan"));
}

TEST_CASE("a column that says nothing of how it is made, or something unknown, is found", "[publish][edges]") {
  const std::string table =
      "<table><caption>A</caption><thead><tr><th scope=\"col\" data-how=\"rates\">B</thead></table>";
  CHECK(has(detail::with_how_lines(table),
            "A<span class=\"how\">How it is made: <a href=\"#how-rates\">Rates</a></span>"));
  const std::string silent = "<table><caption>A</caption><thead><tr><th scope=\"col\">B</thead></table>";
  CHECK(detail::with_how_lines(silent) == silent);
  CHECK(detail::with_how_lines("<table><thead></thead></table>") == "<table><thead></thead></table>");
  CHECK_THROWS_AS(detail::how_line({"guesses"}), InvalidArgument);
}

TEST_CASE("on the page for whoever signs every column names how it is made, with an entry", "[publish][property]") {
  SignFacts facts;
  facts.results.push_back(
      {.path = "tables/counts.csv", .type = "table", .status = Status::pass, .reasons = {"rounded"}, .rows = 10});
  facts.ledger = {"R2", std::string(64, '0')};
  facts.ledger->since = disclosure::SinceLast{.release = "R1", .window = {17'167, 17'531}, .total_then = 1200};
  const std::string html = testing::markup(detail::render_sign(document_with_plan(), disclosure::Policy(), facts));
  const auto tables = between(html, "<table", "</table>");
  CHECK(tables.size() >= 4);
  for (const std::string& table : tables) {
    INFO(table.substr(0, 400));
    const auto captions = between(table, "<caption>", "</caption>");
    REQUIRE(captions.size() == 1);
    const auto headings = between(table, "<th scope=\"col\"", ">");
    REQUIRE_FALSE(headings.empty());
    for (const std::string& heading : headings) {
      const auto named = between(heading, "data-how=\"", "\"");
      REQUIRE(named.size() == 1);
      CHECK(has(captions[0], "href=\"#how-" + named[0] + "\""));
    }
  }
  for (const std::string& linked : between(html, "href=\"#how-", "\"")) {
    CHECK(between(html, "id=\"how-" + linked + "\"", ">").size() == 1);
  }
  for (const char* id : {"verdicts", "withheld", "audit", "changes", "ranges"}) {
    CHECK(has(html, "href=\"#how-" + std::string(id) + "\""));
  }
}
