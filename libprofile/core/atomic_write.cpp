// SPDX-License-Identifier: MIT
#include "libprofile/core/atomic_write.hpp"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "libprofile/core/error.hpp"

namespace libprofile::core {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& path, std::string_view what, int error) {
  throw InputError(path.string() + ": " + std::string(what) + ": " + std::generic_category().message(error));
}

void check_result(int result, const fs::path& path, std::string_view what) {
  if (result != 0) {
    fail(path, what, errno);
  }
}

/// An open file or folder that is closed whatever happens.
class Descriptor {
 public:
  Descriptor(const fs::path& path, int flags, mode_t mode = 0) : value_(::open(path.c_str(), flags | O_CLOEXEC, mode)) {
    if (value_ < 0) {
      fail(path, "cannot open", errno);
    }
  }
  ~Descriptor() { ::close(value_); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int value() const { return value_; }

 private:
  int value_;
};

/// A hidden name beside `target` that no other process or thread uses.
fs::path partial_name(const fs::path& target) {
  static std::atomic<unsigned> serial{0};
  std::string name = target.filename().string();
  name.insert(name.begin(), '.');
  name.append(".partial-").append(std::to_string(::getpid())).append("-").append(std::to_string(serial++));
  return target.parent_path() / name;
}

/// Absolute, links followed, without a slash at the end: so that a sibling of it can be named.
fs::path resolved(const fs::path& target) {
  fs::path path = fs::weakly_canonical(fs::absolute(target));
  return path.has_filename() ? path : path.parent_path();
}

mode_t file_mode(Readers readers) {
  return readers == Readers::owner ? 0600 : 0666;
}
mode_t folder_mode(Readers readers) {
  return readers == Readers::owner ? 0700 : 0777;
}

void write_new_file(const fs::path& path, std::string_view bytes, Readers readers) {
  const Descriptor file(path, O_WRONLY | O_CREAT | O_EXCL, file_mode(readers));
  while (!bytes.empty()) {
    const ssize_t written = ::write(file.value(), bytes.data(), bytes.size());
    if (written < 0 && errno != EINTR) {
      fail(path, "cannot write", errno);
    }
    bytes.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(written, 0)));
  }
}

void flush(const fs::path& path, int flags = O_RDONLY) {
  const Descriptor handle(path, flags);
  check_result(::fsync(handle.value()), path, "cannot flush to disk");
}

/// Files that others wrote into the folder get the same mode as ours; everything reaches the disk, folders last.
void settle(const fs::path& folder, Readers readers) {
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    if (entry.is_directory() && !entry.is_symlink()) {
      settle(entry.path(), readers);
    } else if (entry.is_regular_file()) {
      if (readers == Readers::owner) {
        check_result(::chmod(entry.path().c_str(), file_mode(readers)), entry.path(), "cannot close to others");
      }
      flush(entry.path());
    }
  }
  if (readers == Readers::owner) {
    check_result(::chmod(folder.c_str(), folder_mode(readers)), folder, "cannot close to others");
  }
  flush(folder, O_RDONLY | O_DIRECTORY);
}

bool is_occupied(const fs::path& target) {
  return fs::exists(fs::symlink_status(target)) && !(fs::is_directory(target) && fs::is_empty(target));
}

void refuse_if_occupied(const fs::path& target, const WriteOptions& options) {
  if (!is_occupied(target)) {
    return;
  }
  if (!fs::is_directory(target)) {
    throw InputError(target.string() + ": is a file where a folder is to be written; name another folder");
  }
  if (options.if_present == IfPresent::refuse) {
    throw InputError(target.string() + ": is not empty; name another folder, or ask for it to be replaced");
  }
  if (!options.marker.empty() && !fs::exists(target / options.marker)) {
    throw InputError(target.string() + ": holds no " + options.marker +
                     ", so it was not written by libprofile and is not replaced; name another folder");
  }
}

/// Swaps two folders in one step where the file system can, else by way of a third name.
void exchange(const fs::path& partial, const fs::path& target) {
  if (::renameat2(AT_FDCWD, partial.c_str(), AT_FDCWD, target.c_str(), RENAME_EXCHANGE) == 0) {
    return;
  }
  if (errno != EINVAL && errno != ENOSYS) {
    fail(target, "cannot replace", errno);
  }
  const fs::path aside = partial_name(target);
  check_result(::rename(target.c_str(), aside.c_str()), target, "cannot replace");
  if (::rename(partial.c_str(), target.c_str()) != 0) {
    const int error = errno;
    ::rename(aside.c_str(), target.c_str());
    fail(target, "cannot replace", error);
  }
  check_result(::rename(aside.c_str(), partial.c_str()), target, "cannot replace");
}

}  // namespace

void write_file_atomically(const fs::path& target, std::string_view bytes, const WriteOptions& options) {
  const fs::path path = resolved(target);
  const bool may_replace = options.if_present == IfPresent::replace;
  if (fs::is_directory(path) || (!may_replace && fs::exists(path))) {
    throw InputError(target.string() + ": is already there; name another file, or ask for it to be replaced");
  }
  const fs::path partial = partial_name(path);
  try {
    write_new_file(partial, bytes, options.readers);
    flush(partial);
    check_result(::renameat2(AT_FDCWD, partial.c_str(), AT_FDCWD, path.c_str(), may_replace ? 0 : RENAME_NOREPLACE),
                 path, "cannot write");
    flush(path.parent_path(), O_RDONLY | O_DIRECTORY);
  } catch (...) {
    ::unlink(partial.c_str());
    throw;
  }
}

AtomicFolder::AtomicFolder(const fs::path& target, WriteOptions options)
    : target_(resolved(target)), partial_(partial_name(target_)), options_(std::move(options)) {
  refuse_if_occupied(target_, options_);
  std::error_code error;
  fs::create_directories(target_.parent_path(), error);
  if (error) {
    fail(target_.parent_path(), "cannot make this folder", error.value());
  }
  check_result(::mkdir(partial_.c_str(), folder_mode(options_.readers)), target_, "cannot write here");
}

AtomicFolder::~AtomicFolder() {
  if (!committed_) {
    std::error_code ignored;
    fs::remove_all(partial_, ignored);
  }
}

void AtomicFolder::write(const fs::path& name, std::string_view bytes) {
  const fs::path inside = name.lexically_normal();
  const bool stays = inside.is_relative() && inside.has_filename() && *inside.begin() != "..";
  require(stays, "name of the file", name.string(), "relative to the folder and inside it");
  std::error_code error;
  fs::create_directories((partial_ / inside).parent_path(), error);
  if (error) {
    fail(target_ / inside, "cannot make its folder", error.value());
  }
  write_new_file(partial_ / inside, bytes, options_.readers);
}

void AtomicFolder::commit() {
  settle(partial_, options_.readers);
  refuse_if_occupied(target_, options_);
  if (is_occupied(target_)) {
    exchange(partial_, target_);
    committed_ = true;
    std::error_code ignored;
    fs::remove_all(partial_, ignored);
  } else {
    check_result(::rename(partial_.c_str(), target_.c_str()), target_, "cannot write");
    committed_ = true;
  }
  flush(target_.parent_path(), O_RDONLY | O_DIRECTORY);
}

}  // namespace libprofile::core
