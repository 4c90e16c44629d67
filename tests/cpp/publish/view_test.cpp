// SPDX-License-Identifier: MIT
#include "libprofile/publish/detail/view.hpp"

#include <cmath>

#include <catch2/catch.hpp>

#include "support/sample_document.hpp"

using namespace libprofile;
using namespace libprofile::publish;
using publish::detail::make_view;

namespace {

/// Four areas in two districts: 100 and 200 incidents in the first, 300 and 400 in the second, of 1,000 residents each.
Document four_areas() {
  Document document = testing::sample_document({.areas = 4, .districts = 2});
  document.areas.population.assign(4, 1000.0);
  document.areas.levels.front().group_of_unit = {0, 0, 1, 1};
  document.by_area_level.population.clear();
  for (std::size_t i = 0; i < 4; ++i) {
    document.neighbourhoods[i].count = 100 * static_cast<std::int64_t>(i + 1);
  }
  for (auto& row : document.counts) {
    if (row.level == "district") {
      row.count = row.unit == document.by_area_level.codes[0] ? 300 : 700;
    }
  }
  document.total = 1000;
  return document;
}

}  // namespace

TEST_CASE("rates are counts over residents, of districts and of all", "[publish][hand]") {
  const Document document = four_areas();
  const auto view = make_view(document);
  CHECK(view.group_rate_per_1000 == std::vector<double>{150.0, 350.0});
  CHECK(view.rate_per_1000 == 250.0);
  CHECK(view.rates_everything());
}

TEST_CASE("groups are called what their level is called, where that is a word", "[publish][hand]") {
  Document document = four_areas();
  const auto words_for = [&](const char* name) {
    document.areas.levels.front().name = name;
    const auto view = make_view(document);
    return view.group_word + ", " + view.group_words;
  };
  CHECK(words_for("ward") == "ward, wards");
  CHECK(words_for("local authority") == "local authority, local authorities");
  CHECK(words_for("parish") == "parish, parishes");
  CHECK(words_for("LAD22CD") == "district, districts");
  CHECK(words_for("") == "district, districts");
  document.areas.levels.clear();
  CHECK(make_view(document).group_word == "district");
}

TEST_CASE("an area without residents counts in no rate and does not blank its district", "[publish][edges]") {
  Document document = four_areas();
  document.areas.population[3] = std::nan("");
  const auto view = make_view(document);
  CHECK(view.group_rate_per_1000 == std::vector<double>{150.0, 300.0});
  CHECK(view.group_population == std::vector<double>{2000.0, 1000.0});
  CHECK(view.rate_per_1000 == 200.0);
  CHECK_FALSE(view.rates_everything());
}

TEST_CASE("a withheld area adds no residents to the overall rate", "[publish][edges]") {
  Document document = four_areas();
  document.neighbourhoods[0].count = std::nullopt;
  const auto view = make_view(document);
  CHECK(view.rate_per_1000 == 300.0);
  CHECK(view.group_rate_per_1000 == std::vector<double>{150.0, 350.0});
  for (auto& neighbourhood : document.neighbourhoods) {
    neighbourhood.count = std::nullopt;
  }
  CHECK(std::isnan(make_view(document).rate_per_1000));
}
