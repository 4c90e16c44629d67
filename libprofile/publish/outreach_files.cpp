// SPDX-License-Identifier: MIT
#include "libprofile/publish/outreach_files.hpp"

#include <chrono>
#include <cmath>
#include <cstdio>
#include <optional>

#include "libprofile/publish/detail/phone_text.hpp"
#include "libprofile/publish/detail/plan_words.hpp"

namespace libprofile::publish {
namespace {

constexpr int kDay = 24;

/// The first day of a band after the day on which the profile was made; nothing where it does not say one.
std::optional<std::chrono::sys_days> first_day_of(const PlanBand& band, const std::string& created_utc) {
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  const int read = std::sscanf(created_utc.c_str(), "%4d-%2u-%2u", &year, &month, &day);
  const auto made = std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day);
  if (read != 3 || !made.ok()) {
    return std::nullopt;
  }
  std::chrono::sys_days at = std::chrono::sys_days(made) + std::chrono::days(1);
  while (std::chrono::weekday(at).iso_encoding() != band.first_hour / kDay + 1) {
    at += std::chrono::days(1);
  }
  return at;
}

/// "20181214T180000" for minutes from midnight of a day.
std::string local_time(std::chrono::sys_days day, long minutes) {
  const auto date = std::chrono::year_month_day(day + std::chrono::days(minutes / (kDay * 60)));
  const long rest = minutes % (kDay * 60);
  char text[32];
  std::snprintf(text, sizeof text, "%04d%02u%02uT%02ld%02ld00", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), rest / 60, rest % 60);
  return text;
}

void set_times(detail::PhoneRound& round, const PlanBand& band, double leaves_h, const std::string& created_utc) {
  const auto day = first_day_of(band, created_utc);
  if (!day) {
    return;
  }
  const long starts = static_cast<long>(band.first_hour % kDay) * 60;
  round.starts = local_time(*day, starts);
  round.ends = local_time(*day, starts + static_cast<long>(std::ceil(leaves_h * 60.0 - 1e-6)));
}

detail::PhonePlan phone_plan(const Document& document) {
  const Manifest& manifest = document.manifest;
  detail::PhonePlan phone{manifest.title + ": outreach plan", manifest.marking, manifest.created_utc, {}};
  for (const PlanVisit& visit : document.outreach->visits) {
    const PlanBand& band = document.outreach->bands.at(visit.band);
    if (visit.stop == 1) {
      phone.rounds.push_back({"Team " + std::to_string(visit.team) + ", " + band.name, {}, {}, {}});
    }
    detail::PhoneRound& round = phone.rounds.back();
    round.stops.push_back(
        {document.areas.names.at(visit.unit), detail::stop_note(visit, band), visit.longitude, visit.latitude});
    set_times(round, band, visit.leaves_h, manifest.created_utc);
  }
  return phone;
}

}  // namespace

bool has_plan_files(const Document& document) {
  return document.outreach && !document.outreach->visits.empty() &&
         std::isfinite(document.outreach->visits[0].longitude);
}

std::string plan_kml(const disclosure::Protected<Document>& document) {
  return detail::kml_text(phone_plan(document.value()));
}

std::string plan_gpx(const disclosure::Protected<Document>& document) {
  return detail::gpx_text(phone_plan(document.value()));
}

std::string plan_calendar(const disclosure::Protected<Document>& document) {
  return detail::icalendar_text(phone_plan(document.value()));
}

}  // namespace libprofile::publish
