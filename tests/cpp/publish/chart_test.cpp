// SPDX-License-Identifier: MIT
#include "libprofile/publish/detail/chart.hpp"

#include <limits>
#include <string>

#include <catch2/catch.hpp>

using namespace libprofile::publish;
using namespace libprofile::publish::detail;

namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

std::size_t occurrences(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++found;
  }
  return found;
}

}  // namespace

TEST_CASE("an axis ends at a round number that holds the most", "[publish][hand]") {
  CHECK(axis_from_zero(50.0).end == 50.0);
  CHECK(axis_from_zero(51.0).end == 60.0);
  CHECK(axis_from_zero(0.0).end == 1.0);
  CHECK(axis_from_zero(kUnknown).end == 1.0);
}

TEST_CASE("an axis holds the most in at most six steps, whatever its size", "[publish][property]") {
  for (double most = 0.013; most < 1e7; most *= 1.7) {
    const Axis axis = axis_from_zero(most);
    CHECK(axis.end >= most);
    CHECK(axis.end < most * 2.6);
    CHECK(axis.end / axis.step <= 6.0001);
  }
}

TEST_CASE("an interval chart says every number in its cells", "[publish][hand]") {
  const std::string html = interval_chart({"Finding",
                                           "Area",
                                           "Rate",
                                           "",
                                           {{"A & B", "#E01", {10, 8, 12}, ""}, {"C", "", {5, 1, 9}, ""}},
                                           6.0,
                                           "all 6.0",
                                           "rates"});
  CHECK(html.find("<caption>Finding</caption>") != std::string::npos);
  CHECK(html.find("<a href=\"#E01\">A &amp; B</a>") != std::string::npos);
  CHECK(html.find("<strong>10.0</strong> <span class=\"interval\">[8.0 to 12.0]") != std::string::npos);
  CHECK(html.find("all 6.0") != std::string::npos);
  CHECK(occurrences(html, "<circle") == 2);
}

TEST_CASE("dots lie on the axis in proportion", "[publish][hand]") {
  const std::string html = interval_chart(
      {"", "", "", "", {{"half", "", {5, 4, 6}, ""}, {"whole", "", {10, 10, 10}, ""}}, kUnknown, "", "rates"});
  // The axis ends at 10; places run from 2 % to 96 %.
  CHECK(html.find("cx=\"49.0%\"") != std::string::npos);
  CHECK(html.find("cx=\"96.0%\"") != std::string::npos);
}

TEST_CASE("what is not known has no dot and no whisker", "[publish][edges]") {
  const std::string html =
      interval_chart({"", "", "", "", {{"x", "", {kUnknown, kUnknown, kUnknown}, ""}}, kUnknown, "", "rates"});
  CHECK(html.find("<circle") == std::string::npos);
  CHECK(html.find("whisker") == std::string::npos);
  CHECK(html.find("nan") == std::string::npos);
  CHECK(interval_chart({"t", "", "", "", {}, 1.0, "", "rates"}).empty());
}

TEST_CASE("columns of months stand on 0 and their heights are in proportion", "[publish][hand]") {
  const std::string html =
      month_chart({"T", {{2018, 1, 50}, {2018, 2, 100}, {2018, 3, 0}, {2018, 4, std::nullopt}}, 5});
  CHECK(html.find("height=\"86.0\"") != std::string::npos);
  CHECK(html.find("height=\"172.0\"") != std::string::npos);
  CHECK(occurrences(html, "class=\"column\"") == 2);
  CHECK(occurrences(html, "class=\"hatched\"") == 1);
  CHECK(html.find("January 2018: 50; February 2018: 100; March 2018: fewer than 5; April 2018: withheld.") !=
        std::string::npos);
  CHECK(month_chart({"T", {}, 5}).empty());
}

TEST_CASE("a share outside 0 to 1 has no bar", "[publish][edges]") {
  CHECK(share_bar(-0.1).empty());
  CHECK(share_bar(1.1).empty());
  CHECK(share_bar(kUnknown).empty());
  CHECK(share_bar(0.25).find("width=\"25.0%\"") != std::string::npos);
}
