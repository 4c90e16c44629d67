// SPDX-License-Identifier: MIT
#include <array>
#include <cassert>

#include <kainjow/mustache.hpp>

#include "libprofile/publish/detail/assets.hpp"
#include "libprofile/publish/detail/html.hpp"
#include "libprofile/publish/detail/page_parts.hpp"

namespace libprofile::publish::detail {
namespace {

namespace mustache = kainjow::mustache;

constexpr std::array<std::string_view, 10> kPartials = {"head", "banner", "summary", "map",    "table",
                                                        "how",  "chart",  "limits",  "method", "footer"};

mustache::data to_data(const Parts& parts) {
  mustache::data data;
  for (const auto& [name, text] : parts.text) {
    if (!text.empty()) {
      data.set(name, text);
    }
  }
  for (const auto& [name, html] : parts.html) {
    if (!html.empty()) {
      data.set(name, html);
    }
  }
  for (const auto& [name, texts] : parts.lists) {
    mustache::data items(mustache::data::type::list);
    for (const std::string& text : texts) {
      items << mustache::data{"item", text};
    }
    data.set(name, items);
    if (!texts.empty()) {
      data.set("has_" + name, mustache::data(true));
    }
  }
  for (const std::string_view name : kPartials) {
    data.set(std::string(name) + "_partial",
             mustache::partial([name] { return std::string(embedded(std::string(name) + ".mustache")); }));
  }
  return data;
}

}  // namespace

std::string fill_template(const Parts& parts, const std::string& name) {
  mustache::mustache page{std::string(embedded(name))};
  assert(page.is_valid());
  page.set_custom_escape([](const std::string& text) { return escaped(text); });
  std::string html;
  html.reserve(1U << 20U);
  page.render(to_data(parts), [&html](const std::string& piece) { html += piece; });
  return html;
}

}  // namespace libprofile::publish::detail
