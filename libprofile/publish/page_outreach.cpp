// SPDX-License-Identifier: MIT
#include <cmath>

#include "libprofile/publish/detail/how.hpp"
#include "libprofile/publish/detail/html.hpp"
#include "libprofile/publish/detail/page_parts.hpp"
#include "libprofile/publish/detail/ranks.hpp"
#include "libprofile/publish/detail/summary.hpp"
#include "libprofile/publish/detail/tier_words.hpp"
#include "libprofile/publish/detail/words.hpp"

namespace libprofile::publish::detail {
namespace {

constexpr std::size_t kMostCards = 24;

/// Types that stand out in the unit's district: what to look out for on the way.
std::string premises_nearby(const View& view, std::uint32_t unit) {
  std::vector<std::string> names;
  for (const PremisesType& type : view.document.premises_types_by_area) {
    if (type.group == view.group_of_unit[unit] && stands_out(type)) {
      names.push_back("“" + type.name + "”");
    }
  }
  if (names.empty() || names.size() > 4) {
    return {};
  }
  return "In " + std::string(view.group_name(unit)) + ", " + std::string(more_counted(view.document)) +
         " than expected, all types there looked at, are near " + enumerated(names) + " (correlation, not evidence).";
}

std::string card(const View& view, std::uint32_t unit) {
  const auto& document = view.document;
  const Neighbourhood& neighbourhood = document.neighbourhoods[unit];
  std::string html = "<li><h3><a href=\"#" + escaped(document.areas.codes[unit]) + "\">" +
                     escaped(document.areas.names[unit]) + "</a></h3><p class=\"facts\"><strong>" +
                     escaped(count_range_text(neighbourhood.count, view.base())) + "</strong> " +
                     std::string(counted_noun(document));
  if (std::isfinite(neighbourhood.rate_per_1000.value)) {
    html += " · <strong>" + rate_text(neighbourhood.rate_per_1000.value) +
            "</strong> per 1,000 <span class=\"interval\">[" + interval_text(neighbourhood.rate_per_1000) + "]</span>";
  }
  html += "</p>";
  html += "<p class=\"reason\">" + escaped(reason_for_tier(view, unit)) + "</p>";
  if (!neighbourhood.denominator.empty()) {
    html += "<p class=\"reason\">" + escaped(capitalised(neighbourhood.denominator)) + ".</p>";
  }
  if (const std::string place = place_in_order(view, unit); !place.empty()) {
    html += "<p class=\"in-order\">" + escaped(place) + "</p>";
  }
  return html;
}

std::string tier_list(const View& view, std::size_t tier) {
  static constexpr std::string_view kAdvice[] = {"go here first", "then here", "where there is time"};
  const auto& units = view.tier_units[tier];
  if (units.empty()) {
    return {};
  }
  const char letter = static_cast<char>('A' + tier);
  std::string html = "<details class=\"tier tier-";
  html += static_cast<char>('a' + tier);
  html += tier == 0 || view.tier_units[0].empty() ? "\" open><summary>" : "\"><summary>";
  html += "<span class=\"badge\">" + std::string(1, letter) + "</span><span>Tier " + letter + ": " +
          std::string(kAdvice[tier]) + " <span class=\"quiet\">· " + how_many(units.size(), "area") +
          "</span></span></summary><ul class=\"cards\">";
  for (std::size_t i = 0; i < units.size() && i < kMostCards; ++i) {
    html += card(view, units[i]);
  }
  html += "</ul>";
  if (units.size() > kMostCards) {
    html += "<p class=\"quiet\">and " + grouped(static_cast<std::int64_t>(units.size() - kMostCards)) +
            " more, in the table.</p>";
  }
  return html + "</details>";
}

}  // namespace

void add_outreach_parts(Parts& parts, const View& view) {
  add_map(parts, view, MapOf::tiers);
  add_week_parts(parts, view);
  add_plan_parts(parts, view);
  for (std::size_t tier = 0; tier < 3; ++tier) {
    parts.html["tiers"] += tier_list(view, tier);
  }
  parts.html["tiers_how"] = how_line({"tiers", "counts", "rates", "intervals", "ranks"});
  parts.html["ranks"] = rank_chart(view);
  parts.text["rank_advice"] = rank_advice(view);
  parts.text["ranked_by"] = view.has_rates() ? "rate" : "count";
  std::vector<std::string> nearby;
  std::vector<bool> is_said(view.document.by_area_level.size());
  for (const auto& units : view.tier_units) {
    for (const std::uint32_t unit : units) {
      const std::uint32_t group = view.group_of_unit[unit];
      if (group < is_said.size() && !is_said[group]) {
        is_said[group] = true;
        nearby.push_back(premises_nearby(view, unit));
      }
    }
  }
  std::erase(nearby, std::string());
  parts.lists["nearby"] = nearby;
}

}  // namespace libprofile::publish::detail
