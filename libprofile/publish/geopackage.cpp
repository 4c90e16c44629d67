// SPDX-License-Identifier: MIT
#include "libprofile/publish/geopackage.hpp"

#include "libprofile/publish/detail/geopackage_bytes.hpp"
#include "libprofile/publish/detail/readers_of.hpp"

namespace libprofile::publish {

std::string geopackage(const disclosure::Protected<std::vector<Layer>>& layers) {
  return detail::geopackage_bytes(layers.value());
}

void write_geopackage(const disclosure::Protected<std::vector<Layer>>& layers, const std::filesystem::path& path) {
  detail::write_artefact(path, geopackage(layers), layers.policy());
}

}  // namespace libprofile::publish
