// SPDX-License-Identifier: MIT
#include "libprofile/risk/detail/checks.hpp"

#include <cmath>
#include <string>

#include "libprofile/core/error.hpp"

namespace libprofile::risk::detail {
namespace {

std::string at(std::string_view name, std::size_t position) {
  return std::string(name) + "[" + std::to_string(position) + "]";
}

bool is_known(double value) {
  return value >= 0.0 && std::isfinite(value);
}

}  // namespace

void check_level(double level) {
  require(level > 0.0 && level < 1.0, "level", level, "above 0 and below 1");
}

void check_known_or_nan(std::span<const double> values, std::string_view name) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!std::isnan(values[i]) && !is_known(values[i])) {
      require(false, at(name, i), values[i], "finite and at least 0, or NaN where not known");
    }
  }
}

void check_known(std::span<const double> values, std::string_view name) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!is_known(values[i])) {
      require(false, at(name, i), values[i], "finite and at least 0");
    }
  }
}

void check_finite(geography::PlanarView points, std::string_view name) {
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (!std::isfinite(points.x(i)) || !std::isfinite(points.y(i))) {
      const bool is_x = !std::isfinite(points.x(i));
      require(false, at(name, i) + (is_x ? ".x" : ".y"), is_x ? points.x(i) : points.y(i), "finite");
    }
  }
}

void check_same_length(std::size_t length, std::string_view name, std::size_t expected, std::string_view other) {
  if (length != expected) {
    require(false, std::string(name) + ".size()", length,
            "the length of " + std::string(other) + ", " + std::to_string(expected));
  }
}

}  // namespace libprofile::risk::detail
