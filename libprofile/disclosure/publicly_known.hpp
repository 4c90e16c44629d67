// SPDX-License-Identifier: MIT
/// @file
/// Types of the other stages that may join protected values in `derive`.
#pragma once

#include <type_traits>

#include "libprofile/disclosure/protected.hpp"
#include "libprofile/geography/area_set.hpp"
#include "libprofile/geography/weights.hpp"

namespace libprofile::disclosure {

/// Outlines, names, hierarchy and residents of areas.
template <>
struct is_publicly_known<geography::AreaSet> : std::true_type {};

/// Which areas are neighbours, and how far they lie apart. Weights between records are not public: never pass them on.
template <>
struct is_publicly_known<geography::Weights> : std::true_type {};

}  // namespace libprofile::disclosure
