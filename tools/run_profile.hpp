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

namespace libprofile::tools {

/// "all", or names with commas between them. @throws InvalidArgument  for another name.
[[nodiscard]] std::vector<publish::Audience> parse_audiences(const std::string& text);

/// Reads, profiles and writes. @returns Paths relative to the folder, ascending, the manifest among them.
[[nodiscard]] std::vector<std::string> run_profile(const Config& config,
                                                   const std::vector<publish::Audience>& audiences,
                                                   const std::filesystem::path& out, publish::Existing existing,
                                                   const Settings& settings);

}  // namespace libprofile::tools
