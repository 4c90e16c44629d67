// SPDX-License-Identifier: MIT
/// @file
/// The links that the outreach page begins with.
#include <regex>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/publish/detail/render.hpp"

#include "support/page_text.hpp"
#include "support/sample_document.hpp"

using namespace libprofile;
using namespace libprofile::publish;

namespace {

/// The ids that the links lead to, each of which is on the page once.
std::vector<std::string> jumps(const Document& document) {
  const std::string html = detail::render(document, Audience::outreach);
  const std::size_t begin = html.find("<nav class=\"quiet jumps\"");
  REQUIRE(begin != std::string::npos);
  const std::string nav = html.substr(begin, html.find("</nav>", begin) - begin);
  std::vector<std::string> ids;
  const std::regex link("href=\"#([a-z-]+)\"");
  for (std::sregex_iterator found(nav.begin(), nav.end(), link); found != std::sregex_iterator(); ++found) {
    ids.push_back((*found)[1]);
    const std::string id = "id=\"" + ids.back() + "\"";
    INFO(id);
    const std::size_t at = html.find(id);
    CHECK(at != std::string::npos);
    CHECK(html.find(id, at + 1) == std::string::npos);
  }
  return ids;
}

}  // namespace

TEST_CASE("the outreach page begins with links to the parts that it has", "[publish][hand]") {
  auto document = testing::sample_document();
  CHECK(jumps(document) == std::vector<std::string>{"map-title", "where-to-go", "week", "ranks"});
  document.outreach.emplace();
  CHECK(jumps(document) == std::vector<std::string>{"map-title", "where-to-go", "week", "plan", "ranks"});
  document.outreach.reset();
  document.week.clear();
  document.risks.clear();
  CHECK(jumps(document) == std::vector<std::string>{"map-title", "where-to-go"});
}
