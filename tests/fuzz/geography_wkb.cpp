// SPDX-License-Identifier: MIT
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <vector>

#include "libprofile/core/error.hpp"
#include "libprofile/geography/polygons_from_wkb.hpp"

/// Any bytes are one area or a `GeometryError`.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace libprofile;
  try {
    const std::vector<geography::WkbView> geometries = {{data, size}};
    const geography::Polygons polygons = geography::polygons_from_wkb(geometries);
    if (polygons.size() != 1 || polygons.ring_vertices.back() != polygons.vertices()) {
      std::abort();
    }
  } catch (const GeometryError&) {
    return 0;
  }
  return 0;
}
