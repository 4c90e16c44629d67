// SPDX-License-Identifier: MIT
#include "libprofile/sample/detail/national_grid.hpp"

#include <cmath>
#include <numbers>

namespace libprofile::sample::detail {
namespace {

constexpr double kDegree = std::numbers::pi / 180.0;
constexpr double kArcSecond = kDegree / 3600.0;

struct Ellipsoid {
  double a_m;
  double b_m;
  [[nodiscard]] constexpr double eccentricity_squared() const { return 1.0 - (b_m * b_m) / (a_m * a_m); }
};

constexpr Ellipsoid kAiry1830{6'377'563.396, 6'356'256.909};
constexpr Ellipsoid kWgs84{6'378'137.0, 6'356'752.314'245};

constexpr double kScale = 0.9996012717;
constexpr double kOriginLat = 49.0 * kDegree;
constexpr double kOriginLon = -2.0 * kDegree;
constexpr double kFalseEasting_m = 400'000.0;
constexpr double kFalseNorthing_m = -100'000.0;

struct Angles {
  double lat;
  double lon;
};

struct Cartesian {
  double x;
  double y;
  double z;
};

/// Length of the meridian from the true origin, scaled.
double meridian_m(double lat) {
  const double n = (kAiry1830.a_m - kAiry1830.b_m) / (kAiry1830.a_m + kAiry1830.b_m);
  const double n2 = n * n;
  const double n3 = n2 * n;
  const double difference = lat - kOriginLat;
  const double sum = lat + kOriginLat;
  return kAiry1830.b_m * kScale *
         ((1.0 + n + 1.25 * n2 + 1.25 * n3) * difference -
          (3.0 * n + 3.0 * n2 + 2.625 * n3) * std::sin(difference) * std::cos(sum) +
          (1.875 * n2 + 1.875 * n3) * std::sin(2.0 * difference) * std::cos(2.0 * sum) -
          35.0 / 24.0 * n3 * std::sin(3.0 * difference) * std::cos(3.0 * sum));
}

/// Latitude on the central meridian at this northing, to 0.01 mm.
double footpoint_lat(double northing_m) {
  double lat = kOriginLat;
  double rest_m = northing_m - kFalseNorthing_m;
  while (std::abs(rest_m) >= 1e-5) {
    lat += rest_m / (kAiry1830.a_m * kScale);
    rest_m = northing_m - kFalseNorthing_m - meridian_m(lat);
  }
  return lat;
}

Angles inverse_transverse_mercator(double easting_m, double northing_m) {
  const double lat = footpoint_lat(northing_m);
  const double e2 = kAiry1830.eccentricity_squared();
  const double flattened = 1.0 - e2 * std::sin(lat) * std::sin(lat);
  const double nu = kAiry1830.a_m * kScale / std::sqrt(flattened);
  const double rho = nu * (1.0 - e2) / flattened;
  const double eta2 = nu / rho - 1.0;
  const double t = std::tan(lat);
  const double t2 = t * t;
  const double t4 = t2 * t2;
  const double t6 = t4 * t2;
  const double secant = 1.0 / std::cos(lat);
  const double d = (easting_m - kFalseEasting_m) / nu;
  const double d2 = d * d;
  const double towards_lat =
      0.5 - d2 / 24.0 * (5.0 + 3.0 * t2 + eta2 - 9.0 * t2 * eta2) + d2 * d2 / 720.0 * (61.0 + 90.0 * t2 + 45.0 * t4);
  const double towards_lon = 1.0 - d2 / 6.0 * (nu / rho + 2.0 * t2) + d2 * d2 / 120.0 * (5.0 + 28.0 * t2 + 24.0 * t4) -
                             d2 * d2 * d2 / 5040.0 * (61.0 + 662.0 * t2 + 1320.0 * t4 + 720.0 * t6);
  return {lat - t * nu / rho * d2 * towards_lat, kOriginLon + secant * d * towards_lon};
}

Cartesian to_cartesian(Angles at, const Ellipsoid& ellipsoid) {
  const double e2 = ellipsoid.eccentricity_squared();
  const double nu = ellipsoid.a_m / std::sqrt(1.0 - e2 * std::sin(at.lat) * std::sin(at.lat));
  return {nu * std::cos(at.lat) * std::cos(at.lon), nu * std::cos(at.lat) * std::sin(at.lon),
          nu * (1.0 - e2) * std::sin(at.lat)};
}

/// OSGB36 to WGS 84: position vector, small angles.
Cartesian helmert(Cartesian p) {
  constexpr double kFactor = 1.0 - 20.489e-6;
  constexpr double kX = 0.15 * kArcSecond;
  constexpr double kY = 0.247 * kArcSecond;
  constexpr double kZ = 0.842 * kArcSecond;
  return {446.448 + kFactor * (p.x - kZ * p.y + kY * p.z), -125.157 + kFactor * (kZ * p.x + p.y - kX * p.z),
          542.06 + kFactor * (-kY * p.x + kX * p.y + p.z)};
}

Angles to_angles(Cartesian p, const Ellipsoid& ellipsoid) {
  const double e2 = ellipsoid.eccentricity_squared();
  const double from_axis = std::hypot(p.x, p.y);
  double lat = std::atan2(p.z, from_axis * (1.0 - e2));
  for (int pass = 0; pass < 5; ++pass) {
    const double nu = ellipsoid.a_m / std::sqrt(1.0 - e2 * std::sin(lat) * std::sin(lat));
    lat = std::atan2(p.z + e2 * nu * std::sin(lat), from_axis);
  }
  return {lat, std::atan2(p.y, p.x)};
}

}  // namespace

LonLat to_lonlat(double easting_m, double northing_m) {
  const Angles airy = inverse_transverse_mercator(easting_m, northing_m);
  const Angles wgs84 = to_angles(helmert(to_cartesian(airy, kAiry1830)), kWgs84);
  return {wgs84.lon / kDegree, wgs84.lat / kDegree};
}

}  // namespace libprofile::sample::detail
