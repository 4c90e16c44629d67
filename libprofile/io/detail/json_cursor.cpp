// SPDX-License-Identifier: MIT
#include "libprofile/io/detail/json_cursor.hpp"

#include <array>
#include <charconv>
#include <system_error>

namespace libprofile::io::detail {
namespace {

constexpr int kDeepest = 32;
constexpr unsigned char kFirstPrintable = 0x20;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

}  // namespace

char JsonCursor::peek() {
  while (next_ != end_ && (*next_ == ' ' || *next_ == '\n' || *next_ == '\r' || *next_ == '\t')) {
    ++next_;
  }
  return next_ == end_ ? '\0' : *next_;
}

bool JsonCursor::is_at_end() {
  return peek() == '\0' && next_ == end_;
}

void JsonCursor::take(char character) {
  if (!take_if(character)) {
    throw NotPlain{};
  }
}

bool JsonCursor::take_if(char character) {
  if (peek() != character || next_ == end_) {
    return false;
  }
  ++next_;
  return true;
}

std::string_view JsonCursor::text() {
  take('"');
  const char* const begin = next_;
  for (; next_ != end_ && *next_ != '"'; ++next_) {
    if (*next_ == '\\' || static_cast<unsigned char>(*next_) < kFirstPrintable) {
      throw NotPlain{};
    }
  }
  if (next_ == end_) {
    throw NotPlain{};
  }
  return {begin, static_cast<std::size_t>(next_++ - begin)};
}

double JsonCursor::number() {
  const char first = peek();
  const bool has_sign = first == '-';
  // from_chars takes "inf" and "nan" too.
  if (next_ == end_ || (has_sign ? next_ + 1 == end_ || !is_digit(next_[1]) : !is_digit(first))) {
    throw NotPlain{};
  }
  double value = 0.0;
  const auto [rest, error] = std::from_chars(next_, end_, value);
  if (error != std::errc{}) {
    throw NotPlain{};
  }
  next_ = rest;
  return value;
}

void JsonCursor::skip(int depth) {
  if (depth == kDeepest) {
    throw NotPlain{};
  }
  switch (peek()) {
    case '{':
      object([&](std::string_view) { skip(depth + 1); });
      break;
    case '[':
      array([&] { skip(depth + 1); });
      break;
    case '"':
      skip_string();
      break;
    case 't':
    case 'f':
    case 'n':
      skip_word();
      break;
    default:
      static_cast<void>(number());
  }
}

void JsonCursor::skip_string() {
  take('"');
  for (; next_ != end_ && *next_ != '"'; ++next_) {
    if (static_cast<unsigned char>(*next_) < kFirstPrintable) {
      throw NotPlain{};
    }
    if (*next_ == '\\' && ++next_ == end_) {
      throw NotPlain{};
    }
  }
  if (next_ == end_) {
    throw NotPlain{};
  }
  ++next_;
}

void JsonCursor::skip_word() {
  constexpr std::array<std::string_view, 3> kWords{"true", "false", "null"};
  const std::string_view rest(next_, static_cast<std::size_t>(end_ - next_));
  for (const std::string_view word : kWords) {
    if (rest.starts_with(word)) {
      next_ += word.size();
      return;
    }
  }
  throw NotPlain{};
}

}  // namespace libprofile::io::detail
