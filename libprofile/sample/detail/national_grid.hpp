// SPDX-License-Identifier: MIT
/// @file
/// British National Grid to longitude and latitude, so that the library writes a sample without PROJ.
#pragma once

namespace libprofile::sample::detail {

struct LonLat {
  double lon_deg = 0.0;
  double lat_deg = 0.0;
};

/// EPSG:27700 to EPSG:4326 by the inverse transverse Mercator on Airy 1830 and the seven parameters of EPSG:1314.
///
/// Agrees with PROJ without its OSTN15 grid to 1 mm from 550 to 650 km east and 430 to 530 km north.
/// Method: Ordnance Survey, A guide to coordinate systems in Great Britain (2020), annexes B and C.
[[nodiscard]] LonLat to_lonlat(double easting_m, double northing_m);

}  // namespace libprofile::sample::detail
