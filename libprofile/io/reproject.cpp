// SPDX-License-Identifier: MIT
#include "libprofile/io/reproject.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <span>
#include <utility>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/geography/distinct_places.hpp"
#include "libprofile/io/detail/proj_operation.hpp"

namespace libprofile::io {
namespace {

/// Points that one task transforms: enough to pay for a PROJ context of its own, few enough for equal shares.
std::size_t points_per_task(std::size_t points) {
  constexpr std::size_t kFewest = 4'096;
  constexpr std::size_t kMost = 65'536;
  constexpr std::size_t kTasks = 4;
  return std::clamp((points + kTasks - 1) / kTasks, kFewest, kMost);
}

/// Points that are tried with x and y swapped.
constexpr std::size_t kSwapSample = 1'000;

/// "Nearly all" of them.
constexpr double kNearlyAll = 0.95;

template <class Claim>
std::size_t count_points(std::span<const double> xy, Claim&& claim) {
  std::size_t count = 0;
  for (std::size_t i = 0; i + 1 < xy.size(); i += 2) {
    count += claim(xy[i], xy[i + 1]) ? 1U : 0U;
  }
  return count;
}

bool is_finite(double x, double y) {
  return std::isfinite(x) && std::isfinite(y);
}
bool could_be_degrees(double x, double y) {
  return std::abs(x) <= 180.0 && std::abs(y) <= 180.0;
}

/// Degrees where metres are due, and the reverse. Half of the points decide, so that a few odd ones do not.
void check_units(std::span<const double> xy, const detail::SystemInfo& source, const CoordinateNames& names) {
  const std::size_t finite = count_points(xy, is_finite);
  const std::size_t degrees = count_points(xy, could_be_degrees);
  if (finite == 0) {
    return;
  }
  if (source.is_in_degrees && 2 * degrees < finite) {
    throw CrsError(names.source + ": " + names.x + " and " + names.y + " look like metres, but " + source.id +
                   " is in degrees; type crs = \"EPSG:27700\"");
  }
  if (source.is_metric && 2 * degrees > finite) {
    throw CrsError(names.source + ": " + names.x + " and " + names.y + " look like degrees, but " + source.id +
                   " is in metres; type crs = \"EPSG:4326\"");
  }
}

void transform_all(const detail::Operation& operation, std::vector<double>& xy) {
  const std::size_t points = xy.size() / 2;
  core::parallel_blocks(points, points_per_task(points), [&](std::size_t begin, std::size_t end) {
    detail::transform(operation, std::span(xy).subspan(2 * begin, 2 * (end - begin)));
  });
}

/// Evenly spaced points of the list with x and y swapped.
std::vector<double> swapped_sample(std::span<const double> xy) {
  const std::size_t n = xy.size() / 2;
  const std::size_t step = std::max<std::size_t>(1, n / kSwapSample);
  std::vector<double> sample;
  for (std::size_t i = 0; i < n; i += step) {
    if (is_finite(xy[2 * i], xy[2 * i + 1])) {
      sample.insert(sample.end(), {xy[2 * i + 1], xy[2 * i]});
    }
  }
  return sample;
}

struct Plan {
  detail::SystemInfo source;
  detail::SystemInfo target;
  /// Absent where source and target are the same.
  std::optional<detail::Operation> operation;
  /// Absent where the area of use is not known.
  std::optional<detail::Bounds> bounds;
};

Plan make_plan(const std::string& from, const std::string& to, const CoordinateNames& names) {
  Plan plan;
  plan.source = detail::look_up(from, "crs of " + names.source);
  plan.target = from == to ? plan.source : detail::look_up(to, "working crs");
  if (plan.source.id != plan.target.id) {
    plan.operation = detail::choose_operation(from, to);
  }
  plan.bounds = detail::area_of_use_in(to, plan.target);
  return plan;
}

/// Where not one point lies in the area of use, says why. `given` are points before, `moved` after the operation.
void check_area(std::span<const double> given, std::span<const double> moved, const Plan& plan,
                const CoordinateNames& names) {
  const auto is_inside = [&](double x, double y) { return plan.bounds->holds(x, y); };
  const std::size_t finite = count_points(given, is_finite);
  if (!plan.bounds || finite == 0 || count_points(moved, is_inside) > 0) {
    return;
  }
  std::vector<double> sample = swapped_sample(given);
  if (plan.operation) {
    detail::transform(*plan.operation, sample);
  }
  const auto tried = static_cast<double>(sample.size()) / 2.0;
  if (static_cast<double>(count_points(sample, is_inside)) >= kNearlyAll * tried) {
    throw CrsError(names.source + ": x and y are swapped; type x = \"" + names.y + "\", y = \"" + names.x + "\"");
  }
  throw CrsError(names.source + ": none of " + std::to_string(finite) + " distinct points lies where " +
                 plan.target.id + " is used; check crs, now \"" + plan.source.id + "\", and the columns " + names.x +
                 " and " + names.y);
}

/// Which distinct points lay somewhere and lie outside the area of use now, or nowhere.
std::vector<char> outside_of(const Plan& plan, std::span<const double> given, std::span<const double> moved) {
  std::vector<char> is_outside(moved.size() / 2);
  for (std::size_t i = 0; i < is_outside.size(); ++i) {
    const double x = moved[2 * i];
    const double y = moved[2 * i + 1];
    const bool had_place = is_finite(given[2 * i], given[2 * i + 1]);
    is_outside[i] = had_place && (std::isnan(x) || (plan.bounds && !plan.bounds->holds(x, y))) ? 1 : 0;
  }
  return is_outside;
}

/// Copies the moved distinct points to where they came from; lists those outside. A point with a NaN has no place
/// afterwards.
void scatter(const geography::DistinctPlaces& points, const std::vector<char>& is_outside, Reprojected& result) {
  constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
  core::parallel_for(points.of_point.size(), [&](std::size_t i) {
    const std::uint32_t at = points.of_point[i];
    const std::size_t from = 2 * std::size_t{at};
    result.xy[2 * i] = at == geography::kNoPlace ? kNaN : points.xy_m[from];
    result.xy[2 * i + 1] = at == geography::kNoPlace ? kNaN : points.xy_m[from + 1];
  });
  if (std::find(is_outside.begin(), is_outside.end(), 1) == is_outside.end()) {
    return;
  }
  for (std::size_t i = 0; i < points.of_point.size(); ++i) {
    if (points.of_point[i] != geography::kNoPlace && is_outside[points.of_point[i]] != 0) {
      result.transformation.outside.push_back(i);
    }
  }
}

}  // namespace

Reprojected reproject(std::vector<double> xy, const std::string& from, const std::string& to,
                      const CoordinateNames& names) {
  require(xy.size() % 2 == 0, "values in xy", xy.size(), "even");
  const Plan plan = make_plan(from, to, names);
  geography::DistinctPlaces points = geography::distinct_places(geography::PlanarView(xy));
  const std::vector<double> given = points.xy_m;
  check_units(given, plan.source, names);
  if (plan.operation) {
    transform_all(*plan.operation, points.xy_m);
  }
  check_area(given, points.xy_m, plan, names);
  Reprojected result;
  result.xy = std::move(xy);
  result.transformation.from = plan.source.id;
  result.transformation.to = plan.target.id;
  result.transformation.description = plan.operation ? plan.operation->description : "none";
  result.transformation.accuracy_m = plan.operation ? plan.operation->accuracy_m : 0.0;
  result.transformation.distinct_points = points.xy_m.size() / 2;
  scatter(points, outside_of(plan, given, points.xy_m), result);
  return result;
}

std::string describe(const Transformation& transformation) {
  if (transformation.description == "none") {
    return transformation.from + ", as given";
  }
  std::string text = transformation.from + " to " + transformation.to + ": " + transformation.description;
  if (std::isnan(transformation.accuracy_m)) {
    return text + ", accuracy not known";
  }
  // Whole metres, or tenths below ten: PROJ's accuracies have no more digits.
  const auto tenths = static_cast<long long>(std::llround(transformation.accuracy_m * 10.0));
  text += ", accuracy " + std::to_string(tenths / 10);
  return text + (tenths % 10 == 0 ? "" : "." + std::to_string(tenths % 10)) + " m";
}

bool is_in_degrees(const std::string& crs) {
  return detail::look_up(crs, "crs").is_in_degrees;
}

bool is_world_degrees(const std::string& crs) {
  return crs == "EPSG:4326" || crs == "OGC:CRS84";
}

void require_metric(const std::string& crs) {
  const detail::SystemInfo info = detail::look_up(crs, "crs");
  if (!info.is_metric) {
    throw CrsError("crs = \"" + info.id + "\": must be a plane in metres; type crs = \"EPSG:27700\"");
  }
}

}  // namespace libprofile::io
