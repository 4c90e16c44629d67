// SPDX-License-Identifier: MIT
#include "libprofile/core/digest.hpp"
#include "libprofile/publish/detail/assets.hpp"
#include "libprofile/publish/map_assets.hpp"

namespace libprofile::publish {

const std::string& leaflet_script() {
  static const std::string script = "/*\n" + std::string(detail::embedded("leaflet-licence.txt")) + "*/\n" +
                                    std::string(detail::embedded("leaflet.min.js"));
  return script;
}

std::string_view leaflet_style() {
  return detail::embedded("leaflet.css");
}

namespace detail {

const std::string& page_style() {
  static const std::string style = std::string(leaflet_style()) + std::string(embedded("style.css"));
  return style;
}

const std::string& page_script() {
  static const std::string script = leaflet_script() + "\n" + std::string(embedded("script.js"));
  return script;
}

std::string policy_source(std::string_view inline_text) {
  return "'sha256-" + core::to_base64(core::sha256(inline_text)) + "'";
}

}  // namespace detail
}  // namespace libprofile::publish
