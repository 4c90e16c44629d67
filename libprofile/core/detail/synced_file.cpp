// SPDX-License-Identifier: MIT
#include "libprofile/core/detail/synced_file.hpp"

#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "libprofile/core/file_error.hpp"

namespace libprofile::core::detail {

Descriptor::~Descriptor() {
  if (descriptor_ >= 0) {
    close(descriptor_);
  }
}

void write_and_sync(int descriptor, std::string_view bytes, const std::filesystem::path& shown) {
  while (!bytes.empty()) {
    const ssize_t written = write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno != EINTR) {
      fail_file(shown, "written", errno);
    }
    bytes.remove_prefix(written < 0 ? 0 : static_cast<std::size_t>(written));
  }
  if (fsync(descriptor) != 0) {
    fail_file(shown, "written", errno);
  }
}

void write_synced_file(const std::filesystem::path& path, std::string_view bytes, Readers readers,
                       const std::filesystem::path& shown) {
  const mode_t mode = readers == Readers::owner ? 0600 : 0666;
  const Descriptor file(open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode));
  if (file.get() < 0) {
    fail_file(shown, "written", errno);
  }
  write_and_sync(file.get(), bytes, shown);
}

void sync_file(const std::filesystem::path& path, const std::filesystem::path& shown) {
  const Descriptor file(open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
  if (file.get() < 0 || fsync(file.get()) != 0) {
    fail_file(shown, "written", errno);
  }
}

void sync_folder(const std::filesystem::path& folder) {
  const Descriptor descriptor(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (descriptor.get() >= 0) {
    fsync(descriptor.get());
  }
}

}  // namespace libprofile::core::detail
