// SPDX-License-Identifier: MIT
#include <array>
#include <cassert>
#include <charconv>
#include <optional>

#include "libprofile/publish/detail/words.hpp"

namespace libprofile::publish::detail {
namespace {

struct Day {
  int year;
  int month;
  int day;
};

std::optional<int> number_at(std::string_view text, std::size_t begin, std::size_t length) {
  int value = 0;
  const char* const first = text.data() + begin;
  const auto result = std::from_chars(first, first + length, value);
  return result.ec == std::errc() && result.ptr == first + length ? std::optional(value) : std::nullopt;
}

std::optional<Day> parse_day(std::string_view iso) {
  if (iso.size() < 10 || iso[4] != '-' || iso[7] != '-') {
    return std::nullopt;
  }
  const auto year = number_at(iso, 0, 4);
  const auto month = number_at(iso, 5, 2);
  const auto day = number_at(iso, 8, 2);
  if (!year || !month || !day || *month < 1 || *month > 12 || *day < 1 || *day > 31) {
    return std::nullopt;
  }
  return Day{*year, *month, *day};
}

int days_in(int year, int month) {
  static constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return kDays[static_cast<std::size_t>(month - 1)] + (month == 2 && is_leap ? 1 : 0);
}

}  // namespace

std::string_view month_name(int month) {
  static constexpr std::array<std::string_view, 12> kNames = {"January",   "February", "March",    "April",
                                                              "May",       "June",     "July",     "August",
                                                              "September", "October",  "November", "December"};
  assert(month >= 1 && month <= 12);
  return kNames[static_cast<std::size_t>(month - 1)];
}

std::string_view month_abbreviation(int month) {
  return month_name(month).substr(0, 3);
}

std::string date_text(std::string_view iso_date) {
  const auto day = parse_day(iso_date);
  if (!day) {
    return std::string(iso_date);
  }
  return std::to_string(day->day) + " " + std::string(month_name(day->month)) + " " + std::to_string(day->year);
}

std::string window_text(std::string_view first_day, std::string_view last_day) {
  const auto first = parse_day(first_day);
  const auto last = parse_day(last_day);
  const bool is_whole_months = first && last && first->day == 1 && last->day == days_in(last->year, last->month);
  if (!is_whole_months) {
    return date_text(first_day) + " to " + date_text(last_day);
  }
  const std::string end = std::string(month_name(last->month)) + " " + std::to_string(last->year);
  if (first->year == last->year && first->month == last->month) {
    return end;
  }
  const std::string begin(month_name(first->month));
  return first->year == last->year ? begin + " to " + end : begin + " " + std::to_string(first->year) + " to " + end;
}

}  // namespace libprofile::publish::detail
