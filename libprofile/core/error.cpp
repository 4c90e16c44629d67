// SPDX-License-Identifier: MIT
#include "libprofile/core/error.hpp"

#include <array>
#include <charconv>
#include <cstddef>

namespace libprofile {
namespace {

[[noreturn]] void fail(std::string_view name, std::string_view value, std::string_view rule) {
  std::string message;
  message.append(name).append(" = ").append(value).append(": must be ").append(rule);
  throw InvalidArgument(message);
}

}  // namespace

void require(bool holds, std::string_view name, double value, std::string_view rule) {
  if (!holds) {
    std::array<char, 32> text{};
    const char* end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    fail(name, {text.data(), static_cast<std::size_t>(end - text.data())}, rule);
  }
}

void require(bool holds, std::string_view name, std::int64_t value, std::string_view rule) {
  if (!holds) {
    fail(name, std::to_string(value), rule);
  }
}

void require(bool holds, std::string_view name, std::int32_t value, std::string_view rule) {
  require(holds, name, static_cast<std::int64_t>(value), rule);
}

void require(bool holds, std::string_view name, std::size_t value, std::string_view rule) {
  require(holds, name, static_cast<std::int64_t>(value), rule);
}

void require(bool holds, std::string_view name, std::string_view value, std::string_view rule) {
  if (!holds) {
    fail(name, value, rule);
  }
}

}  // namespace libprofile
