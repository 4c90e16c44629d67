// SPDX-License-Identifier: MIT
#include "libprofile/publish/page.hpp"

#include <utility>

namespace libprofile::publish {

Page::Page(std::string file_name, std::string html) : file_name_(std::move(file_name)), html_(std::move(html)) {}

Page render_page(const disclosure::Protected<Document>& document, Audience audience) {
  return {report_file_name(audience), report(document, audience)};
}

}  // namespace libprofile::publish
