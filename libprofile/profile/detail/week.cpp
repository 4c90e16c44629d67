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
constexpr std::uint32_t kQuarterOfDay = 6;
/// A day without an hour would spread over the day and hide its peaks.
constexpr std::int64_t kKnownToTheHour_s = 12 * 3600;
/// Events whose hours are worked out at once: 168 numbers each.
constexpr std::size_t kAtOnce = 4096;

/// By hour of the week, the part that holds it.
std::array<std::size_t, kWeek> part_of_hour(const std::vector<OutreachBand>& parts) {
  std::array<std::size_t, kWeek> found{};
  for (std::size_t part = 0; part < parts.size(); ++part) {
    for (std::uint32_t hour = 0; hour < parts[part].hours; ++hour) {
      found.at((parts[part].first_hour + hour) % kWeek) = part;
    }
  }
  return found;
}

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

  void add_to(std::vector<double>& by_part, const std::array<std::size_t, kWeek>& part) {
    const records::Aoristic shares = records::aoristic(start_s, end_s);
    for (std::size_t i = 0; i < weight.size(); ++i) {
      for (std::size_t hour = 0; hour < kWeek; ++hour) {
        by_part[part[hour]] += weight[i] * shares.weights[i * kWeek + hour];
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

std::vector<OutreachBand> parts_of_week(const std::optional<Outreach>& outreach) {
  std::vector<OutreachBand> parts = outreach ? outreach->bands : std::vector<OutreachBand>();
  const std::size_t bands = parts.size();
  const auto is_in_band = [&](std::uint32_t hour) {
    return std::any_of(parts.begin(), parts.begin() + static_cast<std::ptrdiff_t>(bands),
                       [hour](const OutreachBand& band) { return band.holds(hour); });
  };
  bool continues = false;
  for (std::uint32_t hour = 0; hour < kWeek; ++hour) {
    if (is_in_band(hour)) {
      continues = false;
    } else if (continues && hour % kQuarterOfDay != 0) {
      ++parts.back().hours;
    } else {
      parts.push_back({hour, 1});
      continues = true;
    }
  }
  return parts;
}

disclosure::AoristicTable count_week(const records::Incidents& incidents, const Selection& selection,
                                     const std::vector<OutreachBand>& parts, geography::CountOf count_of) {
  disclosure::AoristicTable table;
  table.name = "hours of the week";
  for (const OutreachBand& part : parts) {
    table.bins.push_back(to_string(part));
  }
  table.bins.emplace_back(kHourNotKnown);
  table.weights.resize(table.bins.size());
  const std::array<std::size_t, kWeek> part = part_of_hour(parts);
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
      batch.add_to(table.weights, part);
    }
  }
  batch.add_to(table.weights, part);
  std::transform(table.weights.begin(), table.weights.end(), table.weights.begin(), to_millionth);
  return table;
}

WeekRequest week_request(const std::optional<Outreach>& outreach, const records::TimeSpan& window) {
  WeekRequest request{parts_of_week(outreach), {}};
  const auto of_window = records::hours_of_week(window);
  for (const OutreachBand& part : request.parts) {
    double hours = 0.0;
    for (std::uint32_t hour = 0; hour < part.hours; ++hour) {
      hours += of_window.at((part.first_hour + hour) % kWeek);
    }
    request.hours.push_back(hours);
  }
  return request;
}

std::vector<publish::WeekPart> week_rows(const disclosure::ProtectedList& week, const WeekRequest& request) {
  std::vector<publish::WeekPart> rows;
  std::int64_t known = 0;
  double all_hours = 0.0;
  for (std::size_t i = 0; i < week.labels.size(); ++i) {
    rows.push_back({.when = week.labels[i], .count = week.counts[i].count});
    rows.back().flag = rows.back().count ? "none" : "withheld";
    if (i < request.parts.size()) {
      rows.back().first_hour = request.parts[i].first_hour;
      rows.back().hours = request.parts[i].hours;
      known += week.counts[i].count.value_or(0);
      all_hours += request.hours[i];
    }
  }
  const risk::RateOptions options{.per = 1.0, .rounding_band = static_cast<double>(week.base - 1)};
  for (std::size_t i = 0; i < rows.size() && i < request.parts.size() && known >= kFewestKnown; ++i) {
    if (rows[i].count && request.hours[i] > 0.0) {
      const double even = static_cast<double>(known) * request.hours[i] / all_hours;
      const risk::Rate found = risk::rate(static_cast<double>(*rows[i].count), even, options);
      rows[i].times_even = {found.value, found.lower, found.upper};
      rows[i].flag = found.lower > 1.0 ? "high" : found.upper < 1.0 ? "low" : "none";
    }
  }
  return rows;
}

}  // namespace libprofile::profile::detail
