// SPDX-License-Identifier: MIT
/// @file
/// Numbers and dates in the words of the pages.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "libprofile/publish/document.hpp"

namespace libprofile::publish::detail {

/// 12345 as "12,345".
[[nodiscard]] std::string grouped(std::int64_t number);

/// Fixed decimals with grouped thousands; "–" where the number is not finite.
[[nodiscard]] std::string decimal(double number, int decimals);

/// A rate: one decimal below 100, none above.
[[nodiscard]] std::string rate_text(double rate);

/// "18.2 to 31.0"; "–" where a limit is not finite.
[[nodiscard]] std::string interval_text(const Estimate& estimate);

/// How a count is shown: "withheld", "fewer than 5" (0 under base 5), or the number.
[[nodiscard]] std::string count_text(const std::optional<std::int64_t>& count, std::int64_t base);

/// What a rounded count can stand for: "11 to 19" (15 under base 5), "fewer than 5", "withheld", "12" (base 1).
[[nodiscard]] std::string count_range_text(const std::optional<std::int64_t>& count, std::int64_t base);

/// What rounding does to numbers, for legends: "5 means 1 to 9. 0 is written ‘fewer than 5’." Empty for base 1.
[[nodiscard]] std::string rounding_text(std::int64_t base);

/// "2018-03-03" as "3 March 2018"; text of another form as it is.
[[nodiscard]] std::string date_text(std::string_view iso_date);

/// "January", or "Jan". `month` in 1 to 12.
[[nodiscard]] std::string_view month_name(int month);
[[nodiscard]] std::string_view month_abbreviation(int month);

/// "January to December 2018" for whole months, else "3 March 2018 to 9 April 2018".
[[nodiscard]] std::string window_text(std::string_view first_day, std::string_view last_day);

/// "one area", "12 areas": small numbers as words. The plural is the singular and an "s" unless given.
[[nodiscard]] std::string how_many(std::size_t number, std::string_view singular, std::string_view plural = {});

/// "a", "a and b", "a, b and c".
[[nodiscard]] std::string enumerated(const std::vector<std::string>& items);

/// The same text with its first letter as a capital (ASCII).
[[nodiscard]] std::string capitalised(std::string text);

}  // namespace libprofile::publish::detail
