// SPDX-License-Identifier: MIT
/// @file
/// The policy's rules for a selection of incidents.
#pragma once

#include "libprofile/geography/area_set.hpp"
#include "libprofile/profile/detail/selection.hpp"
#include "libprofile/profile/options.hpp"

namespace libprofile::profile::detail {

/// @throws DisclosureError  where the policy forbids the window or the areas, or fewer than its threshold are counted.
void require_release(const geography::AreaSet& areas, const Selection& selection, const Options& options);

}  // namespace libprofile::profile::detail
