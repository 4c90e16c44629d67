// SPDX-License-Identifier: MIT
/// @file
/// Pieces of HTML that the templates put in place, by name. An empty piece is absent from the page.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "libprofile/publish/detail/view.hpp"

namespace libprofile::publish::detail {

/// What a template is filled with. `text` is escaped by the engine; `html` was made here and is put in as it is;
/// a name in `lists` repeats its section for each text.
struct Parts {
  std::map<std::string, std::string> text;
  std::map<std::string, std::string> html;
  std::map<std::string, std::vector<std::string>> lists;
};

/// Banner, title, summary, method and foot: what every page has.
[[nodiscard]] Parts common_parts(const View& view, Audience audience);

void add_outreach_parts(Parts& parts, const View& view);
/// The plan by team, where the document has one.
void add_plan_parts(Parts& parts, const View& view);
/// When in the week, where the document says it.
void add_week_parts(Parts& parts, const View& view);
void add_licensing_parts(Parts& parts, const View& view);
void add_analyst_parts(Parts& parts, const View& view);
void add_public_parts(Parts& parts, const View& view);

/// The map of areas, or of groups where there are too many areas: drawing, legend, data, and what it shows.
enum class MapOf { tiers, areas, groups };
void add_map(Parts& parts, const View& view, MapOf map_of);

/// Premises types as dots with whiskers, with their flags.
[[nodiscard]] std::string premises_chart(const View& view);

/// Sections on victims and on offenders, where the document has them.
void add_people_parts(Parts& parts, const View& view);

/// What a chart of months finds, in a sentence.
[[nodiscard]] std::string months_finding(const View& view);

/// Why months add up to another number than areas, where persons are counted; else empty.
[[nodiscard]] std::string months_add_up(const View& view);

/// Tables that the page's last section holds.
void add_every_number(Parts& parts, const View& view, Audience audience);

/// Fills a template by its file's name.
[[nodiscard]] std::string fill_template(const Parts& parts, const std::string& name);

/// Makes a page without the script, whose content security policy forbids every script.
void leave_script_out(Parts& parts);

}  // namespace libprofile::publish::detail
