// SPDX-License-Identifier: MIT
/// @file
/// How each number of a page is made: every heading and picture names an entry, and links to it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "libprofile/publish/detail/page_parts.hpp"

namespace libprofile::publish::detail {

struct How {
  /// Headings say data-how="id"; the entry's place on the page is "how-id".
  std::string_view id;
  std::string_view title;
  /// In a sentence or two.
  std::string_view text;
  /// The method's page under docs/, without ".md".
  std::string_view page;
};

/// Every entry, in the order of the page.
[[nodiscard]] const std::vector<How>& all_hows();

/// "How it is made: Counts · Rates", linked.
///
/// @throws InvalidArgument  for an entry that there is not.
[[nodiscard]] std::string how_line(const std::vector<std::string_view>& ids);

/// Puts a line of links into the caption of every table and figure, for what its headings or the figure itself name.
[[nodiscard]] std::string with_how_lines(const std::string& html);

/// Does that to all pieces, and adds the section with the entries that are linked to.
void add_hows(Parts& parts);

}  // namespace libprofile::publish::detail
