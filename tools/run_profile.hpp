// SPDX-License-Identifier: MIT
/// @file
/// From a configuration to a profile's folder.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

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
};

/// Reads, profiles and writes.
[[nodiscard]] Written run_profile(const Config& config, const std::vector<publish::Audience>& audiences,
                                  const std::filesystem::path& out, publish::Existing existing,
                                  const Settings& settings);

}  // namespace libprofile::tools
