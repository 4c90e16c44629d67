// SPDX-License-Identifier: MIT
#include <algorithm>

#include "libprofile/core/error.hpp"
#include "libprofile/publish/detail/how.hpp"
#include "libprofile/publish/detail/html.hpp"

namespace libprofile::publish::detail {
namespace {

constexpr std::string_view kAttribute = " data-how=\"";

const How& find_how(std::string_view id) {
  const auto& all = all_hows();
  const auto found = std::find_if(all.begin(), all.end(), [id](const How& one) { return one.id == id; });
  require(found != all.end(), "data-how", id, "an entry of all_hows()");
  return *found;
}

/// What a piece of HTML names, each once, in order.
std::vector<std::string_view> named_in(std::string_view html) {
  std::vector<std::string_view> ids;
  for (std::size_t at = html.find(kAttribute); at != html.npos; at = html.find(kAttribute, at + 1)) {
    const std::size_t begin = at + kAttribute.size();
    const std::string_view id = html.substr(begin, html.find('"', begin) - begin);
    if (std::find(ids.begin(), ids.end(), id) == ids.end()) {
      ids.push_back(id);
    }
  }
  return ids;
}

struct Caption {
  std::string_view opening;
  std::string_view closing;
  /// Where the headings of what it stands over end.
  std::string_view end;
  /// What it stands over begins with it, or so.
  std::string_view element;
};

std::string with_lines_of(const std::string& html, const Caption& caption) {
  std::string result;
  std::size_t done = 0;
  for (std::size_t at = html.find(caption.element); at != html.npos; at = html.find(caption.element, done)) {
    const std::size_t close = html.find(caption.closing, at);
    const std::size_t end = html.find(caption.end, at);
    if (close == html.npos || end == html.npos || close > end) {
      break;
    }
    result.append(html, done, close - done);
    result += how_line(named_in(std::string_view(html).substr(at, end - at)));
    done = close;
  }
  return result.append(html, done);
}

std::string entry(const How& how) {
  return "<dt id=\"how-" + std::string(how.id) + "\" tabindex=\"-1\">" + escaped(how.title) + "</dt><dd>" +
         escaped(how.text) + " <span class=\"quiet\">In full: docs/" + escaped(how.page) + ".md</span></dd>";
}

}  // namespace

std::string how_line(const std::vector<std::string_view>& ids) {
  std::string links;
  for (const std::string_view id : ids) {
    const How& how = find_how(id);
    links += (links.empty() ? "" : " · ") + std::string("<a href=\"#how-") + std::string(how.id) + "\">" +
             escaped(how.title) + "</a>";
  }
  return links.empty() ? std::string() : "<span class=\"how\">How it is made: " + links + "</span>";
}

std::string with_how_lines(const std::string& html) {
  const std::string tables = with_lines_of(html, {"<caption>", "</caption>", "</thead>", "<table"});
  return with_lines_of(tables, {"<figcaption>", "</figcaption>", "</figure>", "<figure"});
}

void add_hows(Parts& parts) {
  std::string all;
  for (auto& [name, html] : parts.html) {
    if (name == "script" || name == "style" || name == "print_style" || name == "map_data") {
      continue;
    }
    html = with_how_lines(html);
    for (std::size_t at = html.find("href=\"#how-"); at != html.npos; at = html.find("href=\"#how-", at + 1)) {
      all += html.substr(at, html.find('>', at) - at);
    }
  }
  std::string entries;
  for (const How& how : all_hows()) {
    if (all.find("#how-" + std::string(how.id) + "\"") != all.npos) {
      entries += entry(how);
    }
  }
  parts.html["hows"] = entries;
}

}  // namespace libprofile::publish::detail
