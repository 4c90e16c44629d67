// SPDX-License-Identifier: MIT
#include "libprofile/risk/premises_repeats.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>

#include "libprofile/core/error.hpp"
#include "libprofile/risk/detail/checks.hpp"
#include "libprofile/risk/premises_aggregates.hpp"

namespace libprofile::risk {
namespace {

void check(std::span<const PlacesWithValue> histogram) {
  for (const PlacesWithValue& row : histogram) {
    const std::array<double, 2> numbers{row.places, row.value};
    detail::check_known(numbers, "histogram: places, value");
  }
}

double incidents_of(std::span<const PlacesWithValue> histogram) {
  double sum = 0.0;
  for (const PlacesWithValue& row : histogram) {
    sum += row.places * row.value;
  }
  return sum;
}

}  // namespace

double premises_repeats(std::span<const PlacesWithValue> histogram) {
  check(histogram);
  double places = 0.0;
  for (const PlacesWithValue& row : histogram) {
    places += row.places;
  }
  const double incidents = incidents_of(histogram);
  if (places < 2.0 || !(incidents > 0.0)) {
    return std::numeric_limits<double>::quiet_NaN();
  }
  const double mean = incidents / places;
  double squares = 0.0;
  for (const PlacesWithValue& row : histogram) {
    squares += row.places * (row.value - mean) * (row.value - mean);
  }
  return std::max(0.0, squares / (places - 1.0) - mean) / (mean * mean);
}

std::vector<PlacesWithValue> histogram_at_limits(std::span<const PlacesWithValue> bands, double incidents) {
  const std::span<const double> limits = incident_band_limits();
  require(bands.size() == limits.size() + 1, "bands.size()", bands.size(), "one more than there are limits");
  check(bands);
  const std::array<double, 1> given{incidents};
  detail::check_known(given, "incidents");
  std::vector<PlacesWithValue> found;
  for (std::size_t band = 0; band < bands.size(); ++band) {
    found.push_back({limits[std::min(band, limits.size() - 1)], bands[band].places});
  }
  const double at_limits = incidents_of(found);
  if (at_limits > incidents) {
    for (PlacesWithValue& row : found) {
      row.value *= incidents / at_limits;
    }
  } else if (found.back().places > 0.0) {
    found.back().value += (incidents - at_limits) / found.back().places;
  } else {
    found.back() = {incidents - at_limits, 1.0};
  }
  return found;
}

}  // namespace libprofile::risk
