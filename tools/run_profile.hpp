// SPDX-License-Identifier: MIT
/// @file
/// From a configuration to a profile's folder.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "libprofile/disclosure/ledger.hpp"
#include "libprofile/publish/report.hpp"
#include "libprofile/publish/write_profile.hpp"

#include "config.hpp"
#include "console.hpp"
#include "stage_clock.hpp"

namespace libprofile::tools {

/// "all", or names with commas between them. @throws InvalidArgument  for another name.
[[nodiscard]] std::vector<publish::Audience> parse_audiences(const std::string& text);

/// What a run wrote, and how long it took.
struct Written {
  /// Relative to the folder, ascending, the manifest among them.
  std::vector<std::string> paths;
  std::vector<StageSeconds> seconds;
  /// What is worth a remark: rows that cannot be used, a key that is missing.
  std::vector<std::string> notes = {};
  /// The draft that it is in the ledger; none where there is no ledger.
  std::optional<disclosure::LedgerRelease> entered = {};
};

/// A ledger to enter a profile in.
struct LedgerEntry {
  std::string file;
  std::string author;
  std::string stream;
};

struct RunOptions {
  publish::Existing existing = publish::Existing::refuse;
  /// To enter the profile in as a draft.
  std::optional<LedgerEntry> ledger = {};
  /// What the manifest says of a ledger where `ledger` is empty: of a profile that is made again.
  std::optional<disclosure::LedgerPlace> place = {};
};

/// Reads, profiles and writes. With a ledger the folder gets its name only after the draft was entered.
[[nodiscard]] Written run_profile(const Config& config, const std::vector<publish::Audience>& audiences,
                                  const std::filesystem::path& out, const RunOptions& options,
                                  const Settings& settings);

}  // namespace libprofile::tools
