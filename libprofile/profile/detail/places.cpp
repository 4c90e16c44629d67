// SPDX-License-Identifier: MIT
#include "libprofile/profile/detail/places.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <tuple>
#include <unordered_map>

namespace libprofile::profile::detail {
namespace {

// Weights are whole numbers of this part of one, so that their sums are exact in any order.
constexpr double kParts = 1048576.0;

struct WeightedPoint {
  double x;
  double y;
  double weight;
};

// A person in a unit, as one number.
std::uint64_t person_in_unit(const Selection& selection, std::size_t i) {
  return static_cast<std::uint64_t>(selection.person[i]) << 32U | static_cast<std::uint32_t>(selection.unit[i]);
}

// What each record weighs among those of its person in its unit.
std::vector<double> shares_of_persons(const Selection& selection) {
  std::unordered_map<std::uint64_t, std::int64_t> records;
  for (std::size_t i = 0; i < selection.row.size(); ++i) {
    ++records[person_in_unit(selection, i)];
  }
  std::vector<double> shares(selection.row.size());
  for (std::size_t i = 0; i < shares.size(); ++i) {
    shares[i] = std::round(kParts / static_cast<double>(records[person_in_unit(selection, i)])) / kParts;
  }
  return shares;
}

std::vector<WeightedPoint> points_of(const Selection& selection, geography::CountOf count_of) {
  const std::vector<double> shares =
      count_of == geography::CountOf::persons ? shares_of_persons(selection) : std::vector<double>();
  std::vector<WeightedPoint> points(selection.row.size());
  for (std::size_t i = 0; i < points.size(); ++i) {
    points[i] = {selection.xy_m[2 * i], selection.xy_m[2 * i + 1], shares.empty() ? 1.0 : shares[i]};
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
