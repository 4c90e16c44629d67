// SPDX-License-Identifier: MIT
/// @file
/// Writing so that a file or a folder is whole or absent, whatever stops the work.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace libprofile::core {

/// What becomes of something that already lies at the target.
enum class IfPresent {
  refuse,   ///< An error. An empty folder counts as absent.
  replace,  ///< The new takes its place in one step, and only then does the old go.
};

/// Who may read what is written.
enum class Readers {
  as_umask,  ///< Whoever the process's umask lets.
  owner,     ///< Its owner alone: folders 0700, files 0600.
};

struct WriteOptions {
  IfPresent if_present = IfPresent::refuse;
  Readers readers = Readers::as_umask;

  /// A folder is replaced only if it holds a file of this name, so that a mistyped path deletes nothing of somebody
  /// else's. Empty: any folder. Files do not look at it.
  std::string marker = {};
};

namespace detail {
class Partial;
}

/// Writes to a sibling, syncs it and renames it: readers see the old bytes or the new, never a part.
///
/// The sibling is named `.<name>.partial-…` and goes when writing fails. One that a killed process left is removed by
/// the next write to the same path. A symbolic link is followed. Any number of threads and processes at a time.
/// @param target  May be absent; its folder must exist.
/// @throws InputError  where it cannot be written (an absent or read-only folder, a full disk) or is present and
///     `if_present` refuses, naming the path and the remedy. Nothing is left behind then.
void write_file_atomically(const std::filesystem::path& target, std::string_view bytes,
                           const WriteOptions& options = {});

/// The folder as `AtomicFolder` writes it: absolute, without links, ".." and a slash at the end. It may be absent.
///
/// @throws InputError  for an empty path and the root of the file system.
[[nodiscard]] std::filesystem::path resolved_folder(const std::filesystem::path& folder);

/// A folder under a hidden temporary name beside its target, until `commit` renames it.
///
/// Files may be added by `write` or by anything else that is given `path()`. A killed process leaves at most the hidden
/// folder `.<name>.partial-…`, never a half-written target; the next write to the same target removes that.
class AtomicFolder {
 public:
  /// @param target  Made with the folders above it. A symbolic link is followed.
  /// @throws InputError  as `write_file_atomically` and `resolved_folder`; before anything is written.
  explicit AtomicFolder(const std::filesystem::path& target, WriteOptions options = {});

  /// Removes the temporary folder unless it was committed.
  ~AtomicFolder();
  AtomicFolder(const AtomicFolder&) = delete;
  AtomicFolder& operator=(const AtomicFolder&) = delete;

  /// Where files go before `commit`.
  [[nodiscard]] const std::filesystem::path& path() const;

  /// Writes one file, syncs it, and makes the folders above it. A file of that name must not be there yet.
  ///
  /// Any number of threads at a time, each with names of its own.
  /// @param name  Relative to the folder, as in "layers/hotspots.geojson".
  /// @throws InvalidArgument  for a name that is absolute or leaves the folder.
  /// @throws InputError  where it cannot be written, naming the path that it would have had in the end.
  void write(const std::filesystem::path& name, std::string_view bytes);

  /// Syncs every file and folder and gives the folder its name. Call it once, last.
  ///
  /// @throws InputError  where that fails, or where the target appeared meanwhile: the destructor still cleans up. Also
  ///     where the new folder is in place and the old one cannot be removed.
  void commit();

 private:
  std::filesystem::path target_;
  WriteOptions options_;
  std::unique_ptr<detail::Partial> partial_;
};

}  // namespace libprofile::core
