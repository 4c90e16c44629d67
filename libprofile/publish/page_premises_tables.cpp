// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <map>
#include <string_view>
#include <utility>

#include "libprofile/publish/detail/chart.hpp"
#include "libprofile/publish/detail/html.hpp"
#include "libprofile/publish/detail/tables.hpp"
#include "libprofile/publish/detail/words.hpp"

namespace libprofile::publish::detail {
namespace {

constexpr std::size_t kMostGroups = 500;

using TypeNames = std::map<std::string_view, std::string_view>;
using Cells = std::map<std::pair<std::uint32_t, std::string_view>, const PremisesType*>;

std::string cell(const PremisesType* type) {
  if (type == nullptr) {
    return "<td class=\"flag absent\">none";
  }
  std::string html = "<td class=\"flag " + escaped(type->flag) + "\">" + flag_mark(type->flag);
  if (std::isfinite(type->rate_per_100.value) && type->flag != "withheld") {
    html += " <strong>" + rate_text(type->rate_per_100.value) + "</strong> <span class=\"interval\">[" +
            interval_text(type->rate_per_100) + "]</span>";
  }
  return html;
}

}  // namespace

std::string flag_mark(std::string_view flag) {
  if (flag == "high") {
    return "<abbr class=\"mark\" title=\"higher than the mean of all types\">▲ H</abbr>";
  }
  if (flag == "low") {
    return "<abbr class=\"mark\" title=\"lower than the mean of all types\">▼ L</abbr>";
  }
  return flag == "withheld" ? "<span class=\"mark\">withheld</span>"
                            : "<abbr class=\"mark\" title=\"no clear difference from the mean\">–</abbr>";
}

std::string type_by_group_table(const View& view) {
  TypeNames types;
  Cells cells;
  const auto& level = view.document.by_area_level;
  const std::size_t groups = std::min(level.size(), kMostGroups);
  for (const PremisesType& type : view.document.premises_types_by_area) {
    if (type.group < groups) {
      types.emplace(type.type, type.name);
      cells.emplace(std::pair(type.group, std::string_view(type.type)), &type);
    }
  }
  if (cells.empty()) {
    return {};
  }
  const auto find = [&](std::uint32_t group, std::string_view type) {
    const auto found = cells.find({group, type});
    return found == cells.end() ? nullptr : found->second;
  };
  const bool has_types_in_rows = groups <= 6;
  std::string html = "<table class=\"data cross\"><caption>Incidents per 100 premises, by type and " +
                     escaped(view.group_word) + "</caption><thead><tr><th scope=\"col\">";
  html += has_types_in_rows ? "Type of premises" : escaped(capitalised(view.group_word));
  if (has_types_in_rows) {
    for (std::size_t group = 0; group < groups; ++group) {
      html += "<th scope=\"col\">" + escaped(level.names[group]);
    }
  } else {
    for (const auto& [code, name] : types) {
      html += "<th scope=\"col\">" + escaped(name);
    }
  }
  html += "</thead><tbody>\n";
  if (has_types_in_rows) {
    for (const auto& [code, name] : types) {
      html += "<tr><th scope=\"row\">" + escaped(name);
      for (std::uint32_t group = 0; group < groups; ++group) {
        html += cell(find(group, code));
      }
    }
  } else {
    for (std::uint32_t group = 0; group < groups; ++group) {
      html += "<tr><th scope=\"row\">" + escaped(level.names[group]);
      for (const auto& [code, name] : types) {
        html += cell(find(group, code));
      }
    }
  }
  return html + "</tbody></table>";
}

std::string concentration_table(const View& view) {
  std::string rows;
  for (const PremisesType& type : view.document.premises_types) {
    if (!std::isfinite(type.share_top_tenth) && !std::isfinite(type.gini)) {
      continue;
    }
    rows += "<tr><th scope=\"row\">" + escaped(type.name);
    append_cell(rows, count_text(type.premises, view.premises_base()));
    rows += "<td>" + share_bar(type.share_top_tenth) + decimal(100.0 * type.share_top_tenth, 0);
    append_cell(rows, decimal(type.gini, 2));
  }
  if (rows.empty()) {
    return {};
  }
  return "<table class=\"data\"><caption>How far incidents gather at a few premises of each type</caption><thead><tr>"
         "<th scope=\"col\">Type of premises<th scope=\"col\">Premises<th scope=\"col\">Of 100 incidents, at the "
         "busiest "
         "tenth of premises<th scope=\"col\">Gini (0 even, 1 all at one)</thead><tbody>\n" +
         rows + "</tbody></table>";
}

}  // namespace libprofile::publish::detail
