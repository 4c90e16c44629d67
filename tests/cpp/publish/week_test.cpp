// SPDX-License-Identifier: MIT
/// @file
/// When in the week, on the outreach page and in its table.
#include <algorithm>
#include <string>

#include <catch2/catch.hpp>

#include "libprofile/publish/detail/render.hpp"
#include "libprofile/publish/tables.hpp"

#include "support/page_text.hpp"
#include "support/sample_document.hpp"

using namespace libprofile;
using namespace libprofile::publish;
using testing::between;
using testing::has;
using testing::words;

namespace {

std::string section_of(const Document& document) {
  const std::string html = testing::markup(detail::render(document, Audience::outreach));
  const auto found = between(html, "<section aria-labelledby=\"week\">", "</section>");
  return found.empty() ? std::string() : found.front();
}

}  // namespace

TEST_CASE("the outreach page shows parts of the week that stand out, those of the plan first", "[publish][hand]") {
  Document document = testing::sample_document();
  const auto high = static_cast<std::size_t>(
      std::count_if(document.week.begin(), document.week.end(), [](const auto& part) { return part.flag == "high"; }));
  REQUIRE(high == 2);
  const std::string plain = section_of(document);
  CHECK(has(words(plain), "Two parts of the week have clearly more incidents than an even spread gives"));
  const auto charts = between(plain, "<tbody>", "</tbody>");
  REQUIRE(charts.size() == 2);
  CHECK(between(charts[0], "<tr>", "<td").size() == high);
  CHECK(between(charts[1], "<tr>", "<td").size() == 28);
  CHECK_FALSE(has(plain, "of the plan"));

  document.outreach.emplace();
  document.outreach->bands = {{"Sunday 22:00 to 02:00", 166, 4}, {"Tuesday 13:00 to 17:00", 37, 4}};
  const std::string planned = section_of(document);
  CHECK(has(planned, "Parts that the hours of the plan lie in come first."));
  const auto first = between(between(planned, "<tbody>", "</tbody>")[0], "<th scope=\"row\">", "<");
  CHECK(first == std::vector<std::string>{"Monday 00:00 to 06:00", "Tuesday 12:00 to 18:00", "Sunday 18:00 to 24:00",
                                          "Friday 18:00 to 24:00", "Saturday 18:00 to 24:00"});
}

TEST_CASE("where too few hours are known the page says so and shows nothing, and without a list nothing at all",
          "[publish][edges]") {
  Document document = testing::sample_document();
  for (WeekPart& part : document.week) {
    part.times_even = {kNotGiven, kNotGiven, kNotGiven};
    part.flag = "none";
  }
  const std::string few = section_of(document);
  CHECK(has(words(few), "have a known hour to say when in the week they fall"));
  CHECK_FALSE(has(few, "<table"));
  CHECK_FALSE(has(few, "the plan below"));
  document.outreach.emplace();
  CHECK(has(words(section_of(document)), "So the plan below says where to go, and hardly when"));
  document.week.clear();
  CHECK(section_of(document).empty());
  const auto all = tables(document);
  CHECK(std::none_of(all.begin(), all.end(), [](const Layer& table) { return table.name == "outreach_hours"; }));
}
