// SPDX-License-Identifier: MIT
#include <iostream>
#include <vector>

#include "libprofile/clusters/dbscan.hpp"
#include "libprofile/core/version.hpp"

int main() {
  const std::vector<double> xy_m{0, 0, 1, 0, 0, 1, 500, 500};
  const auto labels =
      libprofile::clusters::dbscan(libprofile::geography::PlanarView(xy_m), {.radius_m = 2, .min_points = 3});
  std::cout << libprofile::core::version() << ' ' << labels[0] << labels[1] << labels[2] << labels[3] << '\n';
  return labels == std::vector<std::int32_t>{0, 0, 0, libprofile::clusters::kNoise} ? 0 : 1;
}
