// SPDX-License-Identifier: MIT
/// @file
/// Lists of several releases on their common refinement.
#pragma once

#include <span>

#include "libprofile/disclosure/detail/name_parts.hpp"
#include "libprofile/disclosure/detail/refinement.hpp"

namespace libprofile::disclosure::detail {

/// A release, and of which smallest parts all its areas and all its categories consist.
struct ListedRelease {
  const Release* release;
  const PartSet* all_areas;
  const PartSet* all_categories;
  /// Combinations of filters that it lets in.
  PartSet filters;
};

/// Adds every number of every list, and of each release its sum over everything, which lists of the same measure add up
/// to: over windows x labels x areas of the lists x what all areas and categories of one release have in common with
/// those of another. Nothing where no release has a list.
///
/// @param listed  The last is the new one. @throws std::length_error  where there is too much.
void append_lists(Refinement& refinement, std::span<const ListedRelease> listed);

}  // namespace libprofile::disclosure::detail
