// SPDX-License-Identifier: MIT
/// @file
/// What a profile is refused for, asked before the work of making it.
#pragma once

#include "libprofile/profile/options.hpp"

namespace libprofile::profile {

/// Throws what `problem_profile` would throw before it analyses, so that a check of the inputs can say it.
///
/// @throws InvalidArgument  for an option outside its range, a category that does not occur, a window without records,
///                          or persons that are to be counted where there are none.
/// @throws CrsError  for a source whose x and y are swapped.
/// @throws DisclosureError  where the policy forbids the window or the geography, fewer than its threshold are counted,
///                          the sum over everything would be withheld, the public tier has no key, or an agreement on
///                          sharing does not cover a field that is used.
void require_release(const Inputs& inputs, const Options& options);

}  // namespace libprofile::profile
