// SPDX-License-Identifier: MIT
#include "libprofile/profile/detail/week.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <string>

#include "libprofile/records/aoristic.hpp"
#include "libprofile/records/aoristic_groups.hpp"
#include "libprofile/risk/rate.hpp"

namespace libprofile::profile::detail {
namespace {

constexpr std::uint32_t kWeek = records::kHourOfWeekBins;
/// A day without an hour would spread over the day and hide its peaks.
constexpr std::int64_t kKnownToTheHour_s = 12 * 3600;
/// Events whose hours are worked out at once: 168 numbers each.
constexpr std::size_t kAtOnce = 4096;

/// What each counted incident weighs.
std::vector<double> weights_of(const Selection& selection, geography::CountOf count_of) {
  std::vector<double> weights(selection.row.size(), 1.0);
  if (count_of == geography::CountOf::records) {
    return weights;
  }
  std::vector<double> times;
  for (const std::int32_t person : selection.person) {
    times.resize(std::max(times.size(), static_cast<std::size_t>(person) + 1));
    ++times[static_cast<std::size_t>(person)];
  }
  std::transform(selection.person.begin(), selection.person.end(), weights.begin(),
                 [&](std::int32_t person) { return 1.0 / times[static_cast<std::size_t>(person)]; });
  return weights;
}

/// Incidents whose hours are worked out together.
struct Batch {
  std::vector<std::int64_t> start_s;
  std::vector<std::int64_t> end_s;
  std::vector<double> weight;

  void add_to(std::vector<double>& by_part) {
    const records::Aoristic shares = records::aoristic(start_s, end_s);
    for (std::size_t i = 0; i < weight.size(); ++i) {
      for (std::size_t hour = 0; hour < kWeek; ++hour) {
        by_part[hour / kPartHours] += weight[i] * shares.weights[i * kWeek + hour];
      }
    }
    *this = {};
  }
};

double to_millionth(double weight) {
  constexpr double kMillion = 1e6;
  return std::round(weight * kMillion) / kMillion;
}

}  // namespace

std::array<OutreachBand, kPartsOfWeek> parts_of_week() {
  std::array<OutreachBand, kPartsOfWeek> parts;
  for (std::uint32_t part = 0; part < kPartsOfWeek; ++part) {
    parts.at(part) = {part * kPartHours, kPartHours};
  }
  return parts;
}

disclosure::AoristicTable count_week(const records::Incidents& incidents, const Selection& selection,
                                     geography::CountOf count_of) {
  disclosure::AoristicTable table;
  table.name = "hours of the week";
  for (const OutreachBand& part : parts_of_week()) {
    table.bins.push_back(to_string(part));
  }
  table.bins.emplace_back(kHourNotKnown);
  table.weights.resize(table.bins.size());
  const std::vector<double> weights = weights_of(selection, count_of);
  Batch batch;
  for (std::size_t i = 0; i < selection.row.size(); ++i) {
    const std::int64_t start_s = incidents.start_s[selection.row[i]];
    const std::int64_t end_s = incidents.end_s[selection.row[i]];
    if (end_s - start_s > kKnownToTheHour_s) {
      table.weights.back() += weights[i];
      continue;
    }
    batch.start_s.push_back(start_s);
    batch.end_s.push_back(end_s);
    batch.weight.push_back(weights[i]);
    if (batch.weight.size() == kAtOnce) {
      batch.add_to(table.weights);
    }
  }
  batch.add_to(table.weights);
  std::transform(table.weights.begin(), table.weights.end(), table.weights.begin(), to_millionth);
  return table;
}

HoursOfParts hours_of_parts(const records::TimeSpan& window) {
  HoursOfParts found;
  const auto of_window = records::hours_of_week(window);
  for (std::size_t hour = 0; hour < kWeek; ++hour) {
    found.hours.at(hour / kPartHours) += of_window.at(hour);
  }
  return found;
}

std::vector<publish::WeekPart> week_rows(const disclosure::ProtectedList& week, const HoursOfParts& window) {
  std::vector<publish::WeekPart> rows;
  std::int64_t known = 0;
  double all_hours = 0.0;
  for (std::size_t i = 0; i < week.labels.size(); ++i) {
    rows.push_back({.when = week.labels[i], .count = week.counts[i].count});
    rows.back().flag = rows.back().count ? "none" : "withheld";
    if (i < kPartsOfWeek) {
      rows.back().first_hour = static_cast<std::uint32_t>(i) * kPartHours;
      rows.back().hours = kPartHours;
      known += week.counts[i].count.value_or(0);
      all_hours += window.hours.at(i);
    }
  }
  const risk::RateOptions options{.per = 1.0, .rounding_band = static_cast<double>(week.base - 1)};
  for (std::size_t i = 0; i < rows.size() && i < kPartsOfWeek && known >= kFewestKnown; ++i) {
    if (rows[i].count && window.hours.at(i) > 0.0) {
      const double even = static_cast<double>(known) * window.hours.at(i) / all_hours;
      const risk::Rate found = risk::rate(static_cast<double>(*rows[i].count), even, options);
      rows[i].times_even = {found.value, found.lower, found.upper};
      rows[i].flag = found.lower > 1.0 ? "high" : found.upper < 1.0 ? "low" : "none";
    }
  }
  return rows;
}

double share_of_week(const disclosure::ProtectedList& week, const OutreachBand& band) {
  double known = 0.0;
  double in_band = 0.0;
  for (std::size_t hour = 0; hour < kWeek; ++hour) {
    const double part = static_cast<double>(week.counts.at(hour / kPartHours).count.value_or(0)) / kPartHours;
    known += part;
    in_band += band.holds(static_cast<std::uint32_t>(hour)) ? part : 0.0;
  }
  return known > 0.0 ? in_band / known : static_cast<double>(band.hours) / kWeek;
}

}  // namespace libprofile::profile::detail
