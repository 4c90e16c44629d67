// SPDX-License-Identifier: MIT
#include "libprofile/geography/working_plane.hpp"

#include <cmath>

namespace libprofile::geography {

double on_lattice(double coordinate_m) {
  // Adding 0 turns -0 into 0.
  return std::round(coordinate_m * kLatticeStepsPerMetre) / kLatticeStepsPerMetre + 0.0;
}

std::vector<double> on_lattice(std::vector<double> xy_m) {
  for (double& coordinate : xy_m) {
    coordinate = on_lattice(coordinate);
  }
  return xy_m;
}

}  // namespace libprofile::geography
