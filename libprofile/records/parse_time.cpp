// SPDX-License-Identifier: MIT
#include <algorithm>

#include "libprofile/core/units.hpp"
#include "libprofile/records/time.hpp"

namespace libprofile::records {
namespace {

using core::kSecondsPerDay;
using core::kSecondsPerHour;

constexpr int kSixty = 60;
constexpr int kHoursPerDay = 24;
constexpr int kMonthsPerYear = 12;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::string_view trimmed(std::string_view text) {
  const auto is_space = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  while (!text.empty() && is_space(text.front())) {
    text.remove_prefix(1);
  }
  while (!text.empty() && is_space(text.back())) {
    text.remove_suffix(1);
  }
  return text;
}

// Takes text apart from the left; every step says whether what it wanted was there.
class Cursor {
 public:
  explicit Cursor(std::string_view rest) : rest_(rest) {}

  [[nodiscard]] bool at_end() const { return rest_.empty(); }

  [[nodiscard]] std::optional<char> one_of(std::string_view characters) {
    if (rest_.empty() || characters.find(rest_.front()) == std::string_view::npos) {
      return std::nullopt;
    }
    const char taken = rest_.front();
    rest_.remove_prefix(1);
    return taken;
  }

  [[nodiscard]] std::optional<int> number(std::size_t digits) {
    if (rest_.size() < digits ||
        !std::all_of(rest_.begin(), rest_.begin() + static_cast<std::ptrdiff_t>(digits), is_digit)) {
      return std::nullopt;
    }
    int value = 0;
    for (std::size_t i = 0; i < digits; ++i) {
      value = 10 * value + (rest_[i] - '0');
    }
    rest_.remove_prefix(digits);
    return value;
  }

  void skip_digits() {
    while (!rest_.empty() && is_digit(rest_.front())) {
      rest_.remove_prefix(1);
    }
  }

 private:
  std::string_view rest_;
};

std::optional<TimeSpan> local_span(std::optional<std::int64_t> start_s, std::optional<std::int64_t> end_s) {
  const auto start = start_s ? from_london(*start_s) : std::nullopt;
  const auto end = end_s ? from_london(*end_s) : std::nullopt;
  return start && end ? std::optional(TimeSpan{*start, *end}) : std::nullopt;
}

std::optional<TimeSpan> month_span(int year, int month) {
  const bool is_last = month == kMonthsPerYear;
  return local_span(midnight_s(year, month, 1), midnight_s(is_last ? year + 1 : year, is_last ? 1 : month + 1, 1));
}

// Seconds that a zone is ahead of UTC: "Z", "+01:00", "+0100" or "+01".
std::optional<std::int64_t> zone_s(Cursor& text) {
  const auto sign = text.one_of("Zz+-");
  if (!sign) {
    return std::nullopt;
  }
  if (*sign == 'Z' || *sign == 'z') {
    return 0;
  }
  constexpr int kFarthest_h = 14;
  const auto hours = text.number(2);
  const bool has_colon = text.one_of(":").has_value();
  const auto minutes = has_colon || !text.at_end() ? text.number(2) : std::optional(0);
  if (!hours || !minutes || *hours > kFarthest_h || *minutes >= kSixty) {
    return std::nullopt;
  }
  const std::int64_t ahead = *hours * kSecondsPerHour + std::int64_t{*minutes} * kSixty;
  return *sign == '-' ? -ahead : ahead;
}

// The second of the day: "23:30", "23:30:05", "23:30:05.25".
std::optional<std::int64_t> second_of_day(Cursor& text) {
  const auto hours = text.number(2);
  const bool has_colon = text.one_of(":").has_value();
  const auto minutes = text.number(2);
  if (!hours || !has_colon || !minutes || *hours >= kHoursPerDay || *minutes >= kSixty) {
    return std::nullopt;
  }
  int seconds = 0;
  if (text.one_of(":")) {
    const auto given = text.number(2);
    if (!given || *given >= kSixty) {
      return std::nullopt;
    }
    seconds = *given;
    if (text.one_of(".,")) {
      if (!text.number(1)) {
        return std::nullopt;
      }
      text.skip_digits();
    }
  }
  return *hours * kSecondsPerHour + std::int64_t{*minutes} * kSixty + seconds;
}

std::optional<TimeSpan> instant_span(std::int64_t day_s, Cursor text) {
  const auto second = second_of_day(text);
  if (!second) {
    return std::nullopt;
  }
  if (text.at_end()) {
    return local_span(day_s + *second, day_s + *second);
  }
  const auto ahead_s = zone_s(text);
  if (!ahead_s || !text.at_end()) {
    return std::nullopt;
  }
  const std::int64_t instant_s = day_s + *second - *ahead_s;
  return TimeSpan{instant_s, instant_s};
}

std::optional<TimeSpan> single_span(std::string_view text) {
  Cursor cursor(trimmed(text));
  const auto year = cursor.number(4);
  const auto separator = cursor.one_of("-/");
  const auto month = cursor.number(2);
  if (!year || !separator || !month || *year < kFirstYear || *year > kLastYear) {
    return std::nullopt;
  }
  if (cursor.at_end()) {
    return month_span(*year, *month);
  }
  const bool same_separator = cursor.one_of(std::string_view(&*separator, 1)).has_value();
  const auto day = cursor.number(2);
  const auto day_s = same_separator && day ? midnight_s(*year, *month, *day) : std::nullopt;
  if (!day_s) {
    return std::nullopt;
  }
  if (cursor.at_end()) {
    return local_span(*day_s, *day_s + kSecondsPerDay);
  }
  return cursor.one_of("Tt ") ? instant_span(*day_s, cursor) : std::nullopt;
}

// Where two times of an interval meet: the "/" that is not within a date, as 2018/01/31 has two.
std::optional<TimeSpan> interval_span(std::string_view text) {
  for (std::size_t at = text.find('/'); at != std::string_view::npos; at = text.find('/', at + 1)) {
    const auto first = single_span(text.substr(0, at));
    const auto last = first ? single_span(text.substr(at + 1)) : std::nullopt;
    if (last) {
      return ends_before(*last, *first) ? std::nullopt : std::optional(TimeSpan{first->start_s, last->end_s});
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<TimeSpan> parse_time_span(std::string_view text) {
  constexpr std::size_t kLongest = 80;
  if (text.size() > kLongest) {
    return std::nullopt;
  }
  const auto single = single_span(text);
  return single ? single : interval_span(text);
}

}  // namespace libprofile::records
