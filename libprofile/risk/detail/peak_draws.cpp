// SPDX-License-Identifier: MIT
#include "libprofile/risk/detail/peak_draws.hpp"

#include <algorithm>
#include <functional>
#include <string>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/core/random.hpp"
#include "libprofile/core/units.hpp"
#include "libprofile/risk/detail/checks.hpp"
#include "libprofile/risk/detail/deal_out.hpp"

namespace libprofile::risk::detail {
namespace {

using Vector = std::vector<double>;

constexpr std::size_t kWeek = static_cast<std::size_t>(core::kHoursPerWeek);
constexpr std::size_t kDay = 24;
constexpr std::size_t kSaturday = 5 * kDay;
constexpr std::size_t kMostRows = std::size_t{1} << 20U;
/// Which draw of the stream turns events round.
constexpr std::uint32_t kTurn = 2;

void check_input(std::span<const double> rows, std::span<const double> hours) {
  require(rows.size() % kWeek == 0, "rows.size()", rows.size(), "a multiple of 168");
  require(rows.size() / kWeek <= kMostRows, "rows", rows.size() / kWeek,
          "at most 1,048,576: join events by aoristic_groups");
  require(hours.empty() || hours.size() == kWeek, "hours.size()", hours.size(), "168, or 0");
  check_known(rows, "rows");
  check_known(hours, "hours");
}

/// Hours of a week as those of the clock: the week itself, or 24 of the days it is of.
Vector on_clock(std::span<const double> week, PeakClock clock) {
  if (clock == PeakClock::week) {
    return {week.begin(), week.end()};
  }
  const std::size_t begin = clock == PeakClock::weekday ? 0 : kSaturday;
  const std::size_t end = clock == PeakClock::weekday ? kSaturday : kWeek;
  Vector day(kDay, 0.0);
  for (std::size_t hour = begin; hour < end; ++hour) {
    day[hour % kDay] += week[hour];
  }
  return day;
}

void require_hours_where_events(const PeakClockRows& rows) {
  for (std::size_t hour = 0; hour < rows.bins; ++hour) {
    if (rows.totals[hour] > 0.0 && !(rows.hours[hour] > 0.0)) {
      require(false, "hours[" + std::to_string(hour) + "]", rows.hours[hour], "above 0 where there are events");
    }
  }
}

void draw_again(const PeakClockRows& clock, const core::Philox& random, std::uint32_t replicate, double* totals) {
  std::vector<std::uint32_t> times(clock.rows, 0);
  deal_out(random, replicate, static_cast<std::uint32_t>(clock.rows), times);
  for (std::size_t i = 0; i < clock.rows; ++i) {
    const double* row = &clock.weights[i * clock.bins];
    for (std::size_t hour = clock.begin[i]; times[i] > 0 && hour < clock.end[i]; ++hour) {
      totals[hour] += times[i] * row[hour];
    }
  }
}

Vector turn_round(const PeakClockRows& clock, const core::Philox& random, std::uint32_t replicate) {
  Vector totals(clock.bins, 0.0);
  const auto bins = static_cast<std::uint32_t>(clock.bins);
  for (std::size_t i = 0; i < clock.rows; ++i) {
    const double* row = &clock.weights[i * clock.bins];
    const std::size_t turn = random.below(bins, static_cast<std::uint32_t>(i), replicate, kTurn);
    const std::size_t past = std::clamp(clock.bins - turn, clock.begin[i], clock.end[i]);
    for (std::size_t hour = clock.begin[i]; hour < past; ++hour) {
      totals[hour + turn] += row[hour];
    }
    for (std::size_t hour = past; hour < clock.end[i]; ++hour) {
      totals[hour + turn - clock.bins] += row[hour];
    }
  }
  return totals;
}

}  // namespace

PeakClockRows clock_rows(std::span<const double> week_rows, std::span<const double> week_hours, PeakClock clock) {
  check_input(week_rows, week_hours);
  const Vector equal(kWeek, 1.0);
  PeakClockRows result;
  result.hours = on_clock(week_hours.empty() ? std::span<const double>(equal) : week_hours, clock);
  result.bins = result.hours.size();
  result.rows = week_rows.size() / kWeek;
  result.weights.reserve(result.rows * result.bins);
  result.totals.assign(result.bins, 0.0);
  for (std::size_t i = 0; i < result.rows; ++i) {
    const Vector row = on_clock(week_rows.subspan(i * kWeek, kWeek), clock);
    result.weights.insert(result.weights.end(), row.begin(), row.end());
    const auto is_some = [](double weight) { return weight > 0.0; };
    const auto first = std::find_if(row.begin(), row.end(), is_some);
    result.begin.push_back(static_cast<std::size_t>(first - row.begin()));
    result.end.push_back(
        static_cast<std::size_t>(std::find_if(row.rbegin(), row.rend(), is_some).base() - row.begin()));
    result.end.back() = std::max(result.begin.back(), result.end.back());
    std::transform(row.begin(), row.end(), result.totals.begin(), result.totals.begin(), std::plus<>());
  }
  require_hours_where_events(result);
  return result;
}

std::optional<Band> top_band(std::span<const double> totals, std::span<const double> hours,
                             const PeakBandOptions& options) {
  return options.rule == PeakRule::scan ? scan_band(totals, hours, options.longest_hours, {})
                                        : shortest_band(totals, hours, options.share);
}

PeakDraws draw_peaks(const PeakClockRows& clock, const PeakBandOptions& options) {
  const auto replicates = static_cast<std::size_t>(options.replicates);
  const core::Philox random(options.seed, core::Stream::peak_bands);
  PeakDraws draws{Vector(replicates * clock.bins, 0.0), std::vector<std::optional<Band>>(replicates),
                  Vector(replicates, -static_cast<double>(kWeek + 1))};
  core::parallel_for(
      replicates,
      [&](std::size_t r) {
        double* totals = &draws.totals[r * clock.bins];
        draw_again(clock, random, static_cast<std::uint32_t>(r), totals);
        draws.top[r] = top_band({totals, totals + clock.bins}, clock.hours, options);
        const auto by_chance = top_band(turn_round(clock, random, static_cast<std::uint32_t>(r)), clock.hours, options);
        if (by_chance) {
          draws.merit_by_chance[r] = by_chance->merit;
        }
      },
      1);
  return draws;
}

}  // namespace libprofile::risk::detail
