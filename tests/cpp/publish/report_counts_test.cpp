// SPDX-License-Identifier: MIT
/// @file
/// What pages call the numbers: incidents, or counts of persons that are no number of persons.
#include <regex>
#include <string>

#include <catch2/catch.hpp>

#include "libprofile/publish/detail/render.hpp"

#include "support/page_text.hpp"
#include "support/sample_document.hpp"

using namespace libprofile;
using namespace libprofile::publish;
using testing::between;
using testing::has;
using testing::kAll;
using testing::words;

namespace {

Document document_of_persons() {
  auto document = testing::sample_document();
  document.manifest.counted = "persons";
  return document;
}

/// Four areas with 100, 200, 300 and 400 of `residents` each.
Document four_areas(double residents) {
  auto document = testing::sample_document({.areas = 4, .districts = 2});
  document.areas.population.assign(4, residents);
  for (std::size_t i = 0; i < 4; ++i) {
    document.neighbourhoods[i].count = 100 * static_cast<std::int64_t>(i + 1);
  }
  document.total = 1000;
  return document;
}

}  // namespace

TEST_CASE("a sum of counts of persons is never called persons, nor incidents", "[publish][hand]") {
  const Audience audience = GENERATE(from_range(std::begin(kAll), std::end(kAll)));
  const std::string text = words(detail::render(document_of_persons(), audience));
  CHECK(has(text, " counts of persons (a person is counted once in each area and category) in 200 areas"));
  CHECK_FALSE(std::regex_search(text, std::regex(R"(\d ?(different )?(persons|incidents))", std::regex::icase)));
  CHECK_FALSE(std::regex_search(text, std::regex(R"(Incidents (by|per|\(rounded))")));
  CHECK_FALSE(has(text, "istinct persons"));
  CHECK(has(text, "Counts of persons (rounded to 5s)"));
}

TEST_CASE("public figures say that counts of persons are no different persons", "[publish][hand]") {
  const std::string text = words(detail::render(document_of_persons(), Audience::open));
  CHECK(has(text, "counts of persons that have a place; a person is counted once in each area and category"));
  CHECK(has(text, "counts of persons for every 1,000 residents"));
  CHECK(has(text, "It is not how many different persons there were"));
  CHECK(has(text, "Counts of persons per 1,000 residents"));
  const std::string of_records = words(detail::render(testing::sample_document(), Audience::open));
  CHECK(has(of_records, "incidents (records, not persons) in 200 areas"));
  CHECK(has(of_records, "incidents that have a place"));
  CHECK_FALSE(has(of_records, "counts of persons"));
}

TEST_CASE("months of persons say why they add up to another number than areas", "[publish][hand]") {
  const Audience audience = GENERATE(Audience::analyst, Audience::open);
  const std::string text = words(detail::render(document_of_persons(), audience));
  CHECK(has(text, "Different persons by month: most in"));
  CHECK(has(text, "So months and areas add up differently"));
  CHECK(has(text, "Different persons (rounded to 5s)"));
  const std::string of_records = words(detail::render(testing::sample_document(), audience));
  CHECK(has(of_records, "Incidents by month: most in"));
  CHECK_FALSE(has(of_records, "add up differently"));
}

TEST_CASE("premises types are compared in what was counted", "[publish][hand]") {
  const std::string text = words(detail::render(document_of_persons(), Audience::licensing));
  CHECK(has(text, "counts of persons per 100 premises"));
  CHECK(has(text, "Counts of persons per 100 premises, by type and district"));
  CHECK_FALSE(has(text, "ncidents per 100 premises"));
}

TEST_CASE("types in a district stand beside the mean that their flags compare with", "[publish][hand]") {
  const std::size_t districts = GENERATE(std::size_t{2}, std::size_t{8});
  auto document = testing::sample_document({.areas = 80, .districts = districts});
  auto& rows = document.premises_types_by_area;
  rows.resize(2);
  rows[0].group = rows[1].group = 0;
  rows[0].type = "P01";
  rows[1].type = "P05";
  rows[0].premises = 100;
  rows[0].incidents = 50;
  rows[1].premises = 300;
  rows[1].incidents = 30;
  const std::string html = detail::render(document, Audience::licensing);
  CHECK(has(html, "<th scope=\"row\">all types<td") == (districts == 2));
  CHECK(has(html, "<th scope=\"col\" data-how=\"flags\">all types</thead>") == (districts == 8));
  const auto means = between(html, "<td class=\"flag mean\"><strong>", "</strong>");
  REQUIRE(means.size() == districts);
  CHECK(means[0] == "20.0");
  CHECK(means[1] == "–");
  CHECK(has(words(html), "with the mean of all types in that district"));
  rows[1].premises = rows[1].incidents = std::nullopt;
  const std::string other = detail::render(document, Audience::licensing);
  CHECK(between(other, "<td class=\"flag mean\"><strong>", "</strong>")[0] == "50.0");
}

