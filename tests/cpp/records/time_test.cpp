// SPDX-License-Identifier: MIT
#include "libprofile/records/time.hpp"

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/random.hpp"

using namespace libprofile::records;
using libprofile::InputError;

namespace {

std::string spelt(std::string_view text) {
  const auto span = parse_time_span(text);
  return span ? format_utc(span->start_s) + " " + format_utc(span->end_s) : "none";
}

}  // namespace

TEST_CASE("months, dates, times and intervals become a start and an end in UTC", "[records][hand]") {
  CHECK(spelt("2018-01") == "2018-01-01T00:00:00Z 2018-02-01T00:00:00Z");
  CHECK(spelt("2018-12") == "2018-12-01T00:00:00Z 2019-01-01T00:00:00Z");
  CHECK(spelt("2018-06") == "2018-05-31T23:00:00Z 2018-06-30T23:00:00Z");
  CHECK(spelt("2020-02-29") == "2020-02-29T00:00:00Z 2020-03-01T00:00:00Z");
  CHECK(spelt("2018/06/05 10:30") == "2018-06-05T09:30:00Z 2018-06-05T09:30:00Z");
  CHECK(spelt("2018-06-05T10:30:15.75Z") == "2018-06-05T10:30:15Z 2018-06-05T10:30:15Z");
  CHECK(spelt("2020-01-01T00:01:00+00:00") == "2020-01-01T00:01:00Z 2020-01-01T00:01:00Z");
  CHECK(spelt("2018-06-05T10:30-0530") == "2018-06-05T16:00:00Z 2018-06-05T16:00:00Z");
  CHECK(spelt("2018-01-05/2018-01-07") == "2018-01-05T00:00:00Z 2018-01-08T00:00:00Z");
  CHECK(spelt("2018/01/05/2018/01/07") == "2018-01-05T00:00:00Z 2018-01-08T00:00:00Z");
  CHECK(spelt("  2018-01-05T22:00/2018-01-06T02:00 ") == "2018-01-05T22:00:00Z 2018-01-06T02:00:00Z");
}

TEST_CASE("texts that are no time that exists give nothing", "[records][edges]") {
  for (const char* text : {"",
                           " ",
                           "2018",
                           "2018-13",
                           "2018-00",
                           "2018-02-30",
                           "2018-2-3",
                           "31/01/2018",
                           "18-01-31",
                           "2018-01-31T24:00",
                           "2018-01-31T23:60",
                           "2018-01-31T23:30:60",
                           "2018-01-31T23",
                           "2018-01-31T23:30+15:00",
                           "2018-01-31T23:30Zx",
                           "2018-01-31x",
                           "1971-12",
                           "2100-01",
                           "20I8-01",
                           "2018-01-02/2018-01-01T10:00",
                           "2018-01-05/2018-01-04",
                           "2018-01/",
                           "/2018-01",
                           "2018-01-31T23:30:00.",
                           "-2018-01"}) {
    INFO(text);
    CHECK_FALSE(parse_time_span(text).has_value());
  }
  CHECK_FALSE(parse_time_span(std::string(100, '2')).has_value());
}

TEST_CASE("the hour that spring skips does not exist, the one that autumn repeats is the first", "[records][edges]") {
  CHECK(spelt("2018-03-25T00:59:59") == "2018-03-25T00:59:59Z 2018-03-25T00:59:59Z");
  CHECK(spelt("2018-03-25T01:00") == "none");
  CHECK(spelt("2018-03-25T01:59:59") == "none");
  CHECK(spelt("2018-03-25T02:00") == "2018-03-25T01:00:00Z 2018-03-25T01:00:00Z");
  CHECK(spelt("2018-10-28T01:30") == "2018-10-28T00:30:00Z 2018-10-28T00:30:00Z");
  CHECK(spelt("2018-10-28") == "2018-10-27T23:00:00Z 2018-10-29T00:00:00Z");
}

