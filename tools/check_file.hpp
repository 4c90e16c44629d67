// SPDX-License-Identifier: MIT
/// @file
/// Checking one data file without a configuration.
#pragma once

#include <string>
#include <vector>

#include "console.hpp"

namespace libprofile::tools {

/// Reads every column of a file, whatever they are called, and says what is in it.
///
/// @throws Error  where it cannot be read cleanly.
[[nodiscard]] Outcome check_file(const std::string& path, const std::vector<std::string>& allow);

}  // namespace libprofile::tools
