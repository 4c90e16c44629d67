// SPDX-License-Identifier: MIT
/// @file
/// Writing so that a file or a folder is whole or absent, whatever stops the work.
#pragma once

#include <filesystem>
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

/// Writes a file beside its target, flushes it to disk and renames it.
///
/// @param target  May be absent; its folder must exist.
/// @throws InputError  where it cannot be written (a full disk, a folder that may only be read), or is present and
///     `if_present` refuses. Nothing is left behind then.
void write_file_atomically(const std::filesystem::path& target, std::string_view bytes,
                           const WriteOptions& options = {});

/// A folder under a hidden temporary name beside its target, until `commit` renames it.
///
/// Files may be added by `write` or by anything else that is given `path()`. A killed process leaves at most the hidden
/// folder `.<name>.partial-…`, never a half-written target. One thread at a time.
class AtomicFolder {
 public:
  /// @param target  Made with the folders above it. A symbolic link is followed.
  /// @throws InputError  as `write_file_atomically`; before anything is written.
  explicit AtomicFolder(const std::filesystem::path& target, WriteOptions options = {});

  /// Removes the temporary folder unless it was committed.
  ~AtomicFolder();
  AtomicFolder(const AtomicFolder&) = delete;
  AtomicFolder& operator=(const AtomicFolder&) = delete;

  /// Where files go before `commit`.
  [[nodiscard]] const std::filesystem::path& path() const { return partial_; }

  /// Writes one file, and makes the folders above it. A file of that name must not be there yet.
  ///
  /// @param name  Relative to the folder, as in "layers/hotspots.geojson".
  /// @throws InvalidArgument  for a name that is absolute or leaves the folder.
  /// @throws InputError  where it cannot be written.
  void write(const std::filesystem::path& name, std::string_view bytes);

  /// Flushes every file and folder to disk and gives the folder its name. Call it once, last.
  ///
  /// @throws InputError  where that fails, or where the target appeared meanwhile. The destructor still cleans up.
  void commit();

 private:
  std::filesystem::path target_;
  std::filesystem::path partial_;
  WriteOptions options_;
  bool committed_ = false;
};

}  // namespace libprofile::core
