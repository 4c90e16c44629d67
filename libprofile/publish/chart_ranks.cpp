// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string_view>
#include <vector>

#include "libprofile/publish/detail/chart.hpp"
#include "libprofile/publish/detail/html.hpp"
#include "libprofile/publish/detail/ranks.hpp"
#include "libprofile/publish/detail/words.hpp"

namespace libprofile::publish::detail {
namespace {

constexpr std::size_t kMostRows = 40;
constexpr double kAlmostCertain = 0.95;

/// Areas that ranks are counted among: those with a rate, or a count where there are no rates.
std::size_t rated(const View& view) {
  const auto& risks = view.document.risks;
  return static_cast<std::size_t>(std::count_if(
      risks.begin(), risks.end(), [](const AreaRisk& risk) { return std::isfinite(risk.relative_risk.value); }));
}

std::size_t top_tenth(const View& view) {
  return (rated(view) + 9) / 10;
}

/// Ranked areas in tiers, by tier, then code.
std::vector<std::uint32_t> ranked_in_tiers(const View& view) {
  std::vector<std::uint32_t> units;
  for (const auto& tier : view.tier_units) {
    std::copy_if(tier.begin(), tier.end(), std::back_inserter(units), [&](std::uint32_t unit) {
      return unit < view.document.risks.size() && view.document.risks[unit].rank_best;
    });
  }
  return units;
}

std::int64_t width(const AreaRisk& risk) {
  return *risk.rank_worst - *risk.rank_best + 1;
}

std::string at(double rank, const Axis& axis) {
  return decimal(2.0 + 94.0 * std::clamp(rank / axis.end, 0.0, 1.0), 1) + "%";
}

std::string line(std::string_view css, const std::string& x, std::string_view y1, std::string_view y2) {
  return "<line class=\"" + std::string(css) + "\" x1=\"" + x + "\" x2=\"" + x + "\" y1=\"" + std::string(y1) +
         "\" y2=\"" + std::string(y2) + "\"/>";
}

std::string axis_drawing(const Axis& axis, std::size_t top) {
  std::string svg = "<svg class=\"plot-axis\" aria-hidden=\"true\">";
  for (double tick = axis.step; tick <= axis.end * 1.0001; tick += axis.step) {
    svg += "<text class=\"tick\" x=\"" + at(tick, axis) + "\" y=\"42\">" + decimal(tick, 0) + "</text>";
  }
  const bool is_right = static_cast<double>(top) > 0.5 * axis.end;
  svg += "<text class=\"tick\" x=\"" + at(1.0, axis) + "\" y=\"42\">1</text>";
  svg += "<text class=\"reference-name" + std::string(is_right ? " to-left" : "") + "\" x=\"" +
         at(static_cast<double>(top), axis) + "\" y=\"16\">the highest " + grouped(static_cast<std::int64_t>(top)) +
         "</text>";
  return svg + line("reference", at(static_cast<double>(top), axis), "20", "26") + "</svg>";
}

std::string row_drawing(const AreaRisk& risk, const Axis& axis, std::size_t top) {
  std::string svg = "<svg class=\"plot\" aria-hidden=\"true\">";
  for (double tick = axis.step; tick <= axis.end * 1.0001; tick += axis.step) {
    svg += line("grid", at(tick, axis), "0", "100%");
  }
  svg += line("reference", at(static_cast<double>(top), axis), "0", "100%");
  // A place that is known to the rank is a bar too.
  const double half = 0.002 * axis.end;
  return svg + "<line class=\"rank-range\" x1=\"" + at(static_cast<double>(*risk.rank_best) - half, axis) + "\" x2=\"" +
         at(static_cast<double>(*risk.rank_worst) + half, axis) + "\" y1=\"50%\" y2=\"50%\"/></svg>";
}

std::string title(const View& view, const std::vector<std::uint32_t>& units) {
  const auto sure = static_cast<std::size_t>(std::count_if(units.begin(), units.end(), [&](std::uint32_t unit) {
    return view.document.risks[unit].p_top >= kAlmostCertain;
  }));
  return (sure == 0 ? "None" : grouped(static_cast<std::int64_t>(sure))) + " of " +
         how_many(units.size(), "area in tiers", "areas in tiers") + (sure == 1 || sure == 0 ? " is" : " are") +
         " almost certainly " + among_the_top(view);
}

std::string row(const View& view, std::uint32_t unit, const Axis& axis, std::size_t top) {
  const AreaRisk& risk = view.document.risks[unit];
  const std::string code = escaped(view.document.areas.codes[unit]);
  return "<tr><th scope=\"row\"><span class=\"tier-letter\">" + escaped(view.document.hotspots[unit].tier) +
         "</span> <a href=\"#" + code + "\">" + escaped(view.document.areas.names[unit]) +
         "</a><td class=\"drawing\">" + row_drawing(risk, axis, top) + "<td class=\"number\"><strong>" +
         rank_text(risk) + "</strong><td class=\"note\">" + std::string(likelihood_word(risk.p_top)) +
         " <span class=\"interval\">" + in_hundred(risk.p_top) + " in 100</span>";
}

}  // namespace

std::string among_the_top(const View& view) {
  return "among the " + grouped(static_cast<std::int64_t>(top_tenth(view))) + " of " +
         grouped(static_cast<std::int64_t>(rated(view))) + " areas with the highest " +
         (view.has_rates() ? "rates" : "counts");
}

std::string_view likelihood_word(double probability) {
  return probability >= kAlmostCertain ? "almost certainly"
         : probability >= 0.8          ? "probably"
         : probability >= 0.5          ? "more likely than not"
         : probability >= 0.2          ? "possibly"
                                       : "probably not";
}

std::string in_hundred(double probability) {
  if (!std::isfinite(probability)) {
    return "–";
  }
  return probability > 0.99 ? "over 99" : probability < 0.01 ? "under 1" : decimal(100.0 * probability, 0);
}

std::string rank_text(const AreaRisk& risk) {
  if (!risk.rank_best || !risk.rank_worst) {
    return "–";
  }
  const std::string best = grouped(*risk.rank_best);
  return *risk.rank_best == *risk.rank_worst ? best : best + " to " + grouped(*risk.rank_worst);
}

std::string place_in_order(const View& view, std::size_t unit) {
  if (unit >= view.document.risks.size() || !view.document.risks[unit].rank_best) {
    return {};
  }
  const AreaRisk& risk = view.document.risks[unit];
  return "Rank " + rank_text(risk) + " of " + grouped(static_cast<std::int64_t>(rated(view))) + "; " +
         std::string(likelihood_word(risk.p_top)) + " among the highest tenth (" + in_hundred(risk.p_top) + " in 100).";
}

std::string rank_chart(const View& view) {
  auto units = ranked_in_tiers(view);
  if (units.empty()) {
    return {};
  }
  const std::string finding = title(view, units);
  const std::size_t left_out = units.size() - std::min(units.size(), kMostRows);
  units.resize(units.size() - left_out);
  const std::size_t top = top_tenth(view);
  double last = static_cast<double>(top);
  for (const std::uint32_t unit : units) {
    last = std::max(last, static_cast<double>(*view.document.risks[unit].rank_worst));
  }
  const Axis axis = axis_from_zero(std::max(5.0, last));
  std::string html = "<table class=\"chart ranks\"><caption>" + escaped(finding) +
                     "</caption><thead><tr><th scope=\"col\" data-how=\"tiers\">Tier, area<td class=\"drawing\">" +
                     axis_drawing(axis, top) +
                     "<th scope=\"col\" data-how=\"ranks\" class=\"number\">Rank, 1 the highest<th scope=\"col\" "
                     "data-how=\"ranks\" class=\"note\">Among the highest " +
                     grouped(static_cast<std::int64_t>(top)) + "</thead><tbody>";
  for (const std::uint32_t unit : units) {
    html += row(view, unit, axis, top);
  }
  html += "</tbody></table>";
  if (left_out > 0) {
    html += "<p class=\"quiet\">and " + grouped(static_cast<std::int64_t>(left_out)) + " more, in the table.</p>";
  }
  return html;
}

std::string all_areas_alike(const View& view) {
  double first = std::numeric_limits<double>::quiet_NaN();
  for (const AreaRisk& risk : view.document.risks) {
    const double value = risk.relative_risk.value;
    if (std::isfinite(value) && std::isfinite(first) && value != first) {
      return {};
    }
    first = std::isfinite(value) ? value : first;
  }
  return std::isfinite(first) && rated(view) >= 2
             ? std::string(
                   "The released counts differ no more than chance and rounding make them: nothing here tells ") +
                   (view.has_rates() ? "the rate of one area from that of another." : "one area from another.")
             : "";
}

std::string rank_advice(const View& view) {
  const auto units = ranked_in_tiers(view);
  if (units.empty()) {
    return {};
  }
  if (std::string alike = all_areas_alike(view); !alike.empty()) {
    return alike;
  }
  std::vector<std::int64_t> widths;
  for (const std::uint32_t unit : units) {
    widths.push_back(width(view.document.risks[unit]));
  }
  const auto middle = widths.begin() + static_cast<std::ptrdiff_t>(widths.size() / 2);
  std::nth_element(widths.begin(), middle, widths.end());
  const auto top = static_cast<std::int64_t>(top_tenth(view));
  if (2 * *middle <= top) {
    return "Most of these places are known well: their ranges are short beside the highest tenth.";
  }
  if (*middle <= 2 * top) {
    return "Most of these places are known roughly. Where two bars overlap, do not say that one area comes before the "
           "other.";
  }
  return "Most of these places are hardly known: the bars overlap so much that they give no order. Choose by what else "
         "is known of an area.";
}

}  // namespace libprofile::publish::detail
