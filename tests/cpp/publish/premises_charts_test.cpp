// SPDX-License-Identifier: MIT
#include "libprofile/publish/detail/premises_charts.hpp"

#include <algorithm>
#include <limits>

#include <catch2/catch.hpp>

#include "libprofile/publish/detail/render.hpp"

#include "support/sample_document.hpp"

using namespace libprofile;
using publish::Audience;
using publish::Document;
using publish::detail::View;

namespace {

std::size_t how_often(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) {
    ++found;
  }
  return found;
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("the licensing page asks whether it is the type or where it stands, and whether it could be chance",
          "[publish][hand]") {
  const std::string html = publish::detail::render(testing::sample_document(), Audience::licensing);
  CHECK(has(html, "The type, or where it stands?"));
  CHECK(has(html, "Could it be chance?"));
  CHECK(has(html, "Chance alone gives"));
  CHECK(has(html, " more <span class=\"caution\">correlation, not evidence</span>"));
  CHECK(has(html, "not clear"));
  CHECK(how_often(html, "<svg class=\"curve\"") == testing::sample_document().premises_types.size());
}

TEST_CASE("dots of the funnel have the numbers of the rows below, by rate", "[publish][hand]") {
  const Document document = testing::sample_document();
  const View view = publish::detail::make_view(document);
  const std::string chart = publish::detail::funnel_chart(view);
  const std::string table = publish::detail::funnel_table(view);
  CHECK(how_often(chart, "<circle") == 7);
  CHECK(has(chart, ">7</text>"));
  CHECK(has(table, "1. " + publish::detail::types_by_rate(view).front()->name));
  CHECK(has(table, "7. health settings"));
  CHECK(has(table, "above 99.8 %"));
  CHECK(has(table, "inside"));
  CHECK(publish::detail::types_by_rate(view).front()->type == "P01");
}

TEST_CASE("a profile without these numbers has none of the chapters", "[publish][edges]") {
  Document document = testing::sample_document();
  document.premises_funnel.clear();
  document.premises_surroundings.clear();
  for (auto& type : document.premises_types) {
    type.matched_ratio = {publish::kNotGiven, publish::kNotGiven, publish::kNotGiven};
    type.j_curve.clear();
  }
  const View view = publish::detail::make_view(document);
  CHECK(publish::detail::matched_chart(view).empty());
  CHECK(publish::detail::surroundings_table(view).empty());
  CHECK(publish::detail::funnel_chart(view).empty());
  CHECK(publish::detail::funnel_table(view).empty());
  CHECK(publish::detail::j_curves(view).empty());
  const std::string html = publish::detail::render(document, Audience::licensing);
  CHECK_FALSE(has(html, "Could it be chance?"));
  CHECK_FALSE(has(html, "Each curve takes"));
}

TEST_CASE("a ratio without an upper limit is drawn, and no page has a number that is none", "[publish][edges]") {
  Document document = testing::sample_document();
  document.premises_types[1].matched_ratio = {3.0, 1.2, std::numeric_limits<double>::infinity()};
  document.premises_types[2].share_top_tenth_by_chance = publish::kNotGiven;
  const std::string html = publish::detail::render(document, Audience::licensing);
  for (const char* none : {">nan", " nan", "nan%", ">inf", " inf ", "inf%"}) {
    CHECK_FALSE(has(html, none));
  }
}

TEST_CASE("a ratio without an interval is shown as one, and says why", "[publish][edges]") {
  Document document = testing::sample_document();
  document.premises_types[1].matched_ratio = {3.0, publish::kNotGiven, publish::kNotGiven};
  const std::string chart = publish::detail::matched_chart(publish::detail::make_view(document));
  CHECK(has(chart, "<strong>3.0</strong> <span class=\"interval\">[–]</span>"));
  CHECK(has(chart, "compared in one kind of surroundings only: no interval"));
  CHECK_FALSE(has(chart, "nan"));
}
