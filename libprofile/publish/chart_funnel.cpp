// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>

#include "libprofile/publish/detail/chart.hpp"
#include "libprofile/publish/detail/html.hpp"
#include "libprofile/publish/detail/premises_charts.hpp"
#include "libprofile/publish/detail/summary.hpp"
#include "libprofile/publish/detail/tables.hpp"
#include "libprofile/publish/detail/words.hpp"

namespace libprofile::publish::detail {
namespace {

constexpr double kTop = 24.0;
constexpr double kBaseline = 290.0;
constexpr int kHeight = 346;
/// Of the width: where the plot begins, and how wide it is.
constexpr double kLeft = 13.0;
constexpr double kWidth = 84.0;

/// From numbers of premises, by logarithm, and rates to the drawing: x in per cent, y in pixels.
struct Scale {
  double fewest = 1.0;
  double most = 10.0;
  Axis axis{1.0, 0.5};

  [[nodiscard]] double share(double premises) const {
    return (std::log(premises) - std::log(fewest)) / (std::log(most) - std::log(fewest));
  }
  [[nodiscard]] std::string x(double premises) const { return decimal(kLeft + kWidth * share(premises), 2) + "%"; }
  [[nodiscard]] double height(double rate) const { return std::clamp(rate / axis.end, 0.0, 1.0); }
  [[nodiscard]] std::string y(double rate) const { return decimal(kBaseline - (kBaseline - kTop) * height(rate), 1); }
  /// In the box of 100 by 100 that the limits are drawn in.
  [[nodiscard]] std::string in_box(double premises, double rate) const {
    return decimal(100.0 * share(premises), 2) + "," + decimal(100.0 - 100.0 * height(rate), 2) + " ";
  }
};

Scale scale_of(const View& view, const std::vector<const PremisesType*>& types) {
  const auto& limits = view.document.premises_funnel;
  double most_rate = limits.back().upper_95;
  for (const PremisesType* type : types) {
    most_rate = std::max(most_rate, type->rate_per_100.value);
  }
  const double widest = limits.front().upper_998;
  // The sides of the funnel must not press the dots together: they leave the drawing.
  const double end = std::min(std::max(most_rate, widest), 1.15 * most_rate);
  return {0.85 * limits.front().premises, 1.15 * limits.back().premises, axis_from_zero(end)};
}

template <class Lower, class Upper>
std::string band(const View& view, const Scale& scale, std::string_view css, Lower&& lower, Upper&& upper) {
  const auto& limits = view.document.premises_funnel;
  std::string points;
  for (const FunnelPoint& point : limits) {
    points += scale.in_box(point.premises, upper(point));
  }
  for (auto point = limits.rbegin(); point != limits.rend(); ++point) {
    points += scale.in_box(point->premises, lower(*point));
  }
  return "<polygon class=\"" + std::string(css) + "\" points=\"" + points + "\"/>";
}

std::string limits_drawing(const View& view, const Scale& scale) {
  return "<svg x=\"" + decimal(kLeft, 0) + "%\" y=\"" + decimal(kTop, 0) + "\" width=\"" + decimal(kWidth, 0) +
         "%\" height=\"" + decimal(kBaseline - kTop, 0) + "\" viewBox=\"0 0 100 100\" preserveAspectRatio=\"none\">" +
         band(
             view, scale, "beyond-95", [](const FunnelPoint& p) { return p.lower_998; },
             [](const FunnelPoint& p) { return p.upper_998; }) +
         band(
             view, scale, "within-95", [](const FunnelPoint& p) { return p.lower_95; },
             [](const FunnelPoint& p) { return p.upper_95; }) +
         "</svg>";
}

std::string text_at(std::string_view css, const std::string& x, const std::string& y, std::string_view text) {
  return "<text class=\"" + std::string(css) + "\" x=\"" + x + "\" y=\"" + y + "\">" + escaped(text) + "</text>";
}

std::string axes(const Scale& scale) {
  std::string svg;
  for (double tick = 0.0; tick <= scale.axis.end * 1.0001; tick += scale.axis.step) {
    const std::string y = scale.y(tick);
    svg += "<line class=\"grid\" x1=\"" + decimal(kLeft, 0) + "%\" x2=\"97%\" y1=\"" + y + "\" y2=\"" + y + "\"/>" +
           text_at("tick to-left", decimal(kLeft - 1.0, 0) + "%", decimal(std::stod(y) + 5.0, 1),
                   decimal(tick, scale.axis.step >= 1.0 ? 0 : 1));
  }
  for (double decade = 1.0; decade <= scale.most; decade *= 10.0) {
    for (const double premises : {decade, 3.0 * decade}) {
      if (premises >= scale.fewest && premises <= scale.most) {
        svg += text_at("tick", scale.x(premises), decimal(kBaseline + 20.0, 0), decimal(premises, 0));
      }
    }
  }
  return svg + text_at("tick", "55%", decimal(kBaseline + 44.0, 0), "premises of the type");
}

std::string dots(const Scale& scale, const std::vector<const PremisesType*>& types) {
  std::string svg;
  for (std::size_t k = types.size(); k-- > 0;) {
    const PremisesType& type = *types[k];
    const std::string x = scale.x(static_cast<double>(*type.premises));
    const std::string y = scale.y(type.rate_per_100.value);
    const bool is_outside = type.funnel != "none";
    svg += "<circle class=\"key-dot" + std::string(is_outside ? " outside" : "") + "\" cx=\"" + x + "\" cy=\"" + y +
           "\" r=\"11\"/>" +
           text_at(is_outside ? "key-number outside" : "key-number", x, decimal(std::stod(y) + 4.5, 1),
                   std::to_string(k + 1));
  }
  return svg;
}

std::string outside_words(const std::string& funnel) {
  if (funnel == "none" || funnel.empty()) {
    return "inside";
  }
  const bool is_high = funnel.starts_with("high");
  const std::string limit = funnel.ends_with("99.8") ? "99.8" : "95";
  return flag_mark(is_high ? "high" : "low") + (is_high ? " above " : " below ") + limit + " %";
}

std::string title_of(const std::vector<const PremisesType*>& types) {
  const auto outside = static_cast<std::size_t>(
      std::count_if(types.begin(), types.end(), [](const PremisesType* type) { return type->funnel != "none"; }));
  return capitalised(outside == 0 ? "no type" : how_many(outside, "type")) + " of " + std::to_string(types.size()) +
         (outside == 1   ? " lies"
          : outside == 0 ? " lies"
                         : " lie") +
         " outside what chance gives around the mean, clusters of incidents and all types looked at allowed for";
}

}  // namespace

std::vector<const PremisesType*> types_by_rate(const View& view) {
  std::vector<const PremisesType*> types;
  for (const PremisesType& type : view.document.premises_types) {
    if (std::isfinite(type.rate_per_100.value) && type.premises.value_or(0) > 0) {
      types.push_back(&type);
    }
  }
  std::stable_sort(types.begin(), types.end(), [](const PremisesType* a, const PremisesType* b) {
    return a->rate_per_100.value != b->rate_per_100.value ? a->rate_per_100.value > b->rate_per_100.value
                                                          : a->type < b->type;
  });
  return types;
}

std::string funnel_chart(const View& view) {
  const auto types = types_by_rate(view);
  if (types.empty() || view.document.premises_funnel.size() < 2) {
    return {};
  }
  const Scale scale = scale_of(view, types);
  const std::string mean = scale.y(view.document.all_types_per_100.value);
  return "<figure class=\"funnel\" data-how=\"funnel\"><figcaption>" + escaped(title_of(types)) +
         "</figcaption><svg aria-hidden=\"true\" width=\"100%\" height=\"" + std::to_string(kHeight) + "\">" +
         limits_drawing(view, scale) + axes(scale) + "<line class=\"reference\" x1=\"" + decimal(kLeft, 0) +
         "%\" x2=\"97%\" y1=\"" + mean + "\" y2=\"" + mean + "\"/>" + dots(scale, types) + "</svg></figure>";
}

std::string funnel_table(const View& view) {
  if (view.document.premises_funnel.size() < 2) {
    return {};
  }
  std::string rows;
  std::size_t number = 0;
  for (const PremisesType* type : types_by_rate(view)) {
    rows += "<tr><th scope=\"row\">" + std::to_string(++number) + ". " + escaped(type->name);
    append_cell(rows, count_text(type->premises, view.premises_base()));
    append_cell(rows, rate_text(type->rate_per_100.value));
    rows += "<td>" + rate_text(type->steadied_per_100.value) + " <span class=\"interval\">[" +
            interval_text(type->steadied_per_100) + "]</span><td>" + outside_words(type->funnel);
  }
  return "<table class=\"data\"><caption>The same in numbers</caption><thead><tr><th scope=\"col\" "
         "data-how=\"names\">Type of "
         "premises<th scope=\"col\" data-how=\"premises\">Premises<th scope=\"col\" data-how=\"types\">Per 100 "
         "premises<th scope=\"col\" data-how=\"steadied\">Steadied [95 % "
         "interval]<th scope=\"col\" data-how=\"funnel\">Of the limits</thead><tbody>\n" +
         rows + "</tbody></table>";
}

}  // namespace libprofile::publish::detail
