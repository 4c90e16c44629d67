// SPDX-License-Identifier: MIT
#include "libprofile/publish/outreach_files.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "libprofile/core/error.hpp"
#include "libprofile/publish/detail/phone_text.hpp"
#include "libprofile/publish/detail/plan_words.hpp"

namespace libprofile::publish {
namespace {

constexpr std::uint32_t kDay = 24;

/// "20181214T180000": where a band has a first day.
std::string first_time(const PlanBand& band) {
  if (band.first_day.empty()) {
    return {};
  }
  std::string text = band.first_day;
  text.erase(std::remove(text.begin(), text.end(), '-'), text.end());
  const std::string hour = std::to_string(band.first_hour % kDay);
  return text + (hour.size() < 2 ? "T0" : "T") + hour + "0000";
}

detail::PhonePlan phone_plan(const Document& document) {
  const Manifest& manifest = document.manifest;
  const OutreachPlan& plan = *document.outreach;
  const detail::View view = detail::make_view(document);
  detail::PhonePlan phone{
      manifest.title + ": outreach plan", manifest.marking, manifest.created_utc, plan.until_utc, {}};
  for (const PlanVisit& visit : plan.visits) {
    const PlanBand& band = plan.bands.at(visit.band);
    if (visit.stop == 1) {
      phone.rounds.push_back({"Team " + std::to_string(visit.team) + ", " + band.name, {}, first_time(band)});
    }
    detail::PhoneRound& round = phone.rounds.back();
    round.stops.push_back(
        {document.areas.names.at(visit.unit), detail::stop_note(view, visit), visit.longitude, visit.latitude});
    round.minutes = static_cast<std::int64_t>(std::ceil(visit.leaves_h * 60.0 - 1e-6));
  }
  return phone;
}

}  // namespace

std::vector<std::string> plan_files(const Document& document) {
  if (!document.outreach || document.outreach->visits.empty() ||
      !std::isfinite(document.outreach->visits[0].longitude)) {
    return {};
  }
  std::vector<std::string> files{kPlanKml, kPlanGpx};
  if (detail::has_days(*document.outreach)) {
    files.emplace_back(kPlanCalendar);
  }
  return files;
}

std::string plan_file(const disclosure::Protected<Document>& document, std::string_view name) {
  const std::vector<std::string> files = plan_files(document.value());
  require(std::find(files.begin(), files.end(), name) != files.end(), "name", name, "a file of the plan");
  const detail::PhonePlan plan = phone_plan(document.value());
  return name == kPlanKml   ? detail::kml_text(plan)
         : name == kPlanGpx ? detail::gpx_text(plan)
                            : detail::icalendar_text(plan);
}

}  // namespace libprofile::publish
