// SPDX-License-Identifier: MIT
/// @file
/// Steps of a release from state to state: what is asked before one is written.
#pragma once

#include <string_view>

#include "libprofile/disclosure/ledger.hpp"

namespace libprofile::disclosure::detail {

/// What is asked of a new step beyond the rules that every entry of every version keeps to.
///
/// @throws InvalidArgument, DisclosureError  as `Ledger::advance`.
void require_step(const LedgerRelease& release, ReleaseState to, std::string_view by, const StepOptions& options);

}  // namespace libprofile::disclosure::detail
