// SPDX-License-Identifier: MIT
#include "libprofile/publish/detail/profile_target.hpp"

#include <algorithm>
#include <cerrno>
#include <string>
#include <system_error>

#include "libprofile/core/error.hpp"
#include "libprofile/core/file_error.hpp"
#include "libprofile/publish/manifest.hpp"
#include "libprofile/publish/verify.hpp"

namespace libprofile::publish::detail {
namespace {

namespace fs = std::filesystem;

/// Files that SQLite keeps beside a database that somebody has open, or had when a program crashed.
bool is_sqlite_sidecar(const std::string& path) {
  return path == "layers.gpkg-wal" || path == "layers.gpkg-shm" || path == "layers.gpkg-journal";
}

[[noreturn]] void refuse(const fs::path& target, const std::string& why) {
  throw InputError(target.string() + ": cannot be replaced: it holds " + why +
                   ": move that away, or choose another folder");
}

void require_only_a_profile(const fs::path& target) {
  if (!fs::exists(target / kManifestFile)) {
    refuse(target, "files and no manifest of a profile");
  }
  const Verification found = verify(target);
  const auto foreign = std::find_if_not(found.extra.begin(), found.extra.end(), is_sqlite_sidecar);
  if (foreign != found.extra.end()) {
    refuse(target, *foreign + ", which its manifest does not name");
  }
}

/// A profile makes no folders above its own: a mistyped path is an error and not a new tree.
void require_parent(const fs::path& target) {
  std::error_code error;
  if (!fs::exists(fs::status(target.parent_path(), error))) {
    core::fail_file(target, "written", error ? error.value() : ENOENT);
  }
}

}  // namespace

Occupancy require_writable_target(const fs::path& target, Existing existing) {
  std::error_code error;
  const fs::file_status status = fs::status(target, error);
  if (!fs::exists(status)) {
    require_parent(target);
    return Occupancy::free;
  }
  if (!fs::is_directory(status)) {
    core::fail_file(target, "written", ENOTDIR);
  }
  const bool is_empty = fs::is_empty(target, error);
  if (error) {
    core::fail_file(target, "written", error.value());
  }
  if (is_empty) {
    return Occupancy::free;
  }
  if (existing == Existing::refuse) {
    core::fail_file(target, "written", ENOTEMPTY);
  }
  require_only_a_profile(target);
  return Occupancy::profile;
}

}  // namespace libprofile::publish::detail
