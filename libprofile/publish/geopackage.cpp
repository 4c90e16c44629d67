// SPDX-License-Identifier: MIT
#include "libprofile/publish/geopackage.hpp"

#include "libprofile/publish/detail/access_of.hpp"
#include "libprofile/publish/detail/geopackage_bytes.hpp"
#include "libprofile/publish/write_file.hpp"

namespace libprofile::publish {

std::string geopackage(const disclosure::Protected<std::vector<Layer>>& layers) {
  return detail::geopackage_bytes(layers.value());
}

void write_geopackage(const disclosure::Protected<std::vector<Layer>>& layers, const std::filesystem::path& path) {
  write_file_atomically(path, geopackage(layers), detail::access_of(layers.policy()));
}

}  // namespace libprofile::publish
