// SPDX-License-Identifier: MIT
#include "libprofile/risk/premises_surroundings.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/geography/cell_index.hpp"
#include "libprofile/risk/detail/for_near.hpp"

namespace libprofile::risk {
namespace {

constexpr std::size_t kPremisesATask = 1024;
/// Others with which each kind but the last ends.
constexpr std::array<std::uint32_t, 4> kMostOthers{0, 4, 19, 49};
constexpr std::array<std::string_view, 5> kNames{"no other", "1 to 4 others", "5 to 19 others", "20 to 49 others",
                                                 "50 others or more"};

constexpr std::array<double, 5> kMiddles{1.0, 3.5, 13.0, 35.5, 75.0};

}  // namespace

std::span<const std::string_view> surroundings_names() {
  return kNames;
}

std::span<const double> surroundings_middles() {
  return kMiddles;
}

std::vector<std::uint32_t> premises_surroundings(geography::PlanarView premises, double radius_m) {
  require(radius_m > 0.0 && std::isfinite(radius_m), "radius_m", radius_m, "finite and above 0");
  const geography::CellIndex index(premises, radius_m * detail::kWiden);
  std::vector<std::uint32_t> kinds(premises.size());
  core::parallel_for(
      premises.size(),
      [&](std::size_t k) {
        const auto position = static_cast<std::uint32_t>(k);
        std::uint32_t within = 0;
        detail::for_near(index, index.x(position), index.y(position), radius_m * radius_m,
                         [&](std::uint32_t, double) { ++within; });
        const auto kind = std::lower_bound(kMostOthers.begin(), kMostOthers.end(), within - 1) - kMostOthers.begin();
        kinds[index.id(position)] = static_cast<std::uint32_t>(kind);
      },
      kPremisesATask);
  return kinds;
}

}  // namespace libprofile::risk
