// SPDX-License-Identifier: MIT
/// @file
/// What the methods of this folder call a point that is in no cluster.
#pragma once

#include <cstdint>

namespace libprofile::clusters {

/// The label of a point in no cluster.
inline constexpr std::int32_t kNoise = -1;

}  // namespace libprofile::clusters
