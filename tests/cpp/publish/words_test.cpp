// SPDX-License-Identifier: MIT
#include "libprofile/publish/detail/words.hpp"

#include <limits>

#include <catch2/catch.hpp>

#include "libprofile/publish/detail/html.hpp"

using namespace libprofile::publish::detail;
using libprofile::publish::Estimate;

TEST_CASE("numbers have separators and fixed decimals", "[publish][hand]") {
  CHECK(grouped(0) == "0");
  CHECK(grouped(999) == "999");
  CHECK(grouped(1000) == "1,000");
  CHECK(grouped(-1234567) == "-1,234,567");
  CHECK(decimal(1234.56, 1) == "1,234.6");
  CHECK(rate_text(7.25) == "7.2");
  CHECK(rate_text(123.4) == "123");
  CHECK(decimal(std::numeric_limits<double>::quiet_NaN(), 1) == "–");
  CHECK(interval_text(Estimate{1, 0.5, std::numeric_limits<double>::infinity()}) == "–");
}

TEST_CASE("a rounded count is written as what it can mean", "[publish][hand]") {
  CHECK(count_text(0, 5) == "fewer than 5");
  CHECK(count_text(5, 5) == "5");
  CHECK(count_text(std::nullopt, 5) == "withheld");
  CHECK(count_text(0, 1) == "0");
  CHECK(count_range_text(0, 5) == "fewer than 5");
  CHECK(count_range_text(5, 5) == "1 to 9");
  CHECK(count_range_text(15, 5) == "11 to 19");
  CHECK(count_range_text(20, 10) == "11 to 29");
  CHECK(count_range_text(12, 1) == "12");
  CHECK(rounding_text(1).empty());
  CHECK(rounding_text(5).find("5 means 1 to 9") != std::string::npos);
  CHECK(rounding_text(5).find("0 to 4") == std::string::npos);
}

TEST_CASE("windows of whole months are named by their months", "[publish][hand]") {
  CHECK(date_text("2018-03-03") == "3 March 2018");
  CHECK(window_text("2018-01-01", "2018-12-31") == "January to December 2018");
  CHECK(window_text("2018-02-01", "2018-02-28") == "February 2018");
  CHECK(window_text("2020-02-01", "2020-02-28") == "1 February 2020 to 28 February 2020");
  CHECK(window_text("2020-02-01", "2020-02-29") == "February 2020");
  CHECK(window_text("2017-07-01", "2018-06-30") == "July 2017 to June 2018");
  CHECK(date_text("soon") == "soon");
  CHECK(date_text("2018-13-40") == "2018-13-40");
}

TEST_CASE("small numbers are words", "[publish][hand]") {
  CHECK(how_many(0, "area") == "no areas");
  CHECK(how_many(1, "area") == "one area");
  CHECK(how_many(3, "area is", "areas are") == "three areas are");
  CHECK(how_many(1200, "area") == "1,200 areas");
  CHECK(enumerated({}).empty());
  CHECK(enumerated({"a"}) == "a");
  CHECK(enumerated({"a", "b", "c"}) == "a, b and c");
}

TEST_CASE("text stays text in HTML and in JSON inside a script", "[publish][edges]") {
  CHECK(escaped("<b a=\"x\" c='y'>&") == "&lt;b a=&quot;x&quot; c=&#39;y&#39;&gt;&amp;");
  std::string json;
  append_json_string(json, "</script>\"\\\n");
  CHECK(json == R"("\u003c/script\u003e\"\\\u000a")");
}
