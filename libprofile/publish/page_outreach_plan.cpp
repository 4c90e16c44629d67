// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "libprofile/publish/detail/how.hpp"
#include "libprofile/publish/detail/html.hpp"
#include "libprofile/publish/detail/page_parts.hpp"
#include "libprofile/publish/detail/plan_words.hpp"
#include "libprofile/publish/detail/words.hpp"
#include "libprofile/publish/outreach_files.hpp"

namespace libprofile::publish::detail {
namespace {

/// A gap below this is none: harm is compared to one in a million.
constexpr double kNoGap = 2e-6;

/// Incidents of a week: small numbers, from protected counts.
/// Of one visit: a week's share of a quarter of a day is mostly below one half.
std::string expected_there(double expected) {
  return expected < 0.005 ? "fewer than 0.01" : decimal(expected, expected < 1.0 ? 2 : 1);
}

std::string expected_text(double expected) {
  return expected < 0.05 ? "fewer than 0.1" : decimal(expected, 1);
}

std::string per_cent(double share) {
  return decimal(100.0 * share, 0) + " %";
}

std::string rectangle(std::string_view css, double from, double to) {
  return "<rect class=\"" + std::string(css) + "\" x=\"" + decimal(from, 2) + "%\" width=\"" +
         decimal(std::max(0.0, to - from), 2) + "%\" y=\"4\" height=\"30\"/>";
}

/// The hours of a band as a line, with a block a visit; what lies between is the way.
std::string timeline(const std::vector<PlanVisit>& visits, const PlanBand& band) {
  const auto hours = static_cast<double>(band.hours);
  const auto place = [&](double at_h) { return 2.0 + 96.0 * at_h / hours; };
  std::string svg =
      "<svg class=\"timeline\" aria-hidden=\"true\"><line class=\"baseline\" x1=\"2%\" x2=\"98%\" "
      "y1=\"19\" y2=\"19\"/>";
  for (const PlanVisit& visit : visits) {
    svg += rectangle(visit.is_reserved ? "visit reserved" : "visit", place(visit.arrives_h), place(visit.leaves_h));
    svg += "<text class=\"visit-number" + std::string(visit.is_reserved ? " reserved" : "") + "\" x=\"" +
           decimal(place(0.5 * (visit.arrives_h + visit.leaves_h)), 2) + "%\" y=\"25\">" + std::to_string(visit.stop) +
           "</text>";
  }
  const std::uint32_t step = band.hours > 8 ? 4 : band.hours > 4 ? 2 : 1;
  for (std::uint32_t hour = 0; hour <= band.hours; hour += step) {
    const std::string_view anchor = hour == 0 ? " first" : hour == band.hours ? " last" : "";
    svg += "<text class=\"tick" + std::string(anchor) + "\" x=\"" + decimal(place(hour), 2) + "%\" y=\"54\">" +
           clock_text(band, hour) + "</text>";
  }
  return svg + "</svg>";
}

std::string stop_item(const View& view, const PlanVisit& visit, const PlanBand& band) {
  const auto& areas = view.document.areas;
  const std::string name = escaped(areas.names[visit.unit]);
  std::string html = "<li>";
  html += view.shows_areas() ? "<a href=\"#" + escaped(areas.codes[visit.unit]) + "\">" + name + "</a>" : name;
  const std::string tier(tier_of(view, visit));
  html += " <span class=\"quiet\">" + times_text(visit, band) + (tier.empty() ? "" : " · tier " + tier) + " · " +
          (visit.is_reserved ? std::string(little_known(view, visit)) : expected_there(visit.expected) + " expected") +
          "</span>";
  return html;
}

std::string team_item(const View& view, const std::vector<PlanVisit>& visits) {
  const PlanBand& band = view.document.outreach->bands[visits.front().band];
  std::string html = "<li><h3>Team " + std::to_string(visits.front().team) + " <span class=\"quiet\">· " +
                     escaped(band.name) + (band.first_day.empty() ? "" : ", first on " + date_text(band.first_day)) +
                     "</span></h3>" + timeline(visits, band) + "<ol class=\"stops\">";
  for (const PlanVisit& visit : visits) {
    html += stop_item(view, visit, band);
  }
  return html + "</ol>";
}

std::string teams_list(const View& view) {
  std::string html = "<ol class=\"teams\">";
  std::vector<PlanVisit> round;
  for (const PlanVisit& visit : view.document.outreach->visits) {
    if (!round.empty() && round.front().team != visit.team) {
      html += team_item(view, round);
      round.clear();
    }
    round.push_back(visit);
  }
  return html + (round.empty() ? "" : team_item(view, round)) + "</ol>";
}

std::string lead(const View& view) {
  const OutreachPlan& plan = *view.document.outreach;
  if (plan.visits.empty()) {
    return "There is no plan: in none of the areas considered is anything to be expected.";
  }
  const std::size_t teams = plan.visits.back().team;
  const std::string about = plan.expected < 0.05 ? "" : "about ";
  std::string text = capitalised(how_many(teams, "team")) + (teams == 1 ? " makes " : " make ") +
                     how_many(plan.visits.size(), "visit") + " where " + about + expected_text(plan.expected) + " " +
                     std::string(counted_noun(view.document)) +
                     " a week are expected: " + per_cent(plan.expected / plan.expected_in_all) + " of those in the " +
                     how_many(plan.candidates, "area") + " and the hours considered.";
  const double gap = plan.expected > 0.0 ? (plan.bound - plan.expected) / plan.expected : 0.0;
  return text + (gap < kNoGap ? " No other plan under the same rules covers more."
                              : " Another plan could cover at most " + decimal(100.0 * gap, 1) + " % more.");
}

/// Empty where there is no such rule.
std::string cost_text(const OutreachPlan& plan, PlanRule which, const std::string& rule, const std::string& without) {
  constexpr double kNothing = 0.005;
  const std::vector<PlanRule>& unknown = plan.unknown_costs;
  if (std::find(unknown.begin(), unknown.end(), which) != unknown.end()) {
    return rule + " have a cost that is not known: the search for a plan without them took too many steps.";
  }
  const std::optional<double>& cost = which == PlanRule::ways     ? plan.cost_of_ways
                                      : which == PlanRule::floors ? plan.cost_of_floors
                                                                  : plan.cost_of_reserve;
  const double expected = plan.expected;
  if (!cost || !(expected > 0.0)) {
    return {};
  }
  return *cost / expected < kNothing ? rule + " cost nothing."
                                     : without + " the plan could cover " + per_cent(*cost / expected) + " more.";
}

std::string reserve_text(const OutreachPlan& plan) {
  if (plan.reserved_target == 0 && plan.reserved_share > 0.0) {
    return "No area has so few counts that little is known of it, so no visit is kept for one.";
  }
  if (plan.reserved_target == 0) {
    return "No visit is kept for areas where little is known: such a plan finds only what it knows.";
  }
  return capitalised(how_many(plan.reserved_visits, "visit")) + (plan.reserved_visits == 1 ? " is" : " are") +
         " kept for areas where little is known, so that the plan learns. " +
         cost_text(plan, PlanRule::reserve, "They", "Without them");
}

/// Files beside the page. Empty where there is none.
std::string phones(const Document& document) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kFor{
      {{kPlanKml, "maps"}, {kPlanGpx, "routes"}, {kPlanCalendar, "calendars"}}};
  std::vector<std::string> told;
  for (const std::string& file : plan_files(document)) {
    const auto found = std::find_if(kFor.begin(), kFor.end(), [&](const auto& one) { return one.first == file; });
    told.push_back("<code>" + file + "</code> (" + std::string(found->second) + ")");
  }
  return told.empty() ? std::string() : "For phones, beside this page: " + enumerated(told) + ".";
}

}  // namespace

