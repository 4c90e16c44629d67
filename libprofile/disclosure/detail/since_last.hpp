// SPDX-License-Identifier: MIT
/// @file
/// What has changed since the last release of a stream.
#pragma once

#include <optional>

#include "libprofile/disclosure/detail/ledger_file.hpp"
#include "libprofile/disclosure/detail/ledger_replay.hpp"
#include "libprofile/disclosure/ledger.hpp"

namespace libprofile::disclosure::detail {

/// Compared with the newest release of the stream and tier that was published; none: there is none. What partners hold
/// is told to nobody else.
[[nodiscard]] std::optional<SinceLast> since_last(const Release& release, const Replay& ledger, LedgerFile& file);

}  // namespace libprofile::disclosure::detail
