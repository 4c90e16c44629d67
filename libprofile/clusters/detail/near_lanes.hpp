// SPDX-License-Identifier: MIT
/// @file
/// Eight points compared with many others at once: the loops in which DBSCAN spends its time.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace libprofile::clusters::detail {

inline constexpr std::size_t kLanes = 8;
using LaneValues = std::array<double, kLanes>;

inline constexpr LaneValues all_lanes(double value) {
  return {value, value, value, value, value, value, value, value};
}

/// Coordinates of others, with how much each weighs; null for one each.
struct Others {
  const double* x = nullptr;
  const double* y = nullptr;
  const double* weight = nullptr;
};

/// What lies around each of eight points. A lane whose coordinates are NaN has nothing around it.
struct Surroundings {
  alignas(64) LaneValues x = all_lanes(std::numeric_limits<double>::quiet_NaN());
  alignas(64) LaneValues y = x;
  alignas(64) LaneValues sum{};
};

/// Adds to each lane's sum the weights of the others within reach of it, in order of position.
using AddNear = void(const Others& others, std::size_t begin, std::size_t end, double radius_squared, Surroundings& at);
[[nodiscard]] AddNear* add_near();

/// The nearest labelled point to each of eight points, and the least label of those equally near.
struct Nearest {
  alignas(64) LaneValues x = all_lanes(std::numeric_limits<double>::quiet_NaN());
  alignas(64) LaneValues y = x;
  /// Squared; at first the greatest that counts.
  alignas(64) LaneValues distance{};
  /// Infinite while none was found.
  alignas(64) LaneValues label = all_lanes(std::numeric_limits<double>::infinity());
};

/// Looks at the others whose label is not negative.
using FindNearest = void(const Others& others, const std::int32_t* labels, std::size_t begin, std::size_t end,
                         Nearest& at);
[[nodiscard]] FindNearest* find_nearest();

}  // namespace libprofile::clusters::detail
