// SPDX-License-Identifier: MIT
/// @file
/// PROJ as this library uses it: one operation from one system to another, without network.
#pragma once

#include <limits>
#include <optional>
#include <span>
#include <string>

namespace libprofile::io::detail {

/// Bounds; x_min <= x_max.
struct Bounds {
  double x_min;
  double y_min;
  double x_max;
  double y_max;

  /// NaN lies nowhere.
  [[nodiscard]] bool holds(double x, double y) const { return x >= x_min && x <= x_max && y >= y_min && y <= y_max; }
};

/// A coordinate reference system, looked up.
struct SystemInfo {
  /// "EPSG:27700", or its name where it has no code.
  std::string id;
  bool is_in_degrees = false;
  /// A plane with axes in metres.
  bool is_metric = false;
  /// Longitudes and latitudes where it is used. Absent: not known, or across the 180th meridian.
  std::optional<Bounds> area_of_use_deg;
};

/// @param role  Words for the message: "crs of incidents".
/// @throws CrsError  for an empty or unknown name, with the line to type; for one that is neither geographic nor
/// projected.
[[nodiscard]] SystemInfo look_up(const std::string& crs, const std::string& role);

/// The operation chosen between two systems.
struct Operation {
  /// For `transform`: a pipeline, x before y in the usual order of maps.
  std::string pipeline;
  std::string description;
  /// Metres; NaN unknown.
  double accuracy_m = std::numeric_limits<double>::quiet_NaN();
};

/// The best operation that needs no grid which is not installed.
///
/// @throws CrsError  where there is none.
[[nodiscard]] Operation choose_operation(const std::string& from, const std::string& to);

/// Transforms interleaved points in place; NaN, NaN where there is no answer. Safe from any thread.
void transform(const Operation& operation, std::span<double> xy);

/// Bounds of the area of use on the plane of `crs`, some way beyond it. Absent where not known.
[[nodiscard]] std::optional<Bounds> area_of_use_in(const std::string& crs, const SystemInfo& info);

}  // namespace libprofile::io::detail
