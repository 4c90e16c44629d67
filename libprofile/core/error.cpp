// SPDX-License-Identifier: MIT
#include "libprofile/core/error.hpp"

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
    fail(name, std::to_string(value), rule);
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
