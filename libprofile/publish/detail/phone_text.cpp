// SPDX-License-Identifier: MIT
#include "libprofile/publish/detail/phone_text.hpp"

#include <algorithm>
#include <charconv>
#include <string_view>

#include "libprofile/core/digest.hpp"
#include "libprofile/publish/detail/utf8.hpp"
#include "libprofile/publish/detail/xml_text.hpp"

namespace libprofile::publish::detail {
namespace {

constexpr int kDecimals = 5;
/// Octets of a line of RFC 5545 before it has to be folded.
constexpr std::size_t kLine = 75;
constexpr std::size_t kUidDigits = 32;

/// Rules of London since 1997, as RFC 5545 wants them beside times of a zone.
constexpr std::string_view kLondon =
    "BEGIN:VTIMEZONE\r\nTZID:Europe/London\r\n"
    "BEGIN:DAYLIGHT\r\nTZNAME:BST\r\nTZOFFSETFROM:+0000\r\nTZOFFSETTO:+0100\r\n"
    "DTSTART:19970330T010000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nEND:DAYLIGHT\r\n"
    "BEGIN:STANDARD\r\nTZNAME:GMT\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0000\r\n"
    "DTSTART:19971026T020000\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nEND:STANDARD\r\n"
    "END:VTIMEZONE\r\n";

std::string degrees(double value) {
  char text[32];
  const auto end = std::to_chars(text, text + sizeof text, value, std::chars_format::fixed, kDecimals).ptr;
  return {text, end};
}

std::string element(std::string_view name, std::string_view text) {
  return "<" + std::string(name) + ">" + xml_escaped(text) + "</" + std::string(name) + ">";
}

std::string numbered(const PhoneRound& round, std::size_t stop) {
  return std::to_string(stop + 1) + ". " + round.stops[stop].name;
}

std::string kml_point(const Stop& stop) {
  return degrees(stop.longitude) + "," + degrees(stop.latitude);
}

std::string kml_folder(const PhoneRound& round) {
  std::string text = "<Folder>" + element("name", round.name) + "\n";
  std::string way;
  for (std::size_t i = 0; i < round.stops.size(); ++i) {
    const std::string point = kml_point(round.stops[i]);
    way += (i == 0 ? "" : " ") + point;
    text += "<Placemark>" + element("name", numbered(round, i)) + element("description", round.stops[i].note) +
            "<Point><coordinates>" + point + "</coordinates></Point></Placemark>\n";
  }
  if (round.stops.size() > 1) {
    text += "<Placemark>" + element("name", round.name) + "<LineString><tessellate>1</tessellate><coordinates>" + way +
            "</coordinates></LineString></Placemark>\n";
  }
  return text + "</Folder>\n";
}

/// Commas, semicolons, backslashes and line ends as RFC 5545 wants them in text; control characters left out.
std::string calendar_escaped(std::string_view given) {
  std::string text;
  for (const char c : valid_utf8(given)) {
    if (c == '\n') {
      text += "\\n";
    } else if (c == ',' || c == ';' || c == '\\') {
      text += {'\\', c};
    } else if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) {
      text += c;
    }
  }
  return text;
}

/// A content line, folded between characters.
std::string calendar_line(std::string_view line) {
  std::string text;
  std::size_t width = 0;
  while (!line.empty()) {
    const std::size_t length = std::max<std::size_t>(1, utf8_length(line));
    if (width + length > kLine) {
      text += "\r\n ";
      width = 1;
    }
    text += line.substr(0, length);
    width += length;
    line.remove_prefix(length);
  }
  return text + "\r\n";
}

/// "2018-12-10T09:00:00Z" as "20181210T090000Z".
std::string stamp(std::string_view time_utc) {
  std::string text;
  std::copy_if(time_utc.begin(), time_utc.end(), std::back_inserter(text), [](char c) { return c != '-' && c != ':'; });
  return text;
}

std::string calendar_event(const PhonePlan& plan, const PhoneRound& round) {
  std::string stops;
  for (std::size_t i = 0; i < round.stops.size(); ++i) {
    const std::string& note = round.stops[i].note;
    stops += numbered(round, i) + (note.empty() ? "" : ": " + note) + "\n";
  }
  // Hours and not an end: where clocks change in the first round, an end would lengthen or shorten all others.
  const std::string lasts = "PT" + std::to_string(round.minutes) + "M";
  const std::string repeats = "FREQ=WEEKLY;UNTIL=" + stamp(plan.until_utc);
  const std::string uid = core::to_hex(core::sha256(plan.title + "\n" + plan.created_utc + "\n" + round.name + "\n" +
                                                    round.starts + "\n" + lasts + "\n" + repeats + "\n" + stops));
  std::string text = "BEGIN:VEVENT\r\n";
  text += calendar_line("UID:" + uid.substr(0, kUidDigits));
  text += calendar_line("DTSTAMP:" + stamp(plan.created_utc));
  text += calendar_line("DTSTART;TZID=Europe/London:" + round.starts);
  text += calendar_line("DURATION:" + lasts);
  text += calendar_line("RRULE:" + repeats);
  text += calendar_line("SUMMARY:" + calendar_escaped(round.name));
  text += calendar_line("DESCRIPTION:" + calendar_escaped(stops + plan.marking));
  return text + "CLASS:PRIVATE\r\nEND:VEVENT\r\n";
}

}  // namespace

std::string kml_text(const PhonePlan& plan) {
  std::string text =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document>" +
      element("name", plan.title) + element("description", plan.marking) + "\n";
  for (const PhoneRound& round : plan.rounds) {
    text += kml_folder(round);
  }
  return text + "</Document></kml>\n";
}

std::string gpx_text(const PhonePlan& plan) {
  std::string text =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<gpx version=\"1.1\" creator=\"libprofile\" xmlns=\"http://www.topografix.com/GPX/1/1\">\n<metadata>" +
      element("name", plan.title) + element("desc", plan.marking) + "</metadata>\n";
  for (const PhoneRound& round : plan.rounds) {
    text += "<rte>" + element("name", round.name) + "\n";
    for (std::size_t i = 0; i < round.stops.size(); ++i) {
      const Stop& stop = round.stops[i];
      text += "<rtept lat=\"" + degrees(stop.latitude) + "\" lon=\"" + degrees(stop.longitude) + "\">" +
              element("name", numbered(round, i)) + element("desc", stop.note) + "</rtept>\n";
    }
    text += "</rte>\n";
  }
  return text + "</gpx>\n";
}

std::string icalendar_text(const PhonePlan& plan) {
  std::string text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//libprofile//outreach plan//EN\r\n";
  text += calendar_line("X-WR-CALNAME:" + calendar_escaped(plan.title));
  text += kLondon;
  for (const PhoneRound& round : plan.rounds) {
    if (!round.starts.empty()) {
      text += calendar_event(plan, round);
    }
  }
  return text + "END:VCALENDAR\r\n";
}

}  // namespace libprofile::publish::detail
