// SPDX-License-Identifier: MIT
#include "libprofile/publish/geojson.hpp"

#include "libprofile/core/error.hpp"
#include "libprofile/publish/detail/geojson_text.hpp"
#include "libprofile/publish/detail/readers_of.hpp"

namespace libprofile::publish {

std::string geojson(const disclosure::Protected<Layer>& layer) {
  const Layer& plain = layer.value();
  require(!plain.is_table(), "layer", plain.name, "one with outlines");
  return detail::geojson_text(plain, detail::geojson_geometries(*plain.geometry));
}

void write_geojson(const disclosure::Protected<Layer>& layer, const std::filesystem::path& path) {
  detail::write_artefact(path, geojson(layer), layer.policy());
}

void write_layers(const disclosure::Protected<std::vector<Layer>>& layers, const std::filesystem::path& directory) {
  for (const Layer& layer : layers.value()) {
    require(!layer.is_table(), "layer", layer.name, "one with outlines");
    detail::write_artefact(directory / (layer.name + ".geojson"),
                           detail::geojson_text(layer, detail::geojson_geometries(*layer.geometry)), layers.policy());
  }
}

}  // namespace libprofile::publish
