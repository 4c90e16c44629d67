// SPDX-License-Identifier: MIT
#include "libprofile/profile/detail/area_level.hpp"

namespace libprofile::profile::detail {

std::optional<std::size_t> area_level(const geography::AreaSet& areas) {
  if (areas.levels.empty()) {
    return std::nullopt;
  }
  std::size_t level = areas.levels.size() - 1;
  while (level > 0 && areas.levels[level].codes.size() < 2) {
    --level;
  }
  return level;
}

}  // namespace libprofile::profile::detail
