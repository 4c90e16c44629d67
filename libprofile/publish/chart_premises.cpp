// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>

#include "libprofile/publish/detail/chart.hpp"
#include "libprofile/publish/detail/how.hpp"
#include "libprofile/publish/detail/html.hpp"
#include "libprofile/publish/detail/premises_charts.hpp"
#include "libprofile/publish/detail/summary.hpp"
#include "libprofile/publish/detail/tables.hpp"
#include "libprofile/publish/detail/words.hpp"

namespace libprofile::publish::detail {
namespace {

std::vector<const PremisesType*> with_ratio(const View& view) {
  std::vector<const PremisesType*> types;
  for (const PremisesType& type : view.document.premises_types) {
    if (std::isfinite(type.matched_ratio.value)) {
      types.push_back(&type);
    }
  }
  std::stable_sort(types.begin(), types.end(), [](const PremisesType* a, const PremisesType* b) {
    return a->matched_ratio.value != b->matched_ratio.value ? a->matched_ratio.value > b->matched_ratio.value
                                                            : a->type < b->type;
  });
  return types;
}

constexpr const char* kCaution = " <span class=\"caution\">correlation, not evidence</span>";

std::string side(const Estimate& ratio) {
  if (ratio.lower > 1.0) {
    return flag_mark("high") + " more" + kCaution;
  }
  if (ratio.upper < 1.0) {
    return flag_mark("low") + " fewer" + kCaution;
  }
  if (std::isnan(ratio.lower)) {
    return "<span class=\"quiet\">compared in one kind of surroundings only: no interval</span>";
  }
  constexpr double kAboutAsMany = 1.25;
  const bool is_alike = ratio.lower > 1.0 / kAboutAsMany && ratio.upper < kAboutAsMany;
  return is_alike ? "<span class=\"quiet\">as around them</span>" : "<span class=\"quiet\">not clear</span>";
}

std::string matched_title(const std::vector<const PremisesType*>& types, std::string_view noun) {
  const auto above = static_cast<std::size_t>(std::count_if(
      types.begin(), types.end(), [](const PremisesType* type) { return type->matched_ratio.lower > 1.0; }));
  const std::string who =
      above == 0 ? "No type has" : capitalised(how_many(above, "type")) + (above == 1 ? " has" : " have");
  return who + " clearly more " + std::string(noun) + " than other types in surroundings as busy, each type on its own";
}

double incidents_at(const std::vector<CurvePoint>& curve, double premises) {
  for (std::size_t k = 1; k < curve.size(); ++k) {
    if (curve[k].premises >= premises) {
      const double width = curve[k].premises - curve[k - 1].premises;
      const double share = width > 0.0 ? (premises - curve[k - 1].premises) / width : 1.0;
      return curve[k - 1].incidents + share * (curve[k].incidents - curve[k - 1].incidents);
    }
  }
  return 1.0;
}

std::string curve_drawing(const PremisesType& type) {
  constexpr double kTenth = 0.1;
  std::string points;
  for (const CurvePoint& point : type.j_curve) {
    points += decimal(100.0 * point.premises, 1) + "," + decimal(100.0 - 100.0 * point.incidents, 1) + " ";
  }
  const std::string at = decimal(100.0 - 100.0 * incidents_at(type.j_curve, kTenth), 1);
  return "<svg class=\"curve\" aria-hidden=\"true\" viewBox=\"-2 -4 104 108\"><rect class=\"curve-box\" width=\"100\" "
         "height=\"100\"/><line class=\"curve-even\" x1=\"0\" y1=\"100\" x2=\"100\" y2=\"0\"/><line "
         "class=\"curve-tenth\" x1=\"10\" y1=\"100\" x2=\"10\" y2=\"" +
         at + "\"/><polyline class=\"curve-line\" points=\"" + points +
         "\"/><circle class=\"curve-dot\" cx=\"10\" cy=\"" + at + "\" r=\"4\"/></svg>";
}

}  // namespace

std::string matched_chart(const View& view) {
  const auto types = with_ratio(view);
  const std::string noun(counted_noun(view.document));
  IntervalChart chart{matched_title(types, noun),
                      "Type of premises",
                      "Times as many " + noun + " per premises [95 % interval]",
                      "Against premises around as many others",
                      {},
                      1.0,
                      "as around them",
                      "matched",
                      "matched"};
  for (const PremisesType* type : types) {
    chart.rows.push_back({type->name, "", type->matched_ratio, side(type->matched_ratio)});
  }
  return interval_chart(chart);
}

std::string surroundings_table(const View& view) {
  std::string rows;
  for (const PremisesSurroundings& row : view.document.premises_surroundings) {
    if (!row.premises || *row.premises == 0) {
      continue;
    }
    rows += "<tr><th scope=\"row\">" + escaped(row.name) + "<td class=\"t\">" + escaped(row.surroundings);
    append_cell(rows, count_text(row.premises, view.premises_base()));
    append_cell(rows, count_text(row.incidents, view.base()));
  }
  if (rows.empty()) {
    return {};
  }
  return "<table class=\"data\"><caption>Premises and " + std::string(counted_noun(view.document)) +
         " by how many others stand around</caption><thead><tr><th scope=\"col\" data-how=\"names\">Type of "
         "premises<th scope=\"col\" data-how=\"matched\" "
         "class=\"t\">Around it<th scope=\"col\" data-how=\"premises\">Premises<th scope=\"col\" data-how=\"types\">" +
         capitalised(std::string(counted_noun(view.document))) + "</thead><tbody>\n" + rows + "</tbody></table>";
}

std::string j_curves(const View& view) {
  std::string items;
  for (const PremisesType* type : types_by_rate(view)) {
    if (type->j_curve.size() < 2 || !std::isfinite(type->share_top_tenth)) {
      continue;
    }
    items += "<li>" + curve_drawing(*type) + "<strong>" + escaped(type->name) + "</strong> <span class=\"quiet\">" +
             decimal(100.0 * type->share_top_tenth, 0) + " of 100 at the busiest tenth";
    if (std::isfinite(type->share_top_tenth_by_chance)) {
      items += "; chance alone gives " + decimal(100.0 * type->share_top_tenth_by_chance, 0);
    }
    items += "</span>";
  }
  return items.empty()
             ? std::string()
             : "<p class=\"quiet\">" + how_line({"concentration"}) + "</p><ul class=\"curves\">" + items + "</ul>";
}

}  // namespace libprofile::publish::detail
