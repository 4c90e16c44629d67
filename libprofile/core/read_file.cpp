// SPDX-License-Identifier: MIT
#include "libprofile/core/read_file.hpp"

#include <cerrno>
#include <fstream>
#include <system_error>

#include "libprofile/core/file_error.hpp"

namespace libprofile::core {

std::string read_file(const std::filesystem::path& path) {
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  if (error) {
    fail_file(path, "read", error.value());
  }
  std::ifstream file(path, std::ios::binary);
  std::string bytes(size, '\0');
  if (!file.read(bytes.data(), static_cast<std::streamsize>(size))) {
    fail_file(path, "read", errno == 0 ? EIO : errno);
  }
  return bytes;
}

}  // namespace libprofile::core
