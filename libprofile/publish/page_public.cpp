// SPDX-License-Identifier: MIT
#include <cmath>

#include "libprofile/publish/detail/chart.hpp"
#include "libprofile/publish/detail/how.hpp"
#include "libprofile/publish/detail/html.hpp"
#include "libprofile/publish/detail/page_parts.hpp"
#include "libprofile/publish/detail/words.hpp"

namespace libprofile::publish::detail {
namespace {

std::string figure(const std::string& number, const std::string& what, const std::string& range) {
  return "<div><dt>" + escaped(what) + "</dt><dd><span class=\"big\">" + escaped(number) + "</span>" +
         (range.empty() ? "" : "<span class=\"quiet\">" + escaped(range) + "</span>") + "</dd></div>";
}

std::string range_of(const std::optional<std::int64_t>& count, std::int64_t base) {
  return count && *count >= base && base > 1 ? "somewhere from " + count_range_text(count, base) : "";
}

/// What rounding of the total leaves open. Empty where the rate is of a part of the areas, or known as it is written.
std::string rate_range(const View& view) {
  const auto& total = view.document.total;
  if (!view.rates_everything() || view.base() <= 1 || *total < view.base()) {
    return {};
  }
  const auto band = static_cast<double>(view.base() - 1);
  const double scale = 1000.0 / view.population;
  const auto count = static_cast<double>(*total);
  const double low = (count - band) * scale;
  const double high = (count + band) * scale;
  // A range of one unit in the last place says nothing that the number does not.
  if (std::llround(100.0 * high) - std::llround(100.0 * low) <= 1) {
    return {};
  }
  return "somewhere from " + decimal(low, 2) + " to " + decimal(high, 2);
}

std::string counted_with_place(const Document& document) {
  return std::string(counted_noun(document)) + " that have a place" +
         (counts_persons(document) ? "; a person is counted once in each area and category" : "");
}

std::string figures(const View& view) {
  const auto& document = view.document;
  const std::int64_t base = view.base();
  const std::string rate_unit =
      std::string(counts_persons(document) ? "counts of persons " : "") + "for every 1,000 residents";
  std::string html;
  if (document.total) {
    html += figure(count_text(document.total, base), counted_with_place(document), range_of(document.total, base));
  }
  if (std::isfinite(view.rate_per_1000)) {
    html += figure(decimal(view.rate_per_1000, 2), rate_unit, rate_range(view));
  }
  if (document.without_place) {
    html += figure(count_text(document.without_place, base), "records without a usable place, not in the other figures",
                   range_of(document.without_place, base));
  }
  return html;
}

bool is_one_year(const std::vector<MonthCount>& months) {
  for (const MonthCount& month : months) {
    if (month.year != months.front().year) {
      return false;
    }
  }
  return !months.empty();
}

}  // namespace

void add_public_parts(Parts& parts, const View& view) {
  const auto& document = view.document;
  parts.html["figures"] = figures(view);
  parts.html["figures_how"] = how_line({"counts", "rates", "ranges"});
  parts.html["month_chart"] = month_chart({months_finding(view), document.months, view.base()});
  parts.text["one_year"] = is_one_year(document.months) ? std::to_string(document.months.front().year) : "";
  parts.text["not_public"] = document.manifest.tier == "public" ? "" : document.manifest.tier;
  add_map(parts, view, MapOf::groups);
}

}  // namespace libprofile::publish::detail
