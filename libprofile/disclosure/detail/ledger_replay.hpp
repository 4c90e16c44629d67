// SPDX-License-Identifier: MIT
/// @file
/// From entries to releases and their states.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "libprofile/disclosure/detail/ledger_file.hpp"
#include "libprofile/disclosure/detail/ledger_text.hpp"
#include "libprofile/disclosure/ledger.hpp"

namespace libprofile::disclosure::detail {

/// A ledger as its entries leave it.
struct Replay {
  std::vector<LedgerRelease> releases;
  std::int64_t entries = 0;
  std::string head = std::string(kNoEntry);

  /// @throws InvalidArgument  where there is no such release.
  [[nodiscard]] LedgerRelease& at(std::string_view id);

  /// Follows one entry. @throws DisclosureError  where the rules forbid it, InvalidArgument for an unknown release.
  void apply(const EntryHead& head, const Release* terms, const ChainEntry& entry);
};

/// What may be read beside a new release: everything but what was withdrawn before it was approved, with somebody's
/// word that its folder was destroyed.
[[nodiscard]] bool counts(const LedgerRelease& release);

/// Reads and follows every entry. @throws InputError  where one is damaged or breaks the rules.
[[nodiscard]] Replay replay(LedgerFile& file);

/// The whole release of an entry. @throws InputError  where its values cannot be read.
[[nodiscard]] Release load_release(LedgerFile& file, const LedgerRelease& release);

}  // namespace libprofile::disclosure::detail
