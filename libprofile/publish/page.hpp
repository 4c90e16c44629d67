// SPDX-License-Identifier: MIT
/// @file
/// A report page as it is written.
#pragma once

#include <string>

#include "libprofile/disclosure/protected.hpp"
#include "libprofile/publish/document.hpp"
#include "libprofile/publish/report.hpp"

namespace libprofile::publish {

struct SignFacts;

/// A page that was rendered from a protected document: there is no other way to make one.
class Page {
 public:
  /// "report-outreach.html".
  [[nodiscard]] const std::string& file_name() const { return file_name_; }
  [[nodiscard]] const std::string& html() const { return html_; }

 private:
  friend Page render_page(const disclosure::Protected<Document>& document, Audience audience);
  friend Page render_sign_page(const disclosure::Protected<Document>& document, const SignFacts& facts);
  Page(std::string file_name, std::string html);

  std::string file_name_;
  std::string html_;
};

/// `report(document, audience)` under the name that it has in a profile's folder.
[[nodiscard]] Page render_page(const disclosure::Protected<Document>& document, Audience audience);

}  // namespace libprofile::publish
