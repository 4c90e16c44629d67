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

/// What a cell that is withheld is joined to: the type over everything.
std::string joined(const View& view, std::string_view code) {
  for (const PremisesType& type : view.document.premises_types) {
    if (type.type == code && std::isfinite(type.rate_per_100.value)) {
      return " <span class=\"interval\">everywhere " + rate_text(type.rate_per_100.value) + "</span>";
    }
  }
  return {};
}

/// Its flag where that stands after the correction for all types of the group.
std::string_view sure_flag(const PremisesType& type) {
  const bool is_doubted = (type.flag == "high" || type.flag == "low") && !type.funnel.starts_with(type.flag);
  return is_doubted ? std::string_view("none") : std::string_view(type.flag);
}

std::string cell(const View& view, const PremisesType* type) {
  if (type == nullptr) {
    return "<td class=\"flag absent\">none";
  }
  const std::string_view flag = sure_flag(*type);
  const std::string html = "<td class=\"flag " + escaped(flag) + "\">";
  if (std::isfinite(type->rate_per_100.value) && type->flag != "withheld") {
    return html + "<strong>" + rate_text(type->rate_per_100.value) + "</strong> " + flag_mark(flag) +
           " <span class=\"interval\">[" + interval_text(type->rate_per_100) + "]</span>";
  }
  return html + flag_mark(flag) + joined(view, type->type);
}

/// What the flags of a group compare with: its released incidents over its released premises. NaN without premises.
double mean_of_group(const View& view, std::uint32_t group) {
  std::int64_t premises = 0;
  std::int64_t incidents = 0;
  for (const PremisesType& type : view.document.premises_types_by_area) {
    if (type.group == group && type.premises && type.incidents) {
      premises += *type.premises;
      incidents += *type.incidents;
    }
  }
  return premises > 0 ? 100.0 * static_cast<double>(incidents) / static_cast<double>(premises) : std::nan("");
}

std::string mean_cell(const View& view, std::uint32_t group) {
  return "<td class=\"flag mean\"><strong>" + rate_text(mean_of_group(view, group)) + "</strong>";
}

std::string column_heading(std::string_view name, std::string_view how) {
  return "<th scope=\"col\" data-how=\"" + std::string(how) + "\">" + escaped(name);
}

constexpr std::string_view kAllTypes = "all types";

struct Cross {
  const View& view;
  TypeNames types;
  Cells cells;
  std::uint32_t groups = 0;

  [[nodiscard]] std::string cell_of(std::uint32_t group, std::string_view type) const {
    const auto found = cells.find({group, type});
    return cell(view, found == cells.end() ? nullptr : found->second);
  }
};

std::string types_in_rows(const Cross& cross) {
  std::string html = column_heading("Type of premises", "names");
  for (std::uint32_t group = 0; group < cross.groups; ++group) {
    html += column_heading(cross.view.document.by_area_level.names[group], "types");
  }
  html += "</thead><tbody>\n";
  for (const auto& [code, name] : cross.types) {
    html += "<tr><th scope=\"row\">" + escaped(name);
    for (std::uint32_t group = 0; group < cross.groups; ++group) {
      html += cross.cell_of(group, code);
    }
  }
  html += "<tr class=\"mean\"><th scope=\"row\">" + std::string(kAllTypes);
  for (std::uint32_t group = 0; group < cross.groups; ++group) {
    html += mean_cell(cross.view, group);
  }
  return html;
}

std::string groups_in_rows(const Cross& cross) {
  std::string html = column_heading(capitalised(cross.view.group_word), "names");
  for (const auto& [code, name] : cross.types) {
    html += column_heading(name, "types");
  }
  html += column_heading(kAllTypes, "flags") + "</thead><tbody>\n";
  for (std::uint32_t group = 0; group < cross.groups; ++group) {
    html += "<tr><th scope=\"row\">" + escaped(cross.view.document.by_area_level.names[group]);
    for (const auto& [code, name] : cross.types) {
      html += cross.cell_of(group, code);
    }
    html += mean_cell(cross.view, group);
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
                            : "<abbr class=\"mark\" title=\"no clear difference from the mean\">·</abbr>";
}

std::string type_by_group_table(const View& view) {
  Cross cross{view, {}, {}, static_cast<std::uint32_t>(std::min(view.document.by_area_level.size(), kMostGroups))};
  for (const PremisesType& type : view.document.premises_types_by_area) {
    if (type.group < cross.groups) {
      cross.types.emplace(type.type, type.name);
      cross.cells.emplace(std::pair(type.group, std::string_view(type.type)), &type);
    }
  }
  if (cross.cells.empty()) {
    return {};
  }
  return "<table class=\"data cross\"><caption>" + escaped(capitalised(std::string(counted_noun(view.document)))) +
         " per 100 premises, by type and " + escaped(view.group_word) + "</caption><thead><tr>" +
         (cross.groups <= 6 ? types_in_rows(cross) : groups_in_rows(cross)) + "</tbody></table>";
}

std::string concentration_table(const View& view) {
  const std::string noun(counted_noun(view.document));
  std::string rows;
  for (const PremisesType& type : view.document.premises_types) {
    if (!std::isfinite(type.share_top_tenth) && !std::isfinite(type.gini)) {
      continue;
    }
    rows += "<tr><th scope=\"row\">" + escaped(type.name);
    append_cell(rows, count_text(type.premises, view.premises_base()));
    rows += "<td>" + share_bar(type.share_top_tenth) + decimal(100.0 * type.share_top_tenth, 0);
    append_cell(rows, std::isfinite(type.share_top_tenth_by_chance) ? decimal(100.0 * type.share_top_tenth_by_chance, 0)
                                                                    : std::string("–"));
    append_cell(rows, decimal(type.gini, 2));
  }
  if (rows.empty()) {
    return {};
  }
  return "<table class=\"data\"><caption>How far " + noun +
         " gather at a few premises of each type</caption><thead><tr>"
         "<th scope=\"col\" data-how=\"names\">Type of premises<th scope=\"col\" data-how=\"premises\">Premises<th "
         "scope=\"col\" data-how=\"concentration\">Of 100 " +
         noun +
         ", at the busiest tenth of premises<th scope=\"col\" data-how=\"concentration\">Chance alone gives<th "
         "scope=\"col\" data-how=\"concentration\">Gini (0 even, 1 all "
         "at one)</thead><tbody>\n" +
         rows + "</tbody></table>";
}

}  // namespace libprofile::publish::detail
