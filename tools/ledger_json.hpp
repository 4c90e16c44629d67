// SPDX-License-Identifier: MIT
/// @file
/// Releases of a ledger for machines.
#pragma once

#include "libprofile/disclosure/ledger.hpp"

#include "console.hpp"

namespace libprofile::tools {

/// Everything that is known of a release but its counts.
[[nodiscard]] Json to_json(const disclosure::LedgerRelease& release);

}  // namespace libprofile::tools
