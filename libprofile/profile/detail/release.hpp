// SPDX-License-Identifier: MIT
/// @file
/// The policy's rules for a selection of incidents.
#pragma once

#include "libprofile/disclosure/protect.hpp"
#include "libprofile/geography/area_set.hpp"
#include "libprofile/profile/detail/selection.hpp"
#include "libprofile/profile/options.hpp"

namespace libprofile::profile::detail {

/// @throws DisclosureError  where an agreement on sharing is given and does not cover what is used.
void require_sharing(const Inputs& inputs, const Options& options);

/// @throws DisclosureError  where the policy forbids the window or the areas, fewer than its threshold are counted,
///                          residents are known for no area, or the public tier has no key.
void require_release(const geography::AreaSet& areas, const Selection& selection, const Options& options);

/// Months, row counts and premises have the sum of the table, so they would give away one that is withheld.
///
/// @throws DisclosureError  where it is.
void require_total(const disclosure::ProtectedTable& counts);

}  // namespace libprofile::profile::detail
