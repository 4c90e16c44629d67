// SPDX-License-Identifier: MIT
/// @file
/// From the patterns of a configuration to the files they mean.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace libprofile::io {

/// Expands `*`, `?` and `[a-z]` in file names; the matches of one pattern ascend by name.
///
/// A pattern without these, an address ("https:", "/vsi") or a database ("PG:") stays as it is. Relative patterns start
/// at `base`. Folders are not searched below the pattern.
///
/// @throws InputError  for a pattern that matches nothing, naming it and the folder that was searched.
[[nodiscard]] std::vector<std::string> expand_paths(const std::vector<std::string>& patterns,
                                                    const std::filesystem::path& base);

}  // namespace libprofile::io
