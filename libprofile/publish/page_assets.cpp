// SPDX-License-Identifier: MIT
#include "libprofile/core/digest.hpp"
#include "libprofile/publish/detail/assets.hpp"

namespace libprofile::publish::detail {

const std::string& page_style() {
  static const std::string style = std::string(embedded("leaflet.css")) + std::string(embedded("style.css"));
  return style;
}

const std::string& page_script() {
  static const std::string script = "/*\n" + std::string(embedded("leaflet-licence.txt")) + "*/\n" +
                                    std::string(embedded("leaflet.min.js")) + "\n" + std::string(embedded("script.js"));
  return script;
}

std::string policy_source(std::string_view inline_text) {
  return "'sha256-" + core::to_base64(core::sha256(inline_text)) + "'";
}

}  // namespace libprofile::publish::detail
