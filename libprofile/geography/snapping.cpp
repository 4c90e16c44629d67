// SPDX-License-Identifier: MIT
#include "libprofile/geography/snapping.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <vector>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/geography/distinct_places.hpp"

namespace libprofile::geography {
namespace {

constexpr std::size_t kMostUsedPlaces = 10;

/// Share of the points whose place is on a lattice. Whole numbers are added up, so the order does not matter.
double share_on(PlanarView places, std::span<const std::int64_t> points, double all, double lattice_m,
                double tolerance_m) {
  const auto is_on = [&](double coordinate) {
    return std::abs(coordinate - std::round(coordinate / lattice_m) * lattice_m) <= tolerance_m;
  };
  const double on = core::deterministic_sum(places.size(), [&](std::size_t i) {
    return is_on(places.x(i)) && is_on(places.y(i)) ? static_cast<double>(points[i]) : 0.0;
  });
  return on / all;
}

/// Points on the places that most points share.
std::int64_t points_on_most_used(std::span<const std::int64_t> points) {
  std::vector<std::int64_t> most(std::min(kMostUsedPlaces, points.size()));
  std::partial_sort_copy(points.begin(), points.end(), most.begin(), most.end(), std::greater<>());
  return std::accumulate(most.begin(), most.end(), std::int64_t{0});
}

}  // namespace

void validate(const SnappingOptions& options) {
  require(options.tolerance_m >= 0.0 && options.tolerance_m < 0.5, "tolerance_m", options.tolerance_m,
          "at least 0 and below 0.5");
}

Snapping snapping(PlanarView points, const SnappingOptions& options) {
  validate(options);
  const DistinctPlaces places = distinct_places(points);
  std::vector<std::int64_t> points_of_place(places.xy_m.size() / 2, 0);
  for (const std::uint32_t place : places.of_point) {
    if (place != kNoPlace) {
      ++points_of_place[place];
    }
  }
  return snapping(PlanarView(places.xy_m), points_of_place, options);
}

Snapping snapping(PlanarView places, std::span<const std::int64_t> points, const SnappingOptions& options) {
  validate(options);
  require(points.size() == places.size(), "points", points.size(), "one number a place");
  Snapping result;
  for (const std::int64_t each : points) {
    require(each >= 0, "points", each, "at least 0");
    result.points += static_cast<std::size_t>(each);
    result.distinct_places += each > 0 ? 1 : 0;
  }
  if (result.points == 0) {
    return result;
  }
  const auto all = static_cast<double>(result.points);
  result.share_on_1_m = share_on(places, points, all, 1.0, options.tolerance_m);
  result.share_on_10_m = share_on(places, points, all, 10.0, options.tolerance_m);
  result.share_on_100_m = share_on(places, points, all, 100.0, options.tolerance_m);
  result.share_on_ten_places = static_cast<double>(points_on_most_used(points)) / all;
  return result;
}

}  // namespace libprofile::geography
