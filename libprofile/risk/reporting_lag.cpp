// SPDX-License-Identifier: MIT
#include "libprofile/risk/reporting_lag.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

#include <boost/math/distributions/binomial.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/risk/detail/calendar.hpp"
#include "libprofile/risk/detail/checks.hpp"

namespace libprofile::risk {
namespace {

constexpr double kNotGiven = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinite = std::numeric_limits<double>::infinity();
constexpr double kHair = 1e-9;
constexpr std::size_t kFewestMonths = 3;
constexpr std::size_t kMostMonths = 10'000;
/// Events that a lag must have been watched for to be counted.
constexpr double kFewestWatched = 10.0;

void check_days(std::span<const std::int32_t> days, const char* name) {
  for (std::size_t i = 0; i < days.size(); ++i) {
    if (days[i] != kNoDay && (days[i] < detail::kFirstDay || days[i] > detail::kLastDay)) {
      throw InvalidArgument(std::string(name) + "[" + std::to_string(i) + "]: must be in the years 1 to 9999");
    }
  }
}

void check(const LagDays& days) {
  detail::check_same_length(days.recorded.size(), "recorded", days.incident.size(), "incident");
  if (!days.reported.empty()) {
    detail::check_same_length(days.reported.size(), "reported", days.incident.size(), "incident");
  }
  check_days(days.incident, "incident");
  check_days(days.reported, "reported");
  check_days(days.recorded, "recorded");
}

std::int32_t last_whole_month(std::int32_t as_of_day) {
  const std::int32_t month = detail::month_of(as_of_day);
  return detail::month_of(as_of_day + 1) == month ? month - 1 : month;
}

/// Which events are used, with their lag in months.
struct Used {
  std::vector<std::uint32_t> event;
  std::vector<std::uint16_t> lag;
};

Used choose(const LagDays& days, std::int32_t last_month, std::size_t longest, ReportingLag& result) {
  Used used;
  result.first_month = last_month;
  for (std::size_t i = 0; i < days.incident.size(); ++i) {
    const std::int32_t from = days.incident[i];
    const std::int32_t to = days.recorded[i];
    if (from == kNoDay || to == kNoDay) {
      ++result.missing;
    } else if (to < from) {
      ++result.backwards;
    } else if (detail::month_of(to) > last_month) {
      ++result.not_yet;
    } else if (static_cast<std::size_t>(detail::month_of(to) - detail::month_of(from)) > longest) {
      ++result.too_long;
    } else {
      used.event.push_back(static_cast<std::uint32_t>(i));
      used.lag.push_back(static_cast<std::uint16_t>(detail::month_of(to) - detail::month_of(from)));
      result.first_month = std::min(result.first_month, detail::month_of(from));
    }
  }
  result.events = used.event.size();
  return used;
}

std::vector<double> count_by_lag(const LagDays& days, const Used& used, std::int32_t first_month, std::size_t months,
                                 std::size_t lags) {
  std::vector<double> counts(months * lags, 0.0);
  for (std::size_t k = 0; k < used.event.size(); ++k) {
    const auto month = static_cast<std::size_t>(detail::month_of(days.incident[used.event[k]]) - first_month);
    counts[month * lags + used.lag[k]] += 1.0;
  }
  return counts;
}

/// As many lags as enough events have been watched for: those before the last lag, of months that are old enough for
/// it.
std::size_t lags_seen(const std::vector<double>& counts, std::size_t months, std::size_t lags) {
  for (std::size_t kept = lags; kept > 2; --kept) {
    double watched = 0.0;
    for (std::size_t month = 0; month + kept <= months; ++month) {
      const auto row = counts.begin() + static_cast<std::ptrdiff_t>(month * lags);
      watched += std::accumulate(row, row + static_cast<std::ptrdiff_t>(kept - 1), 0.0);
    }
    if (watched >= kFewestWatched) {
      return kept;
    }
  }
  return 2;
}

void drop_longer(Used& used, ReportingLag& result) {
  Used kept;
  for (std::size_t k = 0; k < used.event.size(); ++k) {
    if (used.lag[k] < result.lags) {
      kept.event.push_back(used.event[k]);
      kept.lag.push_back(used.lag[k]);
    }
  }
  result.too_long += used.event.size() - kept.event.size();
  result.events = kept.event.size();
  used = std::move(kept);
}

/// What one event of each lag in months is worth: all together as much as the corrected share of that lag.
std::vector<double> worth_of(const ReportingLag& result) {
  std::vector<double> worth(result.lags, 0.0);
  for (std::size_t lag = 0; lag < result.lags; ++lag) {
    double seen = 0.0;
    for (std::size_t at = lag; at < result.triangle.size(); at += result.lags) {
      seen += result.triangle[at];
    }
    const double share = result.ladder.share[lag] - (lag > 0 ? result.ladder.share[lag - 1] : 0.0);
    worth[lag] = seen > 0.0 ? share / seen : 0.0;
  }
  return worth;
}

/// Days a step takes, by number of days: how many events, and how much they are worth.
struct Histogram {
  std::vector<double> worth;
  double sum = 0.0;
  double squares = 0.0;

