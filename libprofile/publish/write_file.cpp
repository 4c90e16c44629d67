// SPDX-License-Identifier: MIT
#include "libprofile/publish/write_file.hpp"

#include <cerrno>

#include "libprofile/publish/detail/file_error.hpp"
#include "libprofile/publish/detail/partial.hpp"
#include "libprofile/publish/detail/synced_file.hpp"

namespace libprofile::publish {

void write_file_atomically(const std::filesystem::path& path, std::string_view bytes, Access access) {
  if (!path.has_filename()) {
    detail::fail_file(path, "written", EISDIR);
  }
  detail::Partial partial(path, detail::Partial::Kind::file, access);
  detail::write_and_sync(partial.descriptor(), bytes, path);
  partial.move_to_target();
}

}  // namespace libprofile::publish
