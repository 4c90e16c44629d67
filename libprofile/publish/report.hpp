// SPDX-License-Identifier: MIT
/// @file
/// The four pages: one HTML file for each kind of reader, which asks nothing of any network.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "libprofile/disclosure/protected.hpp"
#include "libprofile/publish/document.hpp"

namespace libprofile::publish {

/// Who a page is written for. `open` is everybody: the public.
enum class Audience { analyst, outreach, licensing, open };

/// "analyst", "outreach", "licensing", "public".
[[nodiscard]] std::string_view to_string(Audience audience);

/// @throws InvalidArgument  for another name.
[[nodiscard]] Audience audience_from(std::string_view name);

/// "report-outreach.html" and so on: the name of the page in a profile's folder.
[[nodiscard]] std::string report_file_name(Audience audience);

/// The page, as UTF-8 HTML.
///
/// Sections whose numbers the document does not have are absent: no premises, no chapter about premises. The page holds
/// everything it needs; its content security policy forbids every request and every script and style but its own.
/// Numbers read as the rounding of the policy makes them: 0 is written "fewer than" the base.
///
/// @param document  May be about no area at all; the page then says so.
/// @returns Under 2 MB: outlines are simplified until they fit, and above 3,000 areas the map and the table of every
/// area give way to those of `Document::by_area_level`.
///
/// The same document and library version give the same bytes. Time O(vertices + areas + counts).
[[nodiscard]] std::string report(const disclosure::Protected<Document>& document, Audience audience);

/// Writes `report(document, audience)` over whatever file lies at `path`: whole, or not at all.
///
/// In the internal tier the file has mode 0600, else what the umask says.
/// @throws InputError  where the folder is absent or read-only or the disk is full, naming the path and the remedy.
void write_report(const disclosure::Protected<Document>& document, Audience audience,
                  const std::filesystem::path& path);

/// Names what a profile says: 16 hexadecimal digits, the same on all four pages and for the same numbers, policy,
/// window and title. The manifest lists the digests of the pages, so that a page cannot hold the manifest's; it has
/// this.
[[nodiscard]] std::string content_id(const disclosure::Protected<Document>& document);

}  // namespace libprofile::publish
