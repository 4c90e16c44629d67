// SPDX-License-Identifier: MIT
#include "libprofile/core/detail/partial.hpp"

#include <cerrno>
#include <cstdio>
#include <string>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "libprofile/core/detail/synced_file.hpp"
#include "libprofile/core/file_error.hpp"

namespace libprofile::core::detail {
namespace {

namespace fs = std::filesystem;

std::string prefix_of(const fs::path& target) {
  return "." + target.filename().string() + ".partial-";
}

/// Whether nobody else holds a lock; then this descriptor holds it.
bool try_lock(int descriptor) {
  return flock(descriptor, LOCK_EX | LOCK_NB) == 0;
}

/// Waits for whoever is just looking whether it is abandoned. File systems without locks are let be.
void lock(int descriptor) {
  while (flock(descriptor, LOCK_EX) != 0 && errno == EINTR) {
  }
}

/// Whether `path` still leads to what `descriptor` has open.
bool is_same(int descriptor, const fs::path& path) {
  struct stat opened {};
  struct stat named {};
  return fstat(descriptor, &opened) == 0 && stat(path.c_str(), &named) == 0 && opened.st_dev == named.st_dev &&
         opened.st_ino == named.st_ino;
}

/// Removes siblings that nobody holds a lock on. What cannot be removed is let be: it does not stop the writing.
void remove_abandoned(const fs::path& target) {
  const std::string prefix = prefix_of(target);
  std::error_code ignored;
  for (fs::directory_iterator entry(parent_of(target), ignored), end; entry != end; entry.increment(ignored)) {
    if (entry->path().filename().string().rfind(prefix, 0) != 0 || entry->is_symlink(ignored)) {
      continue;
    }
    const Descriptor descriptor(open(entry->path().c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    // Locked and still under its name: its owner is gone, or will see that it lost the name and take another.
    if (descriptor.get() >= 0 && try_lock(descriptor.get()) && is_same(descriptor.get(), entry->path())) {
      fs::remove_all(entry->path(), ignored);
    }
  }
}

/// An open new file, or -1.
int make_file(const fs::path& path, Readers readers) {
  return open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, readers == Readers::owner ? 0600 : 0666);
}

/// An open new folder, or -1. One that was swept away before it was open counts as a name that is taken.
int make_folder(const fs::path& path, Readers readers) {
  if (mkdir(path.c_str(), readers == Readers::owner ? 0700 : 0777) != 0) {
    return -1;
  }
  const int descriptor = open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0 && errno == ENOENT) {
    errno = EEXIST;
  }
  return descriptor;
}

}  // namespace

fs::path parent_of(const fs::path& path) {
  return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

Partial::Partial(fs::path target, Kind kind, Readers readers) : target_(std::move(target)) {
  remove_abandoned(target_);
  create(kind, readers);
}

Partial::~Partial() {
  if (!path_.empty()) {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  if (descriptor_ >= 0) {
    close(descriptor_);
  }
}

void Partial::create(Kind kind, Readers readers) {
  // A name may be taken, or swept away by another process in the instant before it is locked: then the next one.
  constexpr int kTries = 1000;
  for (int number = 0; number < kTries; ++number) {
    const fs::path candidate =
        parent_of(target_) / (prefix_of(target_) + std::to_string(getpid()) + "-" + std::to_string(number));
    descriptor_ = kind == Kind::folder ? make_folder(candidate, readers) : make_file(candidate, readers);
    if (descriptor_ < 0 && errno != EEXIST) {
      fail_file(target_, "written", errno);
    }
    if (descriptor_ >= 0) {
      lock(descriptor_);
      if (is_same(descriptor_, candidate)) {
        path_ = candidate;
        return;
      }
      close(std::exchange(descriptor_, -1));
    }
  }
  fail_file(target_, "written", EEXIST);
}

void Partial::move_to_target() {
  if (std::rename(path_.c_str(), target_.c_str()) != 0) {
    fail_file(target_, "written", errno);
  }
  leave_at_target();
}

void Partial::move_to_free_target() {
  if (renameat2(AT_FDCWD, path_.c_str(), AT_FDCWD, target_.c_str(), RENAME_NOREPLACE) == 0) {
    leave_at_target();
    return;
  }
  if (errno != EINVAL && errno != ENOSYS) {
    fail_file(target_, "written", errno);
  }
  std::error_code ignored;
  if (fs::exists(fs::symlink_status(target_, ignored))) {
    fail_file(target_, "written", EEXIST);
  }
  move_to_target();
}

void Partial::leave_at_target() {
  path_.clear();
  sync_folder(parent_of(target_));
}

void Partial::replace_target() {
  if (renameat2(AT_FDCWD, path_.c_str(), AT_FDCWD, target_.c_str(), RENAME_EXCHANGE) != 0) {
    if (errno != EINVAL && errno != ENOSYS) {
      fail_file(target_, "replaced", errno);
    }
    swap_by_two_moves();
  }
  // From here on `path_` is the old folder.
  sync_folder(parent_of(target_));
  std::error_code error;
  fs::remove_all(path_, error);
  path_.clear();
  if (error) {
    fail_file(target_, "cleared of its old files", error.value());
  }
}

void Partial::swap_by_two_moves() {
  const fs::path aside = parent_of(target_) / ("." + target_.filename().string() + ".previous");
  if (std::rename(target_.c_str(), aside.c_str()) != 0) {
    fail_file(target_, "replaced", errno);
  }
  if (std::rename(path_.c_str(), target_.c_str()) != 0) {
    const int error = errno;
    static_cast<void>(std::rename(aside.c_str(), target_.c_str()));
    fail_file(target_, "replaced", error);
  }
  path_ = aside;
}

}  // namespace libprofile::core::detail
