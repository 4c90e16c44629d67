// SPDX-License-Identifier: MIT
#include "libprofile/publish/report.hpp"

#include <array>
#include <utility>

#include "libprofile/core/digest.hpp"
#include "libprofile/core/error.hpp"
#include "libprofile/publish/detail/how.hpp"
#include "libprofile/publish/detail/page_parts.hpp"
#include "libprofile/publish/detail/readers_of.hpp"
#include "libprofile/publish/detail/render.hpp"

namespace libprofile::publish {
namespace {

constexpr std::array<std::pair<Audience, std::string_view>, 4> kNames = {{{Audience::analyst, "analyst"},
                                                                          {Audience::outreach, "outreach"},
                                                                          {Audience::licensing, "licensing"},
                                                                          {Audience::open, "public"}}};

/// Fields end in a unit separator, so that no two lists of fields are one text.
void append_field(std::string& text, std::string_view field) {
  text.append(field).push_back('\x1f');
}

void append_field(std::string& text, const std::optional<std::int64_t>& count) {
  append_field(text, count ? std::to_string(*count) : std::string("withheld"));
}

}  // namespace

std::string_view to_string(Audience audience) {
  for (const auto& [known, name] : kNames) {
    if (known == audience) {
      return name;
    }
  }
  return {};
}

Audience audience_from(std::string_view name) {
  for (const auto& [audience, known] : kNames) {
    if (known == name) {
      return audience;
    }
  }
  require(false, "audience", name, "analyst, outreach, licensing or public");
  return Audience::analyst;
}

std::string report_file_name(Audience audience) {
  return "report-" + std::string(to_string(audience)) + ".html";
}

std::string report(const disclosure::Protected<Document>& document, Audience audience) {
  return detail::render(document.value(), audience);
}

void write_report(const disclosure::Protected<Document>& document, Audience audience,
                  const std::filesystem::path& path) {
  detail::write_artefact(path, report(document, audience), document.policy());
}

std::string content_id(const disclosure::Protected<Document>& document) {
  return detail::content_id(document.value());
}

namespace detail {

std::string render(const Document& document, Audience audience) {
  const View view = make_view(document);
  Parts parts = common_parts(view, audience);
  switch (audience) {
    case Audience::analyst:
      add_analyst_parts(parts, view);
      break;
    case Audience::outreach:
      add_outreach_parts(parts, view);
      break;
    case Audience::licensing:
      add_licensing_parts(parts, view);
      break;
    case Audience::open:
      add_public_parts(parts, view);
      break;
  }
  add_every_number(parts, view, audience);
  add_hows(parts);
  return fill_template(parts, std::string(to_string(audience)) + ".mustache");
}

std::string content_id(const Document& document) {
  const Manifest& manifest = document.manifest;
  std::string text;
  text.reserve(document.counts.size() * 48 + 1024);
  for (const std::string& field : {manifest.title, manifest.policy_hash, manifest.window_start, manifest.window_end}) {
    append_field(text, field);
  }
  append_field(text, document.total);
  append_field(text, document.without_place);
  for (const CountRow& row : document.counts) {
    append_field(text, row.level);
    append_field(text, row.unit);
    append_field(text, row.category);
    append_field(text, row.count);
  }
  for (const MonthCount& month : document.months) {
    append_field(text, month.count);
  }
  for (const PremisesType& type : document.premises_types) {
    append_field(text, type.type);
    append_field(text, type.incidents);
  }
  return core::to_hex(core::sha256(text)).substr(0, 16);
}

}  // namespace detail
}  // namespace libprofile::publish
