// SPDX-License-Identifier: MIT
/// @file
/// Bytes that are on the disk when the call returns.
#pragma once

#include <filesystem>
#include <string_view>

#include "libprofile/core/atomic_write.hpp"

namespace libprofile::core::detail {

/// A file descriptor that closes itself.
class Descriptor {
 public:
  explicit Descriptor(int descriptor) : descriptor_(descriptor) {}
  ~Descriptor();
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  /// Below 0 where opening failed.
  [[nodiscard]] int get() const { return descriptor_; }

 private:
  int descriptor_;
};

/// Writes all of `bytes` to an open file and syncs it. Errors name `shown`.
void write_and_sync(int descriptor, std::string_view bytes, const std::filesystem::path& shown);

/// Creates a file that is not there yet, writes it and syncs it. Errors name `shown`, the path it will have in the end.
void write_synced_file(const std::filesystem::path& path, std::string_view bytes, Readers readers,
                       const std::filesystem::path& shown);

/// Syncs a file that somebody else wrote. Errors name `shown`.
void sync_file(const std::filesystem::path& path, const std::filesystem::path& shown);

/// Syncs the entries of a folder. File systems that cannot are let be.
void sync_folder(const std::filesystem::path& folder);

}  // namespace libprofile::core::detail
