// SPDX-License-Identifier: MIT
#include "libprofile/publish/detail/number_text.hpp"

#include <charconv>
#include <cmath>

namespace libprofile::publish::detail {
namespace {

constexpr std::int64_t kStepsPerDegree = 10'000'000;
constexpr int kDecimals = 7;

}  // namespace

void append_number(std::string& text, double value) {
  char buffer[32];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value);
  text.append(buffer, end.ptr);
}

void append_integer(std::string& text, std::int64_t value) {
  char buffer[24];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value);
  text.append(buffer, end.ptr);
}

char* put_degrees(char* out, double degrees) {
  const std::int64_t steps = std::llround(degrees * static_cast<double>(kStepsPerDegree));
  const std::int64_t magnitude = steps < 0 ? -steps : steps;
  if (steps < 0) {
    *out++ = '-';
  }
  out = std::to_chars(out, out + 4, magnitude / kStepsPerDegree).ptr;
  std::int64_t fraction = magnitude % kStepsPerDegree;
  if (fraction == 0) {
    return out;
  }
  *out++ = '.';
  for (int i = kDecimals; i-- > 0; fraction /= 10) {
    out[i] = static_cast<char>('0' + fraction % 10);
  }
  out += kDecimals;
  while (out[-1] == '0') {
    --out;
  }
  return out;
}

}  // namespace libprofile::publish::detail
