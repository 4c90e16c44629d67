// SPDX-License-Identifier: MIT
#include "libprofile/publish/detail/phone_text.hpp"

#include <algorithm>
#include <sstream>

#include <catch2/catch.hpp>

using namespace libprofile::publish::detail;
using Catch::Matchers::Contains;

namespace {

PhonePlan plan() {
  return {"Plan <1>",
          "OFFICIAL-SENSITIVE",
          "2025-01-02T03:04:05Z",
          "2025-03-31T22:59:59Z",
          {{"Team 1, Friday",
            {{"A & B", "18:00 to 19:00.", 3.123456789, 54.5}, {"C, the \"old\" one", "go; see", -1.0, 53.25}},
            "20250103T180000",
            125},
           {"Team 2", {{"D", "", 3.0, 54.0}}, "", 60}}};
}

}  // namespace

TEST_CASE("KML has a folder a round, stops in order, and a line where there are two", "[publish]") {
  const std::string text = kml_text(plan());
  CHECK_THAT(text, Contains("<name>Plan &lt;1&gt;</name><description>OFFICIAL-SENSITIVE</description>"));
  CHECK_THAT(text, Contains("<Placemark><name>1. A &amp; B</name><description>18:00 to 19:00.</description>"
                            "<Point><coordinates>3.12346,54.50000</coordinates></Point></Placemark>"));
  CHECK_THAT(text, Contains("<coordinates>3.12346,54.50000 -1.00000,53.25000</coordinates></LineString>"));
  // One opening and one closing tag: the round of one stop has no line.
  CHECK(text.find("<LineString>") == text.rfind("<LineString>"));
}

TEST_CASE("GPX has a route a round", "[publish]") {
  const std::string text = gpx_text(plan());
  CHECK_THAT(text, Contains("<rte><name>Team 1, Friday</name>\n<rtept lat=\"54.50000\" lon=\"3.12346\">"
                            "<name>1. A &amp; B</name><desc>18:00 to 19:00.</desc></rtept>"));
  CHECK_THAT(text, Contains("<rte><name>Team 2</name>"));
}

TEST_CASE("a calendar has rounds whose day is known, escaped and folded", "[publish]") {
  PhonePlan long_one = plan();
  long_one.rounds[0].stops[0].name = std::string(60, 'x') + std::string("\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9") + "\n";
  const std::string text = icalendar_text(long_one);
  CHECK_THAT(text, Contains("DTSTART;TZID=Europe/London:20250103T180000\r\nDURATION:PT125M\r\n"
                            "RRULE:FREQ=WEEKLY;UNTIL=20250331T225959Z\r\n"));
  CHECK_THAT(text, Contains("BEGIN:VTIMEZONE\r\nTZID:Europe/London\r\n") && Contains("END:VTIMEZONE\r\n"));
  CHECK_THAT(text, Contains("DTSTAMP:20250102T030405Z\r\n"));
  CHECK_THAT(text, Contains("SUMMARY:Team 1\\, Friday\r\n"));
  CHECK_THAT(text, Contains("CLASS:PRIVATE\r\n"));
  CHECK(text.find("BEGIN:VEVENT") == text.rfind("BEGIN:VEVENT"));
  std::istringstream lines(text);
  std::string unfolded;
  for (std::string line; std::getline(lines, line);) {
    REQUIRE(line.back() == '\r');
    line.pop_back();
    CHECK(line.size() <= 75);
    // A character is never cut in two.
    CHECK((line.empty() || (static_cast<unsigned char>(line[line[0] == ' ' ? 1 : 0]) & 0xC0U) != 0x80U));
    unfolded += line.rfind(' ', 0) == 0 ? line.substr(1) : "\n" + line;
  }
  CHECK_THAT(unfolded,
             Contains("xx\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\\n: 18:00 to 19:00.\\n2. C\\, the \"old\" one: go\\; see"));
}

TEST_CASE("events of different plans have different identifiers, those of the same plan the same",
          "[publish][property]") {
  const auto identifier = [](const PhonePlan& one) {
    const std::string text = icalendar_text(one);
    const std::size_t begin = text.find("UID:");
    return text.substr(begin, text.find("\r\n", begin) - begin);
  };
  PhonePlan elsewhere = plan();
  elsewhere.rounds[0].stops[0].name = "Z";
  PhonePlan later = plan();
  later.rounds[0].starts = "20250103T190000";
  PhonePlan longer = plan();
  longer.until_utc = "2025-06-30T22:59:59Z";
  CHECK(identifier(plan()) != identifier(longer));
  CHECK(identifier(plan()) == identifier(plan()));
  CHECK(identifier(plan()) != identifier(elsewhere));
  CHECK(identifier(plan()) != identifier(later));
}

TEST_CASE("a plan without rounds is still a file", "[publish][edges]") {
  const PhonePlan none{"t", "m", "2025-01-02T03:04:05Z", "2025-03-31T22:59:59Z", {}};
  CHECK_THAT(kml_text(none), Contains("</Document></kml>"));
  CHECK_THAT(gpx_text(none), Contains("</gpx>"));
  CHECK(icalendar_text(none).find("VEVENT") == std::string::npos);
}