TEST_CASE("marks of flags stand after the number, and flags say their direction", "[publish][hand]") {
  const std::string html = detail::render(testing::sample_document(), Audience::licensing);
  const auto cells = between(html, "<td class=\"flag none\">", "<t");
  REQUIRE_FALSE(cells.empty());
  for (const std::string& cell : cells) {
    CHECK(std::regex_search(cell, std::regex(R"(^<strong>[0-9.,]+</strong> <abbr[^>]*>·</abbr> <span)")));
  }
  CHECK_FALSE(has(html, "–</abbr>"));
  CHECK(has(html, "▲ H</abbr> higher <span class=\"caution\">correlation, not evidence"));
  CHECK(has(html, "▼ L</abbr> lower <span class=\"caution\">correlation, not evidence"));
}

TEST_CASE("records on no map are those without a place and those outside the areas", "[publish][hand]") {
  auto document = testing::sample_document();
  document.without_place = 620;
  CHECK(has(words(detail::render(document, Audience::analyst)),
            "On no map620 records without a usable place and 45 outside the areas, 665 together"));
  CHECK(has(words(detail::render(document, Audience::outreach)),
            "About 620 more records have no usable place, and about 45 lie outside the areas: they are on no map"));
  document.quality.sources[0].outside_areas = 0;
  const std::string text = words(detail::render(document, Audience::analyst));
  CHECK(has(text, "On no map620 records without a usable place and fewer than 5 outside the areas\n"));
  CHECK(has(text, "About 620 more records have no usable place: they are on no map and in no rate."));
}

TEST_CASE("clusters have the numbers of the layer", "[publish][hand]") {
  const auto document = testing::sample_document();
  REQUIRE(document.clusters.size() == 2);
  const auto tables = between(detail::render(document, Audience::analyst), "<caption>Clusters", "</table>");
  REQUIRE(tables.size() == 1);
  CHECK(between(tables[0], "<th scope=\"row\">", "<td") == std::vector<std::string>{"0", "1"});
}

TEST_CASE("an area's reason compares with all areas, with its district, and says what the areas around have",
          "[publish][hand]") {
  auto document = four_areas(1000.0);
  document.by_area_level.population.clear();
  document.areas.levels.front().group_of_unit = {0, 0, 1, 1};
  document.areas.levels.front().names = document.by_area_level.names = {"West", "East"};
  document.neighbourhoods[3].rate_per_1000 = {400.0, 350.0, 450.0};
  document.neighbourhoods[3].reliability = Reliability::ok;
  for (auto& hotspot : document.hotspots) {
    hotspot.tier.clear();
  }
  document.hotspots[3].tier = "A";
  document.hotspots[3].label = "none";
  for (auto& row : document.counts) {
    if (row.level == "district") {
      row.count = row.unit == document.by_area_level.codes[0] ? 300 : 700;
    }
  }
  const auto reasons = between(detail::render(document, Audience::outreach), "<p class=\"reason\">", "</p>");
  CHECK(reasons ==
        std::vector<std::string>{
            "1.6 times the rate of all areas (1.4 to 1.8), known well; 1.1 times that of East (1.0 to 1.3). Together "
            "with the areas around it, about as many as expected."});
}

TEST_CASE("the range of a public rate is left out where it says nothing more", "[publish][hand]") {
  const auto ranges = [](double residents) {
    const std::string html = detail::render(four_areas(residents), Audience::open);
    return between(between(html, "<dl class=\"figures\">", "</dl>")[0], "somewhere from ", "<");
  };
  CHECK(ranges(1000.0)[1] == "249.00 to 251.00");
  CHECK(ranges(1e6)[1] != "0.25 to 0.25");
  CHECK(ranges(1e6).size() + 1 == ranges(1000.0).size());
}
