// SPDX-License-Identifier: MIT
#include "libprofile/profile/detail/places.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <tuple>

namespace libprofile::profile::detail {
namespace {

// Weights are whole numbers of this part of one, so that their sums are exact in any order.
constexpr double kParts = 1048576.0;

struct WeightedPoint {
  double x;
  double y;
  double weight;
};

// Records of each person; code by code.
std::vector<std::int64_t> records_of_persons(const std::vector<std::int32_t>& person) {
  std::vector<std::int64_t> records;
  for (const std::int32_t code : person) {
    const auto index = static_cast<std::size_t>(code);
    records.resize(std::max(records.size(), index + 1));
    ++records[index];
  }
  return records;
}

std::vector<WeightedPoint> points_of(const Selection& selection, geography::CountOf count_of) {
  const bool of_persons = count_of == geography::CountOf::persons;
  const std::vector<std::int64_t> records =
      of_persons ? records_of_persons(selection.person) : std::vector<std::int64_t>();
  std::vector<WeightedPoint> points(selection.row.size());
  for (std::size_t i = 0; i < points.size(); ++i) {
    const double share =
        of_persons ? 1.0 / static_cast<double>(records[static_cast<std::size_t>(selection.person[i])]) : 1.0;
    points[i] = {selection.xy_m[2 * i], selection.xy_m[2 * i + 1], std::round(share * kParts) / kParts};
  }
  return points;
}

}  // namespace

Places places_of(const Selection& selection, geography::CountOf count_of) {
  std::vector<WeightedPoint> points = points_of(selection, count_of);
  std::sort(points.begin(), points.end(),
            [](const WeightedPoint& a, const WeightedPoint& b) { return std::tie(a.x, a.y) < std::tie(b.x, b.y); });
  Places places;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (i > 0 && points[i].x == points[i - 1].x && points[i].y == points[i - 1].y) {
      places.weights.back() += points[i].weight;
    } else {
      places.xy_m.insert(places.xy_m.end(), {points[i].x, points[i].y});
      places.weights.push_back(points[i].weight);
    }
  }
  return places;
}

}  // namespace libprofile::profile::detail
