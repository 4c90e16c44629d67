// SPDX-License-Identifier: MIT
/// @file
/// A report page as it is written.
#pragma once

#include <string>

namespace libprofile::publish {

struct Page {
  /// "report-outreach.html". No folder in it.
  std::string file_name;
  std::string html;
};

}  // namespace libprofile::publish
