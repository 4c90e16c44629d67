// SPDX-License-Identifier: MIT
#include <cmath>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "libprofile/publish/detail/html.hpp"
#include "libprofile/publish/detail/tables.hpp"
#include "libprofile/publish/detail/words.hpp"

namespace libprofile::publish::detail {
namespace {

std::string rejected_text(const SourceQuality& source, std::int64_t base) {
  std::string text;
  for (const auto& rule : source.rejected) {
    text += (text.empty() ? "" : "; ") + rule.rule + ": " + count_text(rule.rows, base);
  }
  return text.empty() ? "none" : text;
}

/// "2018-01" as "Jan 2018"; text of another form as it is.
std::string short_month(std::string_view month) {
  const std::string words = date_text(std::string(month) + "-01");
  const std::size_t space = words.find(' ', 2);
  return words.starts_with("1 ") && space != std::string::npos ? words.substr(2, 3) + words.substr(space)
                                                               : std::string(month);
}

/// A shade from 0 to 4 that darkens as less is filled in.
int shade(double share) {
  return share >= 0.95 ? 0 : share >= 0.8 ? 1 : share >= 0.5 ? 2 : share >= 0.2 ? 3 : 4;
}

void append_share(std::string& html, double share) {
  if (!std::isfinite(share)) {
    html += "<td class=\"absent\">–";
    return;
  }
  html += "<td class=\"gap" + std::to_string(shade(share)) + "\">" + decimal(100.0 * share, 0);
}

}  // namespace

std::string source_table(const View& view) {
  const auto& sources = view.document.quality.sources;
  if (sources.empty()) {
    return {};
  }
  std::string html =
      "<table class=\"data\"><caption>Rows of each source</caption><thead><tr><th scope=\"col\" "
      "data-how=\"names\">Source";
  for (const std::string_view heading :
       {"Read", "Accepted", "No coordinates", "Outside the areas", "Outside the window", "No referral date",
        "Found by looking", "Repeated ids"}) {
    html += "<th scope=\"col\" data-how=\"quality\">" + std::string(heading);
  }
  html += "<th scope=\"col\" data-how=\"quality\" class=\"t\">Rejected, by rule";
  html += "</thead><tbody>\n";
  for (const SourceQuality& source : sources) {
    html += "<tr><th scope=\"row\">" + escaped(capitalised(source.source));
    const bool has_places = source.source != "victims" && source.source != "offenders";
    const auto append = [&](std::int64_t rows, bool is_said) {
      append_cell(html, is_said ? count_text(rows, view.base()) : "–");
    };
    append(source.rows_read, true);
    append(source.accepted, true);
    append(source.without_coordinates, has_places);
    append(source.outside_areas, has_places);
    append(source.outside_window, source.source != "premises");
    append(source.without_referral, source.source == "victims");
    append(source.proactive, source.source == "incidents");
    append(source.duplicates, true);
    html += "<td class=\"t wide\">" + escaped(rejected_text(source, view.base()));
  }
  return html + "</tbody></table>";
}

std::string completeness_table(const View& view) {
  std::set<std::string_view> months;
  std::map<std::pair<std::string_view, std::string_view>, std::map<std::string_view, double>> rows;
  for (const Completeness& item : view.document.quality.completeness) {
    months.insert(item.month);
    rows[{item.agency, item.field}][item.month] = item.share;
  }
  if (rows.empty()) {
    return {};
  }
  std::string html =
      "<table class=\"data grid\"><caption>Of 100 records, how many have the field filled in</caption><thead>"
      "<tr><th scope=\"col\" data-how=\"names\">Agency<th scope=\"col\" data-how=\"names\" class=\"t\">Field";
  for (const std::string_view month : months) {
    html += "<th scope=\"col\" data-how=\"quality\">" + escaped(short_month(month));
  }
  html += "</thead><tbody>\n";
  for (const auto& [row, shares] : rows) {
    html += "<tr><th scope=\"row\">" + escaped(row.first) + "<td class=\"t\">" + escaped(row.second);
    for (const std::string_view month : months) {
      const auto found = shares.find(month);
      append_share(html, found == shares.end() ? std::nan("") : found->second);
    }
  }
  return html + "</tbody></table>";
}

std::string cluster_table(const View& view) {
  const auto& document = view.document;
  if (document.clusters.empty()) {
    return {};
  }
  std::string html =
      "<table class=\"data\"><caption>Clusters: areas with incidents that lie close together</caption><thead>"
      "<tr><th scope=\"col\" data-how=\"clusters\">Cluster, by its number in the layer<th scope=\"col\" "
      "data-how=\"clusters\">Areas<th scope=\"col\" data-how=\"counts\">" +
      count_heading(view) +
      "<th scope=\"col\" data-how=\"clusters\">Size in km²<th scope=\"col\" data-how=\"clusters\" class=\"t\">Which "
      "areas</thead><tbody>\n";
  constexpr std::size_t kMostNames = 12;
  for (std::size_t i = 0; i < document.clusters.size(); ++i) {
    const Cluster& cluster = document.clusters[i];
    html += "<tr><th scope=\"row\">" + std::to_string(i);
    append_cell(html, grouped(static_cast<std::int64_t>(cluster.units.size())));
    append_cell(html, count_text(cluster.count, view.base()));
    append_cell(html, decimal(cluster.area_km2, 1));
    html += "<td class=\"t wide\">";
    for (std::size_t k = 0; k < cluster.units.size() && k < kMostNames; ++k) {
      html += k > 0 ? ", " : "";
      append_escaped(html, document.areas.names[cluster.units[k]]);
    }
    if (cluster.units.size() > kMostNames) {
      html += " and " + grouped(static_cast<std::int64_t>(cluster.units.size() - kMostNames)) + " more";
    }
  }
  return html + "</tbody></table>";
}

std::string method_table(const View& view) {
  const auto& methods = view.document.manifest.methods;
  if (methods.empty()) {
    return {};
  }
  std::string html =
      "<table class=\"data methods\"><caption>Methods and their parameters</caption><thead><tr>"
      "<th scope=\"col\" data-how=\"methods\">Method<th scope=\"col\" data-how=\"methods\" class=\"t\">Parameters<th "
      "scope=\"col\" data-how=\"methods\" "
      "class=\"t\">Source</thead><tbody>\n";
  for (const auto& method : methods) {
    html += "<tr><th scope=\"row\">" + escaped(method.name) + "<td class=\"t\">";
    for (std::size_t i = 0; i < method.parameters.size(); ++i) {
      html += (i > 0 ? "; " : "") + escaped(method.parameters[i].first) + " = " + escaped(method.parameters[i].second);
    }
    html += "<td class=\"t\">" + escaped(method.reference);
  }
  return html + "</tbody></table>";
}

std::string month_table(const View& view) {
  if (view.document.months.empty()) {
    return {};
  }
  std::string html =
      "<table class=\"data short\"><caption>Every number by month</caption><thead><tr>"
      "<th scope=\"col\" data-how=\"names\">Month<th scope=\"col\" data-how=\"months\">" +
      month_heading(view) + "<th scope=\"col\" data-how=\"ranges\">What that can mean</thead><tbody>\n";
  for (const MonthCount& month : view.document.months) {
    html += "<tr><th scope=\"row\">" + std::string(month_name(month.month)) + " " + std::to_string(month.year);
    append_cell(html, count_text(month.count, view.base()));
    append_cell(html, count_range_text(month.count, view.base()));
  }
  return html + "</tbody></table>";
}

}  // namespace libprofile::publish::detail
