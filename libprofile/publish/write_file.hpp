// SPDX-License-Identifier: MIT
/// @file
/// Files that are whole or absent.
#pragma once

#include <filesystem>
#include <string_view>

namespace libprofile::publish {

/// Who may read what is written: whoever the process's umask lets, or the owner alone.
enum class Access { by_umask, owner_only };

/// Writes to a sibling, syncs it, and renames it over `path`: readers see the old bytes or the new, never a part.
///
/// The sibling is named `.<name>.partial-…` and goes when writing fails. One that a killed process left is removed by
/// the next write to the same path.
/// @throws InputError  where the folder is absent or read-only or the disk is full, naming the path and the remedy.
void write_file_atomically(const std::filesystem::path& path, std::string_view bytes, Access access = Access::by_umask);

}  // namespace libprofile::publish