// Source: IANA time zone database 2024a, Europe/London, as Python's zoneinfo gives it; public domain.
TEST_CASE("British clocks change when the IANA database says", "[records][golden]") {
  const std::vector<std::pair<std::string, std::string>> summers = {
      {"1972-03-19T02:00Z", "1972-10-29T02:00Z"}, {"1973-03-18T02:00Z", "1973-10-28T02:00Z"},
      {"1974-03-17T02:00Z", "1974-10-27T02:00Z"}, {"1975-03-16T02:00Z", "1975-10-26T02:00Z"},
      {"1976-03-21T02:00Z", "1976-10-24T02:00Z"}, {"1977-03-20T02:00Z", "1977-10-23T02:00Z"},
      {"1978-03-19T02:00Z", "1978-10-29T02:00Z"}, {"1979-03-18T02:00Z", "1979-10-28T02:00Z"},
      {"1980-03-16T02:00Z", "1980-10-26T02:00Z"}, {"1981-03-29T01:00Z", "1981-10-25T01:00Z"},
      {"1982-03-28T01:00Z", "1982-10-24T01:00Z"}, {"1983-03-27T01:00Z", "1983-10-23T01:00Z"},
      {"1984-03-25T01:00Z", "1984-10-28T01:00Z"}, {"1985-03-31T01:00Z", "1985-10-27T01:00Z"},
      {"1986-03-30T01:00Z", "1986-10-26T01:00Z"}, {"1987-03-29T01:00Z", "1987-10-25T01:00Z"},
      {"1988-03-27T01:00Z", "1988-10-23T01:00Z"}, {"1989-03-26T01:00Z", "1989-10-29T01:00Z"},
      {"1990-03-25T01:00Z", "1990-10-28T01:00Z"}, {"1991-03-31T01:00Z", "1991-10-27T01:00Z"},
      {"1992-03-29T01:00Z", "1992-10-25T01:00Z"}, {"1993-03-28T01:00Z", "1993-10-24T01:00Z"},
      {"1994-03-27T01:00Z", "1994-10-23T01:00Z"}, {"1995-03-26T01:00Z", "1995-10-22T01:00Z"},
      {"1996-03-31T01:00Z", "1996-10-27T01:00Z"}, {"1997-03-30T01:00Z", "1997-10-26T01:00Z"},
      {"2007-03-25T01:00Z", "2007-10-28T01:00Z"}, {"2018-03-25T01:00Z", "2018-10-28T01:00Z"},
      {"2024-03-31T01:00Z", "2024-10-27T01:00Z"}, {"2025-03-30T01:00Z", "2025-10-26T01:00Z"},
      {"2026-03-29T01:00Z", "2026-10-25T01:00Z"}, {"2032-03-28T01:00Z", "2032-10-31T01:00Z"},
      {"2037-03-29T01:00Z", "2037-10-25T01:00Z"},
  };
  for (const auto& [start, end] : summers) {
    INFO(start);
    const auto first = parse_time_span(start)->start_s;
    const auto last = parse_time_span(end)->start_s;
    CHECK(london_offset_s(first - 1) == 0);
    CHECK(london_offset_s(first) == 3600);
    CHECK(london_offset_s(last - 1) == 3600);
    CHECK(london_offset_s(last) == 0);
  }
}

TEST_CASE("what is written is read back", "[records][property]") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const libprofile::core::Philox random(seed, libprofile::core::Stream::testing);
  for (std::uint32_t i = 0; i < 2000; ++i) {
    const std::int64_t instant = 63'072'000 + random.below(4'000'000'000U, i, 0, 0);
    if (const auto span = parse_time_span(format_utc(instant)); format_utc(instant) < "2100") {
      REQUIRE(span.has_value());
      CHECK(span->start_s == instant);
      CHECK(span->end_s == instant);
      const auto day = parse_time_span(format_date(instant));
      CHECK((day->start_s <= instant && instant < day->end_s));
      const auto month = parse_time_span(format_month(instant));
      CHECK((month->start_s <= day->start_s && day->end_s <= month->end_s));
    }
  }
}

TEST_CASE("a window runs to the end of what its end names", "[records][hand]") {
  CHECK(parse_window("2018-01-01", "2018-12-31") == parse_window("2018-01", "2018-12"));
  CHECK_THROWS_AS(parse_window("2018-13", "2018-12"), InputError);
  CHECK_THROWS_WITH(parse_window("2018-01", "2018-12-32"), Catch::Contains("end of the window"));
  CHECK_THROWS_AS(parse_window("2018-02", "2018-01"), InputError);
  CHECK(month_index(parse_time_span("2018-06")->start_s) == 2018 * 12 + 5);
}