void add_plan_parts(Parts& parts, const View& view) {
  if (!view.document.outreach) {
    return;
  }
  const OutreachPlan& plan = *view.document.outreach;
  parts.text["plan_lead"] = lead(view);
  if (plan.visits.empty()) {
    return;
  }
  parts.html["plan_teams"] = teams_list(view);
  parts.html["plan_how"] = how_line({"plan", "counts", "week"});
  parts.text["plan_days"] = days_text(view.document);
  parts.html["plan_phones"] = phones(view.document);
  std::vector<std::string>& notes = parts.lists["plan_notes"];
  notes = {reserve_text(plan),
           cost_text(plan, PlanRule::floors, "Visits promised to every " + view.group_word,
                     "Without visits promised to every " + view.group_word),
           cost_text(plan, PlanRule::ways, "Ways between areas", "If ways took no time,")};
  std::erase(notes, std::string());
  notes.emplace_back(
      "A team makes one round a week, in one of the times. Ways to its first stop and home from its last are not "
      "counted, and hours beyond the time are not used.");
  notes.emplace_back(
      "Of the week, quarters of days are known. Hours of the plan get their share of a quarter by how many of its six "
      "hours they are, as if all were alike.");
  notes.emplace_back(
      "Expected is what rounded counts of the window give for one week, by the time of the week; it is "
      "no forecast, and what nobody reports is not in it.");
}

}  // namespace libprofile::publish::detail
