// SPDX-License-Identifier: MIT
/// @file
/// What maps shade, and what their drawings write.
#include "libprofile/publish/detail/map_model.hpp"

#include <algorithm>
#include <string>

#include <catch2/catch.hpp>

#include "libprofile/publish/detail/map.hpp"

#include "support/page_text.hpp"
#include "support/sample_document.hpp"

using namespace libprofile;
using namespace libprofile::publish;
using publish::detail::area_map;
using publish::detail::group_map;
using publish::detail::kWeak;
using publish::detail::make_view;
using publish::detail::map_legend;
using publish::detail::map_svg;
using testing::between;
using testing::has;

TEST_CASE("an area with too few to say is grey on the map of rates, and the legend says so", "[publish][hand]") {
  auto document = testing::sample_document();
  for (auto& neighbourhood : document.neighbourhoods) {
    if (neighbourhood.reliability == Reliability::low) {
      neighbourhood.reliability = Reliability::ok;
    }
  }
  CHECK_FALSE(has(map_legend(area_map(make_view(document))), "too few to say"));
  document.neighbourhoods[7].reliability = Reliability::low;
  const auto view = make_view(document);
  const auto model = area_map(view);
  CHECK(model.style_of_area[7] == kWeak);
  CHECK(std::count(model.style_of_area.begin(), model.style_of_area.end(), kWeak) == 1);
  CHECK(has(map_legend(model), "too few to say"));
}

TEST_CASE("a map of counts shows few as few", "[publish][edges]") {
  auto document = testing::sample_document();
  document.areas.population.clear();
  document.neighbourhoods[7].count = 5;
  document.neighbourhoods[7].reliability = Reliability::low;
  const auto view = make_view(document);
  CHECK(area_map(view).style_of_area[7] == 1);
}

TEST_CASE("districts of one class have a border between them", "[publish][hand]") {
  const auto document = testing::sample_document();
  const auto view = make_view(document);
  const auto borders = between(map_svg(group_map(view)), "<path class=\"district\" d=\"", "\"");
  REQUIRE(borders.size() == 1);
  const auto rings = static_cast<std::size_t>(std::count(borders[0].begin(), borders[0].end(), 'M'));
  CHECK(rings >= document.by_area_level.size());
}

TEST_CASE("a name that would lie on another is left out of the drawing", "[publish][edges]") {
  auto document = testing::sample_document();
  const auto drawn = [&](const std::string& name) {
    document.by_area_level.names.assign(document.by_area_level.size(), name);
    const auto view = make_view(document);
    return between(map_svg(group_map(view)), "<text class=\"place\"", "</text>").size();
  };
  REQUIRE(document.by_area_level.size() == 4);
  CHECK(drawn("Eastmere") == 4);
  const std::size_t of_long = drawn(std::string(90, 'M'));
  CHECK(of_long >= 1);
  CHECK(of_long < 4);
}
