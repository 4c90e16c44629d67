// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "libprofile/publish/detail/html.hpp"
#include "libprofile/publish/detail/premises_charts.hpp"
#include "libprofile/publish/detail/summary.hpp"
#include "libprofile/publish/detail/tables.hpp"
#include "libprofile/publish/detail/words.hpp"

namespace libprofile::publish::detail {
namespace {

constexpr double kBaseline = 60.0;

/// One type's bands, from near to the last limit.
using Curve = std::vector<const PremisesDistance*>;

/// A type without a rate within the first band or before the last limit has none.
std::vector<Curve> curves_of(const View& view) {
  std::vector<Curve> curves;
  for (const PremisesType* type : types_by_rate(view)) {
    Curve curve;
    for (const PremisesDistance& row : view.document.premises_distances) {
      if (row.type == type->type) {
        curve.push_back(&row);
      }
    }
    if (curve.size() < 3) {
      continue;
    }
    curve.pop_back();
    if (std::isfinite(curve.front()->per_km2.value) && std::isfinite(curve.back()->per_km2.value)) {
      curves.push_back(curve);
    }
  }
  return curves;
}

bool is_more_near(const Curve& curve) {
  return curve.front()->per_km2.lower > curve.back()->per_km2.upper;
}

bool is_fewer_near(const Curve& curve) {
  return curve.front()->per_km2.upper < curve.back()->per_km2.lower;
}

std::string height_of(double value, double most) {
  return decimal(kBaseline * (1.0 - value / most), 1);
}

/// Columns from 0, to the highest limit of the type.
std::string drawing(const Curve& curve) {
  const double width = 100.0 / static_cast<double>(curve.size());
  double most = 0.0;
  for (const PremisesDistance* row : curve) {
    most = std::isfinite(row->per_km2.upper) ? std::max(most, row->per_km2.upper) : most;
  }
  std::string svg = "<svg class=\"decay\" aria-hidden=\"true\" viewBox=\"0 -2 100 64\">";
  for (std::size_t band = 0; band < curve.size(); ++band) {
    const Estimate& rate = curve[band]->per_km2;
    if (!std::isfinite(rate.value)) {
      continue;
    }
    const double left = static_cast<double>(band) * width;
    svg += "<rect class=\"decay-column\" x=\"" + decimal(left + 0.1 * width, 1) + "\" y=\"" +
           height_of(rate.value, most) + "\" width=\"" + decimal(0.8 * width, 1) + "\" height=\"" +
           decimal(kBaseline * rate.value / most, 1) + "\"/><path class=\"decay-range\" d=\"M" +
           decimal(left + 0.5 * width, 1) + " " + height_of(rate.lower, most) + "V" + height_of(rate.upper, most) +
           "\"/>";
  }
  return svg + "<path class=\"decay-ground\" d=\"M0 60H100\"/></svg>";
}

/// "within 50 m" for "0 to 50 m", "at 200 to 400 m".
std::string where(const std::string& distance) {
  constexpr std::string_view kFromNone = "0 to ";
  return distance.starts_with(kFromNone) ? "within " + distance.substr(kFromNone.size()) : "at " + distance;
}

/// The same, with the unit in the line of its number.
std::string where_html(const std::string& distance) {
  std::string html = escaped(where(distance));
  constexpr std::string_view kUnit = " m";
  if (html.ends_with(kUnit)) {
    html.replace(html.size() - kUnit.size(), kUnit.size(), "&nbsp;m");
  }
  return html;
}

std::string item(const Curve& curve) {
  const std::string which = is_more_near(curve)    ? "<span class=\"mark\">▲</span>&nbsp;clearly more close by"
                            : is_fewer_near(curve) ? "<span class=\"mark\">▼</span>&nbsp;clearly fewer close by"
                                                   : "no clear difference";
  const PremisesDistance& first = *curve.front();
  const PremisesDistance& last = *curve.back();
  return "<li>" + drawing(curve) + "<span class=\"decay-ends quiet\"><span>" + escaped(first.distance) +
         "</span><span>" + escaped(last.distance) + "</span></span><strong>" + escaped(first.name) +
         "</strong> <span class=\"quiet\">" + rate_text(first.per_km2.value) + " per km² " +
         where_html(first.distance) + ", " + rate_text(last.per_km2.value) + " " + where_html(last.distance) + "; " +
         which + "</span>";
}

std::string title(const std::vector<Curve>& curves, std::string_view noun) {
  const auto more = static_cast<std::size_t>(std::count_if(curves.begin(), curves.end(), is_more_near));
  const std::string types = how_many(more, "type has", "types have");
  const std::string who = more == 0                           ? "No type has"
                          : more == curves.size() && more > 1 ? "All " + types
                                                              : capitalised(types);
  return who + " clearly more " + std::string(noun) + " per square kilometre " +
         where(curves.front().front()->distance) + " than " + where(curves.front().back()->distance);
}

/// Square kilometres to the two figures that they are known to.
std::string land_text(double land_km2) {
  return decimal(land_km2, land_km2 >= 10.0 ? 0 : land_km2 >= 1.0 ? 1 : land_km2 >= 0.1 ? 2 : 3);
}

}  // namespace

std::string distance_charts(const View& view) {
  const std::vector<Curve> curves = curves_of(view);
  if (curves.empty()) {
    return {};
  }
  std::string items;
  for (const Curve& curve : curves) {
    items += item(curve);
  }
  return "<figure class=\"decays\" data-how=\"distances\"><figcaption>" +
         escaped(title(curves, counted_noun(view.document))) + "</figcaption><ul class=\"curves\">" + items +
         "</ul></figure>";
}

std::string distance_lead(const View& view) {
  const auto& rows = view.document.premises_distances;
  if (rows.empty()) {
    return {};
  }
  const std::size_t shown = curves_of(view).size();
  if (shown == 0) {
    return "Too few " + std::string(counted_noun(view.document)) +
           " lie near premises of any type to say whether they thin out with distance.";
  }
  const std::size_t left = view.document.premises_types.size() - shown;
  return left == 0
             ? std::string()
             : "Of " + how_many(left, "more type") + " nothing is shown: too few premises or " +
                   std::string(counted_noun(view.document)) + " near them, or the numbers would be about one business.";
}

std::string distances_table(const View& view) {
  std::string rows;
  for (const PremisesDistance& row : view.document.premises_distances) {
    if (!row.incidents) {
      continue;
    }
    rows += "<tr><th scope=\"row\">" + escaped(row.name) + "<td class=\"t\">" + escaped(row.distance);
    append_cell(rows, count_text(row.incidents, view.base()));
    append_cell(rows, std::isfinite(row.land_km2) ? land_text(row.land_km2) : std::string("–"));
    append_cell(rows, std::isfinite(row.per_km2.value)
                          ? rate_text(row.per_km2.value) + " [" + interval_text(row.per_km2) + "]"
                          : std::string("–"));
  }
  if (rows.empty()) {
    return {};
  }
  const std::string noun = capitalised(std::string(counted_noun(view.document)));
  return "<table class=\"data\"><caption>" + noun +
         " by distance from the nearest premises of a type</caption><thead><tr><th scope=\"col\" "
         "data-how=\"names\">Type "
         "of premises<th scope=\"col\" data-how=\"distances\" class=\"t\">Nearest one is<th scope=\"col\" "
         "data-how=\"distances\">" +
         noun +
         "<th scope=\"col\" data-how=\"distances\">Square kilometres<th scope=\"col\" data-how=\"distances\">Per "
         "square kilometre [95 % interval]</thead><tbody>\n" +
         rows + "</tbody></table>";
}

}  // namespace libprofile::publish::detail
