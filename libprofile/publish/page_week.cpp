// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "libprofile/publish/detail/chart.hpp"
#include "libprofile/publish/detail/html.hpp"
#include "libprofile/publish/detail/page_parts.hpp"
#include "libprofile/publish/detail/tables.hpp"
#include "libprofile/publish/detail/words.hpp"

namespace libprofile::publish::detail {
namespace {

/// How many have a known hour, and how many there are.
struct KnownHours {
  std::int64_t known = 0;
  std::int64_t all = 0;
};

KnownHours known_hours(const Document& document) {
  KnownHours hours;
  for (const WeekPart& part : document.week) {
    hours.all += part.count.value_or(0);
    hours.known += part.hours > 0 ? part.count.value_or(0) : 0;
  }
  return hours;
}

std::string_view noun(const Document& document) {
  return counts_persons(document) ? "persons" : "incidents";
}

bool is_said(const Document& document) {
  for (const WeekPart& part : document.week) {
    if (std::isfinite(part.times_even.value)) {
      return true;
    }
  }
  return false;
}

std::string lead(const Document& document) {
  const KnownHours hours = known_hours(document);
  // Different persons, and not the counts of persons of the rest of the page.
  const std::string start = counts_persons(document) ? "Each person counts once here. " : "";
  const std::string all = grouped(hours.all) + (counts_persons(document) ? "" : " incidents");
  if (!is_said(document)) {
    return start + "Too few of about " + all +
           " have a known hour to say when in the week they fall: most records give a day or a month only." +
           (document.outreach ? " So the plan below says where to go, and hardly when: its hours are told apart by few "
                                "records, or by how many they are."
                              : "");
  }
  return start + "The hour is known, to half a day, for about " + grouped(hours.known) + " of " + all + "." +
         (document.outreach ? " Parts that the hours of the plan lie in come first." : "");
}

std::string title(const Document& document) {
  std::size_t high = 0;
  for (const WeekPart& part : document.week) {
    high += part.flag == "high" ? 1 : 0;
  }
  if (high == 0) {
    return "No part of the week has clearly more " + std::string(noun(document)) + " than an even spread gives";
  }
  return capitalised(how_many(high, "part")) + " of the week " + (high == 1 ? "has" : "have") + " clearly more " +
         std::string(noun(document)) + " than an even spread gives";
}

std::string mark(const WeekPart& part) {
  if (part.flag == "high") {
    return "<abbr class=\"mark\" title=\"more than an even spread\">▲ H</abbr> more";
  }
  if (part.flag == "low") {
    return "<abbr class=\"mark\" title=\"fewer than an even spread\">▼ L</abbr> fewer";
  }
  return "<span class=\"quiet\">" + std::string(part.flag == "withheld" ? "withheld" : "no clear difference") +
         "</span>";
}

IntervalChart chart_of(const Document& document, const std::string& finding) {
  return {finding,
          "Part of the week",
          "Times an even spread [95 % interval]",
          capitalised(std::string(noun(document))),
          {},
          1.0,
          "even spread",
          "week",
          "week"};
}

/// Whether a band of the plan has an hour of a part.
bool is_planned(const Document& document, const WeekPart& part) {
  constexpr std::uint32_t kWeek = 168;
  const auto& bands = document.outreach ? document.outreach->bands : std::vector<PlanBand>();
  return std::any_of(bands.begin(), bands.end(), [&](const PlanBand& band) {
    return (band.first_hour + kWeek - part.first_hour) % kWeek < part.hours ||
           (part.first_hour + kWeek - band.first_hour) % kWeek < band.hours;
  });
}

/// Parts of the plan, then others that stand out.
std::string peaks_chart(const Document& document) {
  IntervalChart chart = chart_of(document, title(document));
  chart.note_heading = "Against an even spread";
  for (const bool of_plan : {true, false}) {
    for (const WeekPart& part : document.week) {
      if (part.hours > 0 && is_planned(document, part) == of_plan && (of_plan || part.flag == "high")) {
        chart.rows.push_back({part.when, "", part.times_even, mark(part)});
      }
    }
  }
  return interval_chart(chart);
}

std::string all_chart(const View& view) {
  IntervalChart chart = chart_of(view.document, "Every part of the week, Monday first");
  for (const WeekPart& part : view.document.week) {
    if (part.hours > 0) {
      chart.rows.push_back({part.when, "", part.times_even, escaped(count_range_text(part.count, view.base()))});
    }
  }
  return interval_chart(chart);
}

}  // namespace

void add_week_parts(Parts& parts, const View& view) {
  const Document& document = view.document;
  if (document.week.empty()) {
    return;
  }
  parts.text["week_lead"] = lead(document);
  if (!is_said(document)) {
    return;
  }
  parts.html["week_peaks"] = peaks_chart(document);
  parts.html["week_all"] = all_chart(view);
  parts.text["week_note"] =
      std::string(counts_persons(document)
                      ? "A person is shared over the hours of all that was recorded of it."
                      : "An incident that lasts, or whose time is vague, is shared over its hours.") +
      " By chance alone at most about one part in forty would be marked as more.";
}

}  // namespace libprofile::publish::detail
