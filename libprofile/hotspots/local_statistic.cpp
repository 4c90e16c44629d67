// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/local_statistic.hpp"

#include <array>
#include <cstddef>

namespace libprofile::hotspots {
namespace {

// In the order of the enumeration.
constexpr std::array<std::string_view, 16> kNames{
    "none",    "hot",       "cold",   "island", "high-high", "low-low", "low-high", "high-low",
    "similar", "different", "joined", "apart",  "varied",    "uniform", "too few",  "absent"};
static_assert(static_cast<std::size_t>(LocalLabel::absent) + 1 == kNames.size());

}  // namespace

std::string_view to_string(LocalLabel label) {
  return kNames[static_cast<std::size_t>(label)];
}

}  // namespace libprofile::hotspots