  [[nodiscard]] double day_of(double share) const {
    double reached = 0.0;
    for (std::size_t day = 0; day < worth.size(); ++day) {
      reached += worth[day];
      if (reached >= share * sum * (1.0 - kHair)) {
        return static_cast<double>(day);
      }
    }
    return static_cast<double>(worth.size()) - 1.0;
  }
};

/// The first of 0 to `events` - 1 that holds, where all after it do as well; `events` where none does.
template <class Holds>
double first_rank(double events, Holds&& holds) {
  double low = 0.0;
  double high = events;
  while (low < high) {
    const double middle = std::floor(0.5 * (low + high));
    if (holds(middle)) {
      high = middle;
    } else {
      low = middle + 1.0;
    }
  }
  return low;
}

LagQuantile quantile_of(const Histogram& histogram, double share, double level) {
  const double events = std::floor(histogram.sum * histogram.sum / histogram.squares * (1.0 + kHair));
  const boost::math::binomial_distribution<double> below(events, share);
  const double tail = 0.5 * (1.0 - level);
  // Ranks of order statistics: the last with at most half of what is left below it, the first with that above it.
  const double first = first_rank(events, [&](double rank) { return boost::math::cdf(below, rank) > tail; });
  const double last =
      1.0 + first_rank(events, [&](double rank) { return boost::math::cdf(below, rank) >= 1.0 - tail; });
  return {share,
          histogram.day_of(share),
          {first > 0.0 ? histogram.day_of(first / events) : 0.0,
           last <= events ? histogram.day_of(last / events) : kInfinite}};
}

/// A day after the record was made is as impossible as one before the step began.
LagStep step_of(std::span<const std::int32_t> from, std::span<const std::int32_t> to,
                std::span<const std::int32_t> recorded, const Used& used, const std::vector<double>& worth,
                double level) {
  LagStep step;
  std::vector<std::vector<std::size_t>> counts(worth.size());
  for (std::size_t k = 0; k < used.event.size(); ++k) {
    const std::size_t i = used.event[k];
    if (from.empty() || to.empty() || from[i] == kNoDay || to[i] == kNoDay) {
      ++step.missing;
    } else if (to[i] < from[i] || to[i] > recorded[i]) {
      ++step.backwards;
    } else {
      auto& days = counts[used.lag[k]];
      const auto day = static_cast<std::size_t>(to[i] - from[i]);
      days.resize(std::max(days.size(), day + 1), 0);
      ++days[day];
      ++step.events;
    }
  }
  Histogram histogram;
  for (std::size_t lag = 0; lag < worth.size(); ++lag) {
    histogram.worth.resize(std::max(histogram.worth.size(), counts[lag].size()), 0.0);
    for (std::size_t day = 0; day < counts[lag].size(); ++day) {
      const double part = static_cast<double>(counts[lag][day]) * worth[lag];
      histogram.worth[day] += part;
      histogram.sum += part;
      histogram.squares += part * worth[lag];
    }
  }
  for (std::size_t q = 0; q < kLagShares.size(); ++q) {
    step.quantiles[q] = histogram.squares > 0.0 ? quantile_of(histogram, kLagShares[q], level)
                                                : LagQuantile{kLagShares[q], kNotGiven, {kNotGiven, kNotGiven}};
  }
  return step;
}

}  // namespace

void validate(const ReportingLagOptions& options) {
  require(options.as_of_day > detail::kFirstDay && options.as_of_day < detail::kLastDay, "as_of_day", options.as_of_day,
          "a day of the years 1 to 9999");
  require(options.longest_months >= 1 && options.longest_months <= 240, "longest_months", options.longest_months,
          "1 to 240");
  detail::check_level(options.level);
}

ReportingLag reporting_lag(const LagDays& days, const ReportingLagOptions& options) {
  validate(options);
  check(days);
  ReportingLag result;
  const std::int32_t last_month = last_whole_month(options.as_of_day);
  Used used = choose(days, last_month, options.longest_months, result);
  const auto months = static_cast<std::size_t>(last_month - result.first_month + 1);
  require(months >= kFewestMonths && months <= kMostMonths, "months from the first incident to the last whole one",
          months, "3 to 10,000: it takes months that are complete to say how complete others are");
  const std::size_t longest = std::min(options.longest_months + 1, months);
  result.lags = lags_seen(count_by_lag(days, used, result.first_month, months, longest), months, longest);
  drop_longer(used, result);
  result.triangle = count_by_lag(days, used, result.first_month, months, result.lags);
  result.ladder = chain_ladder(result.triangle, months, result.lags, {.level = options.level});
  const std::vector<double> worth = worth_of(result);
  result.to_report = step_of(days.incident, days.reported, days.recorded, used, worth, options.level);
  result.to_record_from_report = step_of(days.reported, days.recorded, days.recorded, used, worth, options.level);
  result.to_record = step_of(days.incident, days.recorded, days.recorded, used, worth, options.level);
  return result;
}

}  // namespace libprofile::risk
