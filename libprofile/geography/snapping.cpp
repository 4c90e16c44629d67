// SPDX-License-Identifier: MIT
#include "libprofile/geography/snapping.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <utility>
#include <vector>

#include "libprofile/core/error.hpp"

namespace libprofile::geography {
namespace {

constexpr std::size_t kMostUsedPlaces = 10;

using Place = std::pair<double, double>;

std::vector<Place> sorted_places(PlanarView points) {
  std::vector<Place> places;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (!std::isnan(points.x(i)) && !std::isnan(points.y(i))) {
      places.emplace_back(points.x(i), points.y(i));
    }
  }
  std::sort(places.begin(), places.end());
  return places;
}

/// How many points each place has, most first.
std::vector<std::size_t> points_by_place(const std::vector<Place>& places) {
  std::vector<std::size_t> counts;
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (i == 0 || places[i] != places[i - 1]) {
      counts.push_back(0);
    }
    ++counts.back();
  }
  std::sort(counts.begin(), counts.end(), std::greater<>());
  return counts;
}

double share_on(const std::vector<Place>& places, double lattice_m, double tolerance_m) {
  const auto is_on = [&](double coordinate) {
    return std::abs(coordinate - std::round(coordinate / lattice_m) * lattice_m) <= tolerance_m;
  };
  const auto on = std::count_if(places.begin(), places.end(),
                                [&](const Place& place) { return is_on(place.first) && is_on(place.second); });
  return static_cast<double>(on) / static_cast<double>(places.size());
}

}  // namespace

void validate(const SnappingOptions& options) {
  require(options.tolerance_m >= 0.0 && options.tolerance_m < 0.5, "tolerance_m", options.tolerance_m,
          "at least 0 and below 0.5");
}

Snapping snapping(PlanarView points, const SnappingOptions& options) {
  validate(options);
  const std::vector<Place> places = sorted_places(points);
  Snapping result;
  result.points = places.size();
  if (places.empty()) {
    return result;
  }
  const std::vector<std::size_t> counts = points_by_place(places);
  result.distinct_places = counts.size();
  result.share_on_1_m = share_on(places, 1.0, options.tolerance_m);
  result.share_on_10_m = share_on(places, 10.0, options.tolerance_m);
  result.share_on_100_m = share_on(places, 100.0, options.tolerance_m);
  const auto top = counts.begin() + static_cast<std::ptrdiff_t>(std::min(kMostUsedPlaces, counts.size()));
  result.share_on_ten_places =
      static_cast<double>(std::accumulate(counts.begin(), top, std::size_t{0})) / static_cast<double>(places.size());
  return result;
}

}  // namespace libprofile::geography
