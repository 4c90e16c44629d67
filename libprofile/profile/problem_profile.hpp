// SPDX-License-Identifier: MIT
/// @file
/// The main job: records in, a protected profile out.
#pragma once

#include "libprofile/disclosure/protected.hpp"
#include "libprofile/profile/options.hpp"
#include "libprofile/publish/document.hpp"

namespace libprofile::profile {

/// Counts incidents on areas, passes the counts through the gate, and computes everything a profile says from what
/// comes out: rates, hotspots, clusters and premises-type risk.
///
/// @param inputs   Validated records on the working plane. May hold no incident.
/// @param progress Called as each stage begins; may be empty.
/// @returns The released document. Under the internal policy the gate changes nothing and the document says so.
/// @throws InvalidArgument  for an option outside its range, a category that does not occur, or a window without
/// records.
/// @throws DisclosureError  where an agreement on sharing does not cover a field that is used, the policy forbids the
/// window or the geography, fewer than its threshold are counted,
/// or the sum over everything has to be withheld.
/// @throws Cancelled  where the current token is cancelled.
///
/// The same inputs and options give the same document for any number of threads.
[[nodiscard]] disclosure::Protected<publish::Document> problem_profile(const Inputs& inputs, const Options& options,
                                                                       const core::ProgressCallback& progress = {});

}  // namespace libprofile::profile
