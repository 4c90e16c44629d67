// SPDX-License-Identifier: MIT
/// @file
/// Whether a release may be entered in a ledger.
#pragma once

#include <string>

#include "libprofile/disclosure/detail/ledger_replay.hpp"

namespace libprofile::disclosure::detail {

struct Admission {
  /// The first earlier release with the same numbers; empty where there is none.
  std::string repeats;
};

/// @throws DisclosureError  where its tier, its window or what follows from it and earlier releases forbids it.
[[nodiscard]] Admission admit(const Release& release, const Replay& ledger, LedgerFile& file,
                              const LedgerOptions& options);

}  // namespace libprofile::disclosure::detail
