// SPDX-License-Identifier: MIT
/// @file
/// Numbers, dates and rows as text, the same under every locale.
#pragma once

#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "libprofile/core/parallel.hpp"
#include "libprofile/core/units.hpp"
#include "libprofile/sample/partnership.hpp"

namespace libprofile::sample::detail {

inline void append(std::string& out, std::string_view text) {
  out.append(text);
}

inline void append(std::string& out, const Token& token) {
  out.append(token.data(), token.size());
}

inline void append(std::string& out, std::int64_t value) {
  char digits[24];
  out.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}

/// Shortest digits that read back as `value` rounded to that many decimals.
inline void append_rounded(std::string& out, double value, int decimals) {
  const double factor = std::pow(10.0, decimals);
  char digits[40];
  out.append(
      digits,
      std::to_chars(digits, digits + sizeof digits, std::round(value * factor) / factor, std::chars_format::fixed).ptr);
}

/// With leading zeros.
inline void append_padded(std::string& out, std::int64_t value, std::size_t width) {
  const std::string digits = std::to_string(value);
  out.append(digits.size() < width ? width - digits.size() : 0, '0');
  out.append(digits);
}

/// "2024-03-05", or "2024-03", of a clock's seconds.
inline void append_date(std::string& out, std::int64_t wall_s, bool with_day = true) {
  using namespace std::chrono;
  const year_month_day date{sys_days{days{wall_s / core::kSecondsPerDay}}};
  append_padded(out, static_cast<int>(date.year()), 4);
  out += '-';
  append_padded(out, static_cast<unsigned>(date.month()), 2);
  if (with_day) {
    out += '-';
    append_padded(out, static_cast<unsigned>(date.day()), 2);
  }
}

/// "21:40" of a clock's seconds.
inline void append_time(std::string& out, std::int64_t wall_s) {
  append_padded(out, wall_s / core::kSecondsPerHour % 24, 2);
  out += ':';
  append_padded(out, wall_s / 60 % 60, 2);
}

/// A header and n rows that are written side by side and joined in order.
template <class AppendRow>
[[nodiscard]] std::string table(std::string_view header, std::size_t n, AppendRow&& append_row) {
  std::vector<std::string> blocks((n + core::kBlock - 1) / core::kBlock);
  core::parallel_blocks(n, core::kBlock, [&](std::size_t begin, std::size_t end) {
    std::string& block = blocks[begin / core::kBlock];
    for (std::size_t i = begin; i < end; ++i) {
      append_row(block, i);
      block += '\n';
    }
  });
  std::size_t size = header.size() + 1;
  for (const std::string& block : blocks) {
    size += block.size();
  }
  std::string joined;
  joined.reserve(size);
  joined.append(header).append("\n");
  for (const std::string& block : blocks) {
    joined += block;
  }
  return joined;
}

}  // namespace libprofile::sample::detail
