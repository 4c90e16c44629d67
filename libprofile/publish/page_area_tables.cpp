// SPDX-License-Identifier: MIT
#include <algorithm>
#include <numeric>

#include "libprofile/publish/detail/html.hpp"
#include "libprofile/publish/detail/ranks.hpp"
#include "libprofile/publish/detail/summary.hpp"
#include "libprofile/publish/detail/tables.hpp"
#include "libprofile/publish/detail/words.hpp"

namespace libprofile::publish::detail {
namespace {

struct Heading {
  std::string_view text;
  /// How the column is made (detail/how.hpp).
  std::string_view how;
  /// For the script: what the column can be filtered by.
  std::string_view key = {};
  bool is_text = false;
};

std::string opening(std::string_view css, std::string_view caption, const std::vector<Heading>& headings) {
  std::string html = "<table class=\"data " + std::string(css) + "\" data-sortable><caption>" + escaped(caption) +
                     "</caption><thead><tr>";
  for (const Heading& heading : headings) {
    html += "<th scope=\"col\" data-how=\"" + std::string(heading.how) + (heading.is_text ? "\" class=\"t\"" : "\"");
    html += heading.key.empty() ? ">" : " data-key=\"" + std::string(heading.key) + "\">";
    append_escaped(html, heading.text);
  }
  return html + "</thead><tbody>\n";
}

std::string caption_of_areas(const View& view) {
  const std::string alike = all_areas_alike(view);
  return "Every number by area" + (alike.empty() ? "" : ". " + alike);
}

/// Tiers first, in order; within a tier and after them by code, which is the order of units.
std::vector<std::uint32_t> by_tier(const View& view) {
  std::vector<std::uint32_t> order;
  for (const auto& units : view.tier_units) {
    order.insert(order.end(), units.begin(), units.end());
  }
  std::vector<bool> is_tiered(view.document.areas.size());
  for (const std::uint32_t unit : order) {
    is_tiered[unit] = true;
  }
  for (std::uint32_t unit = 0; unit < is_tiered.size(); ++unit) {
    if (!is_tiered[unit]) {
      order.push_back(unit);
    }
  }
  return order;
}

std::vector<std::uint32_t> chosen_units(const View& view, Audience audience) {
  std::vector<std::uint32_t> order;
  if (audience == Audience::outreach || !view.shows_areas()) {
    order = by_tier(view);
  } else {
    order.resize(view.document.areas.size());
    std::iota(order.begin(), order.end(), 0U);
  }
  if (!view.shows_areas() && order.size() > kMostRowsBesideGroups) {
    order.resize(kMostRowsBesideGroups);
  }
  return order;
}

std::string_view label_in_words(std::string_view label) {
  return label == "hot"      ? "more than expected"
         : label == "cold"   ? "fewer than expected"
         : label == "island" ? "no neighbours"
                             : "as expected";
}

std::string_view evidence(const Neighbourhood& neighbourhood) {
  switch (neighbourhood.reliability) {
    case Reliability::ok:
      return sureness(neighbourhood.rate_per_1000).empty() ? "given" : sureness(neighbourhood.rate_per_1000);
    case Reliability::low:
      return "low reliability";
    case Reliability::withheld:
      return "withheld";
  }
  return {};
}

std::string rounded_heading(const View& view, const std::string& noun) {
  return view.base() > 1 ? noun + " (rounded to " + grouped(view.base()) + "s)" : noun;
}

void append_text_cell(std::string& html, std::string_view text) {
  html += "<td class=t>";
  append_escaped(html, text);
}

void append_rate_cells(std::string& html, const Estimate& rate) {
  append_cell(html, rate_text(rate.value));
  append_cell(html, interval_text(rate));
}

void append_risk_cells(std::string& html, const AreaRisk& risk, Audience audience) {
  if (audience == Audience::analyst) {
    append_cell(html, rate_text(risk.relative_risk.value) + " [" + interval_text(risk.relative_risk) + "]");
    append_cell(html, in_hundred(risk.p_above));
    append_cell(html, in_hundred(risk.p_twice));
  }
  append_cell(html, rank_text(risk));
  append_cell(html, in_hundred(risk.p_top));
}

void append_area(std::string& html, const View& view, std::uint32_t unit, Audience audience) {
  const auto& document = view.document;
  const Neighbourhood& neighbourhood = document.neighbourhoods[unit];
  const std::string code = escaped(document.areas.codes[unit]);
  html += "<tr id=\"" + code + "\"><th scope=row><a href=\"#" + code + "\">";
  append_escaped(html, document.areas.names[unit]);
  html += "</a>";
  append_text_cell(html, document.areas.codes[unit]);
  if (view.has_groups()) {
    append_text_cell(html, view.group_name(unit));
  }
  const bool has_hotspots = unit < document.hotspots.size();
  if (has_hotspots) {
    append_text_cell(html, document.hotspots[unit].tier);
  }
  append_cell(html, count_text(neighbourhood.count, view.base()));
  append_rate_cells(html, neighbourhood.rate_per_1000);
  if (unit < document.risks.size()) {
    append_risk_cells(html, document.risks[unit], audience);
  }
  if (audience == Audience::analyst) {
    append_cell(html, rate_text(neighbourhood.smoothed_per_1000));
    append_cell(html, has_hotspots ? decimal(document.hotspots[unit].z, 2) : "–");
    append_cell(html, has_hotspots ? decimal(document.hotspots[unit].q, 3) : "–");
  }
  if (has_hotspots) {
    append_text_cell(html, label_in_words(document.hotspots[unit].label));
  }
  append_text_cell(html, std::string(evidence(neighbourhood)) +
                             (neighbourhood.denominator.empty() ? "" : "; residents may mislead"));
  html.push_back('\n');
}

}  // namespace

std::string count_heading(const View& view) {
  return rounded_heading(view, capitalised(std::string(counted_noun(view.document))));
}

std::string month_heading(const View& view) {
  return rounded_heading(view, counts_persons(view.document) ? "Different persons" : "Incidents");
}

std::string area_table(const View& view, Audience audience) {
  const auto& document = view.document;
  if (document.areas.size() == 0) {
    return {};
  }
  const auto units = chosen_units(view, audience);
  const std::string count = count_heading(view);
  std::vector<Heading> headings{{"Area", "names", "", true}, {"Code", "names", "", true}};
  const std::string group = capitalised(view.group_word);
  if (view.has_groups()) {
    headings.push_back({group, "names", "district", true});
  }
  if (!document.hotspots.empty()) {
    headings.push_back({"Tier", "tiers", "tier", true});
  }
  headings.insert(headings.end(),
                  {{count, "counts"}, {"Rate per 1,000 residents", "rates"}, {"95 % interval", "intervals"}});
  if (!document.risks.empty()) {
    const bool by_rate = view.has_rates();
    if (audience == Audience::analyst) {
      headings.insert(headings.end(),
                      {{by_rate ? "Times the rate of all [95 %]" : "Times the mean of all [95 %]", "risks"},
                       {"Chance above all, of 100", "risks"},
                       {"Chance above twice that", "risks"}});
    }
    headings.insert(headings.end(), {{by_rate ? "Rank of its rate" : "Rank of its count", "ranks"},
                                     {"Chance of the highest tenth, of 100", "ranks"}});
  }
  if (audience == Audience::analyst) {
    headings.insert(headings.end(), {{"Smoothed per 1,000", "smoothed"}, {"Gi* z", "hotspots"}, {"Gi* q", "hotspots"}});
  }
  if (!document.hotspots.empty()) {
    headings.push_back({"With its neighbours", "hotspots", "", true});
  }
  headings.push_back({"How sure", "sureness", "", true});
  std::string html;
  html.reserve(units.size() * 320 + 2048);
  html += opening("areas", caption_of_areas(view), headings);
  for (const std::uint32_t unit : units) {
    append_area(html, view, unit, audience);
  }
  return html + "</tbody></table>";
}

std::string group_table(const View& view) {
  const auto& level = view.document.by_area_level;
  if (level.size() == 0) {
    return {};
  }
  const std::string count = count_heading(view);
  const std::string group = capitalised(view.group_word);
  std::string html = opening("groups", "Every number by " + view.group_word,
                             {{group, "names", "", true},
                              {"Code", "names", "", true},
                              {count, "counts"},
                              {"What that can mean", "ranges"},
                              {"Residents", "residents"},
                              {"Rate per 1,000 residents", "rates"}});
  for (std::size_t i = 0; i < level.size(); ++i) {
    const std::string code = escaped(level.codes[i]);
    html += "<tr id=\"" + code + "\"><th scope=row><a href=\"#" + code + "\">" + escaped(level.names[i]) + "</a>";
    append_text_cell(html, level.codes[i]);
    append_cell(html, count_text(view.group_count[i], view.base()));
    append_cell(html, count_range_text(view.group_count[i], view.base()));
    append_cell(html, decimal(view.group_population[i], 0));
    append_cell(html, rate_text(view.group_rate_per_1000[i]));
    html.push_back('\n');
  }
  return html + "</tbody></table>";
}

}  // namespace libprofile::publish::detail
