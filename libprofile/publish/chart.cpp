// SPDX-License-Identifier: MIT
#include "libprofile/publish/detail/chart.hpp"

#include <algorithm>
#include <cmath>

#include "libprofile/publish/detail/html.hpp"
#include "libprofile/publish/detail/words.hpp"

namespace libprofile::publish::detail {
namespace {

/// A place on the axis, as per cent of the drawing, with a little air at both ends.
std::string place(double value, const Axis& axis) {
  return decimal(2.0 + 94.0 * std::clamp(value / axis.end, 0.0, 1.0), 1) + "%";
}

std::string vertical(std::string_view css, const std::string& x, std::string_view y1, std::string_view y2) {
  return "<line class=\"" + std::string(css) + "\" x1=\"" + x + "\" x2=\"" + x + "\" y1=\"" + std::string(y1) +
         "\" y2=\"" + std::string(y2) + "\"/>";
}

Axis axis_of(const IntervalChart& chart) {
  double most_value = std::isfinite(chart.reference) ? chart.reference : 0.0;
  double most_limit = most_value;
  for (const IntervalRow& row : chart.rows) {
    most_value = std::isfinite(row.estimate.value) ? std::max(most_value, row.estimate.value) : most_value;
    most_limit = std::isfinite(row.estimate.upper) ? std::max(most_limit, row.estimate.upper) : most_limit;
  }
  // One very wide interval must not press all the others together: its whisker leaves the drawing.
  return axis_from_zero(std::min(most_limit, 2.0 * most_value));
}

std::string grid_lines(const IntervalChart& chart, const Axis& axis) {
  std::string lines;
  for (double tick = 0.0; tick <= axis.end * 1.0001; tick += axis.step) {
    lines += vertical("grid", place(tick, axis), "0", "100%");
  }
  if (std::isfinite(chart.reference)) {
    lines += vertical("reference", place(chart.reference, axis), "0", "100%");
  }
  return lines;
}

std::string axis_drawing(const IntervalChart& chart, const Axis& axis) {
  std::string svg = "<svg class=\"plot-axis\" aria-hidden=\"true\">";
  for (double tick = 0.0; tick <= axis.end * 1.0001; tick += axis.step) {
    const int decimals = axis.step >= 1.0 ? (axis.step == 2.5 ? 1 : 0) : 2;
    svg += "<text class=\"tick\" x=\"" + place(tick, axis) + "\" y=\"" + (chart.reference_name.empty() ? "18" : "42") +
           "\">" + decimal(tick, decimals) + "</text>";
  }
  if (std::isfinite(chart.reference)) {
    const bool is_right = chart.reference > 0.5 * axis.end;
    svg += "<text class=\"reference-name" + std::string(is_right ? " to-left" : "") + "\" x=\"" +
           place(chart.reference, axis) + "\" y=\"16\">" + escaped(chart.reference_name) + "</text>" +
           vertical("reference", place(chart.reference, axis), "20", "26");
  }
  return svg + "</svg>";
}

std::string row_drawing(const Estimate& estimate, const Axis& axis, const std::string& background) {
  std::string svg = "<svg class=\"plot\" aria-hidden=\"true\">" + background;
  if (std::isfinite(estimate.lower) && std::isfinite(estimate.upper)) {
    const std::string low = place(estimate.lower, axis);
    const std::string high = place(estimate.upper, axis);
    svg += "<line class=\"whisker\" x1=\"" + low + "\" x2=\"" + high + "\" y1=\"50%\" y2=\"50%\"/>" +
           vertical("whisker", low, "35%", "65%");
    svg += estimate.upper <= axis.end ? vertical("whisker", high, "35%", "65%") : "";
  }
  if (std::isfinite(estimate.value)) {
    svg += "<circle class=\"dot\" cx=\"" + place(estimate.value, axis) + "\" cy=\"50%\" r=\"6\"/>";
  }
  return svg + "</svg>";
}

void append_row(std::string& html, const IntervalRow& row, const Axis& axis, const std::string& background,
                bool has_notes) {
  html += "<tr><th scope=\"row\">";
  html +=
      row.link.empty() ? escaped(row.label) : "<a href=\"" + escaped(row.link) + "\">" + escaped(row.label) + "</a>";
  html += "<td class=\"drawing\">" + row_drawing(row.estimate, axis, background) + "<td class=\"number\"><strong>" +
          rate_text(row.estimate.value) + "</strong> <span class=\"interval\">[" + interval_text(row.estimate) +
          "]</span>";
  if (has_notes) {
    html += "<td class=\"note\">" + row.note_html;
  }
}

}  // namespace

Axis axis_from_zero(double most) {
  if (!(most > 0.0) || !std::isfinite(most)) {
    return {1.0, 0.5};
  }
  const double power = std::pow(10.0, std::floor(std::log10(most)) - 1.0);
  for (const double factor : {2.0, 2.5, 5.0, 10.0, 20.0, 25.0, 50.0}) {
    const double step = factor * power;
    if (step * 5.0 >= most) {
      return {step * std::ceil(most / step), step};
    }
  }
  return {100.0 * power, 20.0 * power};
}

std::string interval_chart(const IntervalChart& chart) {
  if (chart.rows.empty()) {
    return {};
  }
  const Axis axis = axis_of(chart);
  const std::string background = grid_lines(chart, axis);
  const bool has_notes =
      std::any_of(chart.rows.begin(), chart.rows.end(), [](const IntervalRow& row) { return !row.note_html.empty(); });
  std::string html = "<table class=\"chart\"><caption>" + escaped(chart.title) +
                     "</caption><thead><tr><th scope=\"col\" data-how=\"names\">" + escaped(chart.label_heading) +
                     "<td class=\"drawing\">" + axis_drawing(chart, axis) + "<th scope=\"col\" data-how=\"" +
                     escaped(chart.how) + "\" class=\"number\">" + escaped(chart.value_heading);
  if (has_notes) {
    html +=
        "<th scope=\"col\" data-how=\"" + escaped(chart.note_how) + "\" class=\"note\">" + escaped(chart.note_heading);
  }
  html += "</thead><tbody>";
  for (const IntervalRow& row : chart.rows) {
    append_row(html, row, axis, background, has_notes);
  }
  return html + "</tbody></table>";
}

std::string share_bar(double share) {
  if (!(share >= 0.0 && share <= 1.0)) {
    return {};
  }
  return "<svg class=\"share\" aria-hidden=\"true\"><rect class=\"share-whole\" width=\"100%\" height=\"100%\"/>"
         "<rect class=\"share-part\" width=\"" +
         decimal(100.0 * share, 1) + "%\" height=\"100%\"/></svg>";
}

}  // namespace libprofile::publish::detail
