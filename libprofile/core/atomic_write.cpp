// SPDX-License-Identifier: MIT
#include "libprofile/core/atomic_write.hpp"

#include <cerrno>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>

#include "libprofile/core/detail/partial.hpp"
#include "libprofile/core/detail/synced_file.hpp"
#include "libprofile/core/error.hpp"
#include "libprofile/core/file_error.hpp"

namespace libprofile::core {
namespace {

namespace fs = std::filesystem;

/// What a link leads to, so that the link itself stays.
fs::path followed(const fs::path& path) {
  std::error_code error;
  if (!fs::is_symlink(path, error)) {
    return path;
  }
  fs::path target = fs::canonical(path, error);
  return error ? path : target;
}

void refuse_file(const fs::path& path, const fs::path& shown, IfPresent if_present) {
  std::error_code ignored;
  if (!shown.has_filename() || fs::is_directory(path, ignored)) {
    fail_file(shown, "written", EISDIR);
  }
  if (if_present == IfPresent::refuse && fs::exists(path, ignored)) {
    fail_file(shown, "written", EEXIST);
  }
}

bool is_occupied(const fs::path& target) {
  std::error_code error;
  const fs::file_status status = fs::status(target, error);
  if (!fs::exists(status)) {
    return false;
  }
  if (!fs::is_directory(status)) {
    fail_file(target, "written", ENOTDIR);
  }
  const bool is_empty = fs::is_empty(target, error);
  if (error) {
    fail_file(target, "written", error.value());
  }
  return !is_empty;
}

/// Whether there is a folder to be replaced, and none that may not be.
bool replaces(const fs::path& target, const WriteOptions& options) {
  if (!is_occupied(target)) {
    return false;
  }
  if (options.if_present == IfPresent::refuse) {
    fail_file(target, "written", ENOTEMPTY);
  }
  std::error_code ignored;
  if (!options.marker.empty() && !fs::exists(target / options.marker, ignored)) {
    throw InputError(target.string() + ": cannot be replaced: it holds no " + options.marker +
                     ", so libprofile did not write it: choose another folder");
  }
  return true;
}

void make_folders(const fs::path& folder, const fs::path& shown) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) {
    fail_file(shown, "written", error.value());
  }
}

void close_to_others(const fs::path& path, mode_t mode, const fs::path& shown) {
  if (::chmod(path.c_str(), mode) != 0) {
    fail_file(shown, "closed to others", errno);
  }
}

/// Files that others wrote into the folder get the same mode as ours; everything reaches the disk, folders last.
void settle(const fs::path& folder, Readers readers, const fs::path& shown) {
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    const fs::path shown_entry = shown / entry.path().filename();
    if (entry.is_symlink()) {
      continue;
    }
    if (entry.is_directory()) {
      settle(entry.path(), readers, shown_entry);
    } else if (entry.is_regular_file()) {
      if (readers == Readers::owner) {
        close_to_others(entry.path(), 0600, shown_entry);
      }
      detail::sync_file(entry.path(), shown_entry);
    }
  }
  if (readers == Readers::owner) {
    close_to_others(folder, 0700, shown);
  }
  detail::sync_folder(folder);
}

}  // namespace

void write_file_atomically(const fs::path& target, std::string_view bytes, const WriteOptions& options) {
  const fs::path path = followed(target);
  refuse_file(path, target, options.if_present);
  detail::Partial partial(path, detail::Partial::Kind::file, options.readers);
  detail::write_and_sync(partial.descriptor(), bytes, path);
  if (options.if_present == IfPresent::refuse) {
    partial.move_to_free_target();
  } else {
    partial.move_to_target();
  }
}

fs::path resolved_folder(const fs::path& folder) {
  std::error_code error;
  fs::path path = fs::weakly_canonical(fs::absolute(folder, error), error);
  if (error || folder.empty()) {
    fail_file(folder, "written", error ? error.value() : ENOENT);
  }
  if (!path.has_filename()) {
    path = path.parent_path();
  }
  if (!path.has_filename()) {
    fail_file(folder, "written", EBUSY);
  }
  return path;
}

AtomicFolder::AtomicFolder(const fs::path& target, WriteOptions options)
    : target_(resolved_folder(target)), options_(std::move(options)) {
  static_cast<void>(replaces(target_, options_));
  make_folders(target_.parent_path(), target_);
  partial_ = std::make_unique<detail::Partial>(target_, detail::Partial::Kind::folder, options_.readers);
}

AtomicFolder::~AtomicFolder() = default;

const fs::path& AtomicFolder::path() const {
  return partial_->path();
}

void AtomicFolder::write(const fs::path& name, std::string_view bytes) {
  const fs::path inside = name.lexically_normal();
  const bool stays = inside.is_relative() && inside.has_filename() && *inside.begin() != "..";
  require(stays, "name of the file", name.string(), "relative to the folder and inside it");
  make_folders((path() / inside).parent_path(), target_ / inside);
  detail::write_synced_file(path() / inside, bytes, options_.readers, target_ / inside);
}

void AtomicFolder::commit() {
  settle(path(), options_.readers, target_);
  if (replaces(target_, options_)) {
    partial_->replace_target();
  } else {
    partial_->move_to_target();
  }
}

}  // namespace libprofile::core
