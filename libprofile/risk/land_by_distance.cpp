// SPDX-License-Identifier: MIT
#include "libprofile/risk/land_by_distance.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numbers>
#include <utility>

#include "libprofile/geography/cell_index.hpp"
#include "libprofile/risk/detail/checks.hpp"
#include "libprofile/risk/detail/for_near.hpp"

namespace libprofile::risk {
namespace {

constexpr std::size_t kPoints = 2048;
constexpr std::size_t kFewest = 200;
constexpr double kKilometre_m2 = 1.0e6;
// Steps of the additive recurrence in two dimensions (Roberts 2018): 1/g and 1/g^2 with g^3 = g + 1.
constexpr double kStepOfRadius = 0.7548776662466927;
constexpr double kStepOfAngle = 0.5698402909980532;

struct Ring {
  double from_m;
  double to_m;

  [[nodiscard]] double area_m2() const { return std::numbers::pi * (to_m * to_m - from_m * from_m); }
};

/// Premises from west to east, then south to north: their order in the register says nothing.
std::vector<double> in_order(geography::PlanarView premises) {
  std::vector<std::pair<double, double>> points;
  for (std::size_t i = 0; i < premises.size(); ++i) {
    points.emplace_back(premises.x(i), premises.y(i));
  }
  std::sort(points.begin(), points.end());
  std::vector<double> xy_m;
  for (const auto& [x, y] : points) {
    xy_m.insert(xy_m.end(), {x, y});
  }
  return xy_m;
}

double part_of_one(double value) {
  return value - std::floor(value);
}

/// Points of the ring that no premises is nearer to than it begins, and one over the rings that each lies in.
struct Points {
  std::vector<double> xy_m;
  std::vector<double> weight;
};

Points points_of(geography::PlanarView premises, const geography::CellIndex& index, const Ring& ring) {
  Points points;
  for (std::size_t k = 0; k < kPoints; ++k) {
    const std::size_t i = k * premises.size() / kPoints;
    const double share = part_of_one(0.5 + static_cast<double>(k) * kStepOfRadius);
    const double angle = 2.0 * std::numbers::pi * part_of_one(0.5 + static_cast<double>(k) * kStepOfAngle);
    const double radius = std::sqrt(ring.from_m * ring.from_m + share * ring.area_m2() / std::numbers::pi);
    const double x = premises.x(i) + radius * std::cos(angle);
    const double y = premises.y(i) + radius * std::sin(angle);
    double rings = 0.0;
    bool is_nearer = false;
    detail::for_near(index, x, y, ring.to_m * ring.to_m, [&](std::uint32_t, double squared) {
      rings += 1.0;
      // Its own premises lies at the inner edge or beyond, but for rounding.
      is_nearer = is_nearer || squared < ring.from_m * ring.from_m * (1.0 - 1e-9);
    });
    if (!is_nearer) {
      points.xy_m.insert(points.xy_m.end(), {x, y});
      points.weight.push_back(1.0 / std::max(1.0, rings));
    }
  }
  return points;
}

}  // namespace

std::vector<double> land_by_distance_km2(geography::PlanarView premises, std::span<const double> limits_m,
                                         const geography::PointLocator& region) {
  detail::check_limits(limits_m);
  detail::check_finite(premises, "premises");
  std::vector<double> land_km2(limits_m.size(), std::numeric_limits<double>::quiet_NaN());
  const std::vector<double> sorted = in_order(premises);
  for (std::size_t band = 0; band < limits_m.size() && premises.size() > 0; ++band) {
    const Ring ring{band == 0 ? 0.0 : limits_m[band - 1], limits_m[band]};
    const geography::CellIndex index(geography::PlanarView(sorted), ring.to_m * detail::kWiden);
    const Points points = points_of(geography::PlanarView(sorted), index, ring);
    const std::vector<std::int32_t> unit = region.locate(geography::PlanarView(points.xy_m));
    double weight = 0.0;
    std::size_t inside = 0;
    for (std::size_t k = 0; k < unit.size(); ++k) {
      if (unit[k] != geography::kOutside) {
        weight += points.weight[k];
        ++inside;
      }
    }
    if (inside >= kFewest) {
      const double rings_km2 = static_cast<double>(premises.size()) * ring.area_m2() / kKilometre_m2;
      land_km2[band] = rings_km2 * weight / static_cast<double>(kPoints);
    }
  }
  return land_km2;
}

}  // namespace libprofile::risk
