// SPDX-License-Identifier: MIT
#include <algorithm>
#include <string>

#include <catch2/catch.hpp>

#include "libprofile/publish/detail/premises_charts.hpp"
#include "libprofile/publish/detail/render.hpp"

#include "support/page_text.hpp"
#include "support/sample_document.hpp"

using namespace libprofile;
using publish::Audience;
using publish::Document;
using publish::detail::make_view;
using testing::between;
using testing::has;

namespace {

void say_nothing(Document& document, const std::string& type) {
  for (auto& row : document.premises_distances) {
    if (type.empty() || row.type == type) {
      row.incidents = std::nullopt;
      row.land_km2 = publish::kNotGiven;
      row.per_km2 = {publish::kNotGiven, publish::kNotGiven, publish::kNotGiven};
    }
  }
}

}  // namespace

TEST_CASE("the licensing page shows by type how incidents thin out, each with its numbers in words",
          "[publish][hand]") {
  const Document document = testing::sample_document();
  const std::string charts = publish::detail::distance_charts(make_view(document));
  CHECK(between(charts, "<svg class=\"decay\"", "</svg>").size() == document.premises_types.size());
  CHECK(has(charts, "within 50 m than at 200 to 400 m</figcaption>"));
  CHECK(has(charts, "clearly more close by"));
  CHECK(has(charts, "<strong>takeaways</strong>"));
  for (const std::string& drawing : between(charts, "<svg class=\"decay\"", "</svg>")) {
    CHECK(between(drawing, "<rect class=\"decay-column\"", "/>").size() == 4);
    CHECK(between(drawing, "<path class=\"decay-range\"", "/>").size() == 4);
  }
  const std::string html = publish::detail::render(document, Audience::licensing);
  CHECK(has(html, "Is there more close by?"));
  CHECK(has(html, "correlation, not evidence. Where records are placed at the middle"));
  CHECK(has(html, "href=\"#how-distances\""));
  CHECK_FALSE(has(html, "more types nothing is shown"));
}

TEST_CASE("a type of which too little is known is left out of the charts, and the page says of how many",
          "[publish][edges]") {
  Document document = testing::sample_document();
  say_nothing(document, "P05");
  const auto view = make_view(document);
  CHECK_FALSE(has(publish::detail::distance_charts(view), "takeaways"));
  CHECK_FALSE(has(publish::detail::distances_table(view), "takeaways"));
  CHECK(has(publish::detail::distance_lead(view), "Of one more type nothing is shown"));
}

TEST_CASE("where nothing can be said of any type there are words and no empty chart", "[publish][edges]") {
  Document document = testing::sample_document();
  say_nothing(document, "");
  const std::string html = publish::detail::render(document, Audience::licensing);
  CHECK(has(html, "lie near premises of any type to say whether they thin out with distance."));
  CHECK_FALSE(has(html, "class=\"decay\""));
  CHECK_FALSE(has(html, "Table of types by distance"));
  for (const char* none : {">nan", " nan", "nan\"", "inf"}) {
    CHECK_FALSE(has(publish::detail::distance_lead(make_view(document)), none));
  }
}

TEST_CASE("without distances, as at the public tier, the page has no such chapter", "[publish][edges]") {
  Document document = testing::sample_document();
  document.premises_distances.clear();
  CHECK_FALSE(has(publish::detail::render(document, Audience::licensing), "Is there more close by?"));
}
