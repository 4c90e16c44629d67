// SPDX-License-Identifier: MIT
/// @file
/// Whether a profile's folder still holds what its manifest says.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace libprofile::publish {

/// Paths relative to the folder, each list in ascending order.
struct Verification {
  /// SHA-256 of the manifest itself, in hexadecimal: what a release record or a letter can quote.
  std::string manifest_sha256;
  /// Until which day it is valid, as the manifest says: "2019-03-31"; empty where it does not.
  std::string valid_until = {};
  std::vector<std::string> matching;
  std::vector<std::string> missing;
  std::vector<std::string> changed;
  std::vector<std::string> extra;

  [[nodiscard]] bool holds() const { return missing.empty() && changed.empty() && extra.empty(); }
};

/// Reads every artefact of the manifest and compares size and digest; lists files that the manifest does not know.
///
/// Symbolic links count as extra, and as missing where an artefact should be: a profile's files are plain files.
/// @throws InputError  where the folder or its manifest is absent or unreadable, or the manifest is not one of ours or
///     names a path outside the folder.
[[nodiscard]] Verification verify(const std::filesystem::path& directory);

}  // namespace libprofile::publish
