// SPDX-License-Identifier: MIT
#include <iostream>
#include <vector>

#include "libprofile/io/reproject.hpp"

int main() {
  // Greenwich in WGS 84 lies near 538877, 177334 on the British National Grid.
  const std::vector<double> xy = libprofile::io::reproject({0.0, 51.4779}, "EPSG:4326", "EPSG:27700").xy;
  std::cout << xy[0] << ' ' << xy[1] << '\n';
  return xy[0] > 538'000 && xy[0] < 540'000 && xy[1] > 176'000 && xy[1] < 179'000 ? 0 : 1;
}
