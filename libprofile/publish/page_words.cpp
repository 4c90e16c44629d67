// SPDX-License-Identifier: MIT
#include <array>
#include <charconv>
#include <cmath>

#include "libprofile/publish/detail/words.hpp"

namespace libprofile::publish::detail {
namespace {

constexpr std::string_view kNothing = "–";

std::string with_separators(std::string digits) {
  const std::size_t first = digits.starts_with('-') ? 1 : 0;
  const std::size_t point = std::min(digits.find('.'), digits.size());
  for (std::size_t i = point; i > first + 3; i -= 3) {
    digits.insert(i - 3, ",");
  }
  return digits;
}

}  // namespace

std::string grouped(std::int64_t number) {
  return with_separators(std::to_string(number));
}

std::string decimal(double number, int decimals) {
  if (!std::isfinite(number)) {
    return std::string(kNothing);
  }
  std::array<char, 400> buffer{};
  const auto end =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, std::chars_format::fixed, decimals);
  return with_separators(std::string(buffer.data(), end.ptr));
}

std::string rate_text(double rate) {
  return decimal(rate, rate < 99.95 ? 1 : 0);
}

std::string interval_text(const Estimate& estimate) {
  if (!std::isfinite(estimate.lower) || !std::isfinite(estimate.upper)) {
    return std::string(kNothing);
  }
  return rate_text(estimate.lower) + " to " + rate_text(estimate.upper);
}

std::string count_text(const std::optional<std::int64_t>& count, std::int64_t base) {
  if (!count) {
    return "withheld";
  }
  if (*count == 0 && base > 1) {
    return "fewer than " + grouped(base);
  }
  return grouped(*count);
}

std::string count_range_text(const std::optional<std::int64_t>& count, std::int64_t base) {
  if (!count || *count < base || base <= 1) {
    return count_text(count, base);
  }
  return grouped(*count - base + 1) + " to " + grouped(*count + base - 1);
}

std::string rounding_text(std::int64_t base) {
  if (base <= 1) {
    return {};
  }
  const std::string unit = grouped(base);
  return "Numbers are rounded to multiples of " + unit + ": " + unit + " means 1 to " + grouped(2 * base - 1) + ", " +
         grouped(3 * base) + " means " + count_range_text(3 * base, base) +
         ", and what could be anything from none to " + grouped(base - 1) + " is written “fewer than " + unit + "”.";
}

std::string how_many(std::size_t number, std::string_view singular, std::string_view plural) {
  static constexpr std::array<std::string_view, 10> kWords = {"no",   "one", "two",   "three", "four",
                                                              "five", "six", "seven", "eight", "nine"};
  const std::string figure =
      number < kWords.size() ? std::string(kWords[number]) : grouped(static_cast<std::int64_t>(number));
  if (number == 1) {
    return figure + " " + std::string(singular);
  }
  return figure + " " + (plural.empty() ? std::string(singular) + "s" : std::string(plural));
}

std::string enumerated(const std::vector<std::string>& items) {
  std::string text;
  for (std::size_t i = 0; i < items.size(); ++i) {
    text += i == 0 ? "" : (i + 1 == items.size() ? " and " : ", ");
    text += items[i];
  }
  return text;
}

std::string capitalised(std::string text) {
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z') {
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
  }
  return text;
}

}  // namespace libprofile::publish::detail
