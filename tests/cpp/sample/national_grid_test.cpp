// SPDX-License-Identifier: MIT
#include "libprofile/sample/detail/national_grid.hpp"

#include <cmath>

#include <catch2/catch.hpp>

using libprofile::sample::detail::to_lonlat;

TEST_CASE("longitude and latitude agree with PROJ to 1 mm over the sample's sea", "[sample][golden]") {
  // PROJ 9.5.1 (MIT licence) by pyproj: inverse tmerc on airy, helmert with the parameters of EPSG:1314, no grid.
  struct Known {
    double easting_m, northing_m, lon_deg, lat_deg;
  };
  constexpr Known kKnown[] = {
      {550000, 430000, 0.2730892843, 53.7447964425}, {650000, 430000, 1.7865529304, 53.7064974322},
      {550000, 530000, 0.3229242094, 54.6428093079}, {650000, 530000, 1.8694129731, 54.6032330435},
      {600000, 480000, 1.0629951291, 54.1767844501}, {617234, 491876, 1.3351754353, 54.2763391447},
  };
  constexpr double kDegreeOfLat_m = 111'300.0;
  constexpr double kDegreeOfLon_m = 66'000.0;
  for (const Known& known : kKnown) {
    const auto degrees = to_lonlat(known.easting_m, known.northing_m);
    CHECK(std::abs(degrees.lon_deg - known.lon_deg) * kDegreeOfLon_m < 0.001);
    CHECK(std::abs(degrees.lat_deg - known.lat_deg) * kDegreeOfLat_m < 0.001);
  }
}
