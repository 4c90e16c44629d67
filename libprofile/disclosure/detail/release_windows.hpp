// SPDX-License-Identifier: MIT
/// @file
/// Which windows a stream takes, and which releases have to do with one another by their windows.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "libprofile/disclosure/ledger.hpp"

namespace libprofile::disclosure::detail {

[[nodiscard]] bool overlap(const ReleaseWindow& a, const ReleaseWindow& b);

/// Positions of the windows that overlap `window`, or overlap one that does, and so on; ascending.
[[nodiscard]] std::vector<std::size_t> connected_windows(const ReleaseWindow& window,
                                                         std::span<const ReleaseWindow> windows);

/// Refuses a window that overlaps one of `earlier`, which are the releases of the same stream that count.
///
/// @param is_rerun  By earlier release, whether it has the same numbers of the same table: those are no hindrance.
/// @throws DisclosureError  with the earlier release, why, and the next window that the stream takes.
void require_free_window(const ReleaseTerms& terms, std::span<const LedgerRelease> earlier,
                         const std::vector<bool>& is_rerun);

}  // namespace libprofile::disclosure::detail
