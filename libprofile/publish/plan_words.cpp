// SPDX-License-Identifier: MIT
#include "libprofile/publish/detail/plan_words.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "libprofile/publish/detail/summary.hpp"
#include "libprofile/publish/detail/tier_words.hpp"
#include "libprofile/publish/detail/words.hpp"

namespace libprofile::publish::detail {
namespace {

constexpr std::array<std::string_view, 7> kDays{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                "Friday", "Saturday", "Sunday"};

std::string two_digits(long number) {
  std::string text = std::to_string(number);
  return number < 10 ? text.insert(0, 1, '0') : text;
}

/// Names of the bands of visits for which `is_one` holds, each once.
template <class IsOne>
std::vector<std::string> bands_where(const OutreachPlan& plan, IsOne is_one) {
  std::vector<std::string> names;
  for (const PlanVisit& visit : plan.visits) {
    const PlanBand& band = plan.bands.at(visit.band);
    if (is_one(band) && std::find(names.begin(), names.end(), band.name) == names.end()) {
      names.push_back(band.name);
    }
  }
  return names;
}

bool is_over(const PlanBand& band) {
  return band.first_day.empty();
}

}  // namespace

std::string clock_text(const PlanBand& band, double hours) {
  constexpr long kDayMinutes = 24L * 60L;
  const long minutes = (static_cast<long>(band.first_hour) * 60 + std::lround(hours * 60.0)) % kDayMinutes;
  return two_digits(minutes / 60) + ":" + two_digits(minutes % 60);
}

std::string times_text(const PlanVisit& visit, const PlanBand& band) {
  constexpr std::uint32_t kDay = 24;
  const std::string times = clock_text(band, visit.arrives_h) + " to " + clock_text(band, visit.leaves_h);
  const bool is_next_day = std::lround((band.first_hour % kDay + visit.arrives_h) * 60.0) >= 60L * kDay;
  return times + (is_next_day ? ", " + std::string(kDays.at((band.first_hour / kDay + 1) % kDays.size())) : "");
}

std::string_view tier_of(const View& view, const PlanVisit& visit) {
  const auto& hotspots = view.document.hotspots;
  return hotspots.empty() ? std::string_view() : std::string_view(hotspots.at(visit.unit).tier);
}

std::string_view little_known(const View& view, const PlanVisit& visit) {
  switch (view.document.neighbourhoods.at(visit.unit).reliability) {
    case Reliability::withheld:
      return "nothing is known here: go and see";
    case Reliability::low:
      return "little is known here: go and see";
    case Reliability::ok:
      break;
  }
  return "no team has been here: go and see";
}

std::string reason_for_visit(const View& view, const PlanVisit& visit) {
  const std::string tier(tier_of(view, visit));
  std::string text = tier.empty() ? "In no tier. " : "Tier " + tier + ". ";
  if (visit.is_reserved) {
    text += "Reserve visit: " + std::string(little_known(view, visit)) + ". ";
  }
  text += reason_for_tier(view, visit.unit);
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

std::string stop_note(const View& view, const PlanVisit& visit) {
  return times_text(visit, view.document.outreach->bands.at(visit.band)) + ". " + reason_for_visit(view, visit);
}

bool has_days(const OutreachPlan& plan) {
  return !bands_where(plan, [](const PlanBand& band) { return !is_over(band); }).empty();
}

std::string days_text(const Document& document) {
  const OutreachPlan& plan = *document.outreach;
  const std::string until = date_text(document.manifest.valid_until);
  if (!has_days(plan)) {
    return "No day is left for these rounds: the profile is valid until " + until + " and was made on " +
           date_text(std::string_view(document.manifest.created_utc).substr(0, 10)) +
           ". So there is no calendar: make a profile of later months before teams go.";
  }
  const std::vector<std::string> over = bands_where(plan, is_over);
  return "Rounds are every week from the day beside the team until " + until +
         ", the last day on which the profile is valid." +
         (over.empty() ? std::string() : " No day is left for " + enumerated(over) + ", which is in no calendar.");
}

}  // namespace libprofile::publish::detail
