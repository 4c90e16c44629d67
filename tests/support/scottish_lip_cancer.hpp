// SPDX-License-Identifier: MIT
/// @file
/// Lip cancer among men in 56 districts of Scotland, 1975 to 1980: the map that models of smooth risk are compared on.
///
/// Clayton and Kaldor (1987), Biometrics 43, pages 671-681; neighbours as in the GeoBUGS manual, where three islands
/// have been given neighbours by sea.
#pragma once

#include <cstdint>
#include <vector>

#include "libprofile/geography/weights.hpp"

namespace libprofile::testing {

struct ScottishLipCancer {
  std::vector<double> count{9, 39, 11, 9,  15, 8,  26, 7, 6,  20, 13, 5, 3, 8, 17, 9,  2, 7,  9,
                            7, 16, 31, 11, 7,  19, 15, 7, 10, 16, 11, 5, 3, 7, 8,  11, 9, 11, 8,
                            6, 4,  10, 8,  2,  6,  19, 3, 2,  3,  28, 6, 1, 1, 1,  1,  0, 0};
  std::vector<double> expected{1.4,  8.7,  3.0,  2.5, 4.3, 2.4, 8.1,  2.3,  2.0,  6.6, 4.4,  1.8,  1.1,  3.3,
                               7.8,  4.6,  1.1,  4.2, 5.5, 4.4, 10.5, 22.7, 8.8,  5.6, 15.5, 12.5, 6.0,  9.0,
                               14.4, 10.2, 4.8,  2.9, 7.0, 8.5, 12.3, 10.1, 12.7, 9.4, 7.2,  5.3,  18.8, 15.8,
                               4.3,  14.6, 50.7, 8.2, 5.6, 9.3, 88.7, 19.6, 3.4,  3.6, 5.7,  7.0,  4.2,  1.8};
  /// Per cent of the work force in agriculture, fishing and forestry, divided by ten.
  std::vector<double> outdoor_work{1.6, 1.6, 1.0, 2.4, 1.0, 2.4, 1.0, 0.7, 0.7, 1.6, 0.7, 1.6, 1.0, 2.4,
                                   0.7, 1.6, 1.0, 0.7, 0.7, 1.0, 0.7, 1.6, 1.0, 0.7, 0.1, 0.1, 0.7, 0.7,
                                   1.0, 1.0, 0.7, 2.4, 1.0, 0.7, 0.7, 0.0, 1.0, 0.1, 1.6, 0.0, 0.1, 1.6,
                                   1.6, 0.0, 0.1, 0.7, 0.1, 0.1, 0.0, 0.1, 0.1, 0.0, 0.1, 0.1, 1.6, 1.0};
};

/// District k has these neighbours, numbered from 1.
inline geography::Weights scottish_neighbours() {
  const std::vector<std::vector<std::uint32_t>> lists{{5, 9, 11, 19},
                                                      {7, 10},
                                                      {6, 12},
                                                      {18, 20, 28},
                                                      {1, 11, 12, 13, 19},
                                                      {3, 8},
                                                      {2, 10, 13, 16, 17},
                                                      {6},
                                                      {1, 11, 17, 19, 23, 29},
                                                      {2, 7, 16, 22},
                                                      {1, 5, 9, 12},
                                                      {3, 5, 11},
                                                      {5, 7, 17, 19},
                                                      {31, 32, 35},
                                                      {25, 29, 50},
                                                      {7, 10, 17, 21, 22, 29},
                                                      {7, 9, 13, 16, 19, 29},
                                                      {4, 20, 28, 33, 55, 56},
                                                      {1, 5, 9, 13, 17},
                                                      {4, 18, 55},
                                                      {16, 29, 50},
                                                      {10, 16},
                                                      {9, 29, 34, 36, 37, 39},
                                                      {27, 30, 31, 44, 47, 48, 55, 56},
                                                      {15, 26, 29},
                                                      {25, 29, 42, 43},
                                                      {24, 31, 32, 55},
                                                      {4, 18, 33, 45},
                                                      {9, 15, 16, 17, 21, 23, 25, 26, 34, 43, 50},
                                                      {24, 38, 42, 44, 45, 56},
                                                      {14, 24, 27, 32, 35, 46, 47},
                                                      {14, 27, 31, 35},
                                                      {18, 28, 45, 56},
                                                      {23, 29, 39, 40, 42, 43, 51, 52, 54},
                                                      {14, 31, 32, 37, 46},
                                                      {23, 37, 39, 41},
                                                      {23, 35, 36, 41, 46},
                                                      {30, 42, 44, 49, 51, 54},
                                                      {23, 34, 36, 40, 41},
                                                      {34, 39, 41, 49, 52},
                                                      {36, 37, 39, 40, 46, 49, 53},
                                                      {26, 30, 34, 38, 43, 51},
                                                      {26, 29, 34, 42},
                                                      {24, 30, 38, 48, 49},
                                                      {28, 30, 33, 56},
                                                      {31, 35, 37, 41, 47, 53},
                                                      {24, 31, 46, 48, 49, 53},
                                                      {24, 44, 47, 49},
                                                      {38, 40, 41, 44, 47, 48, 52, 53, 54},
                                                      {15, 21, 29},
                                                      {34, 38, 42, 54},
                                                      {34, 40, 49, 54},
                                                      {41, 46, 47, 49},
                                                      {34, 38, 49, 51, 52},
                                                      {18, 20, 24, 27, 56},
                                                      {18, 24, 30, 33, 45, 55}};
  geography::Weights weights;
  for (const auto& list : lists) {
    for (const std::uint32_t neighbour : list) {
      weights.neighbours.push_back(neighbour - 1);
      weights.values.push_back(1.0);
    }
    weights.offsets.push_back(weights.neighbours.size());
  }
  return weights;
}

}  // namespace libprofile::testing
