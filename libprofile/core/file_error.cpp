// SPDX-License-Identifier: MIT
#include "libprofile/core/file_error.hpp"

#include <cerrno>
#include <string>
#include <system_error>

#include "libprofile/core/error.hpp"

namespace libprofile::core {
namespace {

std::string why_and_remedy(int error) {
  switch (error) {
    case ENOSPC:
    case EDQUOT:
      return "the disk is full: free space, or choose another folder";
    case EFBIG:
      return "it would be larger than files may be here: raise the limit (ulimit -f), or choose another folder";
    case EACCES:
    case EPERM:
      return "permission denied: choose a folder that you may write to, or have its owner let you";
    case EROFS:
      return "the file system is read-only: choose another folder";
    case ENOENT:
      return "no such folder: make it first (mkdir -p)";
    case ENOTDIR:
      return "part of the path is a file: choose another folder";
    case EISDIR:
      return "it is a folder: name a file";
    case EEXIST:
      return "it is already there: choose another name, or replace it (--replace)";
    case ENOTEMPTY:
      return "it is not empty: choose another folder, or replace it (--replace)";
    case EBUSY:
      return "it is in use or the root of a file system: choose a folder inside it";
    case ENAMETOOLONG:
      return "the name is too long: choose a shorter one";
    default:
      return std::generic_category().message(error) + ": choose another folder";
  }
}

}  // namespace

void fail_file(const std::filesystem::path& path, std::string_view done, int error) {
  throw InputError(path.string() + ": cannot be " + std::string(done) + ": " + why_and_remedy(error));
}

}  // namespace libprofile::core
