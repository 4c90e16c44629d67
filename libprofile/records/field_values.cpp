// SPDX-License-Identifier: MIT
#include "libprofile/records/detail/field_values.hpp"

#include <charconv>
#include <cmath>
#include <limits>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/core/units.hpp"

namespace libprofile::records::detail {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

[[noreturn]] void fail_type(const std::string& label, const Column& column, const std::string& wanted) {
  throw InputError(label + ": its type is " + std::string(type_name(column)) + ": must be " + wanted);
}

// An instant column's row; a date is the whole day in London.
std::optional<TimeSpan> span_of(std::int64_t seconds, Clock clock) {
  static const std::int64_t kFirst_s = midnight_s(kFirstYear, 1, 1).value();
  static const std::int64_t kEnd_s = midnight_s(kLastYear + 1, 1, 1).value();
  if (seconds < kFirst_s || seconds >= kEnd_s) {
    return std::nullopt;
  }
  if (clock == Clock::utc) {
    return TimeSpan{seconds, seconds};
  }
  const auto start = from_london(seconds);
  const auto end = clock == Clock::date ? from_london(seconds + core::kSecondsPerDay) : start;
  return start && end ? std::optional(TimeSpan{*start, *end}) : std::nullopt;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kSpaces = " \t\r\n";
  const std::size_t first = text.find_first_not_of(kSpaces);
  return first == std::string_view::npos ? std::string_view{}
                                         : text.substr(first, text.find_last_not_of(kSpaces) - first + 1);
}

}  // namespace

std::optional<double> parse_number(std::string_view text) {
  text = trimmed(text);
  if (text.size() > 1 && text.front() == '+' && text[1] != '-') {
    text.remove_prefix(1);
  }
  double value = kNaN;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool is_whole = error == std::errc{} && end == text.data() + text.size();
  return is_whole ? std::optional(value) : std::nullopt;
}

TimeValues::TimeValues(const Column& column, const std::string& label)
    : text_(std::get_if<TextColumn>(&column)), instants_(std::get_if<InstantColumn>(&column)) {
  if (text_ == nullptr && instants_ == nullptr) {
    fail_type(label, column, "text such as 2018-01-31, or a time");
  }
  if (text_ != nullptr) {
    spans_.resize(text_->dictionary.size());
    core::parallel_for(spans_.size(),
                       [&](std::size_t code) { spans_[code] = parse_time_span(text_->dictionary[code]); });
  }
}

std::optional<TimeSpan> TimeValues::operator[](std::size_t row) const {
  if (instants_ != nullptr) {
    return span_of(instants_->seconds[row], instants_->clock);
  }
  const std::int32_t code = text_->codes[row];
  return code == kAbsent ? std::nullopt : spans_[static_cast<std::size_t>(code)];
}

NumberValues::NumberValues(const Column& column, const std::string& label)
    : text_(std::get_if<TextColumn>(&column)),
      numbers_(std::get_if<NumberColumn>(&column)),
      integers_(std::get_if<IntegerColumn>(&column)) {
  if (text_ == nullptr && numbers_ == nullptr && integers_ == nullptr) {
    fail_type(label, column, "numbers");
  }
  if (text_ != nullptr) {
    parsed_.resize(text_->dictionary.size());
    readable_.resize(text_->dictionary.size());
    core::parallel_for(parsed_.size(), [&](std::size_t code) {
      const auto number = parse_number(text_->dictionary[code]);
      parsed_[code] = number.value_or(kNaN);
      readable_[code] = number.has_value() ? 1 : 0;
    });
  }
}

double NumberValues::operator[](std::size_t row) const {
  if (numbers_ != nullptr) {
    return numbers_->values[row];
  }
  if (integers_ != nullptr) {
    const std::int64_t value = integers_->values[row];
    return value == kNoInteger ? kNaN : static_cast<double>(value);
  }
  const std::int32_t code = text_->codes[row];
  return code == kAbsent ? kNaN : parsed_[static_cast<std::size_t>(code)];
}

bool NumberValues::is_readable(std::size_t row) const {
  return text_ == nullptr || text_->codes[row] == kAbsent ||
         readable_[static_cast<std::size_t>(text_->codes[row])] != 0;
}

}  // namespace libprofile::records::detail
