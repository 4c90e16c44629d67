// SPDX-License-Identifier: MIT
#include <algorithm>
#include <string>
#include <utility>

#include "libprofile/publish/detail/assets.hpp"
#include "libprofile/publish/detail/how.hpp"
#include "libprofile/publish/detail/html.hpp"
#include "libprofile/publish/detail/map.hpp"
#include "libprofile/publish/detail/page_parts.hpp"
#include "libprofile/publish/detail/render.hpp"
#include "libprofile/publish/detail/summary.hpp"
#include "libprofile/publish/detail/tables.hpp"
#include "libprofile/publish/detail/words.hpp"

namespace libprofile::publish::detail {
namespace {

/// Text inside a CSS string: everything but letters, digits and spaces as a code point.
std::string css_string(std::string_view text) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string css;
  for (const char character : text) {
    const auto code = static_cast<unsigned char>(character);
    const bool is_plain = code >= 0x80 || character == ' ' || (character >= '0' && character <= '9') ||
                          (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
    if (is_plain) {
      css.push_back(character);
    } else {
      css.push_back('\\');
      css.push_back(kHex[code >> 4U]);
      css.push_back(kHex[code & 15U]);
      css.push_back(' ');
    }
  }
  return css;
}

/// The marking on every printed sheet, in the margin boxes of the page.
std::string print_style(const Manifest& manifest, std::string_view until) {
  const std::string marking = css_string(manifest.marking + " · " + manifest.tier + " tier");
  return "@page{@top-center{content:\"" + marking + "\"}@bottom-left{content:\"" + css_string(until) +
         "\"}@bottom-center{content:\"" + marking + "\"}}";
}

std::string_view heading(Audience audience) {
  switch (audience) {
    case Audience::analyst:
      return "Analyst";
    case Audience::outreach:
      return "Outreach";
    case Audience::licensing:
      return "Licensing";
    case Audience::open:
      return "Summary for the public";
  }
  return {};
}

void add_head(Parts& parts, const std::string& dynamic_style) {
  parts.html["policy"] = "default-src 'none'; style-src " + policy_source(page_style()) + " " +
                         policy_source(dynamic_style) + "; script-src " + policy_source(page_script()) +
                         "; base-uri 'none'; form-action 'none'";
  parts.html["style"] = page_style();
  parts.html["print_style"] = dynamic_style;
  parts.html["script"] = page_script();
}

/// "a ward", "an area".
std::string with_article(const std::string& word) {
  constexpr std::string_view kVowels = "aeiou";
  return (kVowels.find(word.front()) != kVowels.npos ? "an " : "a ") + word;
}

/// What groups are called, for the headings of the templates.
void add_group_words(Parts& parts, const View& view) {
  parts.text["group"] = view.group_word;
  parts.text["Group"] = capitalised(view.group_word);
  parts.text["a_group"] = with_article(view.group_word);
  parts.text["groups"] = view.group_words;
}

/// "3 areas: A, B, C"; of many the first ten, since the manifest has them all. None: empty.
std::string first_codes(const std::vector<std::string>& codes) {
  constexpr std::size_t kMost = 10;
  if (codes.empty()) {
    return {};
  }
  std::string text = grouped(static_cast<std::int64_t>(codes.size())) + (codes.size() == 1 ? " area: " : " areas: ");
  for (std::size_t i = 0; i < std::min(codes.size(), kMost); ++i) {
    text += (i > 0 ? ", " : "") + codes[i];
  }
  return text + (codes.size() > kMost ? " and others, which the manifest lists" : "");
}

void add_method(Parts& parts, const View& view) {
  const Manifest& manifest = view.document.manifest;
  parts.html["methods"] = method_table(view);
  parts.text["crs"] = manifest.crs;
  parts.text["partition"] = manifest.partition;
  parts.text["vintage"] = manifest.vintage;
  parts.text["seed"] = manifest.seed ? std::to_string(*manifest.seed) : "";
  parts.text["threshold"] = view.document.threshold > 0 ? grouped(view.document.threshold) : "";
  parts.text["rounding"] = rounding_text(view.base());
  parts.text["base"] = view.base() > 1 ? grouped(view.base()) : "";
  parts.lists["transformations"] = manifest.transformations;
  parts.lists["code_lists"] = manifest.code_lists;
  parts.text["repaired_areas"] = first_codes(manifest.repaired_areas);
  parts.text["repaired_on_lattice"] = first_codes(manifest.repaired_on_lattice);
  parts.lists["limits"] = manifest.limits;
  parts.text["empty_months_are"] =
      view.base() > 1 ? "Months with none, or fewer than " + grouped(view.base()) : "Months without records";
  parts.lists["empty_months"] = view.document.quality.months_without_records;
}

/// What the sentences of "In short" are made from.
std::string summary_how(const View& view, Audience audience) {
  switch (audience) {
    case Audience::licensing:
      return view.document.premises_types.empty() ? how_line({"counts"}) : how_line({"counts", "types", "flags"});
    case Audience::open:
      return how_line({"counts", "rates"});
    case Audience::analyst:
      return how_line({"counts", "tiers", "sureness", "quality"});
    case Audience::outreach:
      break;
  }
  return how_line({"counts", "tiers", "sureness"});
}

}  // namespace

Parts common_parts(const View& view, Audience audience) {
  const Manifest& manifest = view.document.manifest;
  Parts parts;
  const std::string window = window_text(manifest.window_start, manifest.window_end);
  const std::string until = manifest.valid_until.empty() ? "" : "valid until " + date_text(manifest.valid_until);
  add_head(parts, print_style(manifest, until));
  parts.text["marking"] = manifest.marking;
  parts.text["tier"] = manifest.tier;
  parts.text["until"] = until;
  parts.text["page"] = heading(audience);
  parts.text["audience"] = to_string(audience);
  parts.text["title"] = manifest.title;
  parts.text["window"] = window;
  parts.text["next_window"] =
      manifest.next_window_start.empty() ? "" : window_text(manifest.next_window_start, manifest.next_window_end);
  parts.text["version"] = manifest.library_version;
  parts.text["content_id"] = content_id(view.document);
  parts.text["policy_hash"] = manifest.policy_hash.substr(0, 16);
  parts.text["key_fingerprint"] = manifest.key_fingerprint;
  parts.text["created"] = date_text(std::string_view(manifest.created_utc).substr(0, 10));
  parts.text["counts_records"] = counts_persons(view.document) ? "" : "records";
  parts.text["counts_persons"] = counts_persons(view.document) ? "persons" : "";
  parts.text["counted"] = counted_noun(view.document);
  parts.text["More"] = capitalised(std::string(more_counted(view.document)));
  parts.text["months_add_up"] = months_add_up(view);
  std::vector<std::string> sentences = summary(view, audience);
  parts.text["lead"] = sentences.front();
  sentences.erase(sentences.begin());
  parts.lists["sentences"] = std::move(sentences);
  parts.html["summary_how"] = summary_how(view, audience);
  add_method(parts, view);
  add_group_words(parts, view);
  return parts;
}

void leave_script_out(Parts& parts) {
  parts.html["policy"] = "default-src 'none'; style-src " + policy_source(parts.html["style"]) + " " +
                         policy_source(parts.html["print_style"]) + "; base-uri 'none'; form-action 'none'";
  parts.html["script"].clear();
}

void add_map(Parts& parts, const View& view, MapOf map_of) {
  const bool shows_groups = map_of == MapOf::groups || !view.shows_areas();
  const auto& areas = shows_groups ? view.document.by_area_level : view.document.areas;
  if (areas.polygons.vertices() == 0) {
    return;
  }
  const MapModel model = shows_groups ? group_map(view) : map_of == MapOf::tiers ? tier_map(view) : area_map(view);
  parts.html["map_drawing"] = map_svg(model);
  parts.html["map_legend"] = map_legend(model);
  parts.html["map_data"] = map_json(model);
  parts.text["map_measure"] = model.measure;
  parts.html["map_how"] = how_line({"shades"});
  parts.text["map_unit"] = shows_groups ? with_article(view.group_word) : "an area";
  parts.text["map_of_groups"] = shows_groups && map_of != MapOf::groups
                                    ? "The map shows " + view.group_words + ": there are " +
                                          grouped(static_cast<std::int64_t>(view.document.areas.size())) +
                                          " areas, more than a page can draw. The layers hold them all."
                                    : "";
}

void add_every_number(Parts& parts, const View& view, Audience audience) {
  if (audience != Audience::open) {
    parts.html["area_table"] = area_table(view, audience);
    parts.text["rest_in_files"] = view.shows_areas() || view.document.areas.size() <= kMostRowsBesideGroups
                                      ? ""
                                      : "The first " + grouped(kMostRowsBesideGroups) +
                                            " areas are here, those in tiers first; the rest are in tables/counts.csv.";
  }
  parts.html["group_table"] = group_table(view);
  parts.html["month_table"] = month_table(view);
}

}  // namespace libprofile::publish::detail
