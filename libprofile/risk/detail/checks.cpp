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

void check_limits(std::span<const double> limits_m) {
  constexpr std::size_t kMostBands = 100;
  require(!limits_m.empty() && limits_m.size() <= kMostBands, "number of limits_m", limits_m.size(), "1 to 100");
  for (std::size_t b = 0; b < limits_m.size(); ++b) {
    require(limits_m[b] > (b == 0 ? 0.0 : limits_m[b - 1]) && std::isfinite(limits_m[b]), at("limits_m", b),
            limits_m[b], "finite, above 0 and above the one before");
  }
}

}  // namespace libprofile::risk::detail
