// SPDX-License-Identifier: MIT
#include <algorithm>

#include "libprofile/publish/detail/chart.hpp"
#include "libprofile/publish/detail/html.hpp"
#include "libprofile/publish/detail/words.hpp"

namespace libprofile::publish::detail {
namespace {

constexpr double kTop = 28.0;
constexpr double kBaseline = 200.0;
constexpr int kHeight = 246;

std::int64_t most_in(const std::vector<MonthCount>& months) {
  std::int64_t most = 1;
  for (const MonthCount& month : months) {
    most = std::max(most, month.count.value_or(0));
  }
  return most;
}

std::int64_t least_in(const std::vector<MonthCount>& months) {
  std::int64_t least = most_in(months);
  for (const MonthCount& month : months) {
    least = std::min(least, month.count.value_or(least));
  }
  return least;
}

std::string text_at(std::string_view css, double x_percent, double y, std::string_view text) {
  return "<text class=\"" + std::string(css) + "\" x=\"" + decimal(x_percent, 2) + "%\" y=\"" + decimal(y, 1) + "\">" +
         escaped(text) + "</text>";
}

std::string column(double x_percent, double width_percent, double top, std::string_view css) {
  return "<rect class=\"" + std::string(css) + "\" x=\"" + decimal(x_percent, 2) + "%\" width=\"" +
         decimal(width_percent, 2) + "%\" y=\"" + decimal(top, 1) + "\" height=\"" + decimal(kBaseline - top, 1) +
         "\"/>";
}

/// The data in words, for readers who do not see the columns.
std::string spoken(const MonthChart& chart) {
  std::string text;
  for (const MonthCount& month : chart.months) {
    text += (text.empty() ? "" : "; ") + std::string(month_name(month.month)) + " " + std::to_string(month.year) +
            ": " + count_text(month.count, chart.base);
  }
  return text + ".";
}

void append_month(std::string& svg, const MonthChart& chart, std::size_t i, std::int64_t most, std::int64_t least) {
  const MonthCount& month = chart.months[i];
  const double slot = 100.0 / static_cast<double>(chart.months.size());
  const double left = slot * static_cast<double>(i);
  const double middle = left + 0.5 * slot;
  if (!month.count) {
    svg += column(left + 0.14 * slot, 0.72 * slot, kTop, "hatched");
  } else if (*month.count > 0) {
    const double top = kBaseline - (kBaseline - kTop) * static_cast<double>(*month.count) / static_cast<double>(most);
    svg += column(left + 0.14 * slot, 0.72 * slot, top, "column");
    const bool is_key = *month.count == most || *month.count == least;
    svg += text_at(is_key ? "count key" : "count", middle, top - 7.0, grouped(*month.count));
  }
  const bool is_sparse = chart.months.size() > 13;
  if (!is_sparse || month.month == 1 || i == 0) {
    svg += text_at("month wide", middle, kBaseline + 20.0, month_abbreviation(month.month));
    svg += text_at("month narrow", middle, kBaseline + 20.0, month_abbreviation(month.month).substr(0, 1));
  }
  if (month.month == 1 || i == 0) {
    svg += text_at("month year", middle, kBaseline + 40.0, std::to_string(month.year));
  }
}

}  // namespace

std::string month_chart(const MonthChart& chart) {
  if (chart.months.empty()) {
    return {};
  }
  std::string svg = "<figure class=\"months\" data-how=\"months\"><figcaption>" + escaped(chart.title) +
                    "</figcaption><svg role=\"img\" width=\"100%\" height=\"" + std::to_string(kHeight) +
                    "\" aria-label=\"" + escaped(chart.title + " " + spoken(chart)) + "\">";
  const std::int64_t most = most_in(chart.months);
  const std::int64_t least = least_in(chart.months);
  for (std::size_t i = 0; i < chart.months.size(); ++i) {
    append_month(svg, chart, i, most, least);
  }
  svg += "<line class=\"baseline\" x1=\"0\" x2=\"100%\" y1=\"" + decimal(kBaseline, 0) + "\" y2=\"" +
         decimal(kBaseline, 0) + "\"/></svg></figure>";
  return svg;
}

}  // namespace libprofile::publish::detail
