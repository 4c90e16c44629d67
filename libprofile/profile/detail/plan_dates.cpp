// SPDX-License-Identifier: MIT
#include "libprofile/profile/detail/plan_dates.hpp"

#include <charconv>
#include <optional>
#include <string_view>

#include "libprofile/core/error.hpp"
#include "libprofile/core/units.hpp"
#include "libprofile/records/time.hpp"

namespace libprofile::profile::detail {
namespace {

using core::kSecondsPerDay;
using core::kSecondsPerHour;

constexpr std::int64_t kWeek_s = 7 * kSecondsPerDay;
/// 5 January 1970 was a Monday.
constexpr std::int64_t kFirstMonday_s = 4 * kSecondsPerDay;
/// Of "2025-01-02".
constexpr std::size_t kDay = 10;

int number_at(std::string_view text, std::size_t from, std::size_t digits) {
  int number = -1;
  const std::string_view part = text.substr(from < text.size() ? from : text.size(), digits);
  std::from_chars(part.data(), part.data() + part.size(), number);
  return number;
}

/// Of "2025-01-02" or "2025-01-02T09:00:00Z", as if in UTC. Any year, unlike texts of records.
std::int64_t seconds_of(std::string_view name, std::string_view text) {
  const auto midnight = records::midnight_s(number_at(text, 0, 4), number_at(text, 5, 2), number_at(text, 8, 2));
  require(midnight.has_value(), name, text, "a day, or a time in UTC");
  if (text.size() == kDay) {
    return *midnight;
  }
  return *midnight + number_at(text, 11, 2) * kSecondsPerHour + 60 * number_at(text, 14, 2) + number_at(text, 17, 2);
}

}  // namespace

std::string first_day_of(const OutreachBand& band, const PlanDates& dates) {
  const std::int64_t made_s = records::to_london(seconds_of("created_utc", dates.created_utc));
  const std::int64_t since_monday_s = ((made_s - kFirstMonday_s) % kWeek_s + kWeek_s) % kWeek_s;
  const std::int64_t ahead_s = (band.first_hour * kSecondsPerHour - since_monday_s + kWeek_s) % kWeek_s;
  // ISO dates are in the order of time.
  const std::string day = records::format_utc(made_s + ahead_s).substr(0, kDay);
  return day <= dates.valid_until ? day : std::string();
}

std::string last_second_utc(const PlanDates& dates) {
  const std::int64_t after_s = seconds_of("valid_until", dates.valid_until) + kSecondsPerDay;
  return records::format_utc(records::from_london(after_s).value_or(after_s) - 1);
}

}  // namespace libprofile::profile::detail
