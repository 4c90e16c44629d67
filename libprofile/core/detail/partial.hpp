// SPDX-License-Identifier: MIT
/// @file
/// A sibling of what is to be written, which takes its place when it is whole.
#pragma once

#include <filesystem>

#include "libprofile/core/atomic_write.hpp"

namespace libprofile::core::detail {

/// `.<name>.partial-<process>-<number>` beside a target: a file or a folder that goes with this object unless it was
/// moved to its target. It is locked while its process lives, so that others can tell it from one left by a killed one.
class Partial {
 public:
  enum class Kind { file, folder };

  /// Removes what killed processes left, then creates an empty file or folder.
  ///
  /// @param target  Absolute or relative to the working folder; its parent has to exist.
  /// @throws InputError  where it cannot be created, naming `target`.
  Partial(std::filesystem::path target, Kind kind, Readers readers);
  ~Partial();
  Partial(const Partial&) = delete;
  Partial& operator=(const Partial&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] int descriptor() const { return descriptor_; }

  /// Renames it to the target, over a file or an empty folder, and syncs the parent.
  ///
  /// @throws InputError  where that fails, as when the target is a folder that is not empty.
  void move_to_target();

  /// Renames a file to the target unless something lies there.
  ///
  /// In one step where the file system can, else after a look.
  /// @throws InputError  where that fails or the target is there.
  void move_to_free_target();

  /// Swaps it with the target, a folder, in one step where the file system can, then removes what was there.
  ///
  /// Where it cannot, the old folder is moved aside first, and back when the second move fails.
  void replace_target();

 private:
  void create(Kind kind, Readers readers);
  void swap_by_two_moves();
  void leave_at_target();

  std::filesystem::path target_;
  std::filesystem::path path_;
  int descriptor_ = -1;
};

/// The folder that holds `path`: "." where the path names none.
[[nodiscard]] std::filesystem::path parent_of(const std::filesystem::path& path);

}  // namespace libprofile::core::detail
